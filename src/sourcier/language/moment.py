"""A moment that a text names, and the form of the rules that find moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sourcier.language.dates import WrittenDate
from sourcier.language.days import Days


@dataclass(frozen=True)
class Moment:
    """What `start:end` of a text means in days.

    `every_year` when the year is not said: the days are then the last ones so called. `written` when it is a date;
    it is `doubtful` when its words may be something else ("de mars") unless it is one end of a period.
    """

    start: int
    end: int
    days: Days
    every_year: bool = False
    written: WrittenDate | None = None
    doubtful: bool = False


class Rule(NamedTuple):
    """A pattern over folded text, and the days that a match of it means today."""

    pattern: re.Pattern[str]
    days: Callable[[re.Match[str], date], Days]
    every_year: bool = False


def apply(rules: Iterable[Rule], folded: str, today: date) -> Iterator[Moment]:
    """What the rules find, those of the first rule first; moments beyond the years 1 to 9999 are left out."""
    for rule in rules:
        for match in rule.pattern.finditer(folded):
            try:
                yield Moment(match.start(), match.end(), rule.days(match, today), rule.every_year)
            except (ValueError, OverflowError):
                continue
