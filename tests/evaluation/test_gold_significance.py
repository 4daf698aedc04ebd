from __future__ import annotations

import math
from collections import Counter
from itertools import product
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.significance import bootstrap, mcnemar, paired_bootstrap, two_sided, wilson

VALUES = st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=30)
COUNTS = st.integers(min_value=0, max_value=60)


def test_wilson_by_hand() -> None:
    # 8 of 10, z = 1.95996, z² = 3.84146: scale 1.384146; centre (0.8 + 0.192073) / 1.384146 = 0.716740;
    # margin 1.95996 / 1.384146 x sqrt(0.016 + 0.0096036) = 1.416007 x 0.160012 = 0.226578.
    low, high = wilson(8, 10)
    assert low == pytest.approx(0.49016, abs=1e-4)
    assert high == pytest.approx(0.94332, abs=1e-4)


def test_wilson_without_trials_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(min_value=1, max_value=500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(counts: tuple[int, int]) -> None:
    successes, trials = counts
    low, high = wilson(successes, trials)
    assert 0.0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1.0


def test_mcnemar_by_hand() -> None:
    # Five losses and no gain: all five coins fall one way, 1 / 32. Four: 1 / 16, not below .05.
    assert mcnemar(5, 0) == 1 / 32
    assert mcnemar(4, 0) == 1 / 16
    # Three losses, one gain: (C(4,3) + C(4,4)) / 16 = 5 / 16.
    assert mcnemar(3, 1) == 5 / 16


def test_nothing_changed_is_no_evidence() -> None:
    assert mcnemar(0, 0) == 1.0
    assert paired_bootstrap([0.0] * 40) == 1.0
    assert paired_bootstrap([]) == 1.0


@given(COUNTS, COUNTS)
def test_losses_and_gains_share_the_outcomes(losses: int, gains: int) -> None:
    # P(X >= losses) + P(X >= gains) counts P(X = losses) twice, for X >= gains is X <= losses mirrored.
    both = math.comb(losses + gains, losses) / 2 ** (losses + gains)
    assert mcnemar(losses, gains) + mcnemar(gains, losses) == pytest.approx(1 + both)


def test_mcnemar_of_many_cases() -> None:
    assert mcnemar(1200, 1200) == pytest.approx(0.5, abs=0.01)


def test_bootstrap_of_equal_values_is_that_value() -> None:
    assert bootstrap([0.25] * 9) == (0.25, 0.25)
    assert bootstrap([]) is None


def test_bootstrap_against_every_resample() -> None:
    # Of three values there are 27 resamples: the ends of the interval are quantiles of their means.
    values = [0.0, 0.5, 1.0]
    every = [fmean(drawn) for drawn in product(values, repeat=3)]
    low, high = bootstrap(values) or (0.0, 0.0)
    assert low == pytest.approx(np.quantile(every, 0.025), abs=1 / 6)
    assert high == pytest.approx(np.quantile(every, 0.975), abs=1 / 6)
    assert Counter(every)[0.5] / len(every) == pytest.approx(7 / 27)


def test_paired_bootstrap_by_hand() -> None:
    # One case of n lost, the others equal: a resample without it has mean 0, which (1 - 1/n)^n of them are.
    for n in (10, 40):
        assert paired_bootstrap([-1.0] + [0.0] * (n - 1)) == pytest.approx((1 - 1 / n) ** n, abs=0.02)
    # Four lost of 40: (36/40)^40 = .0148.
    assert paired_bootstrap([-1.0] * 4 + [0.0] * 36) == pytest.approx(0.0148, abs=0.005)


def test_the_same_cases_give_the_same_numbers() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert bootstrap(values) == bootstrap(values)
    assert paired_bootstrap([-v for v in values]) == paired_bootstrap([-v for v in values])


@given(VALUES)
def test_the_interval_holds_the_mean_and_stays_in_range(values: list[float]) -> None:
    low, high = bootstrap(values) or (0.0, 0.0)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert low - 1e-9 <= fmean(values) <= high + 1e-9 or len(set(values)) > 1


@given(VALUES)
def test_p_is_a_probability_and_a_gain_is_no_loss(values: list[float]) -> None:
    assert paired_bootstrap(values) == 1.0
    assert 0 < paired_bootstrap([-value for value in values]) <= 1


def test_two_sided_is_twice_the_smaller() -> None:
    assert two_sided(0.02, 0.98) == 0.04
    assert two_sided(0.6, 0.6) == 1.0
