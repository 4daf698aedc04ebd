"""What the page says in its own voice, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.desk.typography import words_for
from sourcier.language.dates import WEEKDAYS, format_date
from sourcier.schema import ArticleDate

# Names of the program, each with what a reader calls it.
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Texts:
    """The words of one language; `{…}` are filled by the methods below or by `render`."""

    language: str
    no_article: str
    one_article: str
    some_articles: str
    since: str
    since_month: str
    until: str
    until_month: str
    welcome: str
    invitation: str
    examples: str
    question: str
    ask: str
    stop: str
    renew: str
    filters: str
    filter_outlets: str
    filter_after: str
    filter_before: str
    filter_date: str
    searching_one: str
    searching: str
    found_one: str
    found: str
    understood: str
    stopped: str
    failed: str
    source: str
    proofs: str
    proofs_wait: str
    for_question: str
    reprints: str
    read_first: str
    read_only: str
    nearest: str
    read_article: str
    back: str
    close: str
    gone: str
    thousands: str
    questions: str
    corpus: str
    evaluation: str
    settings: str
    night: str
    leave: str
    conversation: str
    conversations: str
    search: str
    search_kept: str
    none_kept: str
    none_found: str
    manage: str
    title: str
    rename: str
    export: str
    export_forms: Pairs
    remove: str
    remove_sure: str
    remove_yes: str
    follow_ups: str
    edit: str
    cancel: str
    again: str
    copy: str
    copy_forms: Pairs
    copied: str
    copy_by_hand: str
    judge: str
    verdicts: Pairs
    note: str
    keep: str
    gold: str
    gold_kept: str
    thanks: str
    as_cited: str
    changed: str
    departed: str
    removed: str
    original: str

    def date(self, published: ArticleDate | None) -> str:
        """The date as a reader of the press expects it: "mardi 12 décembre 2023", "juin 2024", "vers juin 2024"."""
        written = words_for(self.language).date(published)
        if published is None or published.basis == "inferred" or published.precision != "day":
            return written
        return f"{WEEKDAYS[self.language][published.value.weekday()]} {written}"

    def span(self, earliest: ArticleDate, latest: ArticleDate) -> str:
        """Like "du 12 décembre 2023 au 1er juin 2024"; the date alone when both are written alike."""
        first, last = (format_date(published, self.language) for published in (earliest, latest))
        if first == last:
            return first
        since = self.since if earliest.precision == "day" else self.since_month
        until = self.until if latest.precision == "day" else self.until_month
        return f"{since.format(date=first)} {until.format(date=last)}"

    def number(self, value: int) -> str:
        """`value` with its thousands set apart."""
        return f"{value:,}".replace(",", self.thousands)


FRENCH = Texts(
    language="fr",
    no_article="Aucun article indexé",
    one_article="1 article indexé",
    some_articles="{count} articles indexés",
    since="du {date}",
    since_month="de {date}",
    until="au {date}",
    until_month="à {date}",
    welcome="Que disent vos articles ?",
    invitation="Posez une question. Chaque phrase de la réponse porte un numéro : il mène à la phrase d’article qui la "
    "prouve. Ce que les articles ne disent pas, Sourcier ne le dit pas.",
    examples="Par exemple",
    question="Votre question",
    ask="Demander",
    stop="Arrêter",
    renew="Nouvelle conversation",
    filters="Filtres",
    filter_outlets="Titres de presse",
    filter_after="Publiés à partir du",
    filter_before="Publiés jusqu’au",
    filter_date="12/03/2024, mars 2024…",
    searching_one="Je cherche dans 1 article…",
    searching="Je cherche dans {count} articles…",
    found_one="1 phrase trouvée : je vérifie ce qu’elle prouve…",
    found="{count} phrases trouvées : je vérifie ce qu’elles prouvent…",
    understood="Question comprise : {question}",
    stopped="Réponse interrompue à votre demande.",
    failed="La réponse a échoué pour une raison imprévue, notée dans le terminal : reposez la question.",
    source="Source {marker} : {outlet}, {date}",
    proofs="Preuves",
    proofs_wait="Les phrases qui prouvent la réponse viendront ici, avec leur journal et leur date.",
    for_question="« {question} »",
    reprints="Même dépêche : {outlets}",
    read_first="Phrases trouvées",
    read_only="Lues, non citées",
    nearest="Articles les plus proches",
    read_article="Lire l’article",
    back="Retour à la réponse",
    close="Fermer",
    gone="Cet article n’est plus dans l’index : reposez la question.",
    thousands="\u202f",
    questions="Questions",
    corpus="Corpus",
    evaluation="Évaluation",
    settings="Réglages",
    night="Clair ou sombre",
    leave="Se déconnecter",
    conversation="Conversation",
    conversations="Conversations",
    search="Chercher…",
    search_kept="Chercher dans les conversations",
    none_kept="Vos conversations se retrouveront ici.",
    none_found="Aucune conversation n’en parle.",
    manage="Renommer, exporter ou supprimer « {title} »",
    title="Titre",
    rename="Renommer",
    export="Exporter",
    export_forms=(("markdown", "Markdown"), ("html", "HTML"), ("json", "JSON")),
    remove="Supprimer…",
    remove_sure="La conversation et les avis qu’elle porte seront effacés pour de bon.",
    remove_yes="Supprimer définitivement",
    follow_ups="Pour continuer",
    edit="Modifier la question",
    cancel="Annuler",
    again="Reposer",
    copy="Copier",
    copy_forms=(
        ("markdown", "Markdown"),
        ("plain", "Texte avec notes"),
        ("bibtex", "Sources en BibTeX"),
        ("csl", "Sources en CSL-JSON"),
    ),
    copied="Copié.",
    copy_by_hand="Copiez ce texte (Ctrl+C)",
    judge="Que vaut cette réponse ?",
    verdicts=(("right", "Juste"), ("wrong", "Fausse"), ("incomplete", "Incomplète")),
    note="Une note, si vous voulez",
    keep="Enregistrer",
    gold="En faire une question de référence",
    gold_kept="Ébauche ajoutée à {path} : relisez-la avant de mesurer.",
    thanks="Avis enregistré.",
    as_cited="Article modifié ou retiré depuis : voici le texte d’alors.",
    changed="Cet article a été modifié depuis cette réponse : voici le texte tel qu’il a été cité.",
    departed="Cet article a quitté l’index depuis cette réponse : voici le texte tel qu’il a été cité.",
    removed="Retiré de la page d’origine ({count})",
    original="Voir l’original",
)

ENGLISH = Texts(
    language="en",
    no_article="No article indexed",
    one_article="1 article indexed",
    some_articles="{count} articles indexed",
    since="from {date}",
    since_month="from {date}",
    until="to {date}",
    until_month="to {date}",
    welcome="What do your articles say?",
    invitation="Ask a question. Each sentence of the answer carries a number: it leads to the article sentence that "
    "proves it. What the articles do not say, Sourcier does not say.",
    examples="For example",
    question="Your question",
    ask="Ask",
    stop="Stop",
    renew="New conversation",
    filters="Filters",
    filter_outlets="Publications",
    filter_after="Published from",
    filter_before="Published until",
    filter_date="12 March 2024, March 2024…",
    searching_one="Searching 1 article…",
    searching="Searching {count} articles…",
    found_one="1 sentence found: checking what it proves…",
    found="{count} sentences found: checking what they prove…",
    understood="Question understood as: {question}",
    stopped="Answer stopped at your request.",
    failed="The answer failed for an unforeseen reason, noted in the terminal: ask again.",
    source="Source {marker}: {outlet}, {date}",
    proofs="Proofs",
    proofs_wait="The sentences that prove the answer will come here, with their newspaper and date.",
    for_question="“{question}”",
    reprints="Same dispatch: {outlets}",
    read_first="Sentences found",
    read_only="Read, not cited",
    nearest="Nearest articles",
    read_article="Read the article",
    back="Back to the answer",
    close="Close",
    gone="This article is no longer in the index: ask again.",
    thousands=",",
    questions="Questions",
    corpus="Corpus",
    evaluation="Evaluation",
    settings="Settings",
    night="Light or dark",
    leave="Log out",
    conversation="Conversation",
    conversations="Conversations",
    search="Search…",
    search_kept="Search the conversations",
    none_kept="Your conversations will be found here.",
    none_found="No conversation speaks of it.",
    manage="Rename, export or delete “{title}”",
    title="Title",
    rename="Rename",
    export="Export",
    export_forms=(("markdown", "Markdown"), ("html", "HTML"), ("json", "JSON")),
    remove="Delete…",
    remove_sure="The conversation and what was said of its answers will be gone for good.",
    remove_yes="Delete for good",
    follow_ups="To go on",
    edit="Edit the question",
    cancel="Cancel",
    again="Ask again",
    copy="Copy",
    copy_forms=(
        ("markdown", "Markdown"),
        ("plain", "Text with notes"),
        ("bibtex", "Sources as BibTeX"),
        ("csl", "Sources as CSL-JSON"),
    ),
    copied="Copied.",
    copy_by_hand="Copy this text (Ctrl+C)",
    judge="What is this answer worth?",
    verdicts=(("right", "Right"), ("wrong", "Wrong"), ("incomplete", "Incomplete")),
    note="A note, if you like",
    keep="Save",
    gold="Make it a gold question",
    gold_kept="Draft added to {path}: read it again before you measure.",
    thanks="Noted.",
    as_cited="Article changed or removed since: here is the text of then.",
    changed="This article has changed since this answer: here is the text as it was cited.",
    departed="This article has left the index since this answer: here is the text as it was cited.",
    removed="Taken out of the original page ({count})",
    original="See the original",
)


def texts_for(language: str) -> Texts:
    """French for "fr", English for anything else, as the errors do."""
    return FRENCH if language == "fr" else ENGLISH
