"""Hybrid search: the passages nearest to a question, by embedding and by terms."""

from __future__ import annotations

from sourcier.index.embedding import Vectors
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.retrieval.fusion import fuse
from sourcier.schema import RetrievedPassage

# Depth of each half before fusion.
DEPTH = 50


def retrieve(
    index: Index, question: str, vector: Vectors, k: int, only: Filter = EVERYTHING
) -> tuple[RetrievedPassage, ...]:
    """The best `k` passages for `question` (whose embedding is `vector`), best first."""
    depth = max(DEPTH, k)
    dense = index.dense_passages(vector, depth, only)
    lexical = index.lexical_passages(question, depth, only)
    fused = fuse(dense, lexical)
    best = sorted(fused, key=lambda row: (-fused[row], row))[:k]
    return tuple(
        RetrievedPassage(
            passage=index.passages[row],
            score=fused[row],
            dense=dense.get(row, 0.0),
            lexical=lexical.get(row, 0.0),
            rank=rank,
        )
        for rank, row in enumerate(best, start=1)
    )
