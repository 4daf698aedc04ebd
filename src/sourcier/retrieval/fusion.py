"""One ranking out of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Scores = Mapping[int, float]
# Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion" (2009).
RANK_CONSTANT = 60


def convex(rankings: Sequence[Scores], weights: Sequence[float]) -> dict[int, float]:
    """Convex combination of min-max normalised scores, in [0, 1], of every row of any ranking.

    A row absent from a ranking has its least score; an empty ranking leaves its weight to the others. Bruch, Gai and
    Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023), section 4.
    """
    given = [(min_max(ranking), weight) for ranking, weight in zip(rankings, weights, strict=True) if ranking]
    # Where only rankings of no weight found anything, all is worth the same.
    total = sum(weight for _, weight in given) or 1.0
    rows = {row for ranking, _ in given for row in ranking}
    return {row: sum(weight * scaled.get(row, 0.0) for scaled, weight in given) / total for row in rows}


def reciprocal_rank(rankings: Sequence[Scores], constant: int = RANK_CONSTANT) -> dict[int, float]:
    """The sum of 1 / (`constant` + rank) over the rankings, for every row of any: it needs no weights and no scale."""
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(sorted(ranking, key=lambda row: (-ranking[row], row)), start=1):
            fused[row] = fused.get(row, 0.0) + 1 / (constant + rank)
    return fused


def min_max(scores: Scores) -> dict[int, float]:
    """`scores` mapped onto [0, 1]; all 1 when they are equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if low == high:
        return dict.fromkeys(scores, 1.0)
    return {row: (score - low) / (high - low) for row, score in scores.items()}
