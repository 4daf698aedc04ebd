"""From dates to places on the axis, and the ticks that name them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from sourcier.language.dates import MONTHS
from sourcier.schema import ArticleDate

# Around a single day, or few: a month in all.
SHORTEST_SPAN = 30
# Left free at both ends, as a share of the span.
MARGIN = 0.02
MOST_TICKS = 12
DAY_STEPS, MONTH_STEPS, YEAR_STEPS = (1, 2, 5, 10), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Scale:
    """Days `first` to `last` (ordinals, the latter excluded) set between `left` and `right`."""

    first: float
    last: float
    left: float
    right: float

    def at(self, day: float) -> float:
        """The place of the beginning of a day; of its noon, for half a day more."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)


@dataclass(frozen=True)
class Tick:
    """A day of the axis with its name, and the year where it begins or is first seen."""

    day: date
    name: str
    year: str


def scale_of(dates: list[ArticleDate], left: float, right: float) -> Scale:
    """A scale that holds every one of `dates`, each with its precision; any month when there is none."""
    spans = [days_of(known) for known in dates] or [(date.today().toordinal(), date.today().toordinal() + 1)]
    first, last = float(min(start for start, _ in spans)), float(max(end for _, end in spans))
    margin = max((last - first) * MARGIN, (SHORTEST_SPAN - (last - first)) / 2)
    return Scale(first - margin, last + margin, left, right)


def days_of(known: ArticleDate) -> tuple[int, int]:
    """The days (ordinals, the end excluded) in which an article may have been published."""
    start = known.value
    days = {"day": 1, "month": monthrange(start.year, start.month)[1], "year": 366 if _is_leap(start.year) else 365}
    if known.precision == "year":
        start = start.replace(month=1, day=1)
    elif known.precision == "month":
        start = start.replace(day=1)
    return start.toordinal(), start.toordinal() + days[known.precision]


def ticks(scale: Scale, language: str) -> list[Tick]:
    """At most `MOST_TICKS` days, months or years, whichever is the finest."""
    for days in _rhythms(scale):
        inside = [day for day in days if scale.first <= day.toordinal() <= scale.last]
        if len(inside) <= MOST_TICKS:
            return _named(inside, language)
    return []


def _rhythms(scale: Scale) -> Iterator[Iterator[date]]:
    first = date.fromordinal(max(1, int(scale.first)))
    for step in DAY_STEPS:
        yield _until(scale, _days(first, step))
    for step in MONTH_STEPS:
        yield _until(scale, _months(first, step))
    for step in YEAR_STEPS:
        yield _until(scale, _months(first.replace(year=first.year - first.year % step or 1, month=1), 12 * step))


def _until(scale: Scale, days: Iterator[date]) -> Iterator[date]:
    # One more than is wanted tells that there are too many.
    return takewhile(lambda day: day.toordinal() <= scale.last, days)


def _days(first: date, step: int) -> Iterator[date]:
    """Every `step` days of each month, from its first: 1, 6, 11 … never two days in a row at its end."""
    for month in _months(first, 1):
        length = monthrange(month.year, month.month)[1]
        yield from (month.replace(day=day) for day in range(1, length - step // 2 + 1, step))


def _months(first: date, step: int) -> Iterator[date]:
    """The first day of every `step` months, counted from January."""
    month = first.year * 12 + (first.month - 1) // step * step if step < 12 else first.year * 12
    while month // 12 <= date.max.year:
        yield date(month // 12, month % 12 + 1, 1)
        month += step


def _named(days: list[date], language: str) -> list[Tick]:
    years_only = all((day.month, day.day) == (1, 1) for day in days) and len(days) != 1
    months_only = all(day.day == 1 for day in days) and len(days) != 1
    named = []
    for number, day in enumerate(days):
        month = MONTHS[language][day.month - 1]
        new_year = number == 0 or days[number - 1].year != day.year
        if years_only:
            named.append(Tick(day, str(day.year), ""))
        else:
            name = month if months_only else f"{day.day} {month}"
            named.append(Tick(day, name, str(day.year) if new_year else ""))
    return named


def _is_leap(year: int) -> bool:
    return monthrange(year, 2)[1] == 29
