"""Runs of days: weeks, months, quarters, years, and what lies so many of them ago."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sourcier.schema import ArticleDate

Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade"]
MONTHS_IN: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
DAYS_IN: dict[Unit, int] = {"day": 1, "week": 7, "weekend": 7}
HOURS_A_DAY = 24
SATURDAY = 5


@dataclass(frozen=True)
class Days:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, value: date) -> bool:
        return self.first <= value <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def meets(self, other: Days) -> bool:
        """Whether a day is in both."""
        return self.first <= other.last and other.first <= self.last


def day(value: date) -> Days:
    """That day alone."""
    return Days(value, value)


def months(year: int, month: int, count: int = 1) -> Days:
    """`count` whole months, the first of which is this one."""
    first = date(year, month, 1)
    end = back(first, "month", 1 - count)
    return Days(first, end.replace(day=monthrange(end.year, end.month)[1]))


def year(value: int) -> Days:
    """A calendar year."""
    return months(value, 1, 12)


def known_days(published: ArticleDate) -> Days:
    """The days on which an article may have been published, as far as its date is known."""
    value = published.value
    if published.precision == "day":
        return day(value)
    return months(value.year, value.month) if published.precision == "month" else year(value.year)


def whole(value: date, unit: Unit) -> Days:
    """The week, month, year… that holds this day; weeks start on Monday."""
    if unit in MONTHS_IN:
        size = MONTHS_IN[unit]
        count = (value.year * 12 + value.month - 1) // size * size
        return months(count // 12, count % 12 + 1, size)
    monday = value - timedelta(days=value.weekday())
    if unit == "week":
        return Days(monday, monday + timedelta(days=6))
    if unit == "weekend":
        return Days(monday + timedelta(days=SATURDAY), monday + timedelta(days=6))
    return day(value)


def back(value: date, unit: Unit, count: int) -> date:
    """The day `count` units earlier (later when negative), the end of a shorter month for a day it does not have.

    Raises ValueError or OverflowError beyond the years 1 to 9999.
    """
    if unit in MONTHS_IN:
        target = value.year * 12 + value.month - 1 - count * MONTHS_IN[unit]
        first = date(target // 12, target % 12 + 1, 1)
        return first.replace(day=min(value.day, monthrange(first.year, first.month)[1]))
    if unit == "hour":
        return value - timedelta(days=-(-count // HOURS_A_DAY))
    return value - timedelta(days=count * DAYS_IN[unit])


def years_later(days: Days, count: int) -> Days:
    """The same days `count` years later, the end of a month still its end; raises ValueError beyond the calendar."""
    first, last = back(days.first, "year", -count), back(days.last, "year", -count)
    return Days(first, months(last.year, last.month).last if days.last == whole(days.last, "month").last else last)


def third(of: Days, rank: int) -> Days:
    """The first (0), middle (1) or last (2) third, in whole months where it can be: "début", "mi-" and "fin" of it."""
    count = (of.last.year - of.first.year) * 12 + of.last.month - of.first.month + 1
    if count % 3 == 0 and of == months(of.first.year, of.first.month, count):
        first = back(of.first, "month", -rank * count // 3)
        return months(first.year, first.month, count // 3)
    start, end = (of.first + timedelta(days=round(len(of) * edge / 3)) for edge in (rank, rank + 1))
    return Days(start, max(start, end - timedelta(days=1)))
