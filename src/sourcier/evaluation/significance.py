"""How sure a number is, and whether two runs of the same questions differ: pure functions with one fixed seed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Two-sided 95 % of the normal distribution.
Z_95 = 1.959963984540054
# Resamplings of a bootstrap, after which the ends of a 95 % interval move by less than what is printed; and where they
# begin, so that the same cases have the same interval every time.
RESAMPLES, SEED = 10_000, 0
# What rounding leaves of two equal means.
NOTHING = 1e-12


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927); all of [0, 1] without trials."""
    if not trials:
        return 0.0, 1.0
    share = successes / trials
    scale = 1 + Z_95**2 / trials
    centre = (share + Z_95**2 / (2 * trials)) / scale
    margin = Z_95 / scale * math.sqrt(share * (1 - share) / trials + Z_95**2 / (4 * trials**2))
    return max(0.0, centre - margin), min(1.0, centre + margin)


def bootstrap(values: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % percentile interval of the mean of `values` (Efron 1979); None when there are none.

    With a handful of values it is too narrow, as every bootstrap is.
    """
    if not values:
        return None
    low, high = np.quantile(_resampled_means(values), [0.025, 0.975])
    return float(low), float(high)


def mcnemar(losses: int, gains: int) -> float:
    """How likely `losses` or more are among the cases that changed, were a loss as likely as a gain: one-sided exact p.

    McNemar (1947) in its exact binomial form: only the cases that two runs judge differently tell them apart.
    """
    changed = losses + gains
    ways: int = sum(math.comb(changed, lost) for lost in range(losses, changed + 1))
    possible: int = 2**changed
    return ways / possible


def paired_bootstrap(gains: Sequence[float]) -> float:
    """How likely the mean of `gains`, one for each case, is not below 0: the one-sided p of a loss.

    The cases are drawn again with replacement (Koehn 2004, "Statistical significance tests for machine translation
    evaluation", section 4); one is added to both counts, so that no p is 0.
    """
    if not gains:
        return 1.0
    not_below = int(np.sum(_resampled_means(gains) >= -NOTHING))
    return (1 + not_below) / (1 + RESAMPLES)


def two_sided(worse: float, better: float) -> float:
    """Twice the smaller of two one-sided p, 1 at most."""
    return min(1.0, 2 * min(worse, better))


def _resampled_means(values: Sequence[float]) -> NDArray[np.float64]:
    """Means of as many values drawn with replacement, of shape (RESAMPLES,).

    How often each distinct value is drawn follows a multinomial distribution: drawing that is the same and faster.
    """
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64), return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(values), counts / len(values), size=RESAMPLES)
    means: NDArray[np.float64] = drawn @ distinct / len(values)
    return means
