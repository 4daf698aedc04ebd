"""A text as the row of words and values in which gold wordings are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sourcier.evaluation.arabic import plain_arabic
from sourcier.evaluation.english import in_french
from sourcier.language.analysis import fold, words
from sourcier.language.dates import MONTHS, WEEKDAYS, WrittenDate, written_dates

MONTH_WORDS = tuple(map(fold, MONTHS["fr"]))
# A bare month or weekday is the same word in both languages; "neuf" is a number more often than it is new.
SAME = {
    fold(english): fold(french)
    for names in (MONTHS, WEEKDAYS)
    for english, french in zip(names["en"], names["fr"], strict=True)
} | {"neuf": "9", "zero": "0"}
# The day of a date, which a number of something is not: a fact "12" is not found in "12 mai".
DAY = "{day}/"
# "Le 12 mai", "on 12 May", "en mai 2024": what leads to a date is no part of it.
LEADING = re.compile(r"\b(?:le|en|on|in|the|of)\s+(?:the\s+)?\Z", re.IGNORECASE)
# "Trois millions de dollars" is "3 000 000 $".
OF = re.compile(r"(?<=million) de |(?<=millions) de |(?<=milliard) de |(?<=milliards) de ")
# "1,500": the reader of numbers leaves open what it is, and in the press it is an English 1 500.
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@lru_cache(maxsize=4096)
def row(text: str) -> str:
    """The words of `text`, its numbers and dates as values, each between blanks.

    Numbers of either language become digits, dates become day, French month, year, whatever their order.
    """
    return OF.sub(" ", f" {' '.join(_tokens(in_french(plain_arabic(text))))} ")


def _tokens(text: str) -> Iterator[str]:
    start = 0
    for date in written_dates(text):
        # A year alone is the number it is written as.
        if date.month is None:
            continue
        yield from _words(LEADING.sub("", text[start : date.start]))
        yield from _date(date)
        start = date.end
    yield from _words(text[start:])


def _words(text: str) -> Iterator[str]:
    for word in words(text):
        yield word.replace(".", "") if THOUSANDS.fullmatch(word) else SAME.get(word, word)


def _date(date: WrittenDate) -> Iterator[str]:
    if date.day is not None:
        yield DAY.format(day=date.day)
    if date.month is not None:
        yield MONTH_WORDS[date.month - 1]
    if date.year is not None:
        yield str(date.year)
