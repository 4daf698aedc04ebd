"""Ordinals of either language as one word each: "troisième", "3e", "third" and "3rd" are the same, and are not "3"."""

from __future__ import annotations

import re

STEMS = (
    "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz dix-sept dix-huit dix-neuv vingt"
).split()
ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
RANKS = {
    **{stem: rank for rank, stem in enumerate(STEMS, 2)},
    **{word: rank for rank, word in enumerate(ENGLISH, 1)},
    **dict.fromkeys(("premier", "première", "premiere"), 1),
}
WORD = re.compile(
    rf"(?<![\w-])(?:(?P<stem>{'|'.join(sorted(STEMS, key=len, reverse=True))})i[eè]me"
    rf"|(?P<word>premi(?:er|[eè]re)|{'|'.join(ENGLISH)}))\b(?!-)",
    re.IGNORECASE,
)
FIGURES = re.compile(r"(?<![\w.,-])(\d{1,3})(?:er|[eè]re|re|i?[eè]me|nde?|e|st|rd|th)\b", re.IGNORECASE)


def as_ranks(text: str) -> str:
    """`text` with each ordinal up to the twentieth, or in figures, as a word that no reader of numbers takes apart."""
    text = WORD.sub(lambda match: _rank(RANKS[(match["stem"] or match["word"]).lower()]), text)
    return FIGURES.sub(lambda match: _rank(int(match[1])), text)


def _rank(value: int) -> str:
    return f"no{value}e"
