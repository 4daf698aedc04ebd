"""How sure a number is, and whether two runs of the same questions differ: pure functions with one fixed seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

# Two-sided 95 % of the normal distribution.
Z_95 = 1.959963984540054
# Draws at random, after which the ends of a 95 % interval move by less than what is printed; and where they begin, so
# that the same cases give the same numbers every time.
RESAMPLES, SEED = 10_000, 0
# What rounding leaves of two equal sums.
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


def sign_flips(gains: Sequence[float]) -> float:
    """How likely a total of `gains`, one for each case, as low as theirs is, were each as likely a loss: one-sided p.

    Fisher's randomization test of pairs (1935, "The Design of Experiments", section 21; for search engines Smucker,
    Allan and Carterette 2007): over every choice of signs where there are RESAMPLES at most, else over as many at
    random, with one added to both counts so that no p is 0 (Phipson and Smyth 2010). As in McNemar's, cases that did
    not change tell nothing.
    """
    changed = np.asarray([gain for gain in gains if abs(gain) > NOTHING], dtype=np.float64)
    exact = 2 ** len(changed) <= RESAMPLES
    signs = _every_sign(len(changed)) if exact else _random_signs(len(changed))
    as_low = int(np.sum(signs @ np.abs(changed) <= np.sum(changed) + NOTHING))
    return as_low / len(signs) if exact else (1 + as_low) / (1 + len(signs))


def holm(p: Sequence[float]) -> list[float]:
    """The same p, in the same order, corrected for being several (Holm 1979).

    That any of them is below some level by chance is no likelier than that level, however they depend on each other.
    """
    order = sorted(range(len(p)), key=p.__getitem__)
    steps = accumulate((min(1.0, (len(p) - rank) * p[index]) for rank, index in enumerate(order)), max)
    corrected = dict(zip(order, steps, strict=True))
    return [corrected[index] for index in range(len(p))]


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


def _every_sign(count: int) -> NDArray[np.int8]:
    """All choices of `count` signs, of shape (2 ** count, count)."""
    bits = np.arange(2**count)[:, None] >> np.arange(count) & 1
    return (2 * bits - 1).astype(np.int8)


def _random_signs(count: int) -> NDArray[np.int8]:
    """Signs by the toss of a coin, of shape (RESAMPLES, count)."""
    return 2 * np.random.default_rng(SEED).integers(2, size=(RESAMPLES, count), dtype=np.int8) - 1
