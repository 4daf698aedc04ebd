"""BM25 over the French terms of texts, kept on disk by bm25s."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from sourcier.language.analysis import terms

# Robertson and Zaragoza (2009), section 3: k1 in 1.2-2 and b in .5-.8 suit most collections.
K1, B = 1.5, 0.75


class LexicalIndex:
    """BM25 scores of every text for a question; rows are the positions of the term lists given to `build`."""

    def __init__(self, bm25: bm25s.BM25 | None) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> LexicalIndex:
        """Index texts given as their terms; texts without any are fine, and an empty collection too."""
        if not any(texts):
            return cls(None)
        bm25 = bm25s.BM25(k1=K1, b=B)
        bm25.index(texts, show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex | None:
        """Map an index saved by `save` into memory; None when it is not there whole."""
        try:
            return cls(bm25s.BM25.load(folder, mmap=True))
        except (OSError, ValueError, KeyError):
            return None

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, for `load`; an empty collection leaves nothing."""
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 of every row, of shape (rows,); 0 where no term is shared; empty for an empty collection."""
        if self._bm25 is None:
            return np.zeros(0, dtype=np.float32)
        known = [term for term in terms(question) if term in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def knows(self, term: str) -> bool:
        """Whether any text has `term`."""
        return self._bm25 is not None and term in self._bm25.vocab_dict

    def top(self, question: str, k: int) -> list[tuple[int, float]]:
        """The best `k` rows with their scores, best first; never a row that shares no term."""
        scores = self.scores(question)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(row), float(scores[row])) for row in best if scores[row] > 0]
