"""What Sourcier says in its own voice of days, speakers and sources, in French, English and Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sourcier.language.dates import MONTHS, UNKNOWN, WEEKDAYS
from sourcier.language.days import Days
from sourcier.schema import ArticleDate, Searched

# French elides before these months: "d'avril à mai 2024".
ELIDED = re.compile(r"\bde (?=[aoé])")


@dataclass(frozen=True)
class Wording:
    """The words of one language; what stands in braces is filled in."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    unknown: str
    first_of_month: str
    span_format: str
    said_by: str
    in_reply_to: str
    source: str
    dispatch: str
    titled: str
    between_sources: str
    side: str
    between_sides: str
    conflict: str
    development: str
    denial: str
    article: str
    articles: str
    within: str
    from_to: str
    silence: str
    doubt: str
    interrupted: str
    instead: str

    def day(self, value: date, *, weekday: bool = False) -> str:
        """A day: "jeudi 21 décembre 2023"."""
        number = self.first_of_month if value.day == 1 else str(value.day)
        name = f"{self.weekdays[value.weekday()]} " if weekday else ""
        return f"{name}{number} {self.months[value.month - 1]} {value.year}"

    def month(self, value: date) -> str:
        """The month of a day: "décembre 2023"."""
        return f"{self.months[value.month - 1]} {value.year}"

    def span(self, days: Days) -> str:
        """A run of days by its ends."""
        return self.span_format.format(first=self.day(days.first), last=self.day(days.last))

    def published(self, known: ArticleDate | None) -> str:
        """When an article was published, at the precision known."""
        if known is None:
            return self.unknown
        if known.precision == "year":
            return str(known.value.year)
        return self.month(known.value) if known.precision == "month" else self.day(known.value)

    def silent(self, searched: Searched) -> str:
        """That the articles do not say, with how many were searched and their span of dates."""
        articles = self.article if searched.articles == 1 else self.articles.format(count=searched.articles)
        return self.silence.format(articles=articles, dates=self._dates(searched))

    def _dates(self, searched: Searched) -> str:
        if searched.earliest is None or searched.latest is None:
            return ""
        first, last = self.month(searched.earliest), self.month(searched.latest)
        if first == last:
            return self.within.format(month=first)
        said = self.from_to.format(first=first, last=last)
        return ELIDED.sub("d'", said)


def wording(language: str) -> Wording:
    """The words for an answer in `language`, English where there are none."""
    return WORDINGS.get(language, WORDINGS["en"])


WORDINGS = {
    "fr": Wording(
        months=tuple(MONTHS["fr"]),
        weekdays=tuple(WEEKDAYS["fr"]),
        unknown=UNKNOWN["fr"],
        first_of_month="1er",
        span_format="du {first} au {last}",
        said_by="dit par {name}",
        in_reply_to="en réponse à : {question}",
        source="{outlet} ({date})",
        dispatch="{outlet} ({date} ; {count} titres, 1 dépêche)",
        titled="« {title} »",
        between_sources=", ",
        side="{value}, selon {sources} {markers}",
        between_sides=" ; ",
        conflict="Les sources divergent : {sides}.",
        development="Les articles diffèrent selon leur date : {sides}.",
        denial="Une source dément ou conteste : {sides}.",
        article="1 article",
        articles="{count} articles",
        within=", {month}",
        from_to=", de {first} à {last}",
        silence="Les articles ne le disent pas : j'ai cherché dans {articles}{dates}.",
        doubt="Il n'est pas sûr que ces phrases répondent à la question.",
        interrupted="Réponse interrompue.",
        instead="Voici les phrases des articles.",
    ),
    "en": Wording(
        months=tuple(MONTHS["en"]),
        weekdays=tuple(WEEKDAYS["en"]),
        unknown=UNKNOWN["en"],
        first_of_month="1",
        span_format="{first} to {last}",
        said_by="said by {name}",
        in_reply_to="in reply to: {question}",
        source="{outlet} ({date})",
        dispatch="{outlet} ({date}; {count} papers, 1 dispatch)",
        titled="“{title}”",
        between_sources=", ",
        side="{value}, according to {sources} {markers}",
        between_sides="; ",
        conflict="The sources differ: {sides}.",
        development="The articles differ with their dates: {sides}.",
        denial="One source denies or disputes this: {sides}.",
        article="1 article",
        articles="{count} articles",
        within=", {month}",
        from_to=", from {first} to {last}",
        silence="The articles do not say: I searched {articles}{dates}.",
        doubt="These sentences may not answer the question.",
        interrupted="The answer was interrupted.",
        instead="Here are the sentences of the articles.",
    ),
    "ar": Wording(
        months=tuple("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()),
        weekdays=tuple("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()),
        unknown="تاريخ غير معروف",
        first_of_month="1",
        span_format="من {first} إلى {last}",
        said_by="على لسان {name}",
        in_reply_to="ردًا على: {question}",
        source="{outlet} ({date})",
        dispatch="{outlet} ({date}؛ {count} صحف، برقية واحدة)",
        titled="“{title}”",
        between_sources="، ",
        side="{value} حسب {sources} {markers}",
        between_sides="؛ ",
        conflict="المصادر تختلف: {sides}.",
        development="تختلف المقالات باختلاف تواريخها: {sides}.",
        denial="مصدر ينفي أو يعترض: {sides}.",
        article="مقال واحد",
        articles="{count} مقالات",
        within="، {month}",
        from_to="، من {first} إلى {last}",
        silence="لا تذكر المقالات ذلك: بحثتُ في {articles}{dates}.",
        doubt="قد لا تجيب هذه الجمل عن السؤال.",
        interrupted="انقطع الجواب.",
        instead="هذه جمل المقالات.",
    ),
}
