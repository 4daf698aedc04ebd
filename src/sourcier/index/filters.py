"""What a person limits a search to: dates, outlets, paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from sourcier.language.analysis import fold
from sourcier.schema import Article

# A date is stored as 20240312, so that it is compared as a number; an unknown one as 0.
UNKNOWN = 0


def date_number(article: Article) -> int:
    """The publication date of an article as it is stored."""
    return as_number(article.published.value) if article.published else UNKNOWN


def as_number(value: date) -> int:
    """12 March 2024 as 20240312."""
    return value.year * 10_000 + value.month * 100 + value.day


def as_date(number: int) -> date:
    """The date that `as_number` gave as this number."""
    return date(number // 10_000, number // 100 % 100, number % 100)


@dataclass(frozen=True)
class Filter:
    """Every condition that is given must hold."""

    since: date | None = None
    """The first day of publication; an article of unknown date is before every date."""
    until: date | None = None
    """The last day of publication, included."""
    outlets: tuple[str, ...] = ()
    """One of these publications prints it, written in whatever case and with or without accents."""
    paths: tuple[str, ...] = ()
    """One of its files is in one of these folders, or matches one of these patterns (`2024/*.html`)."""

    def holds(self, article: Article) -> bool:
        """Whether a search keeps to this article."""
        number = date_number(article)
        in_time = (self.since is None or as_number(self.since) <= number) and (
            self.until is None or number <= as_number(self.until)
        )
        return in_time and self.holds_place(*places(article))

    def holds_place(self, outlets: Sequence[str], paths: Sequence[str]) -> bool:
        """Whether an article of these publications and files may be kept."""
        printed, wanted = set(map(fold, outlets)), set(map(fold, self.outlets))
        return (not wanted or not wanted.isdisjoint(printed)) and (
            not self.paths or any(_lies_in(path, pattern) for path in paths for pattern in self.paths)
        )


EVERYTHING = Filter()


def places(article: Article) -> tuple[list[str], list[str]]:
    """The publications and the files of an article."""
    outlets = [outlet for outlet in (article.outlet, *article.other_outlets) if outlet]
    return outlets, [article.path, *article.also_at]


def _lies_in(path: str, pattern: str) -> bool:
    folder = pattern.rstrip("/")
    return path == folder or path.startswith(f"{folder}/") or fnmatchcase(path, pattern)
