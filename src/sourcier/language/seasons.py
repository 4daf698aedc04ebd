"""Seasons, quarters, halves of years and decades: "à l'été 2024", "au premier trimestre 2024", "les années 1990"."""

from __future__ import annotations

import re
from datetime import date

from sourcier.language.days import Days, months
from sourcier.language.moment import Rule

# First month; newspapers call so whole months, of which a season begins one and ends another.
SEASONS = {
    **dict.fromkeys(("printemps", "spring"), 3),
    **dict.fromkeys(("ete", "summer"), 6),
    **dict.fromkeys(("automne", "autumn", "fall"), 9),
    **dict.fromkeys(("hiver", "winter"), 12),
}
SEASON_MONTHS = 4
RANKS = {
    **dict.fromkeys(("premier", "1", "1er", "first", "1st"), 1),
    **dict.fromkeys(("deuxieme", "second", "2", "2e", "2eme", "2nd"), 2),
    **dict.fromkeys(("troisieme", "3", "3e", "3eme", "third", "3rd"), 3),
    **dict.fromkeys(("quatrieme", "4", "4e", "4eme", "fourth", "4th"), 4),
    **dict.fromkeys(("dernier", "last"), 0),
}
PARTS = {"trimestre": 3, "quarter": 3, "t": 3, "q": 3, "semestre": 6, "half": 6, "s": 6, "h": 6}
# Decades of two digits: "les années 90" are of the last century, "les années 10" of this one.
CENTURY_TURNS = 30

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_OF_YEAR = rf"(?:(?:de\s+l['’]annee|de|of|in)\s+)?{_YEAR}\b"
_SEASON = r"(?P<season>" + "|".join(SEASONS) + r")"
# "Au Printemps de Lisse" is no spring.
_NOT_OF = r"(?!\s+(?:de|du|des|of)\b|\s+d['’])"
_RANK = r"(?P<rank>" + "|".join(sorted(RANKS, key=len, reverse=True)) + r")"


def _season_of_year(match: re.Match[str], today: date) -> Days:
    """ "L'hiver 2023-2024" is that of 2024."""
    return _season(match["season"], int(match["year"]) + (match["until"] is not None))


def _season(name: str, year: int) -> Days:
    """The season of that year; a winter is that of its January."""
    month = SEASONS[name]
    return months(year - (month == 12), month, SEASON_MONTHS)


def _begun(match: re.Match[str], today: date) -> Days:
    """The last such season that has begun."""
    return next(days for days in _seasons(match, today) if days.first <= today)


def _over(match: re.Match[str], today: date) -> Days:
    return next(days for days in _seasons(match, today) if days.last < today)


def _coming(match: re.Match[str], today: date) -> Days:
    return next(days for days in reversed(_seasons(match, today)) if days.first > today)


def _this(match: re.Match[str], today: date) -> Days:
    """The season that is now, or else the nearest."""

    def distance(days: Days) -> int:
        return 0 if today in days else min(abs((edge - today).days) for edge in (days.first, days.last))

    return min(_seasons(match, today), key=distance)


def _seasons(match: re.Match[str], today: date) -> list[Days]:
    """Those of the years around today, the latest first."""
    return [_season(match["season"], today.year + shift) for shift in (2, 1, 0, -1, -2)]


def _part_of_year(match: re.Match[str], today: date) -> Days:
    return _part(match, int(match["year"]))


def _part(match: re.Match[str], year: int) -> Days:
    size = PARTS[match["part"]]
    rank = RANKS[match["rank"]] or 12 // size
    return months(year, (rank - 1) * size + 1, size)


def _part_begun(match: re.Match[str], today: date) -> Days:
    this = _part(match, today.year)
    return this if this.first <= today else _part(match, today.year - 1)


def _decade(match: re.Match[str], today: date) -> Days:
    digits = int(match["decade"])
    first = digits if digits > 99 else digits + (1900 if digits >= CENTURY_TURNS else 2000)
    return months(first, 1, 120)


# A season without a year needs its article: "a été" is no summer.
_THE = r"(?:(?:cours\s+de\s+|pendant\s+|durant\s+|a\s+)?l['’]|(?:au|en|le|in|in\s+the|during\s+the)\s+)"
PARTS_OF_YEARS = (
    Rule(re.compile(rf"\b{_SEASON}\s+{_OF_YEAR}(?P<until>[-/](?:20)?\d\d\b)?"), _season_of_year),
    Rule(re.compile(rf"\b{_RANK}\s+(?P<part>trimestre|semestre|quarter|half)\s+{_OF_YEAR}"), _part_of_year),
    Rule(re.compile(rf"\b(?P<part>[tqsh])(?P<rank>[1-4])[\s-]+{_YEAR}\b"), _part_of_year),
    Rule(re.compile(rf"\b{_YEAR}[\s-]*(?P<part>[tqsh])(?P<rank>[1-4])\b"), _part_of_year),
    Rule(re.compile(r"\bannees\s+(?P<decade>(?:19|20)?\d0)\b"), _decade),
    Rule(re.compile(r"\b(?P<decade>(?:19|20)\d0)s\b"), _decade),
    Rule(re.compile(rf"\b(?:l['’]|(?:le|au)\s+)?{_SEASON}\s+(?:dernier|passe)\b"), _over),
    Rule(re.compile(rf"\blast\s+{_SEASON}\b"), _over),
    Rule(re.compile(rf"\b(?:l['’]|(?:le|au)\s+)?{_SEASON}\s+prochain\b"), _coming),
    Rule(re.compile(rf"\bnext\s+{_SEASON}\b"), _coming),
    Rule(re.compile(rf"\b(?:cet?|this)\s+{_SEASON}\b(?!-la\b)"), _this),
    Rule(re.compile(rf"\b{_THE}{_SEASON}\b{_NOT_OF}"), _begun, every_year=True),
    Rule(re.compile(rf"\b{_RANK}\s+(?P<part>trimestre|semestre)\b"), _part_begun, every_year=True),
)
