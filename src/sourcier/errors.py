"""What can go wrong, each said in one sentence with the next step, in French or in English.

    SourcierError                     exit code 1
     ├─ UsageError                                2
     │   ├─ EmptyQuestion · QuestionTooLong · BadDate · ImpossibleDate · OutletUnknown · NothingMatches
     │   ├─ UnknownLLM · ModelNameMissing · ModelNotOffered
     │   ├─ EmbedderUnknown · EmbedderWantsCode · EmbedderPickled · BackendMissing
     │   ├─ NotCompared · FileUnreadable · FileUnwritable
     │   ├─ FolderMissing · FolderExpected · StoreAmongArticles · BadStoreAddress
     │   ├─ CommandUnknown · CollectionUnknown · QuestionUnknown · RunsUnlike · OptionsClash
     │   ├─ BadSettings · BadGold · BadSidecar · BadSynonyms · SynonymsMisshapen
     │   ├─ ArticleUnknown · ArticleAmbiguous · PictureUnknown
     │   ├─ PublicWithoutPassword · AddressUnknown · PortTaken · HostRefused
     │   └─ TokenRefused · ServedModelUnknown · NotServed · RequestUnreadable · RequestTooLarge · TextOnly
     ├─ NoArticles · ReaderFailed                 1
     ├─ EvaluationStopped · RunFailed             1
     ├─ TooManyQuestions                          1
     ├─ ArtifactError                             1
     │   ├─ ArtifactUnknown · ArtifactMissing · ArtifactUnreachable · ArtifactCorrupt
     │   └─ DiskTooSmall · CacheReadOnly
     ├─ StoreError                                1
     │   ├─ StoreMissing · StoreEmpty · StoreReadOnly · StoreUnreadable
     │   ├─ StoreMismatch · StoreOutdated
     │   ├─ StoreUnreachable · StoreNotServed · StoreServerFailed
     │   ├─ StoreBusy                             4
     │   └─ StoreDamaged                          5
     ├─ DeskError                                 1
     │   ├─ DeskUnreadable · DeskUnwritable · DeskDamaged · DeskNewer · DeskBusy · DeskFull
     │   ├─ ConversationGone · ConversationOutdated
     │   ├─ AccountTaken · AccountUnknown · BadAccountName
     │   └─ PasswordRefused · PasswordsDiffer · NotConfirmed
     └─ LLMError                                  1
         ├─ LLMUnreachable · LLMTimeout · LLMGarbled · LLMInterrupted · LLMUnavailable
         └─ LLMRefused · LLMKeyRefused · LLMOverQuota · LLMBusy · LLMServerFailed

Exit codes: 0 done, 1 failed, 2 bad usage, 3 partly done, 4 index busy, 5 index damaged.
"""

from __future__ import annotations

from typing import ClassVar


class SourcierError(Exception):
    """An error a person can act on; `fr` and `en` are templates over the keyword arguments."""

    exit_code: ClassVar[int] = 1
    fr: ClassVar[str] = "Sourcier n'a pas pu terminer : {reason}"
    en: ClassVar[str] = "Sourcier could not finish: {reason}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message("fr"))

    def message(self, language: str) -> str:
        """The sentence in `language` ("fr"; English for anything else)."""
        return (self.fr if language == "fr" else self.en).format(**self.values)

    def each(self) -> tuple[SourcierError, ...]:
        """What there is to say, a sentence each: itself, after what it sums up."""
        return (self,)


class UsageError(SourcierError):
    """What was asked cannot be done as asked."""

    exit_code = 2


class EmptyQuestion(UsageError):
    fr = "La question est vide : écrivez une question."
    en = "The question is empty: write a question."


class QuestionTooLong(UsageError):
    fr = "La question compte {length} caractères : {limit} au plus."
    en = "The question has {length} characters: {limit} at most."


class BadDate(UsageError):
    fr = "Date non comprise « {written} » : écrivez 12/03/2024, 2024-03-12, mars 2024 ou 2024."
    en = "Date not understood “{written}”: write 2024-03-12, 12/03/2024 (day first), March 2024 or 2024."


class ImpossibleDate(UsageError):
    fr = "La date « {written} » n'existe pas : corrigez-la (le jour avant le mois : 12/03/2024)."
    en = "The date “{written}” does not exist: correct it (the day comes before the month: 12/03/2024)."


class OutletUnknown(UsageError):
    fr = "Aucun article indexé ne vient de « {outlet} » : l'index a par exemple {nearest}."
    en = "No article indexed comes from “{outlet}”: the index has for example {nearest}."


class NothingMatches(UsageError):
    fr = (
        "Aucun article ne passe le filtre ({wanted}) : élargissez-le, "
        "l'index tient {articles} articles datés de {earliest} à {latest}."
    )
    en = (
        "No article passes the filter ({wanted}): widen it, "
        "the index holds {articles} articles dated {earliest} to {latest}."
    )


class UnknownLLM(UsageError):
    fr = "Modèle inconnu « {spec} » : utilisez extractive, local, local:FICHIER.gguf, openai:MODÈLE ou ollama:MODÈLE."
    en = "Unknown model “{spec}”: use extractive, local, local:FILE.gguf, openai:MODEL or ollama:MODEL."


class ModelNameMissing(UsageError):
    fr = "Aucun modèle n'est nommé : écrivez le nom du modèle."
    en = "No model is named: write the name of the model."


class ModelNotOffered(UsageError):
    fr = "Ce modèle ne peut pas être choisi ici : cette machine propose {offered}."
    en = "This model cannot be chosen here: this machine offers {offered}."


class FolderMissing(UsageError):
    fr = "Le dossier {path} n'existe pas : donnez un dossier d'articles."
    en = "The folder {path} does not exist: give a folder of articles."


class FolderExpected(UsageError):
    fr = "{path} est un fichier : donnez un dossier."
    en = "{path} is a file: give a folder."


class StoreAmongArticles(UsageError):
    fr = "L'index ne peut pas être le dossier des articles lui-même ({path}) : donnez-lui un dossier à lui (--store)."
    en = "The index cannot be the folder of articles itself ({path}): give it a folder of its own (--store)."


class BadStoreAddress(UsageError):
    fr = (
        "Adresse d'index refusée, {address} : écrivez http://HÔTE:PORT/NOM, sans mot de passe "
        "(NOM : 3 à 62 lettres sans accent, chiffres, - ou _)."
    )
    en = (
        "Address of an index refused, {address}: write http://HOST:PORT/NAME, without a password "
        "(NAME: 3 to 62 plain letters, digits, - or _)."
    )


class FileUnreadable(UsageError):
    fr = "Le fichier {path} ne peut pas être lu : {reason}"
    en = "The file {path} cannot be read: {reason}"


class FileUnwritable(UsageError):
    fr = "Impossible d'écrire {path} : donnez un fichier dans un dossier qui existe et où vous pouvez écrire."
    en = "Cannot write {path}: give a file in a folder that exists and that you can write to."


class EmbedderUnknown(UsageError):
    fr = "Modèle d'embeddings introuvable « {name} » : donnez e5-small, un dossier ou un nom de sentence-transformers."
    en = "Embedding model not found “{name}”: give e5-small, a folder or a sentence-transformers name."


class EmbedderWantsCode(UsageError):
    fr = (
        "Le modèle d'embeddings {name} veut exécuter son propre code, ce que Sourcier ne permet jamais : "
        "donnez-en un autre, comme e5-small."
    )
    en = (
        "The embedding model {name} wants to run its own code, which Sourcier never allows: "
        "give another one, such as e5-small."
    )


class EmbedderPickled(UsageError):
    fr = (
        "Le modèle d'embeddings {name} n'a pas de poids au format safetensors, le seul que Sourcier charge "
        "(un fichier .bin peut exécuter du code) : donnez-en un autre, comme e5-small."
    )
    en = (
        "The embedding model {name} has no weights in the safetensors format, the only one Sourcier loads "
        "(a .bin file can run code): give another one, such as e5-small."
    )


class BackendMissing(UsageError):
    fr = '{backend} n\'est pas installé : lancez pip install "sourcier[{backend}]", ou retirez embedding_backend.'
    en = '{backend} is not installed: run pip install "sourcier[{backend}]", or remove embedding_backend.'


class NotCompared(UsageError):
    fr = (
        "Trop peu à comparer dans {path} pour {key} ({shared} questions sur {total}, il en faut la moitié) : "
        "enregistrez d'abord les mesures avec --save."
    )
    en = (
        "Too little to compare with in {path} for {key} ({shared} questions of {total}, it takes half of them): "
        "first save the measures with --save."
    )


class CommandUnknown(UsageError):
    fr = "Ni commande ni fichier « {written} » : écrivez « {nearest} », ou le chemin d'un fichier qui existe."
    en = "Neither a command nor a file “{written}”: write `{nearest}`, or the path of a file that exists."


class CollectionUnknown(UsageError):
    fr = "Aucune collection « {name} » dans les réglages : choisissez parmi {known}."
    en = "No collection “{name}” in the settings: choose among {known}."


class QuestionUnknown(UsageError):
    fr = "Aucune question de référence « {id} » dans {path} : « sourcier eval check {path} » dit ce qui s'y trouve."
    en = "No gold question “{id}” in {path}: `sourcier eval check {path}` says what is there."


class RunsUnlike(UsageError):
    fr = "{before} et {after} n'ont aucune question en commun : comparez deux mesures des mêmes questions."
    en = "{before} and {after} share no question: compare two measurements of the same questions."


class OptionsClash(UsageError):
    fr = "{first} et {second} ne vont pas ensemble : retirez l'un des deux."
    en = "{first} and {second} do not go together: leave one of them out."


class BadSettings(UsageError):
    fr = "Réglage refusé : {reason}"
    en = "Setting refused: {reason}"


class BadGold(UsageError):
    fr = "Questions de référence, {place} : {reason}"
    en = "Gold questions, {place}: {reason}"


class BadSidecar(UsageError):
    fr = "Fiche des articles, {place} : {reason}"
    en = "Description of the articles, {place}: {reason}"


class BadSynonyms(UsageError):
    fr = "Fichier de synonymes, {place} : {reason}"
    en = "File of synonyms, {place}: {reason}"


class SynonymsMisshapen(BadSynonyms):
    fr = (
        "Fichier de synonymes, {place} : écrivez « SIGLE: nom complet », ou une liste de groupes d'au moins deux noms "
        "(un mot grammatical n'en est pas un)."
    )
    en = (
        "File of synonyms, {place}: write “ACRONYM: full name”, or a list of groups of two names or more; "
        "a word of grammar is no name."
    )


class ArticleUnknown(UsageError):
    fr = "Aucun article {path} dans l'index : « sourcier list » les énumère."
    en = "No article {path} in the index: `sourcier list` lists them."


class ArticleAmbiguous(UsageError):
    fr = "Plusieurs articles finissent par {path} : donnez-en le chemin entier ({found})."
    en = "Several articles end in {path}: give the whole path of one ({found})."


class PictureUnknown(UsageError):
    fr = "Format de frise inconnu : donnez à {path} un nom en .html ou en .png."
    en = "Unknown timeline format: give {path} a name in .html or in .png."


class PublicWithoutPassword(UsageError):
    fr = (
        "La page n'écoute que sur cette machine (127.0.0.1) : {host} est refusé tant qu'aucun compte n'existe, "
        "créez-en un avec « sourcier users add NOM »."
    )
    en = (
        "The page only listens on this machine (127.0.0.1): {host} is refused while no account exists, "
        "make one with `sourcier users add NAME`."
    )


class PortTaken(UsageError):
    fr = "Le port {port} est déjà pris : fermez l'autre page, ou choisissez un autre port (SOURCIER_PORT)."
    en = "Port {port} is already in use: close the other page, or choose another port (SOURCIER_PORT)."


class AddressUnknown(UsageError):
    fr = (
        "La page n'écoute pas à l'adresse {host} : donnez une adresse IPv4 de cette machine "
        "(127.0.0.1 ou 0.0.0.0) ou son nom."
    )
    en = "The page cannot listen at {host}: give an IPv4 address of this machine (127.0.0.1 or 0.0.0.0) or its name."


class HostRefused(UsageError):
    fr = (
        "La page ne répond qu'à http://127.0.0.1 ou http://localhost tant qu'aucun compte n'existe, "
        "créez-en un avec « sourcier users add NOM »."
    )
    en = (
        "The page only replies to http://127.0.0.1 or http://localhost while no account exists, "
        "make one with `sourcier users add NAME`."
    )


class TokenRefused(UsageError):
    fr = "Jeton refusé : donnez comme clé d'API celui que « sourcier users token NOM » écrit."
    en = "Token refused: give as the API key the one that `sourcier users token NAME` writes."


class ServedModelUnknown(UsageError):
    fr = "Aucun modèle « {name} » ici : choisissez parmi {known}."
    en = "No model “{name}” here: choose among {known}."


class NotServed(UsageError):
    fr = "Sourcier n'offre pas {method} {path} : demandez GET /v1/models ou POST /v1/chat/completions."
    en = "Sourcier does not offer {method} {path}: ask for GET /v1/models or POST /v1/chat/completions."


class RequestUnreadable(UsageError):
    fr = "Demande refusée : envoyez en JSON « model » et « messages », comme à l'API d'OpenAI ({place})."
    en = "Request refused: send “model” and “messages” as JSON, as to the OpenAI API ({place})."


class RequestTooLarge(UsageError):
    fr = "La demande dépasse {limit} Ko : raccourcissez la conversation, ou commencez-en une nouvelle."
    en = "The request is over {limit} kB: shorten the conversation, or begin a new one."


class TextOnly(UsageError):
    fr = "Sourcier ne lit que du texte : retirez de la conversation les images, les sons et les fichiers joints."
    en = "Sourcier reads text only: take images, sounds and attached files out of the conversation."


class NoArticles(SourcierError):
    fr = (
        "Aucun article lisible dans {path}, l'index reste comme il était : "
        "ajoutez des fichiers .txt, .md, .html, .mhtml, .pdf, .docx, .json, .jsonl ou .zip."
    )
    en = (
        "No readable article in {path}, the index stays as it was: "
        "add .txt, .md, .html, .mhtml, .pdf, .docx, .json, .jsonl or .zip files."
    )


class ReaderFailed(SourcierError):
    fr = "Le processus qui lit les fichiers n'a pas démarré ({reason}) : vérifiez la place et la mémoire libres."
    en = "The process that reads the files did not start ({reason}): check that space and memory are free."


class EvaluationStopped(SourcierError):
    fr = (
        "Mesure arrêtée, trop d'échecs de suite ({reason}) : {done} questions sur {total} sont gardées dans {path} ; "
        "réparez, puis relancez la même commande pour continuer."
    )
    en = (
        "Measuring stopped, too many failures in a row ({reason}): {done} questions of {total} are kept in {path}; "
        "mend that, then run the same command again to go on."
    )


class RunFailed(SourcierError):
    fr = (
        "Mesures non gardées dans {path} : {failed} questions ont échoué, qui n'ont pas été mesurées ; "
        "reposez-les avec --retry-failed."
    )
    en = (
        "Measures not kept in {path}: {failed} questions failed, which were not measured; "
        "ask them again with --retry-failed."
    )


class TooManyQuestions(SourcierError):
    fr = "Sourcier répond déjà à {most} questions : reposez la vôtre dans {seconds} s."
    en = "Sourcier is already answering {most} questions: ask yours again in {seconds} s."


class ArtifactError(SourcierError):
    """A model file cannot be had."""


class ArtifactUnknown(ArtifactError):
    exit_code = 2
    fr = "Modèle inconnu « {name} » : « sourcier models list » les énumère."
    en = "Unknown model “{name}”: `sourcier models list` lists them."


class ArtifactMissing(ArtifactError):
    fr = "Le modèle {name} n'est pas sur cette machine : lancez « sourcier models pull {name} »."
    en = "The model {name} is not on this machine: run `sourcier models pull {name}`."


class ArtifactUnreachable(ArtifactError):
    fr = "Aucun miroir ne donne le modèle {name} ({reason}) : vérifiez le réseau, puis relancez."
    en = "No mirror gives the model {name} ({reason}): check the network, then run again."


class ArtifactCorrupt(ArtifactError):
    fr = "Le fichier du modèle {name} est abîmé : lancez « sourcier models pull {name} »."
    en = "The file of the model {name} is damaged: run `sourcier models pull {name}`."


class DiskTooSmall(ArtifactError):
    fr = "Il faut {needed} Mo libres dans {path} pour le modèle {name}, il en reste {free} : libérez de la place."
    en = "The model {name} needs {needed} MB free in {path}, {free} are left: free some space."


class CacheReadOnly(ArtifactError):
    fr = "Impossible d'écrire dans {path} ({reason}) : donnez un autre dossier dans SOURCIER_CACHE."
    en = "Cannot write to {path} ({reason}): give another folder in SOURCIER_CACHE."


class StoreError(SourcierError):
    """The index cannot be used."""


class StoreMissing(StoreError):
    fr = "Aucun index dans {store} : lancez « sourcier index DOSSIER --store {store} »."
    en = "No index in {store}: run `sourcier index FOLDER --store {store}`."


class StoreEmpty(StoreError):
    fr = "L'index {store} ne contient aucun article : lancez « sourcier index DOSSIER --store {store} »."
    en = "The index {store} holds no article: run `sourcier index FOLDER --store {store}`."


class StoreReadOnly(StoreError):
    fr = "Impossible d'écrire dans {store} : donnez un dossier où vous pouvez écrire ({reason})."
    en = "Cannot write to {store}: give a folder you can write to ({reason})."


class StoreUnreadable(StoreError):
    fr = "Impossible de lire l'index {store} : vérifiez vos droits sur ce dossier ({reason})."
    en = "Cannot read the index {store}: check your rights on this folder ({reason})."


class StoreOutdated(StoreError):
    fr = (
        "L'index {store} a été fait par une autre version de Sourcier : "
        "lancez « sourcier index DOSSIER --store {store} --rebuild »."
    )
    en = (
        "The index {store} was made by another version of Sourcier: "
        "run `sourcier index FOLDER --store {store} --rebuild`."
    )


class StoreMismatch(StoreError):
    fr = (
        "L'index {store} a été fait avec {found}, pas avec {wanted} : "
        "lancez « sourcier index DOSSIER --store {store} --rebuild »."
    )
    en = (
        "The index {store} was made with {found}, not with {wanted}: "
        "run `sourcier index FOLDER --store {store} --rebuild`."
    )


class StoreBusy(StoreError):
    exit_code = 4
    fr = "L'index {store} est en cours d'écriture par le processus {pid} : attendez qu'il finisse, puis relancez."
    en = "The index {store} is being written by process {pid}: wait for it to finish, then run again."


class StoreDamaged(StoreError):
    exit_code = 5
    fr = "L'index {store} est abîmé ({reason}) : lancez « sourcier index DOSSIER --store {store} --rebuild »."
    en = "The index {store} is damaged ({reason}): run `sourcier index FOLDER --store {store} --rebuild`."


class StoreUnreachable(StoreError):
    fr = "Index indisponible : {store} ne répond pas ; vérifiez que le serveur Chroma est lancé, puis réessayez."
    en = "Index unavailable: {store} does not reply; check that the Chroma server runs, then try again."


class StoreNotServed(StoreError):
    fr = "{store} n'est pas l'adresse d'un serveur Chroma ({reason}) : vérifiez l'hôte et le port."
    en = "{store} is not the address of a Chroma server ({reason}): check the host and the port."


class StoreServerFailed(StoreError):
    fr = "Le serveur Chroma de l'index {store} a échoué ({reason}) : voyez son journal, puis réessayez."
    en = "The Chroma server of the index {store} failed ({reason}): look at its log, then try again."


class DeskError(SourcierError):
    """What the reading room keeps (conversations, feedback, accounts) cannot be read or written."""


class DeskUnreadable(DeskError):
    fr = "Impossible d'ouvrir {path} ({reason}) : vérifiez vos droits, ou donnez un autre fichier (SOURCIER_DESK)."
    en = "Cannot open {path} ({reason}): check your rights, or give another file (SOURCIER_DESK)."


class DeskUnwritable(DeskError):
    fr = "Impossible d'écrire dans {path} : donnez un fichier où vous pouvez écrire (SOURCIER_DESK)."
    en = "Cannot write to {path}: give a file that you can write to (SOURCIER_DESK)."


class DeskDamaged(DeskError):
    fr = (
        "Le fichier des conversations {path} est abîmé ({reason}) et reste tel quel : déplacez-le, remettez une "
        "copie ou laissez Sourcier en faire un autre ; « sqlite3 {path} .recover » en retrouve ce qui est lisible."
    )
    en = (
        "The file of conversations {path} is damaged ({reason}); it stays as it is: move it away, put a copy back "
        "or let Sourcier make another one; `sqlite3 {path} .recover` finds again what is readable."
    )


class DeskNewer(DeskError):
    fr = "Le fichier des conversations {path} vient d'une version plus récente : mettez Sourcier à jour."
    en = "The file of conversations {path} comes from a later version: upgrade Sourcier."


class DeskBusy(DeskError):
    fr = "Le fichier des conversations {path} est occupé par un autre processus : réessayez dans un moment."
    en = "The file of conversations {path} is busy with another process: try again in a moment."


class DeskFull(DeskError):
    fr = "Plus de place pour {path} : libérez de l'espace, puis réessayez ; rien de ce qui était gardé n'est perdu."
    en = "No space left for {path}: free some, then try again; nothing that was kept is lost."


class ConversationGone(DeskError):
    exit_code = 2
    fr = "Cette conversation n'existe plus : commencez-en une autre."
    en = "This conversation no longer exists: begin another one."


class ConversationOutdated(DeskError):
    fr = "La conversation « {title} » vient d'une autre version de Sourcier, elle reste gardée : mettez-le à jour."
    en = "The conversation “{title}” comes from another version of Sourcier, and stays kept: upgrade it."


class AccountTaken(DeskError):
    exit_code = 2
    fr = "Le compte {name} existe déjà : choisissez un autre nom, ou changez-en le mot de passe."
    en = "The account {name} exists already: choose another name, or change its password."


class AccountUnknown(DeskError):
    exit_code = 2
    fr = "Aucun compte {name} : « sourcier users list » les énumère."
    en = "No account {name}: `sourcier users list` lists them."


class BadAccountName(DeskError):
    exit_code = 2
    fr = "Nom de compte refusé : 1 à 32 minuscules sans accent, chiffres, « . », « - » ou « _ », une lettre d'abord."
    en = "Account name refused: 1 to 32 plain small letters, digits, “.”, “-” or “_”, a letter first."


class PasswordRefused(DeskError):
    exit_code = 2
    fr = "Mot de passe refusé : il en faut un de {least} à {most} caractères."
    en = "Password refused: it takes one of {least} to {most} characters."


class PasswordsDiffer(DeskError):
    exit_code = 2
    fr = "Les deux mots de passe diffèrent : recommencez."
    en = "The two passwords differ: begin again."


class NotConfirmed(DeskError):
    exit_code = 2
    fr = "Rien n'a été effacé : répondez oui, ou ajoutez --yes."
    en = "Nothing was deleted: answer yes, or add --yes."


class LLMError(SourcierError):
    """The model did not give a usable draft."""


class LLMUnreachable(LLMError):
    fr = "Le modèle {model} est injoignable : vérifiez qu'il est lancé et son adresse."
    en = "The model {model} cannot be reached: check that it runs, and its address."


class LLMTimeout(LLMError):
    fr = "Le modèle {model} n'a pas fini en {seconds} s : réessayez, ou allongez le délai (SOURCIER_LLM_TIMEOUT)."
    en = "The model {model} did not finish in {seconds} s: try again, or allow more time (SOURCIER_LLM_TIMEOUT)."


class LLMRefused(LLMError):
    fr = "Le modèle {model} a refusé la demande (code {status}) : vérifiez le nom du modèle et l'adresse."
    en = "The model {model} refused the request (code {status}): check the name of the model and the address."


class LLMKeyRefused(LLMError):
    fr = "Le modèle {model} a refusé la clé (code {status}) : vérifiez SOURCIER_API_KEY."
    en = "The model {model} refused the key (code {status}): check SOURCIER_API_KEY."


class LLMOverQuota(LLMError):
    fr = "Trop de demandes au modèle {model}, ou quota épuisé (code {status}) : attendez un peu, puis réessayez."
    en = "Too many requests to the model {model}, or quota used up (code {status}): wait a little, then try again."


class LLMBusy(LLMError):
    fr = "Le modèle {model} est débordé ou en cours de démarrage (code {status}) : réessayez dans un moment."
    en = "The model {model} is overloaded or starting (code {status}): try again in a moment."


class LLMServerFailed(LLMError):
    fr = "Le serveur du modèle {model} est en panne (code {status}) : voyez son journal, puis réessayez."
    en = "The server of the model {model} failed (code {status}): look at its log, then try again."


class LLMGarbled(LLMError):
    fr = "Le modèle {model} a renvoyé une réponse vide ou illisible : vérifiez que l'adresse est celle d'une API."
    en = "The model {model} returned an empty or unreadable reply: check that the address is that of a model API."


class LLMInterrupted(LLMError):
    fr = "Le modèle {model} s'est interrompu avant la fin : réessayez."
    en = "The model {model} stopped before the end: try again."


class LLMUnavailable(LLMError):
    fr = "Le modèle {model} ne peut pas tourner sur cette machine : {reason}"
    en = "The model {model} cannot run on this machine: {reason}"
