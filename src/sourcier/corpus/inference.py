"""When an article was published, told from words of its text that tie a written date to the day of writing.

"Hier, lundi 11 mars 2024" is written on the 12th; "l'incendie du 11 mars 2024" may be written years later and tells
nothing. Each such tie leaves a set of days on which the article may have been published; the date is what the sets have
in common. Wrong would be worse than unknown, so that doubt of any kind ends in a month, or in None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from sourcier.corpus.dating import article_date
from sourcier.language.dates import WEEKDAYS, WrittenDate, fold_in_place, written_dates
from sourcier.schema import ArticleDate

Days = frozenset[date]

DAY_NAMES = "|".join(WEEKDAYS["fr"])
PART_OF_DAY = r"(?: (?:matin|midi|soir|apres-midi|au soir|dans la (?:matinee|soiree|nuit)))?"
# How far the day of publication is from the day that the word names.
SHIFTS = {"avant-hier": 2, "hier": 1, "demain": -1, "apres-demain": -2}
# What stands right before a date and ties it to the day of writing: "hier soir, lundi", "jusqu'à ce", "mardi dernier,".
TIE = re.compile(
    rf"(?:\b(?P<reach>depuis|a partir de|des|jusqu'a|avant|d'ici|pour) )?\b"
    rf"(?P<word>aujourd'hui|avant-hier|hier|apres-demain|demain|ce jour|ce(?: (?:matin|midi|soir))?|cet apres-midi|"
    rf"(?P<named>{DAY_NAMES}) (?P<side>dernier|prochain)){PART_OF_DAY}"
    rf"[\s,(–—-]*(?:le )?(?P<weekday>{DAY_NAMES})?{PART_OF_DAY}[\s,]*(?:le )?$"
)
# "en ce mois de mars 2024", "en cette fin juin 2024".
MONTH_TIE = re.compile(r"\ben ce(?:tte)? (?:(?:debut|fin|milieu|mi-?)(?: de| du)?\s?)?(?:mois de |mois d')?$")
# "Hier lundi" without a date: no tie, but the article cannot have been published on a Friday.
BARE_TIE = re.compile(rf"\b(?P<word>aujourd'hui|hier|demain){PART_OF_DAY},? (?P<weekday>{DAY_NAMES})\b(?! \d)")
# "PARIS, 12 mars 2024 (AFP) -", "Bruxelles, le 3 mai 2024 –": both sides of the date.
PLACE = r"[A-ZÀ-Ý][\w'’-]*(?:[ -][\w'’-]+){0,4}(?: \([^)\d]{2,40}\))?"
BEFORE_DATELINE = re.compile(rf"(?P<place>{PLACE})\s*[,–—-]?\s*(?P<le>le )?(?:(?P<weekday>(?i:{DAY_NAMES})),? )?")
AFTER_DATELINE = re.compile(r"\s*(?P<agency>\([A-ZÀ-Ý][^)\d]{1,30}\))?\s*(?P<dash>[-–—])?")
# "Fait à Bray, le 12 mars 2024": the last line of an open letter.
SIGNED_AT = re.compile(rf"(?:fait )?a [\w' -]{{2,40}}, le (?:{DAY_NAMES} )?")
# A quotation may open again with each paragraph, and close once.
QUOTED = re.compile(r"«[^«»]*»?|“[^“”]*”?|\"[^\"\n]*\"")
SENTENCE_ENDS = re.compile(r"[.!?…]\s|\n")

# The verb nearest to a date says which side of it the article is on: "ouvre ce samedi" is written in the days before.
# Verbs are read with their accents, which tell "a" from "à", and in lower case, which tells "verra" from "Clara".
FUTURE = (
    r"\b(?!op[ée]ra|cam[ée]ra|chol[ée]ra)\w{2,}r(?:a|ont)\b|\b(?:va|vont|doit|doivent)\b|\b(?:a|ont) lieu\b|"
    r"\b(?:(?:est|sont) (?:\w+ment )?)?(?i:pr[ée]vu|attendu|programm[ée]|organis[ée]|invit[ée]|convoqu[ée])e?s?\b|"
    r"\b(?:se tien|propos|accueill|ouvr|d[ée]but|commenc|d[ée]marr|organis|invit|appell)(?:t|nent|e|ent)\b|"
    r"\bse d[ée]roulent?\b|\b[Rr]endez-vous\b"
)
PAST = (
    r"\b(?:a|ont|est|sont|ai|avons) (?:\w+ment |été |déjà |aussi |pas )*"
    r"\w+(?:ée?s?|i[est]?|ies|ue?s?|erte?s?|ort[es]?|ints?|fait)\b"
)
# What is said, and how things stand, is written the same day, in the present.
PRESENT = (
    r"\b(?:annonc|indiqu|affirm|d[ée]nonc|d[ée]clar|rapport|confirm|pr[ée]cis|assur|r[ée]v[èe]l|d[ée]voil|expliqu|estim|"
    r"signal)(?:e|ent)\b|\b(?:est|sont) (?:toujours )?(?:en|au|aux|à|dans|sans|sous|hors)\b"
)
VERB = re.compile(rf"(?P<future>{FUTURE})|(?P<imperfect>\b\w{{2,}}(?:ait|aient)\b)|(?P<past>{PAST}|{PRESENT})")
# "La réouverture, fixée au 3 juin 2024" is to come, whatever the verb.
AHEAD = re.compile(
    rf"\b(?:au|pour(?: le)?|jusqu'(?:au?|en)|d'ici(?: (?:au?|le))?|a partir d[eu]|des(?: le)?|avant(?: le)?)"
    rf"(?: (?:{DAY_NAMES}|fin|debut|la fin|mi-?))?(?: \d+ (?:et|au))?\s?$"
)
# "Dernier" and "prochain" reach this far, in days; "ce samedi" less than a week.
LAST_OR_NEXT, WEEK = 10, 6

# "Ce mardi 12 mars" has no year, and falls on a Tuesday every five or six years: a year written near it must choose.
# "En 2019" and "l'édition 2019" tell of the past and choose nothing; "le budget 2024" is of this year or the next.
OF_NOW = re.compile(r"\b(?:cette annee|budget(?: primitif)?|exercice|programmation)(?: (?:de|pour))?(?: l'annee)? $")
SEASON = re.compile(r"\b(?:saison|annee(?: scolaire)?|exercice)(?: \w+)? ((?:19|20)\d\d)\s?[-/–]\s?((?:19|20)?\d\d)\b")
# A past day and a coming one this near, in days, are of the same story; the coming ones are announced long before.
PAST_NEAR, COMING_NEAR = 62, 183
# Anniversaries bring the same days back years later.
ANNIVERSARY = re.compile(
    r"\bans? (?:apres|plus tard|jour pour jour|auparavant)\b|\bil y a \S+ ans?\b|anniversaire|commemor"
)
# "En 2025" is a date that the article knows; "le Mondial 2030" is a name.
DATED_YEAR = re.compile(r"\b(?:en|depuis|des|fin|debut|courant|mi-?|jusqu'en)\s?(?:de )?(?:l'annee )?$")
# How far from a date what ties it may stand, and the verb, in characters.
REACH, SENTENCE_LENGTH = 80, 600
# A text with more dates is a table or a chronology.
MANY_DATES = 300


@dataclass(frozen=True)
class _Text:
    """A text without its quotations, folded, with the dates written in it; offsets are those of the text."""

    written: str
    folded: str
    dates: Sequence[WrittenDate]


def inferred_date(text: str, updated: ArticleDate | None = None) -> ArticleDate | None:
    """The publication date that the words of the body tie down, None in any doubt; never after `updated`."""
    written = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text).replace("’", "'")
    read = _Text(written, fold_in_place(written), written_dates(written))
    if len(read.dates) > MANY_DATES:
        return None
    clues = [*_ties(read), *_month_ties(read), *_datelines(read)]
    # A clue that leaves no day contradicts itself: of a weekday and the date it does not fit, either may be wrong.
    if not clues or not all(clues):
        return None
    said = frozenset().union(*clues)
    common = reduce(frozenset.intersection, [*clues, *_weekdays(read, said)])
    # Clues that disagree leave at most the month of all the days they speak of.
    days = common or said
    months = {(day.year, day.month) for day in days}
    if len(months) != 1 or _is_overtaken(read, max(days)) or (updated and min(days) > updated.value):
        return None
    return article_date(min(days), "day" if len(common) == 1 else "month", "inferred")


def _ties(read: _Text) -> Iterator[Days]:
    """What "hier", "ce mardi", "mardi dernier" and the like before a date leave."""
    for written in read.dates:
        tie = _before(TIE, read, written)
        day = _day_of(read, written, tie["weekday"] or tie["named"]) if tie else None
        if tie is None or day is None:
            continue
        if not _fits(day, tie["weekday"] or tie["named"]):
            yield frozenset()
        elif tie["side"]:
            yield _window(day, 1, LAST_OR_NEXT) if tie["side"] == "dernier" else _window(day, -LAST_OR_NEXT, -1)
        elif tie["word"] in SHIFTS:
            yield _window(day, SHIFTS[tie["word"]], SHIFTS[tie["word"]])
        elif tie["word"] != "ce":
            yield frozenset({day})
        else:
            yield from _this(read, tie, written.end, day)


def _this(read: _Text, tie: re.Match[str], end: int, day: date) -> Iterator[Days]:
    """What "ce mardi 12 mars 2024" leaves: that day when the verb is past; the week before it for what is to come.

    "Concert ce mardi 12 mars 2024" has no verb: the week too.
    """
    verb = _verb(read, tie.start(), end)
    if tie["reach"] == "depuis":
        yield _window(day, 0, WEEK)
    elif tie["reach"] or verb is None or verb["future"]:
        yield _window(day, -WEEK, 0)
    # "Ce vendredi 13 novembre 2015, il faisait doux": a story told years later.
    elif not (verb["imperfect"] and verb.start() > end):
        yield frozenset({day})


def _month_ties(read: _Text) -> Iterator[Days]:
    """What "en ce mois de mars 2024" leaves."""
    for written in read.dates:
        if written.year and written.month and not written.day and _before(MONTH_TIE, read, written):
            first = date(written.year, written.month, 1)
            yield frozenset(day for day in _window(first, 0, 30) if day.month == first.month)


def _datelines(read: _Text) -> Iterator[Days]:
    """The day in front of an agency's text, or under a letter."""
    for written in read.dates:
        start = read.written.rfind("\n", 0, written.start) + 1
        if not (written.year and written.month and written.day) or written.start - start > REACH:
            continue
        day = date(written.year, written.month, written.day)
        if SIGNED_AT.fullmatch(read.folded, start, written.start) and read.written[written.end :].strip(" .\n") == "":
            yield frozenset({day})
        before = BEFORE_DATELINE.fullmatch(read.written, start, written.start)
        after = AFTER_DATELINE.match(read.written, written.end)
        if before is None or after is None:
            continue
        of_agency = after["agency"] or before["place"].endswith(")")
        if of_agency or (after["dash"] and (before["place"].isupper() or before["le"])):
            yield frozenset({day} if _fits(day, before["weekday"]) else ())


def _weekdays(read: _Text, days: Days) -> Iterator[Days]:
    """Those of `days` that fit "hier lundi" and "aujourd'hui mardi" said elsewhere."""
    for tie in BARE_TIE.finditer(read.folded):
        wanted = (WEEKDAYS["fr"].index(tie["weekday"]) + SHIFTS.get(tie["word"], 0)) % 7
        yield frozenset(day for day in days if day.weekday() == wanted)


def _is_overtaken(read: _Text, last: date) -> bool:
    """Whether the text tells, and not as something to come, of a day after `last`."""
    for written in read.dates:
        if not written.year or date(written.year, written.month or 1, written.day or 1) <= last:
            continue
        if (not written.month and not _before(DATED_YEAR, read, written)) or _before(AHEAD, read, written):
            continue
        verb = _verb(read, written.start, written.end)
        if verb and not verb["future"]:
            return True
    return False


def _day_of(read: _Text, written: WrittenDate, weekday: str | None) -> date | None:
    """The day of `written`; without a year, the one on which it falls on `weekday` near a year that the text names."""
    if not written.month or not written.day:
        return None
    if written.year:
        return date(written.year, written.month, written.day)
    if weekday is None or ANNIVERSARY.search(read.folded):
        return None
    years = {other.year for other in read.dates if other.year}
    fitting = [
        day
        for year in sorted({year + shift for year in years for shift in (-1, 0)})
        if (day := _possible(year, written.month, written.day)) and _fits(day, weekday)
    ]
    chosen = [day for day in fitting if max(years) <= day.year + 1 and _is_of_now(read, day)]
    return chosen[0] if len(chosen) == 1 else None


def _is_of_now(read: _Text, day: date) -> bool:
    """Whether a date near `day`, or a season or a budget of its year, is written in the text."""
    seasons = ((int(match[1]), int(match[2]) % 100) for match in SEASON.finditer(read.folded))
    return any(_is_near(read, written, day) for written in read.dates) or any(
        second == (first + 1) % 100 and day.year in (first, first + 1) for first, second in seasons
    )


def _is_near(read: _Text, written: WrittenDate, day: date) -> bool:
    """Whether a date is of the weeks before `day`, of the months after, or the year of a budget or of a plan."""
    verb = _verb(read, written.start, written.end)
    to_come = bool(verb and verb["future"]) or _before(AHEAD, read, written) is not None
    if written.year and written.month:
        days = (date(written.year, written.month, written.day or 15) - day).days
        return -PAST_NEAR <= days <= (COMING_NEAR if to_come else 0)
    if written.year not in (day.year, day.year + 1) or (verb and verb["imperfect"]):
        return False
    return bool(_before(OF_NOW, read, written) or (to_come and _before(DATED_YEAR, read, written)))


def _verb(read: _Text, start: int, end: int) -> re.Match[str] | None:
    """The verb that governs what stands at `start:end`: the nearest before it in its sentence, else the first after."""
    low, high = max(0, start - SENTENCE_LENGTH), min(len(read.written), end + SENTENCE_LENGTH)
    opened = max((match.end() for match in SENTENCE_ENDS.finditer(read.written, low, start)), default=low)
    closed = SENTENCE_ENDS.search(read.written, end, high)
    before = list(VERB.finditer(read.written, opened, start))
    return before[-1] if before else VERB.search(read.written, end, closed.start() if closed else high)


def _before(pattern: re.Pattern[str], read: _Text, written: WrittenDate) -> re.Match[str] | None:
    """The match of `pattern` that ends where a date begins."""
    return pattern.search(read.folded, max(0, written.start - REACH), written.start)


def _fits(day: date, weekday: str | None) -> bool:
    return weekday is None or WEEKDAYS["fr"][day.weekday()] == weekday.lower()


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _window(day: date, first: int, last: int) -> Days:
    return frozenset(day + timedelta(days=count) for count in range(first, last + 1))
