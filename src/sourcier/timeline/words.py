"""The words of the timeline, in French and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.language.dates import format_date
from sourcier.schema import Article


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    title: str
    one: str
    many: str
    span: str
    day: str
    span_known: str
    inferred: str
    dispatch: str
    undated: str
    unknown: str
    others: str
    dated: str
    columns: tuple[str, str, str, str, str]
    described: str
    thousands: str

    def count(self, articles: int) -> str:
        """ "1 article", "1 200 articles"."""
        number = f"{articles:,}".replace(",", self.thousands)
        return self.one if articles == 1 else self.many.format(count=number)

    def summary(self, articles: Sequence[Article]) -> str:
        """How many articles, and from when to when."""
        dates = sorted((each.published for each in articles if each.published), key=lambda known: known.value)
        counted = self.count(len(articles))
        if not dates:
            return counted
        first, last = (format_date(known, self.language) for known in (dates[0], dates[-1]))
        return f"{counted} · {first}" if first == last else f"{counted} · {self.span.format(first=first, last=last)}"


WORDS = {
    "fr": Words(
        language="fr",
        title="Les articles dans le temps",
        one="1 article",
        many="{count} articles",
        span="{first} – {last}",
        day="jour connu",
        span_known="mois ou année",
        inferred="date déduite",
        dispatch="versions d’une même dépêche",
        undated="sans date",
        unknown="journal inconnu",
        others="{count} autres titres",
        dated="Articles datés",
        columns=("Date", "Titre de presse", "Article", "Dépêche", "Fichier"),
        described="Les mêmes articles sont énumérés dans les tableaux qui suivent.",
        thousands="\u202f",
    ),
    "en": Words(
        language="en",
        title="The articles in time",
        one="1 article",
        many="{count} articles",
        span="{first} – {last}",
        day="day known",
        span_known="month or year",
        inferred="inferred date",
        dispatch="versions of one dispatch",
        undated="no date",
        unknown="unknown outlet",
        others="{count} other outlets",
        dated="Dated articles",
        columns=("Date", "Outlet", "Article", "Dispatch", "File"),
        described="The same articles are listed in the tables below.",
        thousands=",",
    ),
}
