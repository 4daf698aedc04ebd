"""Dispatches: the articles that are versions of one text, as papers reprint what an agency sent.

Papers cut a dispatch from the end, give it a title and a first sentence of their own, change a word here and there;
agencies complete it in the course of the day. What only looks alike is kept apart: articles on one event that share
quotations, reports that come back each week in the same words with other figures, a follow-up that repeats the
background, articles under one long footer. The only door to datasketch.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datasketch import MinHash

Hashes = NDArray[np.uint32]

# Texts are compared by their runs of so many words; on tests/corpus/dispatch_cases.py this length sets versions of one
# text furthest from texts that only look alike.
RUN = 4
# Two texts are one dispatch when this share of the shorter one is in the longer one (there, .69 or more in versions).
SHARE = 0.6
# So must be this share of its figures, which are what a weekly report has of its own (.57 or more, against .22), of its
# first half, where its news is (.54 or more), and of the beginning of the longer text, for a follow-up has the
# background at its foot (.61 or more).
PART = 0.5
# A chain of versions may end far from where it began, but no two members of a group have less in common than this:
# two dispatches do not become one because a digest holds both.
KINSHIP = 0.2
# Shorter texts (a caption, "reserved for subscribers") are too often alike by chance.
FEWEST_WORDS = 30

# A reprint cut to a third has a Jaccard similarity of .33 with its dispatch, and of .2 when a sentence is rewritten as
# well. 64 bands of two values find 99.9 % and 93 % of such pairs: 1 - (1 - similarity ** 2) ** 64.
PERMUTATIONS = 128
BAND = 2
SEED = 1
# A band shared by hundreds of texts (a footer) would pair each with each. Versions of one text share many bands: a few
# neighbours in each bring them together.
NEIGHBOURS = 8
# Pairs below this estimated similarity are not read: three standard errors under .2.
LEAST_ESTIMATE = 0.1
PAIRS_AT_ONCE = 10_000  # 10 MB of signatures.

_COMBINING = re.compile("[\u0300-\u036f]+")
_WITHIN_NUMBER = re.compile(r"(?<=\d)[\s.,'’](?=\d)")
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIER = np.uint32(0x9E3779B1)  # Knuth's multiplicative hashing: the golden ratio in 32 bits.


def signature(text: str) -> bytes:
    """What `group` needs to know of a text first: 128 MinHash values of 4 bytes, little-endian; none for a short text.

    The same on every machine and in every run.
    """
    runs = _runs_of(text)
    if not len(runs.hashes):
        return b""
    sketch = _empty_sketch().copy()
    sketch.update_batch(runs.distinct.tolist())
    values: Hashes = sketch.hashvalues.astype("<u4")
    return values.tobytes()


def group(signatures: Mapping[str, bytes], text_of: Callable[[str], str]) -> dict[str, str]:
    """The dispatch id of each article that is one of several versions of a text, by article id; the others are absent.

    `signatures` are those of `signature`, by article id; `text_of` gives the text of an article, asked only for those
    that may have a version. The id of a dispatch is the least id of its articles: it depends on nothing but the
    articles themselves, stays when one is added, unless that one's id is less, and is then a new one for all.
    """
    ids = sorted(id_ for id_, known in signatures.items() if known)
    runs = lru_cache(maxsize=None)(lambda id_: _runs_of(text_of(id_)))
    alike = []
    for one, other in _candidates(ids, signatures):
        likeness = _likeness(*_shorter_first(one, other, runs))
        if likeness:
            alike.append((-likeness, one, other))
    groups = _Groups(runs)
    # Closest pairs first, so that what is certain is together before what is doubtful asks to join.
    for _, one, other in sorted(alike):
        groups.join(one, other)
    return groups.ids()


@dataclass(frozen=True)
class _Runs:
    """The runs of words of a text in order, each a hash; which of them hold a figure."""

    hashes: Hashes
    figures: NDArray[np.bool_]

    @cached_property
    def distinct(self) -> Hashes:
        return np.unique(self.hashes)


Runs = Callable[[str], _Runs]


def _runs_of(text: str) -> _Runs:
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return _Runs(np.zeros(0, np.uint32), np.zeros(0, np.bool_))
    last = len(words) - RUN + 1
    hashed = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint32)
    figure = np.array([word[0].isdigit() for word in words])
    hashes = np.zeros(last, dtype=np.uint32)
    figures = np.zeros(last, dtype=np.bool_)
    for offset in range(RUN):
        hashes = hashes * _MULTIPLIER + hashed[offset : offset + last]
        figures |= figure[offset : offset + last]
    return _Runs(hashes, figures)


def _words(text: str) -> list[str]:
    """Words and numbers as every paper sets them: without case, accents and typography.

    `analysis.words` knows acronyms and elisions and takes four times as long, which thousands of texts feel.
    """
    plain = _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold())).replace("œ", "oe").replace("æ", "ae")
    return _WORD.findall(_WITHIN_NUMBER.sub("", plain))


@lru_cache(maxsize=1)
def _empty_sketch() -> MinHash:
    # datasketch brings SciPy along: a second that commands which group nothing do not pay for.
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme="affine32", hashfunc=int)


def _candidates(ids: Sequence[str], signatures: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs of articles with a band in common whose estimated similarity is not negligible."""
    values = np.frombuffer(b"".join(signatures[id_] for id_ in ids), dtype="<u4").reshape(len(ids), PERMUTATIONS)
    pairs = np.unique(np.concatenate([np.zeros(0, np.int64), *_banded(values)]))
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        one, other = np.divmod(pairs[start : start + PAIRS_AT_ONCE], len(ids))
        near = (values[one] == values[other]).mean(axis=1) >= LEAST_ESTIMATE
        yield from zip((ids[row] for row in one[near]), (ids[row] for row in other[near]), strict=True)


def _banded(values: NDArray[np.uint32]) -> Iterator[NDArray[np.int64]]:
    """Pairs of rows equal in a band, as `first * rows + second`: neighbours once the band is sorted."""
    rows = len(values)
    for column in range(0, PERMUTATIONS, BAND):
        band = values[:, column].astype(np.uint64) << np.uint64(32) | values[:, column + 1]
        order = np.argsort(band, kind="stable")
        ordered = band[order]
        for step in range(1, min(NEIGHBOURS + 1, rows)):
            same = ordered[step:] == ordered[:-step]
            # Rows of one band stay in their order, so that the first is the lesser.
            yield order[:-step][same] * rows + order[step:][same]


def _shorter_first(one: str, other: str, runs: Runs) -> tuple[_Runs, _Runs]:
    first, second = runs(one), runs(other)
    return (first, second) if (len(first.hashes), one) < (len(second.hashes), other) else (second, first)


def _likeness(shorter: _Runs, longer: _Runs) -> float:
    """How much of the shorter text is in the longer one, in [0, 1]; 0 when they are not one dispatch."""
    held = _held(shorter.hashes, longer)
    if _share(held) < SHARE:
        return 0.0
    # What comes after all that is common (a line of the paper, the hour of printing) has figures of its own.
    common = len(np.trim_zeros(held, "b"))
    figures = held[:common][shorter.figures[:common]]
    half = len(held) // 2
    beginning = _held(longer.hashes[: len(held)], shorter)
    # A paper that leaves out the middle keeps the first half of it, one that rewrites the first sentence the rest.
    tell = (_share(figures), _share(held[:half]), max(_share(beginning), _share(beginning[:half])))
    return _share(held) if min(tell) >= PART else 0.0


def _held(hashes: Hashes, runs: _Runs) -> NDArray[np.bool_]:
    """Which of `hashes` are among `runs`."""
    places = np.searchsorted(runs.distinct, hashes)
    places[places == len(runs.distinct)] = 0
    return np.equal(runs.distinct[places], hashes)


def _share(held: NDArray[np.bool_]) -> float:
    """1 of nothing: a text without figures has none of its own."""
    return int(np.count_nonzero(held)) / len(held) if len(held) else 1.0


@dataclass
class _Group:
    """Articles put together, known by the shortest and the longest of them."""

    members: list[str]
    shortest: str
    longest: str


class _Groups:
    """Articles put together two by two."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._of: dict[str, _Group] = {}

    def join(self, one: str, other: str) -> None:
        """Put two articles, with all that are already with them, into one group, unless its ends are no kin."""
        first, second = (self._of.setdefault(id_, _Group([id_], id_, id_)) for id_ in (one, other))
        ends = {
            (mine, yours) for mine in (first.shortest, first.longest) for yours in (second.shortest, second.longest)
        }
        if first is second or not all(self._are_kin(*pair) for pair in ends):
            return
        # The smaller moves, so that thousands of versions are not moved thousands of times.
        kept, moved = (first, second) if len(first.members) >= len(second.members) else (second, first)
        kept.members += moved.members
        kept.shortest = min(kept.shortest, moved.shortest, key=self._length)
        kept.longest = max(kept.longest, moved.longest, key=self._length)
        self._of.update(dict.fromkeys(moved.members, kept))

    def ids(self) -> dict[str, str]:
        """The least id of each group of two or more, by member."""
        ids: dict[str, str] = {}
        for id_ in sorted(self._of):
            if id_ not in ids and len(self._of[id_].members) > 1:
                ids.update(dict.fromkeys(self._of[id_].members, id_))
        return ids

    def _are_kin(self, one: str, other: str) -> bool:
        shorter, longer = _shorter_first(one, other, self._runs)
        return _share(_held(shorter.hashes, longer)) >= KINSHIP

    def _length(self, id_: str) -> tuple[int, str]:
        return len(self._runs(id_).hashes), id_
