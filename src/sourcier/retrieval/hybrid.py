"""Hybrid search: the passages nearest to a question, by embedding, by terms and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from sourcier.index.embedding import Query
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.retrieval.fusion import Scores, convex, reciprocal_rank
from sourcier.schema import RetrievedPassage

# Depth of each search, and how many of the best of both are read word by word.
DEPTH = 50
# Shares of the dense and the lexical search among the candidates; then of both and of late interaction. On PIAF nDCG@10
# is .861 (.841 without late interaction, `benchmarks/piaf.py`), and was .86 with every share of it from .5 to .6 when
# they were chosen; of the gold and calibration questions there were then, asked among its paragraphs, the article is as
# often in the first three (.97) with any share, in English more often with it (.95).
FIRST_WEIGHTS = (0.6, 0.4)
WEIGHTS = (0.25, 0.25, 0.5)

Fusion = Literal["convex", "rrf"]


class Reranker(Protocol):
    """Reads a question and a passage together."""

    def scores(self, question: str, passages: list[str]) -> NDArray[np.float32]:
        """How well each passage answers, of shape (passages,); only their order counts."""


@dataclass(frozen=True)
class Ranking:
    """How passages are ranked."""

    fusion: Fusion = "convex"
    reranker: Reranker | None = None


DEFAULT = Ranking()


def retrieve(
    index: Index, query: Query, k: int, only: Filter = EVERYTHING, ranking: Ranking = DEFAULT
) -> tuple[RetrievedPassage, ...]:
    """The best `k` passages for `query`, best first."""
    depth = max(DEPTH, k)
    dense = index.dense_passages(query.vector, depth, only)
    lexical = index.lexical_passages(query.text, depth, only)
    candidates = _best(_fused((dense, lexical), FIRST_WEIGHTS, ranking.fusion), depth)
    halves = tuple({row: half[row] for row in candidates if row in half} for half in (dense, lexical))
    late = index.late_passages(query, candidates)
    scores = _fused((*halves, late), WEIGHTS, ranking.fusion)
    if ranking.reranker and candidates:
        scores = _reranked(index, query.text, candidates, ranking.reranker)
    return tuple(
        RetrievedPassage(
            passage=index.passages[row],
            score=scores[row],
            dense=dense.get(row, 0.0),
            lexical=lexical.get(row, 0.0),
            late=late.get(row, 0.0),
            rank=rank,
        )
        for rank, row in enumerate(_best(scores, k), start=1)
    )


def _fused(rankings: tuple[Scores, ...], weights: tuple[float, ...], fusion: Fusion) -> dict[int, float]:
    if fusion == "rrf":
        return reciprocal_rank([ranking for ranking in rankings if ranking])
    return convex(rankings, weights)


def _best(scores: Scores, k: int) -> list[int]:
    return sorted(scores, key=lambda row: (-scores[row], row))[:k]


def _reranked(index: Index, question: str, rows: list[int], reranker: Reranker) -> dict[int, float]:
    """The scores of the reranker as min-max normalised, so that they compare with those of a fusion."""
    passages = [index.passages[row] for row in rows]
    texts = [index.articles[passage.article_id].text[passage.start : passage.end] for passage in passages]
    scores = map(float, reranker.scores(question, texts))
    return convex([dict(zip(rows, scores, strict=True))], [1.0])
