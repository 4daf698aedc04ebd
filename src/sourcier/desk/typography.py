"""How what leaves the page is written, in French and in English: quotation marks, thin spaces, dates, few words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.language.dates import format_date
from sourcier.schema import ArticleDate, Statement

THIN, NO_BREAK = "\u202f", "\u00a0"
# A space that is already there becomes the one that French printers put; no word and no sign is touched.
BEFORE_SIGN = re.compile(r"(?<=\S)[ \u00a0\u202f](?=[;!?»%](?!\w))")
AFTER_OPENING = re.compile(r"(?<=«)[ \u00a0\u202f]")
# Marks within marks, « … “…” … », which have no space inside; as long as the others, so that glosses keep their places.
SECOND = str.maketrans("«»", "“”")
INSIDE_SECOND = re.compile(r"(?<=“)[ \u00a0\u202f]|[ \u00a0\u202f](?=”)")
BEFORE_COLON = re.compile(r"(?<=\S)[ \u00a0\u202f](?=:(?:\s|$))")


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    opening: str
    closing: str
    colon: str
    sources: str
    notes: str
    reprints: str
    around: str
    around_day: str
    kept: str
    by: str

    def quoted(self, text: str) -> str:
        """`text` in quotation marks."""
        return f"{self.opening}{text}{self.closing}"

    def date(self, published: ArticleDate | None) -> str:
        """ "12 décembre 2023", "juin 2024"; "vers juin 2024" when it was only inferred."""
        written = format_date(published, self.language)
        if published is None or published.basis != "inferred":
            return written
        return (self.around_day if published.precision == "day" else self.around).format(date=written)

    def fine(self, text: str) -> str:
        """`text` with the spaces that the language puts before and after its signs."""
        if self.language != "fr":
            return text
        spaced = BEFORE_COLON.sub(NO_BREAK, AFTER_OPENING.sub(THIN, BEFORE_SIGN.sub(THIN, text)))
        return INSIDE_SECOND.sub("", spaced)

    def within(self, text: str) -> str:
        """`text` as it stands in quotation marks."""
        return self.fine(text.translate(SECOND) if self.language == "fr" else text)

    def nested(self, statement: Statement) -> Statement:
        """A quotation with other marks for what the article itself quotes."""
        before, quote, after = statement.text.rpartition(statement.citations[0].quote)
        if self.language != "fr" or statement.support != "quoted" or not before:
            return statement
        return statement.model_copy(update={"text": before + quote.translate(SECOND) + after})


FRENCH = Words(
    language="fr",
    opening=f"«{THIN}",
    closing=f"{THIN}»",
    colon=f"{NO_BREAK}: ",
    sources="Sources",
    notes="Notes",
    reprints="même dépêche",
    around="vers {date}",
    around_day="vers le {date}",
    kept="Conversation du {date}",
    by="Chaque phrase porte le numéro de la phrase d’article qui la prouve.",
)
ENGLISH = Words(
    language="en",
    opening="“",
    closing="”",
    colon=": ",
    sources="Sources",
    notes="Notes",
    reprints="same dispatch",
    around="around {date}",
    around_day="around {date}",
    kept="Conversation of {date}",
    by="Each sentence carries the number of the article sentence that proves it.",
)


def words_for(language: str) -> Words:
    """French for "fr", English for anything else, as the errors do."""
    return FRENCH if language == "fr" else ENGLISH
