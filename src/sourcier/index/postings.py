"""Which texts have which terms: a sorted vocabulary and, for each term, the rows that have it; mapped into memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Lin et al. (2021), "Pyserini": the values that hold across collections. On PIAF, nDCG@10 is .789 with them and .784
# with 1.5 and .75; within .002 of the best of a grid.
K1, B = 0.9, 0.4
# Follows every continuation of a prefix: no byte of UTF-8 is as high.
AFTER = b"\xff"


@dataclass(frozen=True)
class Postings:
    """The terms of a collection in order, and how much each counts in each of its rows."""

    letters: NDArray[np.uint8]
    """The terms in UTF-8, one after the other."""
    ends: NDArray[np.int64]
    """Where each term ends among `letters`, after a 0: shape (terms + 1,)."""
    firsts: NDArray[np.int64]
    """Where the rows of each term begin, and the number of all: shape (terms + 1,)."""
    rows: NDArray[np.int32]
    """The rows of each term in order, one term after the other."""
    counts: NDArray[np.float32]
    """How often a row has the term, saturated as BM25 does: in [0, 1)."""

    @classmethod
    def build(
        cls, terms: Sequence[str], tokens: NDArray[np.int32], owners: NDArray[np.int32], lengths: NDArray[np.float32]
    ) -> Postings:
        """Index tokens, given as positions in `terms`, of the rows `owners`; `lengths` are relative to the mean."""
        order = sorted(range(len(terms)), key=terms.__getitem__)
        places = np.empty(len(terms), dtype=np.int64)
        places[order] = np.arange(len(terms))
        # One number for term and row, sorted in place: an index of 300,000 passages has 30 million tokens.
        pairs = places[tokens]
        pairs *= len(lengths)
        pairs += owners
        pairs.sort()
        changes = np.append(np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]), len(pairs))
        pairs = pairs[changes[:-1]]
        counts = np.diff(changes).astype(np.float32)
        firsts = np.searchsorted(pairs, np.arange(len(terms) + 1) * len(lengths)).astype(np.int64)
        rows = (pairs % max(1, len(lengths))).astype(np.int32)
        written = [terms[position].encode() for position in order]
        return cls(
            letters=np.frombuffer(b"".join(written), dtype=np.uint8),
            ends=np.cumsum([0, *map(len, written)], dtype=np.int64),
            firsts=firsts,
            rows=rows,
            counts=saturated(counts, lengths[rows]),
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> Postings:
        """Map what `save` wrote into memory; raises OSError or ValueError when it is not there whole."""
        mapped = {field.name: np.load(folder / f"{name}-{field.name}.npy", mmap_mode="r") for field in fields(cls)}
        # Views of another class cost more at every access.
        return cls(**{field: np.asarray(array) for field, array in mapped.items()})

    def save(self, folder: Path, name: str) -> None:
        """Write files called `name` into `folder`, for `load`."""
        for field in fields(self):
            np.save(folder / f"{name}-{field.name}.npy", getattr(self, field.name))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def term(self, position: int) -> str:
        """The term at a position."""
        return self._written(position).decode()

    def find(self, term: str) -> int | None:
        """The position of `term`; None when no row has it."""
        position = self._place(term.encode())
        return position if position < len(self) and self.term(position) == term else None

    def around(self, term: str, prefix: str, reach: int) -> range:
        """The positions of the terms that start with `prefix`, those no further than `reach` from where `term` stands.

        They share the most letters with it.
        """
        place, start, stop = (self._place(text) for text in (term.encode(), prefix.encode(), prefix.encode() + AFTER))
        return range(max(start, place - reach), min(stop, place + reach + 1))

    def frequency(self, position: int) -> int:
        """How many rows have the term."""
        return int(self.firsts[position + 1] - self.firsts[position])

    def add(self, position: int, weight: float, scores: NDArray[np.float32]) -> None:
        """Add to the score of each row that has the term its saturated count times `weight`."""
        span = slice(int(self.firsts[position]), int(self.firsts[position + 1]))
        np.add.at(scores, self.rows[span], np.float32(weight) * self.counts[span])

    def _place(self, written: bytes) -> int:
        return bisect_left(range(len(self)), written, key=self._written)

    def _written(self, position: int) -> bytes:
        return self.letters[self.ends[position] : self.ends[position + 1]].tobytes()


def saturated(counts: NDArray[np.float32], lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    """The part of BM25 that counts and lengths make; Robertson and Zaragoza (2009), equation 3.15, over k1 + 1."""
    return np.asarray(counts / (counts + K1 * (1 - B + B * lengths)), dtype=np.float32)
