"""The field's numbers, as pure functions; each is 0 for an empty ranking and none raises.

Relevance is binary. A ranking that repeats an id gains nothing from the repeat.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def recall_at_k(ranked: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Share of `relevant` among the first `k` of `ranked`, in [0, 1]."""
    return len(relevant & set(ranked[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: AbstractSet[str]) -> float:
    """1 / rank of the first relevant id, 0 when there is none; its mean over questions is the MRR."""
    return next((1 / rank for rank, found in enumerate(ranked, start=1) if found in relevant), 0.0)


def ndcg_at_k(ranked: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002) with the ideal cut at `k`, in [0, 1]."""
    ideal = sum(_discount(rank) for rank in range(1, min(len(relevant), k) + 1))
    first_ranks = {found: rank for rank, found in reversed(list(enumerate(ranked[:k], start=1)))}
    gain = sum(_discount(rank) for found, rank in first_ranks.items() if found in relevant)
    return min(gain / ideal, 1.0) if ideal else 0.0


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (in [0, 1]) of `values` lie, by linear interpolation; None when there are none."""
    if not values:
        return None
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = math.ceil(position)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
