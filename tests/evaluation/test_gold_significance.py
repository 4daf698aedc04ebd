from __future__ import annotations

import math
from itertools import product
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.significance import bootstrap, holm, mcnemar, sign_flips, two_sided, wilson

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
    assert sign_flips([0.0] * 40) == 1.0
    assert sign_flips([]) == 1.0


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
    # Of five values there are 3,125 resamples: the ends of the interval are quantiles of their means.
    values = [0.0, 0.1, 0.35, 0.6, 1.0]
    every = [fmean(drawn) for drawn in product(values, repeat=5)]
    assert bootstrap(values) == pytest.approx(np.quantile(every, [0.025, 0.975]), abs=0.01)


def test_signs_are_flipped_by_hand() -> None:
    # Of the eight choices of signs one is as low as three losses, however small and however many did not change.
    for loss in (1.0, 0.001):
        assert sign_flips([-loss] * 3 + [0.0] * 97) == 1 / 8
    # One case alone proves nothing.
    assert sign_flips([-1.0]) == 1 / 2
    # Totals of ±1 ±2 ±4 that are -5 or less: -7 and -5, of eight.
    assert sign_flips([1.0, -2.0, -4.0]) == 2 / 8


def test_of_many_cases_signs_are_drawn_at_random() -> None:
    # Equal losses and gains are McNemar's case.
    assert sign_flips([-0.5] * 30 + [0.5] * 15) == pytest.approx(mcnemar(30, 15), abs=0.004)
    assert sign_flips([-0.5] * 40) == pytest.approx(1e-4, rel=0.01)


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), max_size=13))
def test_where_a_loss_is_one_question_the_two_tests_agree(gains: list[float]) -> None:
    assert sign_flips(gains) == mcnemar(gains.count(-1.0), gains.count(1.0))


def test_holm_by_hand() -> None:
    # Sorted .01, .03, .04: thrice .01, twice .03, once .04, none below the one before it.
    assert holm([0.03, 0.04, 0.01]) == pytest.approx([0.06, 0.06, 0.03])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=9))
def test_corrected_p_keep_their_order_and_lie_between_their_own_and_as_many_times_that(p: list[float]) -> None:
    corrected = holm(p)
    for own, after in zip(p, corrected, strict=True):
        assert own <= after <= min(1.0, len(p) * max(p))
    ordered = [after for _, after in sorted(zip(p, corrected, strict=True))]
    assert ordered == sorted(ordered)


def test_the_same_cases_give_the_same_numbers() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert bootstrap(values) == bootstrap(values)
    many = [-v for v in values] * 4
    assert sign_flips(many) == sign_flips(many)


@given(VALUES)
def test_the_interval_holds_the_mean_and_stays_in_range(values: list[float]) -> None:
    low, high = bootstrap(values) or (0.0, 0.0)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert low - 1e-9 <= fmean(values) <= high + 1e-9


@given(VALUES)
def test_p_is_a_probability_and_a_gain_is_no_loss(values: list[float]) -> None:
    assert sign_flips(values) == 1.0
    assert 0 < sign_flips([-value for value in values]) <= 1


def test_two_sided_is_twice_the_smaller() -> None:
    assert two_sided(0.02, 0.98) == 0.04
    assert two_sided(0.6, 0.6) == 1.0
