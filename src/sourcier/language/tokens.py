"""The words of a text where they stand, each with the concept it expresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.language.analysis import fold, stem
from sourcier.language.concepts import concept
from sourcier.language.glossary import is_english, translated
from sourcier.language.stopwords import STOP_WORDS

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Token:
    """A word of a text: folded, as a concept, and its span; `carries` tells that it is no word of grammar."""

    word: str
    concept: str
    start: int
    end: int
    carries: bool


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; an elided one ("l'") is a word of its own."""
    plain = translated if is_english(text) else str
    found = ((fold(match[0]), match.span()) for match in WORD.finditer(text))
    return [Token(word, concept(plain(stem(word))), *span, carries=_carries(word)) for word, span in found]


def _carries(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
