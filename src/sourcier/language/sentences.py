"""Sentences of French press text, with exact offsets.

A general-purpose splitter cuts "M. / Veyrac", "1er janv. / 2024" and "S.N.C.F."; the rules here are few, ordered, and only
about what French newspapers write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Shortened words whose full stop never ends a sentence: a name, a number or a place follows.
TITLES = frozenset(
    "m mm mme mmes mlle mlles mgr dr drs pr me mes st ste sgt cne cdt col gal gén lt adj cf art al chap fig vol n no nos p "
    "pp av bd boul tél réf ex éd env".split()
)
# Shortened words that may end a sentence: only when what follows looks like a new one.
SHORTENED = frozenset(
    "janv févr fév avr juil sept oct nov déc etc cie sté dép hab min max av apr jc univ prof suiv trad vs inc ltd".split()
)
# Words that open a French sentence far more often than they continue an abbreviation.
OPENERS = frozenset(
    "le la les l un une des du il elle ils elles on ce cette ces cet c en dans pour selon mais et depuis après avant avec sans "
    "sur sous par si quand lors lorsque ainsi aussi or car outre enfin à au aux d de son sa ses leur leurs nous vous je".split()
)
OPENING = "«“\"'‘(—–-"
# What may follow the stop inside the same sentence: a closing quote or bracket, a source or credit in brackets.
BOUNDARY = re.compile(r"[.!?…]+(?:\s?[»”])*[\"’')\]]*(?:\s?\([^()]{1,40}\))?(?P<space>\s+)")
GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?](?=[A-ZÀ-Ý][a-zà-ÿ]*\s)")
PARAGRAPH = re.compile(r"\n\s*\n")
LAST_WORD = re.compile(r"([\w°-]+(?:\.[\w-]+)*)[.!?…]*$")
NEXT_WORD = re.compile(r"\w+")
FORENAME = re.compile(r"[A-ZÀ-Ý](?:\.-[A-ZÀ-Ý])?")
ACRONYM = re.compile(r"(?:[A-ZÀ-Ý]\.-?)+[A-ZÀ-Ý]")
# A quotation longer than this is cut into its sentences; a shorter one stays whole with the verb that introduces it.
LONG_QUOTE = 400


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of `text`, in order.

    Spans never overlap, start and end on a visible character, and leave only white space between them.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraph_spans(text):
        cuts = [start, *_cuts(text, start, end), end]
        for left, right in zip(cuts, cuts[1:], strict=False):
            span = _trim(text, left, right)
            if span is None:
                continue
            # A stray mark ("commun. .") is the tail of what precedes, never a sentence.
            if spans and spans[-1][0] >= start and not _has_word(text, span):
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
    return spans


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the paragraph that holds the span `start:end`."""
    for left, right in _paragraph_spans(text):
        if left <= start < right:
            return left, max(right, end)
    return start, end


def _paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    ends = [match.start("space") for match in BOUNDARY.finditer(text, start, end)]
    glued = [match.end() for match in GLUED.finditer(text, start, end)]
    quotes = _short_quotes(text, start, end)
    begin = start
    for cut in sorted({*ends, *glued}):
        if not any(left < cut < right for left, right in quotes) and _ends_sentence(text, begin, cut, end):
            begin = cut
            yield cut


def _ends_sentence(text: str, begin: int, cut: int, end: int) -> bool:
    following = text[cut:end].lstrip()
    if not following:
        return False
    opened = following.lstrip(OPENING + " \u00a0\u202f")
    first = opened[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    before = text[begin:cut]
    if not before.endswith("."):
        return True
    match = LAST_WORD.search(before)
    word = match[1] if match else ""
    folded = word.lower().replace(".", "")
    if before.lstrip().rstrip(".") == word and word.isdigit():
        return False  # "1. Premier point": the number opens an item of a list
    if folded in TITLES and not folded.isdigit():
        return False
    if FORENAME.fullmatch(word):
        return False
    if folded in SHORTENED or ACRONYM.fullmatch(word):
        opener = NEXT_WORD.match(opened)
        return bool(opener and opener[0].lower() in OPENERS and first.isupper())
    return True


def _short_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of «…» and (…) that stay in one sentence."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"«[^«»]*»|“[^“”]*”|\([^()]*\)", text[start:end])]
    return [(start + left, start + right) for left, right in spans if right - left <= LONG_QUOTE]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    left = start + len(piece) - len(piece.lstrip())
    return left, left + len(stripped)


def _has_word(text: str, span: tuple[int, int]) -> bool:
    return any(character.isalnum() for character in text[span[0] : span[1]])
