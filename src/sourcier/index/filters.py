"""What a person limits a search to: dates, outlets, paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from posixpath import normpath
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from sourcier.language.analysis import fold
from sourcier.language.days import known_days
from sourcier.schema import Article

# A date is stored as 20240312, so that it is compared as a number; an unknown one as 0, before every date.
UNKNOWN = 0
Numbers = NDArray[np.int32]


def date_number(article: Article) -> int:
    """The publication date of an article as it is stored."""
    return as_number(article.published.value) if article.published else UNKNOWN


def last_date_number(article: Article) -> int:
    """The last day on which an article may have been published, as `date_number`."""
    return as_number(known_days(article.published).last) if article.published else UNKNOWN


def as_number(value: date) -> int:
    """12 March 2024 as 20240312."""
    return value.year * 10_000 + value.month * 100 + value.day


def as_date(number: int) -> date:
    """The date that `as_number` gave as this number."""
    return date(number // 10_000, number // 100 % 100, number % 100)


@dataclass(frozen=True)
class Filter:
    """Every condition that is given must hold.

    Of an article that is dated to the month or the year, `since` and `until` keep what may have been published then,
    `as_of` only what surely was. One of unknown date is before every date.
    """

    since: date | None = None
    """The first day of publication, included."""
    until: date | None = None
    """The last day of publication, included."""
    outlets: tuple[str, ...] = ()
    """One of these publications prints it, written in whatever case and with or without accents."""
    paths: tuple[str, ...] = ()
    """One of its files is in one of these folders, or matches one of these patterns; `*` crosses folders, too.

    "." is everything, and a name may be written with its accents apart.
    """
    as_of: date | None = None
    """The day on which it is asked: what may have been published later is not known yet."""
    without: tuple[str, ...] = ()
    """None of its files is one of these paths."""

    def holds(self, article: Article) -> bool:
        """Whether a search keeps to this article."""
        first, last = np.array([[date_number(article)], [last_date_number(article)]], dtype=np.int32)
        return bool(self.holds_days(first, last)[0]) and self.holds_place(*places(article))

    def holds_days(self, first: Numbers, last: Numbers) -> NDArray[np.bool_]:
        """Whether each of the articles published between these days, as numbers, may be kept."""
        kept = np.ones(len(first), dtype=np.bool_)
        if self.since:
            kept &= last >= as_number(self.since)
        if self.until:
            kept &= first <= as_number(self.until)
        if self.as_of:
            kept &= last <= as_number(self.as_of)
        return kept

    def holds_place(self, outlets: Sequence[str], paths: Sequence[str]) -> bool:
        """Whether an article of these publications and files may be kept."""
        if not set(self.without).isdisjoint(paths):
            return False
        printed, wanted = set(map(fold, outlets)), set(map(fold, self.outlets))
        return (not wanted or not wanted.isdisjoint(printed)) and (
            not self.paths
            or any(_lies_in(path, pattern) for path in map(_composed, paths) for pattern in self._patterns)
        )

    @cached_property
    def _patterns(self) -> list[str]:
        return [normpath(_composed(pattern)) for pattern in self.paths]


EVERYTHING = Filter()


def places(article: Article) -> tuple[list[str], list[str]]:
    """The publications and the files of an article."""
    outlets = [outlet for outlet in (article.outlet, *article.other_outlets) if outlet]
    return outlets, [article.path, *article.also_at]


def _composed(path: str) -> str:
    """Each letter in one with its accent: some systems write file names with both apart."""
    return normalize("NFC", path)


def _lies_in(path: str, pattern: str) -> bool:
    return pattern in (".", path) or path.startswith(f"{pattern}/") or fnmatchcase(path, pattern)
