"""English numbers worded as French ones, so that the one reader of numbers (`language.numbers`) reads both."""

from __future__ import annotations

import re
from collections.abc import Callable

from sourcier.language.dates import MONTHS

UNITS = dict(
    zip(
        "two three four five six seven eight nine".split(),
        "deux trois quatre cinq six sept huit neuf".split(),
        strict=True,
    )
)
TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(),
        strict=True,
    )
)
# The tens that count in tens, as in Belgium and Switzerland: "seventy-five" is then worded like "thirty-five".
TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        "vingt trente quarante cinquante soixante septante octante nonante".split(),
        strict=True,
    )
)
FRENCH = {**UNITS, **TEENS, **TENS, "billion": "milliard", "billions": "milliards", "minus": "moins"}
VALUES = {
    **{word: value for value, word in enumerate((*UNITS, *TEENS), 2)},
    **{word: 10 * value for value, word in enumerate(TENS, 2)},
}


def _any(words: dict[str, str]) -> str:
    return "|".join(words)


_AND = rf"(?:[ -]and(?= (?:one|{_any(UNITS)}|{_any(TEENS)}|{_any(TENS)})\b))?"


def _hundreds(match: re.Match[str]) -> str:
    """Twenty-five hundred: French has no such words."""
    return str(100 * sum(VALUES[word.lower()] for word in match.groups() if word))


# Each rule works on what the ones before it left; a number is worded whole before its words are.
RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), worded)
    for pattern, worded in (
        (rf"\b(?:an?|one)[ -]hundred\b{_AND}", "cent"),
        (rf"\b(?:({_any(TENS)})(?:[ -]({_any(UNITS)}))?|({_any(TEENS)}))[ -]hundred\b", _hundreds),
        (rf"\b({_any(UNITS)})[ -]hundred\b{_AND}", r"\1 cent"),
        (rf"\b(?:an?|one)[ -]thousand\b{_AND}", "mille"),
        (rf"(?<=\w )thousand\b{_AND}", "mille"),
        (rf"\b({_any(TENS)})[ -]one\b", r"\1 et un"),
        (r"\b(cent|mille)[ -]one\b", r"\1 un"),
        (r"\b(?:an?|one)(?=[ -](?:m|b)illion\b)", "un"),
        # "The 12th of May".
        (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+of\s+(?=(?:{'|'.join(MONTHS['en'])})\b)", r"\1 "),
        # The sign before the amount, and its scale in letters: "€20m", "$1.5bn".
        (r"(?<=\d)\s?bn\b", " billion"),
        (r"([€$])\s?(\d+(?:[.,]\d+)*(?:\s(?:thousand|mille|million|billion)s?\b|[mk]\b)?)", r"\2 \1"),
    )
)
WORD = re.compile(rf"\b(?:{_any(FRENCH)})\b", re.IGNORECASE)


def in_french(text: str) -> str:
    """`text` with its English numbers in French words: "two hundred and five" gives "deux cent cinq".

    "One" alone stays as it is, as "un" does: it is rarely a number.
    """
    for pattern, worded in RULES:
        text = pattern.sub(worded, text)
    return WORD.sub(lambda match: FRENCH[match[0].lower()], text)
