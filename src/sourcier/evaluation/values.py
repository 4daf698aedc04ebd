"""A text as the row of words and values in which gold wordings are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from sourcier.evaluation.arabic import plain_arabic
from sourcier.evaluation.english import in_french
from sourcier.evaluation.ranks import as_ranks
from sourcier.language.analysis import fold, words
from sourcier.language.dates import MONTHS, WEEKDAYS, WrittenDate, written_dates

MONTH_WORDS = tuple(map(fold, MONTHS["fr"]))
# A bare month or weekday is the same word in both languages, and so is an hour, of the day or of work.
SAME = {
    fold(english): fold(french)
    for names in (MONTHS, WEEKDAYS)
    for english, french in zip(names["en"], names["fr"], strict=True)
} | {"zero": "0", **dict.fromkeys(("heure", "heures", "hour", "hours"), "h")}
# The day of a date, which a number of something is not: a fact "12" is not found in "12 mai".
DAY = "{day}/"
# "Le 12 mai", "on 12 May", "en mai 2024": what leads to a date is no part of it.
LEADING = re.compile(r"\b(?:le|en|on|in|the|of)\s+(?:the\s+)?\Z", re.IGNORECASE)
FIRST = re.compile(rf"\bpremier(?=\s+(?:{'|'.join(MONTHS['fr'])})\b)", re.IGNORECASE)
# What joins two dates, or the day before it to a date: "du 8 au 10 mai", "les 8 et 9 mai", "8-10 May".
LINK = r"(?:\s+(?P<and>et|and)\s+|\s+(?:au|to)\s+|\s?[-–]\s?)(?:(?:le|the)\s+)?"
JOINED = re.compile(LINK, re.IGNORECASE)
FIRST_DAY = re.compile(rf"(?<![\w.,/-])(?P<day>[12]?\d|3[01])(?:er)?(?={LINK}\Z)", re.IGNORECASE)
# "8h30", "08:30", "14 h 30": a time of the day is one word, of which "14 h" is no part; none stands at "20h00".
TIME = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])(?::|\s?(?:h|heures?)\s?)(?P<minutes>[0-5]\d)(?![\w:]|[.,]\d)", re.I
)
# The sign of a number, and no dash: nothing but a blank or a bracket before it, no number before that.
MINUS = re.compile(r"(?<![^\s(«“])(?<!\d\s)[-−](?=\d)")
NEGATIVE = re.compile(r"(?<! au)(?<! du) moins (?=\d)")
# "Le Pont neuf", "Otto Dix": a name, marked so that the reader of numbers leaves it.
NAME = re.compile(r"((?<=[\w'’]\s)[A-ZÀ-Þ]\w+[\s-]neuf|\b[A-ZÀ-Þ]\w+[\s-](?:Neuf|Dix))\b(?![\s-](?:cents?|mille)\b)")
MARK = "_"
# Left alone by that reader, "neuf" is a number more often than it is new.
NINE = re.compile(rf" neuf(?! {MARK}) ")
# "Trois millions de dollars" is "3 000 000 $".
OF = re.compile(r"(?<=million) de |(?<=millions) de |(?<=milliard) de |(?<=milliards) de ")
# "1,500": the reader of numbers leaves open what it is, and in the press it is an English 1 500.
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@lru_cache(maxsize=4096)
def row(text: str, *, years: bool = False) -> str:
    """The words of `text`, its numbers and dates as values, each between blanks.

    Numbers of either language become digits, dates become day, French month, year, whatever their order. Of two dates
    that are joined, "du 8 au 10 mai 2024", the first has the month; it has the year they share if `years`.
    """
    plain = FIRST.sub("1er", in_french(plain_arabic(unicodedata.normalize("NFC", text))))
    found = f" {' '.join(_tokens(plain, years=years))} "
    found = NINE.sub(" 9 ", found).replace(f" {MARK} ", " ")
    return OF.sub(" ", NEGATIVE.sub(" -", found))


def _tokens(text: str, *, years: bool) -> Iterator[str]:
    start = 0
    # A year alone is the number it is written as.
    dates = list(_with_first_days(text, [date for date in written_dates(text) if date.month is not None]))
    for date, following in zip(dates, [*dates[1:], None], strict=False):
        joined = following and JOINED.fullmatch(text, date.end, following.start)
        yield from _words(LEADING.sub("", text[start : date.start]))
        if following and joined:
            shared = following.year if date.year in (None, following.year) else date.year
            own = date.year if date.year != following.year else None
            yield from _date(replace(date, year=shared if years else own))
            yield "et" if joined["and"] else "au"
        else:
            yield from _date(date)
        start = following.start if following and joined else date.end
    yield from _words(text[start:])


def _with_first_days(text: str, dates: list[WrittenDate]) -> Iterator[WrittenDate]:
    """The dates, and before each the bare day that shares its month."""
    end = 0
    for date in dates:
        first = FIRST_DAY.search(text[end : date.start]) if date.day is not None else None
        if first:
            day = int(first["day"])
            yield replace(date, day=day, year=None, start=end + first.start(), end=end + first.end())
        yield date
        end = date.end


def _words(text: str) -> Iterator[str]:
    text = MINUS.sub("moins ", NAME.sub(rf"\1{MARK}", TIME.sub(_time, as_ranks(text))))
    for word in words(text):
        yield word.replace(".", "") if THOUSANDS.fullmatch(word) else SAME.get(word, word)


def _time(match: re.Match[str]) -> str:
    """A word that the reader of numbers leaves whole."""
    hour, minutes = int(match["hour"]), int(match["minutes"])
    return f"h{hour}m{minutes}" if minutes else f"{hour} h"


def _date(date: WrittenDate) -> Iterator[str]:
    if date.day is not None:
        yield DAY.format(day=date.day)
    if date.month is not None:
        yield MONTH_WORDS[date.month - 1]
    if date.year is not None:
        yield str(date.year)
