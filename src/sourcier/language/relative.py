"""Moments told from today: "hier", "la semaine dernière", "il y a deux ans", "these last three months"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from sourcier.language.analysis import fold
from sourcier.language.dates import WEEKDAYS
from sourcier.language.days import Days, Unit, back, day, whole
from sourcier.language.moment import Rule

UNITS: dict[str, Unit] = {
    **dict.fromkeys(("heure", "heures", "hour", "hours"), "hour"),
    **dict.fromkeys(("jour", "jours", "journee", "journees", "day", "days"), "day"),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), "week"),
    **dict.fromkeys(("week-end", "weekend", "week-ends", "weekends"), "weekend"),
    **dict.fromkeys(("mois", "month", "months"), "month"),
    **dict.fromkeys(("trimestre", "trimestres", "quarter", "quarters"), "quarter"),
    **dict.fromkeys(("an", "ans", "annee", "annees", "year", "years"), "year"),
    **dict.fromkeys(("decennie", "decennies", "decade", "decades"), "decade"),
}
FRENCH_NUMBERS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze".split()
ENGLISH_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
NUMBERS = {word: rank for names in (FRENCH_NUMBERS, ENGLISH_NUMBERS) for rank, word in enumerate(names, 1)} | {
    "une": 1,
    "a": 1,
    "an": 1,
    "vingt": 20,
    "twenty": 20,
    "trente": 30,
    "thirty": 30,
    "cent": 100,
}
SOME = frozenset({"quelques", "plusieurs", "few", "several"})
# "Ces derniers mois" and "il y a quelques mois" name no number: about as long as the next longer unit is not said.
FEW: dict[Unit, int] = {
    "hour": 24,
    "day": 10,
    "week": 6,
    "weekend": 3,
    "month": 6,
    "quarter": 3,
    "year": 5,
    "decade": 3,
}
DAY_NAMES = {fold(name): rank for names in WEEKDAYS.values() for rank, name in enumerate(names)}


def shifted(match: re.Match[str], days: Days) -> Days:
    """The days that lie a `DISTANCE` before (a group `before` of `match`) or after these: "deux jours après le 3 mars".

    Raises ValueError or OverflowError beyond the calendar.
    """
    unit = UNITS[match["unit"]]
    count = 1 if match["count"] is None else _number(match, unit)
    if match["count"] not in SOME:
        return whole(back(days.first, unit, count) if match["before"] else back(days.last, unit, -count), unit)
    if match["before"]:
        return Days(back(days.first, unit, count), back(days.first, "day", 1))
    return Days(back(days.last, "day", -1), back(days.last, unit, -count))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_UNIT = rf"(?P<unit>{_any(UNITS)})"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(NUMBERS)}|{_any(SOME)})"
# "Deux jours après", "the day before".
DISTANCE = rf"(?:{_COUNT}|the)\s+{_UNIT}"
_WEEKDAY = rf"(?P<weekday>{_any(DAY_NAMES)})"
_MORE = rf"\s+(?:et\s+demie?|and\s+a\s+half|(?:et|and)\s+(?P<more>\d{{1,2}}|{_any(NUMBERS)})\s+(?P<part>{_any(UNITS)}))"
# "Un an et demi", "six mois et demi".
HALVES: dict[Unit, tuple[int, Unit]] = {
    "decade": (5, "year"),
    "year": (6, "month"),
    "month": (2, "week"),
    "week": (3, "day"),
}
# Where "début de l'année" ends: "la fin de l'année scolaire" is another one.
_WHOLE_NAMED = r"(?=\s*(?:[?!.,;:)]|\Z)|\s+(?:a|au|en|dans|sur|par|pour|chez|contre|le|la|les|qui|que)\b|\s+l['’])"
_PART_OF = r"(?:(?<=debut d)|(?<=debut de )|(?<=milieu de )|(?<=fin d)|(?<=fin de )|(?<=debut )|(?<=milieu )|(?<=fin ))"
_SOME_TIME = rf"(?:(?:deja|environ|a peine|plus de|moins de|pres de)\s+)?{_COUNT}\s+{_UNIT}"
_NOT_OF = r"(?!\s+d(?:e|u|es)\b|\s+d['’])"


def _shifted(count: int) -> Callable[[re.Match[str], date], Days]:
    return lambda match, today: day(today - timedelta(days=count))


def _whole(count: int) -> Callable[[re.Match[str], date], Days]:
    return lambda match, today: whole(back(today, UNITS[match["unit"]], count), UNITS[match["unit"]])


def _ago(match: re.Match[str], today: date) -> Days:
    unit = UNITS[match["unit"]]
    return _rolling(match, today) if match["count"] in SOME else whole(back(today, unit, _number(match, unit)), unit)


def _ago_and_more(match: re.Match[str], today: date) -> Days:
    first, part = _back_and_more(match, today)
    return whole(first, part)


def _since_and_more(match: re.Match[str], today: date) -> Days:
    return Days(_back_and_more(match, today)[0], today)


def _back_and_more(match: re.Match[str], today: date) -> tuple[date, Unit]:
    """The day so long ago, and the lesser unit of the two that tell it."""
    unit = UNITS[match["unit"]]
    if match["more"] is None:
        more, part = HALVES.get(unit, (0, unit))
    else:
        more, part = _value(match["more"]), UNITS[match["part"]]
    return back(back(today, unit, _number(match, unit)), part, more), part


def _rolling(match: re.Match[str], today: date) -> Days:
    """From so many units ago until today."""
    unit = UNITS[match["unit"]]
    return Days(back(today, unit, _number(match, unit)), today)


def _one(match: re.Match[str], today: date) -> Days:
    return Days(back(today, UNITS[match["unit"]], 1), today)


def _few(unit: Unit) -> Callable[[re.Match[str], date], Days]:
    return lambda match, today: Days(back(today, unit, FEW[unit]), today)


def _number(match: re.Match[str], unit: Unit) -> int:
    count = match["count"]
    return FEW[unit] if count is None or count in SOME else _value(count)


def _value(count: str) -> int:
    return int(count) if count.isdigit() else NUMBERS[count]


def _last_weekday(match: re.Match[str], today: date) -> Days:
    return day(today - timedelta(days=(today.weekday() - DAY_NAMES[match["weekday"]] - 1) % 7 + 1))


def _nearest_weekday(match: re.Match[str], today: date) -> Days:
    return day(today + timedelta(days=(DAY_NAMES[match["weekday"]] - today.weekday() + 3) % 7 - 3))


def _next_weekday(match: re.Match[str], today: date) -> Days:
    return day(today + timedelta(days=(DAY_NAMES[match["weekday"]] - today.weekday() - 1) % 7 + 1))


# "-là" makes each of them tell the time from another one: "cette année-là", "ce jour-là".
RELATIVE = tuple(
    Rule(re.compile(rf"\b(?:{pattern})(?!\w|-la\b)"), days)
    for pattern, days in (
        (r"avant[- ]hier|the day before yesterday", _shifted(2)),
        (r"hier|yesterday", _shifted(1)),
        (r"apres[- ]demain|the day after tomorrow", _shifted(-2)),
        (r"demain|tomorrow", _shifted(-1)),
        (
            r"aujourd['’]hui|(?<!\ba )ce (?:matin|midi|soir|jour)|cet(?:te)? (?:apres-midi|nuit)|today|tonight|"
            r"this (?:morning|afternoon|evening)",
            _shifted(0),
        ),
        (rf"(?:il y a|voici|voila) {_SOME_TIME}{_MORE}", _ago_and_more),
        (rf"(?:il y a|voici|voila) {_SOME_TIME}", _ago),
        (rf"{_COUNT}\s+{_UNIT}{_MORE}\s+ago", _ago_and_more),
        (rf"{_COUNT}\s+{_UNIT}\s+ago", _ago),
        (rf"depuis {_SOME_TIME}{_MORE}", _since_and_more),
        (rf"depuis {_SOME_TIME}", _rolling),
        # "Les derniers jours du siège" are those of the siege.
        (rf"(?:ces|les|des|aux)\s+(?:{_COUNT}\s+)?derni(?:ers|eres)\s+{_UNIT}{_NOT_OF}", _rolling),
        (rf"(?:ces|les|des|aux)\s+derni(?:ers|eres)\s+{_COUNT}\s+{_UNIT}", _rolling),
        (rf"(?:the\s+|these\s+)?(?:last|past)\s+{_COUNT}\s+{_UNIT}", _rolling),
        (rf"(?:ce|cette|cet)\s+derni(?:er|ere)\s+{_UNIT}", _one),
        (rf"(?:the|this)\s+past\s+{_UNIT}", _one),
        (r"ces jours-ci|recent days", _few("day")),
        (r"recent weeks", _few("week")),
        (r"ces temps-ci|recent months", _few("month")),
        (r"recent years", _few("year")),
        (rf"(?:(?:la|le|les|un|une)\s+|l['’])?{_UNIT}\s+(?:derniere?|passee?|ecoulee?)", _whole(1)),
        (rf"last\s+{_UNIT}", _whole(1)),
        (rf"(?:(?:la|le)\s+|l['’])?{_UNIT}\s+(?:prochaine?|a venir|qui vient)", _whole(-1)),
        (rf"next\s+{_UNIT}", _whole(-1)),
        (rf"(?:(?:la|le)\s+|l['’])?{_UNIT}\s+en cours", _whole(0)),
        (rf"(?:ce|cette|this)\s+{_UNIT}(?:-ci)?{_NOT_OF}", _whole(0)),
        (rf"{_WEEKDAY}(?:\s+(?:matin|midi|soir|apres-midi))?\s+(?:dernier|passe)", _last_weekday),
        (rf"last\s+{_WEEKDAY}", _last_weekday),
        (rf"{_WEEKDAY}\s+prochain", _next_weekday),
        (rf"next\s+{_WEEKDAY}", _next_weekday),
        # "Ce lundi 3 juin" is a date.
        (rf"(?:ce|this)\s+{_WEEKDAY}(?!\s+\d)", _nearest_weekday),
        (rf"(?:(?<=depuis )|(?<=depuis le )|(?<=since )){_WEEKDAY}(?!\s+\d)", _last_weekday),
        (rf"{_PART_OF}(?:(?:l|d)['’])?(?:la\s+|du\s+)?(?P<unit>annee|mois|semaine){_WHOLE_NAMED}", _whole(0)),
    )
)
