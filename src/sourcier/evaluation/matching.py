"""When a text says what a gold question expects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sourcier.evaluation.questions import Kind
from sourcier.evaluation.values import row
from sourcier.language.dates import format_date
from sourcier.schema import Article

Span = tuple[int, int]


def contains(text: str, wording: str) -> bool:
    """Whether the words and values of `wording` stand in `text` in a row.

    Case, accents, elisions and punctuation do not count; numbers and dates are compared as values (`values.row`).
    """
    sought = row(wording)
    return sought in row(text) or sought in row(text, years=True)


def states(text: str, fact: Iterable[str]) -> bool:
    """Whether `text` contains one of the accepted wordings of `fact`."""
    return any(contains(text, wording) for wording in fact)


def spans_of(quote: str, text: str) -> list[Span]:
    """Every span of `text` equal to `quote`, where any white space equals any other: cleaning may reflow lines."""
    pattern = r"\s+".join(map(re.escape, unicodedata.normalize("NFC", quote).split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def overlap(first: Span, second: Span) -> bool:
    """Whether two half-open spans share a character."""
    return max(first[0], second[0]) < min(first[1], second[1])


def dated(text: str, article: Article) -> str:
    """`text` with the date of its article in both languages: an answer that quotes it shows that date too."""
    if article.published is None:
        return text
    return f"{text} {format_date(article.published, 'fr')} {format_date(article.published, 'en')}"


def attributed(text: str, article: Article, kind: Kind) -> str:
    """What a quote of `article` says to a question of `kind` under its attribution: its date too.

    The outlet says something only to who asks for the source.
    """
    said = dated(text, article)
    return f"{said} {article.outlet}" if kind == "who_said" and article.outlet else said


def article_named(path: str, articles: Sequence[Article]) -> Article | None:
    """The article at `path`, under any of its names; None when there is none."""
    return next((article for article in articles if path == article.path or path in article.also_at), None)
