"""Where the quotes of a gold question stand in a sentence that was read or shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sourcier.evaluation.matching import Span, spans_of

# Words that a quote and a sentence that each begin or end in the other share at least: fewer are chance.
LEAST_SHARED = 3


def quoted_spans(text: str, quotes: Iterable[str]) -> tuple[Span, ...]:
    """The spans of `text` that `quotes` cover, in order and joined; all of it where it stands inside a quote."""
    joined: list[Span] = []
    for start, end in sorted(span for quote in quotes for span in _spans(text, quote)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _spans(text: str, quote: str) -> list[Span]:
    if spans_of(text, quote):
        return [(0, len(text))]
    return spans_of(quote, text) or list(_ends(text, quote))


def _ends(text: str, quote: str) -> Iterator[Span]:
    """The end of `text` with which `quote` begins, and its beginning with which `quote` ends."""
    found = list(re.finditer(r"\S+", text))
    words = [match.group() for match in found]
    quoted = unicodedata.normalize("NFC", quote).split()
    shared = range(min(len(words), len(quoted)), LEAST_SHARED - 1, -1)
    yield from next(([(found[-n].start(), len(text))] for n in shared if words[-n:] == quoted[:n]), [])
    yield from next(([(0, found[n - 1].end())] for n in shared if words[:n] == quoted[-n:]), [])
