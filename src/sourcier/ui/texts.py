"""What the page says in its own voice, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.language.dates import WEEKDAYS, format_date
from sourcier.schema import ArticleDate


@dataclass(frozen=True)
class Texts:
    """The words of one language; `{…}` are filled by the methods below or by `render`."""

    language: str
    promise: str
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
    example: str
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
    around: str
    around_day: str
    thousands: str

    def date(self, published: ArticleDate | None) -> str:
        """The date as a reader of the press expects it: "mardi 12 décembre 2023", "juin 2024", "vers juin 2024"."""
        written = format_date(published, self.language)
        if published is None:
            return written
        if published.basis == "inferred":
            return (self.around_day if published.precision == "day" else self.around).format(date=written)
        if published.precision == "day":
            return f"{WEEKDAYS[self.language][published.value.weekday()]} {written}"
        return written

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
    promise="Rien n’est dit qu’un article ne prouve.",
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
    example="Que dit l’article « {title} » ?",
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
    around="vers {date}",
    around_day="vers le {date}",
    thousands="\u202f",
)

ENGLISH = Texts(
    language="en",
    promise="Nothing is said that no article proves.",
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
    example="What does the article “{title}” say?",
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
    around="around {date}",
    around_day="around {date}",
    thousands=",",
)


def texts_for(language: str) -> Texts:
    """French for "fr", English for anything else, as the errors do."""
    return FRENCH if language == "fr" else ENGLISH
