"""The days that an article tells from its own: "hier", "ce vendredi", "jeudi soir", "la semaine dernière".

Only those that can be one thing are told. "Jeudi" is the last one where all verbs look back, the next one where all
look ahead, and nothing certain where both do; "aujourd'hui" is often "nowadays", "demain" "in times to come".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sourcier.language.dates import fold_in_place
from sourcier.language.days import Days, day
from sourcier.language.moment import Moment, apply
from sourcier.language.relative import DAY_NAMES, RELATIVE

_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_PART = r"(?:au\s+)?(?:matin|midi|apres-midi|soir)"
# What the rules of `relative` find and that means one day, week, month or year wherever an article writes it. A
# "demain" is the next day only where something else says so.
CERTAIN = re.compile(
    r"hier|avant[- ]hier|apres[- ]demain|yesterday|ce (?:matin|midi|soir)|cet apres-midi|"
    r"(?:(?:la|le)\s+|l['’])?(?:semaine|mois|an|annee)\s+(?:derniere?|prochaine?)|(?:last|next) (?:week|month|year)|"
    rf"{_WEEKDAY}\s+(?:dernier|prochain)"
)
# "Les héros d'hier", "d'hier à demain"; "l'an dernier" of what was told before ("un an et la semaine dernière").
OF_OLD = re.compile(r"(?:\bd['’]|\bqu['’]|\bun\s|\bune\s)\Z")
# What follows and belongs to it: "hier jeudi", "hier soir", "mardi matin".
GOES_ON = re.compile(rf"(?:\s+(?P<weekday>{_WEEKDAY})(?!\s+\d))?(?:\s+{_PART}\b)?")
TOMORROW = re.compile(rf"\b(?:demain\s+(?:(?P<weekday>{_WEEKDAY})\b|{_PART}\b)|(?<=des )demain\b)")
TODAY = re.compile(rf"\baujourd['’]hui\s+(?P<weekday>{_WEEKDAY})\b(?!\s+\d)")
# "Le mardi" is any; "mardi 14 mai" and "mardi gras" are others.
WEEKDAY = re.compile(
    rf"\b(?<!le )(?<!les )(?<!un )(?<!une )(?<!du )(?<!au )(?<!aux )(?<!des )(?<!chaque )(?<!hier )(?<!demain )"
    rf"(?<!hui )(?<!of )(?P<this>ce\s+)?(?P<weekday>{_WEEKDAY})(?:\s+{_PART}\b)?"
    r"(?!\w|\s+(?:\d|1er|gras|saint|noir|prochain|dernier|suivant|precedent|en huit)|-la\b)"
)
# Verbs that look back ("a signé", "ont été tués", "s'est réuni", "réunissait") and ahead, read with their accents: "à
# une" is no participle.
_NO_VERBS = r"(?:retrait|extrait|portrait|attrait|parfait|souhait|bienfait|forfait)\b"
_PLANNED = r"(?:attendue?s?|prévue?s?|programmée?s?|fixée?s?|convoquée?s?|appelée?s?)\b"
BACK = re.compile(
    r"\b(?:a|ont|ai|avons|avait|avaient|est|sont|était|étaient|fut|furent)\s+(?:\w+ment\s+)?(?:été\s+)?"
    rf"(?!{_PLANNED})\w+(?:é|i|u|is|it|ert|eint|oint|aint|ait)e?s?\b|"
    rf"\b(?!{_NO_VERBS})\w{{3,}}(?:ait|aient|èrent|irent|urent)\b"
)
AHEAD = re.compile(
    r"\b\w+(?:era|eront|ira|iront|dra|dront|rra|rront|tra|tront|vra|vront)\b|\b(?:sera|seront)\b|"
    # "Aura été" looks back.
    r"\b(?:aura|auront)\b(?!\s+(?:\w+ment\s+)?(?:eu|fait|dit|mis|pris|\w{2,}ée?s?|été)\b)|"
    r"\b(?:doit|doivent|devrait|devraient|devait|devaient|va|vont|allait|allaient|pourrait|pourraient)\s+"
    r"(?:se\s+|s['’])?\w+re?\b|"
    rf"\b{_PLANNED}|\b(?:prochain\w*|jusqu['’]à|à (?:partir|compter) d|dès)\b|\bd['’]ici\b"
)
# "A-t-il répété lundi", whatever he said of days to come.
SAID = re.compile(r"\b(?:a-t|ont)-(?:ils?|elles?|on)\s+\w+\s+\Z")
SINCE = re.compile(r"\bdepuis\s+\Z")
# Speech is told from the day on which it was made, which is not always that of the article.
QUOTED = re.compile(r"«[^«»]*(?:»|\Z)|“[^“”]*(?:”|\Z)")


@dataclass(frozen=True)
class ToldDays:
    """What `start:end` of a text means in days, and whether it names the weekday itself."""

    start: int
    end: int
    days: Days
    names_weekday: bool


def told_days(text: str, today: date) -> list[ToldDays]:
    """The days that `text`, written on `today`, tells from there, in order and apart; those in quotation marks are not.

    What names a weekday and a distance that do not meet ("hier jeudi" on a Saturday) is left out.
    """
    folded = fold_in_place(text)
    speech = [match.span() for match in QUOTED.finditer(text)]
    found: list[ToldDays] = []
    for told in (*_relative(folded, today), *_adverbs(folded, today), *_weekdays(text, folded, today)):
        in_speech = any(start <= told.start < end for start, end in speech)
        if not in_speech and all(told.end <= other.start or other.end <= told.start for other in found):
            found.append(told)
    return sorted(found, key=lambda told: told.start)


def contradicts(text: str, today: date) -> bool:
    """Whether `text` cannot have been written on `today`: yesterday was no Thursday when it says "hier jeudi"."""
    folded = fold_in_place(text)
    yesterday = re.compile(rf"\bhier\s+(?P<weekday>{_WEEKDAY})\b(?!\s+\d)")
    return any(
        DAY_NAMES[match["weekday"]] != (today + timedelta(days=shift)).weekday()
        for pattern, shift in ((yesterday, -1), (TODAY, 0))
        for match in pattern.finditer(folded)
    )


def _relative(folded: str, today: date) -> Iterator[ToldDays]:
    """What the rules for questions find, where it is certain in an article too; the first rule wins."""
    taken: list[Moment] = []
    for moment in apply(RELATIVE, folded, today):
        if any(moment.start < other.end and other.start < moment.end for other in taken):
            continue
        taken.append(moment)
        certain = CERTAIN.fullmatch(folded, moment.start, moment.end)
        if certain is None or OF_OLD.search(folded, 0, moment.start):
            continue
        more = GOES_ON.match(folded, moment.end)
        weekday = more["weekday"] if more and len(moment.days) == 1 else None
        end = more.end() if more and len(moment.days) == 1 else moment.end
        if weekday is None or DAY_NAMES[weekday] == moment.days.first.weekday():
            named = weekday is not None or folded[moment.start :].startswith(tuple(DAY_NAMES))
            yield ToldDays(moment.start, end, moment.days, named)


def _adverbs(folded: str, today: date) -> Iterator[ToldDays]:
    for pattern, shift in ((TOMORROW, 1), (TODAY, 0)):
        for match in pattern.finditer(folded):
            meant = today + timedelta(days=shift)
            if match["weekday"] is None or DAY_NAMES[match["weekday"]] == meant.weekday():
                yield ToldDays(match.start(), match.end(), day(meant), match["weekday"] is not None)


def _weekdays(text: str, folded: str, today: date) -> Iterator[ToldDays]:
    """Weekdays alone: the last one or the next, as the verbs around say; "ce jeudi" on a Thursday is that day."""
    lowered = text.lower()
    looks_back, looks_ahead = BACK.search(lowered) is not None, AHEAD.search(lowered) is not None
    for match in WEEKDAY.finditer(folded):
        since = (today.weekday() - DAY_NAMES[match["weekday"]]) % 7
        is_past = (
            SINCE.search(folded, 0, match.start())
            or SAID.search(folded, 0, match.start())
            or (looks_back and not looks_ahead)
        )
        if is_past or (match["this"] and since == 0):
            meant = today - timedelta(days=since)
        elif looks_ahead and not looks_back and since:
            meant = today + timedelta(days=7 - since)
        else:
            continue
        yield ToldDays(match.start(), match.end(), day(meant), names_weekday=True)
