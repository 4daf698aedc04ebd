"""What the corpus tab says, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CorpusTexts:
    """The words of one language; `{…}` are filled where they are used."""

    language: str
    colon: str
    none: str
    one: str
    some: str
    found: str
    search: str
    search_hint: str
    outlet: str
    after: str
    before: str
    date_hint: str
    chart: str
    chart_undated: str
    other_outlets: str
    no_match: str
    no_outlet: str
    copies: str
    versions: str
    read: str
    remove: str
    remove_named: str
    pages: str
    page: str
    earlier: str
    later: str
    warnings: str
    no_warning: str
    skipped: str
    duplicates: str
    duplicate: str
    dispatches: str
    more: str
    upload: str
    no_folder: str
    examples: str
    reindex: str
    undo: str
    reading: str
    indexing: str
    nothing_indexed: str
    indexed: str
    set_aside: str
    gone: str
    back: str
    failed: str
    somebody: str


FRENCH = CorpusTexts(
    language="fr",
    colon=" : ",
    none="Aucun article.",
    one="1 article",
    some="{count} articles",
    found="{found} sur {count} articles",
    search="Chercher",
    search_hint="Un mot du titre, du texte, du fichier…",
    outlet="Titre de presse (tous si vide)",
    after="Publiés à partir du",
    before="Publiés jusqu’au",
    date_hint="12/03/2024, mars 2024…",
    chart="{count} articles datés, de {first} à {last}",
    chart_undated="sans date : {count}",
    other_outlets="autres titres",
    no_match="Aucun article ne correspond : élargissez la recherche.",
    no_outlet="journal inconnu",
    copies="{count} fichiers",
    versions="dépêche, {count} versions",
    read="Lire",
    remove="Retirer",
    remove_named="Retirer « {title} »",
    pages="Pages de la liste",
    page="Page {page} sur {pages}",
    earlier="Page précédente",
    later="Page suivante",
    warnings="À vérifier",
    no_warning="Rien à vérifier.",
    skipped="Fichiers écartés",
    duplicates="Textes en plusieurs fichiers",
    duplicate="« {title} » : {files}",
    dispatches="Versions d’une même dépêche",
    more="… et {count} autres.",
    upload="Ajouter des articles : .txt, .md, .html, .mhtml, .pdf, .docx, .json, .jsonl, .zip",
    no_folder="Cette collection n’a pas de dossier où écrire : donnez-en un dans sourcier.toml "
    '(articles = "dossier"), ou relancez avec : sourcier serve MON_DOSSIER/',
    examples="Ces articles sont des exemples. Pour lire les vôtres, relancez avec : sourcier serve MON_DOSSIER/",
    reindex="Mettre l’index à jour",
    undo="Annuler le retrait",
    reading="Fichiers lus : {done} sur {of}…",
    indexing="Indexation, pendant laquelle on peut poser des questions : {done} fichiers lus sur {of}, "
    "articles calculés : {articles}.",
    nothing_indexed="L’index était à jour.",
    indexed="Index à jour en {seconds} s. Articles ajoutés : {indexed} ; retirés : {removed} ; "
    "fichiers écartés : {skipped}.",
    set_aside="{files} mis de côté dans {folder} : « Annuler le retrait » le remet.",
    gone="Ce fichier n’est plus dans le dossier.",
    back="{files} remis dans le dossier.",
    failed="L’opération a échoué pour une raison imprévue, notée dans le terminal : recommencez.",
    somebody="une autre page",
)

ENGLISH = CorpusTexts(
    language="en",
    colon=": ",
    none="No article.",
    one="1 article",
    some="{count} articles",
    found="{found} of {count} articles",
    search="Search",
    search_hint="A word of the title, the text, the file…",
    outlet="Publication (all if empty)",
    after="Published from",
    before="Published until",
    date_hint="12 March 2024, March 2024…",
    chart="{count} dated articles, from {first} to {last}",
    chart_undated="undated: {count}",
    other_outlets="other outlets",
    no_match="No article matches: widen the search.",
    no_outlet="unknown outlet",
    copies="{count} files",
    versions="dispatch, {count} versions",
    read="Read",
    remove="Remove",
    remove_named="Remove “{title}”",
    pages="Pages of the list",
    page="Page {page} of {pages}",
    earlier="Previous page",
    later="Next page",
    warnings="To check",
    no_warning="Nothing to check.",
    skipped="Files skipped",
    duplicates="Texts in several files",
    duplicate="“{title}”: {files}",
    dispatches="Versions of one dispatch",
    more="… and {count} more.",
    upload="Add articles: .txt, .md, .html, .mhtml, .pdf, .docx, .json, .jsonl, .zip",
    no_folder="This collection has no folder to write to: give it one in sourcier.toml "
    '(articles = "folder"), or start again with: sourcier serve MY_FOLDER/',
    examples="These articles are examples. To read yours, start again with: sourcier serve MY_FOLDER/",
    reindex="Bring the index up to date",
    undo="Undo the removal",
    reading="Files read: {done} of {of}…",
    indexing="Indexing, while questions may be asked: {done} files read of {of}, articles computed: {articles}.",
    nothing_indexed="The index was up to date.",
    indexed="Index up to date in {seconds} s. Articles added: {indexed}; removed: {removed}; files skipped: {skipped}.",
    set_aside="{files} set aside in {folder}: “Undo the removal” puts it back.",
    gone="This file is no longer in the folder.",
    back="{files} put back into the folder.",
    failed="This failed for an unforeseen reason, noted in the terminal: try again.",
    somebody="another page",
)


def corpus_texts(language: str) -> CorpusTexts:
    """French for "fr", English for anything else."""
    return FRENCH if language == "fr" else ENGLISH
