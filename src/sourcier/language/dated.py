"""Written dates as moments: what "en juin", "le 12 mars dernier" and "06/2024" mean today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sourcier.language.dates import WrittenDate, fold_in_place, written_dates
from sourcier.language.days import Days, day, months, year
from sourcier.language.moment import Moment

# "Plus de 2000", "les 2000 manifestants", "2000 euros": a number that counts is no year.
# Read before folding: "dès 2023" has a year.
COUNTED = re.compile(
    r"\b(?:les|des|aux|ces|ses|leurs|combien de|plus de|moins de|pr[eè]s de|environ|quelque|over|nearly|about|than)"
    r"\s+\Z",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"\s?(?:[€$£%]|[.,]\d)|\s+(?:euros?|dollars?|francs?|personnes|habitants|salaries|emplois|postes|places|logements|"
    r"ans|jours|km|metres|hectares|tonnes|people|years|jobs|homes)\b"
)
# "Deux Mirage 2000", "au 1950 avenue Foch"; after one article a year is as likely: "un Mondial 2022".
MODEL = re.compile(r"\b(?:[Dd]eux|[Tt]rois|[Qq]uatre|[Cc]inq|[Ss]ix|[Dd]ix|\d+)\s+[A-ZÀ-Ý][\w’'-]+\s+\Z")
STREET = re.compile(r",?\s+(?:bis\s+)?(?:rue|avenue|boulevard|chemin|route|impasse|allee|quai)\b")
OF_YEAR = re.compile(r"\b(?:en|depuis|avant|apres|des|debut|fin|in|since)\s+\Z")
MONTH_AND_YEAR = re.compile(
    r"(?<![\w/.-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])|(?P<rank>0?[1-9]|1[0-2])/(?P<of>(?:19|20)\d\d))"
    r"(?![\w/-]|\.\d)"
)
# Months whose names are words too: "mars" is a planet, "may" a verb. After a preposition of time they are months; after
# the others when they are one end of a period.
AMBIGUOUS = {"mars": 3, "mai": 5, "march": 3, "may": 5}
AMBIGUOUS_MONTH = re.compile(rf"\b(?:{'|'.join(AMBIGUOUS)})\b")
OF_TIME = re.compile(
    r"\b(?:en|mois de|courant|depuis|avant|apres|jusqu['’]en|jusqu['’]a|d['’]ici|a partir de|debut|fin|mi|in|during|"
    r"since|before|after|until|till|last|next|early|late|mid)[\s-]+\Z"
)
BETWEEN = re.compile(r"\b(?:de|a|et|entre|from|to|between|and|through)\s+\Z")
LAST_AFTER, LAST_BEFORE = re.compile(r"\s+(?:dernier|passe)\b"), re.compile(r"\blast\s+\Z")
NEXT_AFTER, NEXT_BEFORE = re.compile(r"\s+prochain\b"), re.compile(r"\bnext\s+\Z")
# A 29 February comes back within so many years.
LEAP = 8


def dated_moments(text: str, folded: str, today: date) -> Iterator[Moment]:
    """The dates of `text` (`folded` in place) with their days; the fullest form of each comes first."""
    for written, doubtful in _written(text, folded):
        try:
            yield replace(_moment(written, folded, today), doubtful=doubtful)
        except ValueError:
            continue


def dates_in(text: str) -> Iterator[WrittenDate]:
    """The dates of `text`, also those of months whose names are words too ("en mai")."""
    return (written for written, doubtful in _written(text, fold_in_place(text)) if not doubtful)


def days_of(written: WrittenDate, today: date, *, coming: bool = False) -> Days:
    """What a date means; without a year, the last one that has begun by `today`, or the next (`coming`).

    Raises ValueError for a date that does not exist or lies beyond the calendar.
    """
    if written.year is not None:
        return _days(written.year, written.month, written.day)
    years = (
        [today.year + shift for shift in range(LEAP + 1)] if coming else range(today.year, today.year - LEAP - 1, -1)
    )
    for each in years:
        try:
            days = _days(each, written.month, written.day)
        except ValueError:
            continue
        if (days.first > today) == coming:
            return days
    raise ValueError("a date beyond the calendar")


def _written(text: str, folded: str) -> Iterator[tuple[WrittenDate, bool]]:
    """The dates as written, and whether their words may be something else."""
    for match in MONTH_AND_YEAR.finditer(folded):
        parts = int(match["year"] or match["of"]), int(match["month"] or match["rank"]), None
        yield WrittenDate(*parts, match.start(), match.end()), False
    for written in written_dates(text):
        if written.month is not None or not _counts(written, text, folded):
            yield written, False
    for match in AMBIGUOUS_MONTH.finditer(folded):
        before = folded[: match.start()]
        if (of_time := OF_TIME.search(before)) or BETWEEN.search(before):
            yield WrittenDate(None, AMBIGUOUS[match[0]], None, match.start(), match.end()), of_time is None


def _counts(year: WrittenDate, text: str, folded: str) -> bool:
    """Whether what looks like a year counts something, or numbers a model or a house."""
    before = text[: year.start]
    house = STREET.match(folded, year.end) and not OF_YEAR.search(folded[: year.start])
    return bool(COUNTED.search(before) or COUNTS.match(folded, year.end) or MODEL.search(before) or house)


def _days(of_year: int, month: int | None, of_month: int | None) -> Days:
    if month is None:
        return year(of_year)
    return months(of_year, month) if of_month is None else day(date(of_year, month, of_month))


def _moment(written: WrittenDate, folded: str, today: date) -> Moment:
    """ "Le 12 mars dernier" and "last March" are of one year, "le 12 mars" and "en mars" of any."""
    before, after = folded[: written.start], written.end
    if written.year is not None:
        return Moment(written.start, written.end, days_of(written, today), written=written)
    last, coming = LAST_AFTER.match(folded, after), NEXT_AFTER.match(folded, after)
    last_before, coming_before = LAST_BEFORE.search(before), NEXT_BEFORE.search(before)
    said_after, said_before = last or coming, last_before or coming_before
    return Moment(
        said_before.start() if said_before else written.start,
        said_after.end() if said_after else written.end,
        days_of(written, today, coming=bool(coming or coming_before)),
        every_year=not (said_after or said_before),
        written=written,
    )
