"""Where the words that carry meaning stand in a text."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold
from sourcier.language.stopwords import STOP_WORDS

WORD = re.compile(r"\w+")


def content_spans(text: str) -> list[tuple[int, int]]:
    """The spans of the words and numbers of `text`, in order, without stop words and single letters."""
    words = ((match[0], match.span()) for match in WORD.finditer(text))
    return [span for word, span in words if _carries_meaning(fold(word))]


def _carries_meaning(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
