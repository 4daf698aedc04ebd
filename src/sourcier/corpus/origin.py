"""The way back from the cleaned text of an article to its file as it was decoded, before any cleaning.

Cleaning changes spaces, marks and line ends, never letters and digits: both sides are compared by these alone (`ink`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.corpus.ink import WORDS, Ink, ink_of
from sourcier.schema import Article, Origin

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# Letters looked for at a time where a paragraph was changed on its way, by a link taken out or the head of a page.
SEED = 20
# A paragraph shorter than this may stand in a menu too: it is looked for beside its longer neighbours.
ANCHOR = 30
# How many letters further on a paragraph may begin, and a piece of one: bounds that keep the time linear.
REACH, GAP = 100_000, 3_000
TRIES = 8


@dataclass(frozen=True)
class Raw:
    """The text of a file before any cleaning: one piece, or one for each page of a PDF."""

    pieces: tuple[str, ...]
    is_html: bool = False
    is_paged: bool = False


def origins(text: str, raw: Raw) -> tuple[Origin, ...]:
    """Where each paragraph of `text` stands in `raw`, in order: one stretch, or several where it was taken apart.

    The ink of both sides of a stretch is the same. A paragraph that is not found has none.
    """
    said = ink_of(text, is_html=False)
    pages = [ink_of(piece, is_html=raw.is_html) for piece in raw.pieces]
    first = [0]
    for page in pages:
        first.append(first[-1] + len(page.letters))
    joined = "".join(page.letters for page in pages)
    found: list[Origin] = []
    for stretch in _aligned(text, said, joined):
        for number, start, length, at in _by_page(stretch, first):
            if said.cuts_a_character(start, length) or pages[number].cuts_a_character(at, length):
                continue
            spans = (*said.span(start, length), *pages[number].span(at, length))
            names = ("start", "end", "raw_start", "raw_end")
            place = dict(zip(names, _widened(text, raw.pieces[number], spans), strict=True))
            found.append(Origin(**place, page=number + 1 if raw.is_paged else None))
    return tuple(found)


def raw_span(article: Article, start: int, end: int, raw: str) -> tuple[int, int] | None:
    """The span in `raw` of `article.text[start:end]`, None when a part of it is not found there.

    `raw` is the file as decoded or, when the origins have pages, the text of the page on which the span stands.
    """
    quoted = [match.span() for match in WORDS.finditer(article.text, start, end)]
    if not quoted:
        return None
    first, last = quoted[0][0], quoted[-1][1]
    held = [origin for origin in article.origin if origin.start < last and first < origin.end]
    whole = all(any(origin.start <= word < origin.end for origin in held) for word, _ in quoted)
    if not whole or len({origin.page for origin in held}) != 1:
        return None
    raw_first = _place(article.text, raw, held[0], first)
    raw_last = _place(article.text, raw, held[-1], last - 1)
    if raw_first is None or raw_last is None:
        return None
    return _widened(article.text, raw, (first, last, raw_first[0], raw_last[1]), start, end)[2:]


# Of the first letter of a paragraph among the letters of the text, and how many it has.
Rank = tuple[int, int]


@dataclass(frozen=True)
class _Stretch:
    """Letters that follow each other on both sides, by rank."""

    start: int
    length: int
    at: int


def _aligned(text: str, said: Ink, letters: str) -> list[_Stretch]:
    """The stretches of every paragraph: first those long enough to be sure of, then the short ones between them."""
    ranks: list[Rank] = []
    for match in PARAGRAPH.finditer(text):
        first, last = bisect_left(said.starts, match.start()), bisect_left(said.starts, match.end())
        if first < last:
            ranks.append((first, last - first))
    sure: dict[int, list[_Stretch]] = {}
    cursor = 0
    for index, (start, length) in enumerate(ranks):
        if length >= ANCHOR and (found := _whole_or_pieces(said, letters, start, length, cursor)):
            sure[index] = found
            cursor = found[-1].at + found[-1].length
    return [*_above(said, letters, ranks, sure), *_from_first(said, letters, ranks, sure)]


def _above(said: Ink, letters: str, ranks: Sequence[Rank], sure: dict[int, list[_Stretch]]) -> list[_Stretch]:
    """The short paragraphs over the first sure one: the page has menus there, and they stand right above it."""
    top = min(sure, default=0)
    ceiling = sure[top][0].at if sure else 0
    found: list[_Stretch] = []
    for start, length in reversed(ranks[:top]):
        at = letters.rfind(said.letters[start : start + length], max(0, ceiling - GAP), ceiling)
        if at >= 0:
            found.append(_Stretch(start, length, at))
            ceiling = at
    return found[::-1]


def _from_first(said: Ink, letters: str, ranks: Sequence[Rank], sure: dict[int, list[_Stretch]]) -> Iterator[_Stretch]:
    """The sure paragraphs, and the short ones found right after each and before the next."""
    top = min(sure, default=0)
    ceilings = [len(letters)] * len(ranks)
    for index in range(len(ranks) - 2, top - 1, -1):
        ceilings[index] = sure[index + 1][0].at if index + 1 in sure else ceilings[index + 1]
    floor = 0
    for index in range(top, len(ranks)):
        start, length = ranks[index]
        at = letters.find(said.letters[start : start + length], floor, min(ceilings[index], floor + GAP + length))
        found = sure.get(index) or ([_Stretch(start, length, at)] if at >= 0 else [])
        if found:
            floor = found[-1].at + found[-1].length
        yield from found


def _whole_or_pieces(said: Ink, letters: str, start: int, length: int, cursor: int) -> list[_Stretch]:
    whole = said.letters[start : start + length]
    at = letters.find(whole, cursor, cursor + REACH + length)
    return [_Stretch(start, length, at)] if at >= 0 else list(_pieces(said, letters, start, start + length, cursor))


def _pieces(said: Ink, letters: str, start: int, end: int, cursor: int) -> Iterator[_Stretch]:
    """The pieces of a paragraph that has letters between them in the file, or letters that the file does not have."""
    reach, step = REACH, max(SEED, (end - start) // TRIES)
    while end - start >= SEED:
        at = letters.find(said.letters[start : start + SEED], cursor, cursor + reach)
        length = _common(said.letters[start:end], letters, at) if at >= 0 else 0
        # The first letters of the next word may be those of what stands between.
        while 0 < length < end - start and not said.begins_word(start + length):
            length -= 1
        if length:
            yield _Stretch(start, length, at)
            start, cursor, reach, step = start + length, at + length, GAP, SEED
        else:
            start += step
            while start < end and not said.begins_word(start):
                start += 1


def _common(wanted: str, letters: str, at: int) -> int:
    """How many first letters of `wanted` stand at `at`."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if letters.startswith(wanted[:middle], at) else (low, middle - 1)
    return low


def _by_page(stretch: _Stretch, first: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """`stretch` cut where pages end: page, rank in the text, length, rank in the page."""
    start, at, end = stretch.start, stretch.at, stretch.at + stretch.length
    while at < end:
        page = bisect_right(first, at) - 1
        length = min(end, first[page + 1]) - at
        yield page, start, length, at - first[page]
        start, at = start + length, at + length


Spans = tuple[int, int, int, int]


def _widened(text: str, raw: str, spans: Spans, low: int = 0, high: int | None = None) -> Spans:
    """`spans`, of text and file, with the marks around them that both sides have: "« ", "." and the like."""
    start, end, raw_start, raw_end = spans
    high = len(text) if high is None else high
    for here, there in _marks(text, raw, range(end, high), range(raw_end, len(raw))):
        end, raw_end = here + 1, there + 1
    for here, there in _marks(text, raw, range(start - 1, low - 1, -1), range(raw_start - 1, -1, -1)):
        start, raw_start = here, there
    return start, end, raw_start, raw_end


def _marks(text: str, raw: str, here: range, there: range) -> Iterator[tuple[int, int]]:
    """The places of the marks that follow each other on both sides, spaces aside, up to a letter or a line end."""
    rest = iter(there)
    for place in here:
        mark = text[place]
        if mark == "\n" or mark.isalnum():
            return
        if mark.isspace():
            continue
        other = next((spot for spot in rest if not raw[spot].isspace()), None)
        if other is None or raw[other] != mark:
            return
        yield place, other


def _place(text: str, raw: str, origin: Origin, position: int) -> tuple[int, int] | None:
    """The characters of `raw` that spell the letter of `text` at `position`, which is in `origin`."""
    before = len(ink_of(text[origin.start : position + 1], is_html=False).letters)
    wanted = ink_of(text[origin.start : origin.end], is_html=False).letters
    stretch = raw[origin.raw_start : origin.raw_end]
    for is_html in (False, True):
        ink = ink_of(stretch, is_html=is_html)
        if ink.letters == wanted:
            start, end = ink.span(before - 1, 1)
            return origin.raw_start + start, origin.raw_start + end
    return None
