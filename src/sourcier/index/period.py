"""A range of publication dates that a search keeps to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcier.schema import Article

# Chroma compares numbers only: a date is stored as 20240312, an unknown one as 0.
UNKNOWN = 0


def date_number(article: Article) -> int:
    """The publication date of an article as Chroma stores it."""
    return as_number(article.published.value) if article.published else UNKNOWN


def as_number(value: date) -> int:
    """12 March 2024 as 20240312."""
    return value.year * 10_000 + value.month * 100 + value.day


@dataclass(frozen=True)
class Period:
    """Both ends included; an article of unknown date is before every date."""

    since: date | None = None
    until: date | None = None

    def holds(self, article: Article) -> bool:
        """Whether the article was published in this period."""
        number = date_number(article)
        return (self.since is None or as_number(self.since) <= number) and (
            self.until is None or number <= as_number(self.until)
        )

    def where(self) -> dict[str, Any] | None:
        """The same as a Chroma filter on the metadata `published`; None when nothing is filtered."""
        bounds = [("$gte", self.since), ("$lte", self.until)]
        conditions: list[dict[str, Any]] = [{"published": {sign: as_number(end)}} for sign, end in bounds if end]
        if len(conditions) < 2:
            return conditions[0] if conditions else None
        return {"$and": conditions}


ALWAYS = Period()
