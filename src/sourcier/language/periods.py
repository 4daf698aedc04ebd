"""The time that a question asks about, as runs of days."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sourcier.language.dates import WEEKDAYS, fold_in_place
from sourcier.language.days import Days, back, day, years_later
from sourcier.language.moment import Moment
from sourcier.language.moments import moments
from sourcier.language.relative import DISTANCE, shifted


@dataclass(frozen=True)
class AskedPeriod:
    """The days from `first` to `last`, both included; None where the period is open.

    `every_year` when the year is not said ("en juin"): the days are the last ones so called, and those of other years
    may be meant. `is_state` when what is asked is how things stood on `last` ("au 12 mars 2024"). `start:end` is the
    span of the question that says so.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    every_year: bool = False
    is_state: bool = False


def asked_periods(question: str, today: date) -> tuple[AskedPeriod, ...]:
    """The periods that `question` names, in order, as seen from `today`.

    Impossible dates give none, nor what lies beyond the calendar.
    """
    folded = fold_in_place(question)
    found: list[AskedPeriod] = []
    named = moments(question, folded, today)
    while named:
        moment, *rest = named
        both = _from_to(moment, rest[0], folded) if rest else None
        if both:
            found.append(both)
        elif not moment.doubtful:
            with suppress(ValueError, OverflowError):
                found.append(_related(moment, question, folded))
        named = rest[1:] if both else rest
    return tuple(found)


# "Entre mars et juin", "de mars à juin", "2019-2021"; what "en 2019 et 2021" joins are two periods.
_WEEKDAY = "(?:" + "|".join(name.lower() for names in WEEKDAYS.values() for name in names) + ")"
_THE = (
    r"(?:le\s+|la\s+|l['’]|les\s+|the\s+)?(?:(?:mois|annee|month|year)\s+(?:de\s+|d['’]|of\s+)?)?"
    + rf"(?:{_WEEKDAY}\s+)?"
)
FROM = re.compile(rf"\b(?:de\s+|du\s+|d['’]|depuis\s+|des\s+|from\s+|entre\s+|between\s+){_THE}\Z")
BETWEEN = re.compile(rf"\b(?:entre|between)\s+{_THE}\Z")
TO = re.compile(rf"\s*(?:\b(?:a|au|aux|to|until|till|through)\s+|\bjusqu['’](?:a|au|en)\s+|[-–—]\s*){_THE}")
AND = re.compile(rf"\s*\b(?:et|and)\s+{_THE}")
DASH = re.compile(r"\s?[-–—/]\s?")
# "Du 3 au 12 mars", "du lundi 3 au vendredi 7 juin", "les 3, 4 et 5 mars".
DAY_TO = re.compile(
    rf"\b(?:du|entre\s+le|from(?:\s+the)?|between(?:\s+the)?|les?)\s+(?:{_WEEKDAY}\s+)?"
    r"(?P<day>\d{1,2})(?:\s?er|st|nd|rd|th)?(?:\s*,\s*(?:le\s+)?\d{1,2})*"
    rf"\s*(?:-|–|\b(?:au|a|et|to|and)\b)\s*(?:le\s+|the\s+)?(?:{_WEEKDAY}\s+)?\Z"
)
# "Deux jours après le 3 mars", "la veille du 14 juillet".
SHIFTED = re.compile(rf"\b{DISTANCE}\s+(?:(?P<before>avant|before)|apres|after|suivant)\s+{_THE}\Z")
EVE = re.compile(
    rf"\b(?:l['’]|la\s+|le\s+|du\s+|au\s+)?(?P<eve>avant-veille|veille|surlendemain|lendemain)\s+(?:de\s+|du\s+|d['’]){_THE}\Z"
)
EVES = {"avant-veille": 2, "veille": 1, "lendemain": -1, "surlendemain": -2}
SINCE = re.compile(
    rf"\b(?:depuis|since|a\s+(?:partir|compter)\s+(?:de|du)|a\s+(?:partir|compter)\s+d['’]|from)\s*{_THE}\Z"
)
# Folding makes "dès 2023" and "des 2023 voix" alike.
AS_SOON_AS = re.compile(r"\bdès\s+(?:le\s+|la\s+|l['’])?\Z", re.IGNORECASE)
AFTER = re.compile(rf"\b(?:apres|after|au-dela\s+d[eu])\s+{_THE}\Z")
BEFORE = re.compile(rf"\b(?:avant|before|prior\s+to|anterieure?s?\s+a)\s+{_THE}\Z")
UNTIL = re.compile(rf"\b(?:jusqu['’](?:a|au|en|aux)|until|till|up\s+to)\s+{_THE}\Z")
AS_OF = re.compile(rf"\b(?:as\s+of|as\s+at|a\s+la\s+date\s+d[eu]|en\s+date\s+du)\s+{_THE}\Z")
LATE = re.compile(r"(?:la\s+|the\s+)?(?:fin|end|late)\b")
# Days between a 31st and the one before it, at most.
LONGEST_GAP = 63
ON_DAY = re.compile(r"\bau\s+\Z")


def _from_to(one: Moment, other: Moment, folded: str) -> AskedPeriod | None:
    """The period between two moments, when the words around them say so."""
    before = folded[: one.start]
    opening, between = FROM.search(before), BETWEEN.search(before)
    joined = (
        (opening and TO.fullmatch(folded, one.end, other.start))
        or (between and AND.fullmatch(folded, one.end, other.start))
        or (one.written and other.written and DASH.fullmatch(folded, one.end, other.start))
    )
    if not joined:
        return None
    try:
        ends = _with_each_others_year(one, other)
    except ValueError:
        return None
    first, last = min(days.first for days in ends), max(days.last for days in ends)
    start = opening.start() if opening else one.start
    return AskedPeriod(first, last, start, other.end, one.every_year and other.every_year)


def _with_each_others_year(one: Moment, other: Moment) -> tuple[Days, Days]:
    """ "De novembre à février 2024" begins in 2023, "de novembre 2023 à février" ends in 2024."""
    begin, end = one.days, other.days
    if one.every_year:
        begin = years_later(begin, end.first.year - begin.first.year)
        return (years_later(begin, -1) if begin.first > end.last else begin), end
    if other.every_year:
        end = years_later(end, begin.first.year - end.first.year)
        return begin, (years_later(end, 1) if end.last < begin.first else end)
    return begin, end


def _related(moment: Moment, question: str, folded: str) -> AskedPeriod:
    """The period that the words before `moment` make of it: since, before, until…"""
    before, days = folded[: moment.start], moment.days

    def asked(said: re.Match[str], first: date | None, last: date | None, *, is_state: bool = False) -> AskedPeriod:
        return AskedPeriod(first, last, said.start(), moment.end, is_state=is_state)

    if said := EVE.search(before):
        edge = days.first if EVES[said["eve"]] > 0 else days.last
        return _told(day(back(edge, "day", EVES[said["eve"]])), said, moment)
    if said := SHIFTED.search(before):
        return _told(shifted(said, days), said, moment)
    if said := DAY_TO.search(before) if _is_day(moment) else None:
        first = _same_day(int(said["day"]), days.first)
        return AskedPeriod(first, days.last, said.start(), moment.end, moment.every_year)
    if said := SINCE.search(before) or AS_SOON_AS.search(question[: moment.start]):
        return asked(said, days.first, None)
    if said := AFTER.search(before):
        return asked(said, _day_after(days.last), None)
    if said := BEFORE.search(before):
        # "Avant la fin 2023": until it is over.
        return asked(said, None, days.last if LATE.match(folded, moment.start) else _day_before(days.first))
    if said := UNTIL.search(before):
        return asked(said, None, days.last)
    if said := AS_OF.search(before) or (ON_DAY.search(before) if _is_day(moment) else None):
        return asked(said, None, days.last, is_state=True)
    return AskedPeriod(days.first, days.last, moment.start, moment.end, moment.every_year)


def _told(days: Days, said: re.Match[str], moment: Moment) -> AskedPeriod:
    return AskedPeriod(days.first, days.last, said.start(), moment.end, moment.every_year)


def _is_day(moment: Moment) -> bool:
    return moment.written is not None and moment.written.day is not None


def _same_day(of_month: int, last: date) -> date:
    """The last day of that number until `last`: "du 28 au 3 mars" begins in February; `last` when there is none."""
    before = (last.toordinal() - shift for shift in range(min(LONGEST_GAP, last.toordinal())))
    return next((day for day in map(date.fromordinal, before) if day.day == of_month), last)


def _day_after(value: date) -> date:
    return value if value == date.max else value + timedelta(days=1)


def _day_before(value: date) -> date:
    return value if value == date.min else value - timedelta(days=1)
