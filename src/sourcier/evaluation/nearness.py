"""The sentence that a quote was likely copied from."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from sourcier.language.analysis import words
from sourcier.language.sentences import sentence_spans

# Share of the quote's words that a sentence has in the same order, from which it is likely the one meant: below, the
# words of grammar that any two sentences share weigh too much.
CLOSE = 0.6


def nearest_sentence(quote: str, text: str) -> str | None:
    """The sentence of `text`, on one line, that has most of the words of `quote` in order; None when none is close."""
    wanted = words(quote)
    sentences = [" ".join(text[start:end].split()) for start, end in sentence_spans(text)]
    if not wanted or not sentences:
        return None
    best = max(sentences, key=lambda sentence: _likeness(wanted, words(sentence)))
    share, _ = _likeness(wanted, words(best))
    return best if share >= CLOSE else None


def _likeness(wanted: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """The share of `wanted` that `found` has in order, then how alike the whole of them are; both in [0, 1]."""
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted), matcher.ratio()
