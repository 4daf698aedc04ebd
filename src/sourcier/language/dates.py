"""Dates as French (and English) text writes them, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
UNKNOWN = {"fr": "date inconnue", "en": "unknown date"}
# Shortened months of French papers ("1er janv. 2024"), beside the full names of both languages.
SHORT_MONTHS = {
    "janv": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juill": 7,
    "juil": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH_NUMBERS = SHORT_MONTHS | {fold(name): rank for names in MONTHS.values() for rank, name in enumerate(names, 1)}
# Months in three letters are words of French too ("mar" shortens both mars and mardi): only a year makes them months.
THREE_LETTERS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "aou": 8, "sep": 9}
ALL_MONTHS = MONTH_NUMBERS | THREE_LETTERS
# Years of two digits: "12/03/24" is in 2024, "12/03/98" in 1998.
CENTURY_TURNS = 50


def _any(names: Iterable[str]) -> str:
    return r"(?P<month>" + "|".join(sorted(names, key=len, reverse=True)) + r")\b\.?"


_MONTH, _MONTH_BEFORE_YEAR = _any(MONTH_NUMBERS), _any(ALL_MONTHS)
# Only English puts the day after the month: "en juin 12 personnes" has no date.
_ENGLISH_MONTH = r"(?P<month>" + "|".join(name.lower() for name in MONTHS["en"]) + r")"
_DAY = r"(?P<day>\d{1,2})"
_RANK = r"(?:\s?er\b|st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
# A month makes an earlier year one too, but not what it counts: "en mai 1500 personnes".
_COUNTED = r"(?!\s+(?!(?:dans|sans|sous|puis|mais|apres|alors|plus)\b)[a-z]{4,}[sx]\b)"
_YEAR_OF_MONTH = rf"(?P<year>(?:19|20)\d{{2}}|1[0-8]\d{{2}}\b{_COUNTED})"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DAY}(?P<mark>-){_MONTH_BEFORE_YEAR}(?P=mark){_YEAR_OF_MONTH}\b",
        rf"\b{_DAY}{_RANK}\s+{_MONTH_BEFORE_YEAR}\s+{_YEAR_OF_MONTH}\b",
        rf"\b{_DAY}{_RANK}\s+{_MONTH}",
        # "Mardi 13 août, 2024 à 10:08"; in "Le 13 août, 2024 personnes" the number counts them.
        rf"\b{_DAY}{_RANK}\s+{_MONTH_BEFORE_YEAR},\s+{_YEAR_OF_MONTH}(?=[^\S\n]*(?:$|[^\w ]|a\s+\d))",
        # "Mar 12, 2024", and "mars 12, 2024" as page templates leave it; no sentence writes the comma otherwise.
        rf"\b{_MONTH_BEFORE_YEAR}\s+{_DAY},\s+{_YEAR_OF_MONTH}\b",
        rf"\b{_ENGLISH_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR_OF_MONTH}\b)?",
        rf"\b{_MONTH}\s+{_YEAR_OF_MONTH}\b",
        # No word boundary after the day: ISO 8601 puts the T of the time there.
        rf"\b{_YEAR_OF_MONTH}(?P<mark>[/.-])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)",
        rf"\b{_DAY}(?P<mark>[/.-]|\s/\s)(?P<month>\d?\d)(?P=mark){_YEAR_OF_MONTH}\b",
        # Not within a telephone number, an address of the network or a version.
        r"(?<![\d.,/-])(?P<day>\d\d)(?P<mark>[/.-])(?P<month>\d\d)(?P=mark)(?P<year>\d\d)(?![.,/-]?\d)",
        rf"\b{_YEAR}\b",
        rf"\b{_MONTH}",
    )
)
DIGIT = re.compile(r"\d")
# "mai", "mars" and "may" alone are too often something else to be months without a day or a year.
AMBIGUOUS_ALONE = frozenset({"mars", "mai", "may", "march", "oct", "nov", "dec", "sept", "avr", "fev"})


@dataclass(frozen=True)
class WrittenDate:
    """A date as written: the parts that the text gives, the others None; `start:end` is its span."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


def written_dates(text: str) -> list[WrittenDate]:
    """The dates written in `text`, in order; impossible ones ("31 février") are left out."""
    return [written for written in _apart(text) if _possible(written.year, written.month, written.day)]


def impossible_dates(text: str) -> list[str]:
    """The dates of `text`, as written, that no calendar has: "31 février", "29/02/2023"."""
    return [
        text[written.start : written.end]
        for written in _apart(text)
        # "In June 45 people" has no day, and two digits for a year are rather a number of something.
        if not _possible(written.year, written.month, written.day)
        and (
            text[written.start].isdigit()
            if written.year is None
            else str(written.year) in text[written.start : written.end]
        )
    ]


def fold_in_place(text: str) -> str:
    """`text` folded character by character, so that offsets hold; what would change in length stays as it is."""
    return "".join(map(_folded, text))


def format_date(published: ArticleDate | None, language: str = "fr") -> str:
    """ "12 décembre 2023", "décembre 2023" or "2023" by precision; "date inconnue" for None."""
    names = "fr" if language == "fr" else "en"
    if published is None:
        return UNKNOWN[names]
    value = published.value
    month = MONTHS[names][value.month - 1]
    if published.precision == "year":
        return str(value.year)
    if published.precision == "month":
        return f"{month} {value.year}"
    return f"{_day(value, names)} {month} {value.year}"


def _day(value: date, language: str) -> str:
    return "1er" if language == "fr" and value.day == 1 else str(value.day)


def _apart(text: str) -> list[WrittenDate]:
    """What is written as a date, possible or not, in order; of those that overlap the fullest."""
    found: list[WrittenDate] = []
    taken = bytearray(len(text))
    for written in _candidates(fold_in_place(text)):
        if not any(taken[written.start : written.end]):
            found.append(written)
            taken[written.start : written.end] = b"\1" * (written.end - written.start)
    return sorted(found, key=lambda written: written.start)


def _candidates(folded: str) -> Iterator[WrittenDate]:
    """Matches of every pattern, the fullest patterns first; an impossible date keeps its span from the lesser ones."""
    # All patterns but the last, a month alone, want a digit; most sentences have none.
    for pattern in PATTERNS if DIGIT.search(folded) else PATTERNS[-1:]:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            if set(parts) == {"month"} and parts["month"] in AMBIGUOUS_ALONE:
                continue
            month = parts.get("month")
            number = (int(month) if month.isdigit() else ALL_MONTHS[month]) if month else None
            day = int(parts["day"]) if parts.get("day") else None
            yield WrittenDate(_year(parts.get("year")), number, day, match.start(), match.end())


def _year(digits: str | None) -> int | None:
    if digits is None or len(digits) == 4:
        return None if digits is None else int(digits)
    return int(digits) + (2000 if int(digits) < CENTURY_TURNS else 1900)


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=10_000)
def _folded(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else character
