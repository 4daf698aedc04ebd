"""Fusion of a dense and a lexical ranking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.retrieval.fusion import fuse, min_max

SCORE = st.floats(-100, 100, allow_nan=False)
SCORES = st.dictionaries(st.integers(0, 30), SCORE, max_size=12)
WEIGHTS = st.floats(0, 1)


def test_values_derived_by_hand() -> None:
    # dense: .9 → 1, .8 → .5, .7 → 0; lexical: 6 → 1, 2 → 0. Row 4 is only lexical, row 2 only dense.
    fused = fuse({1: 0.9, 2: 0.8, 3: 0.7}, {3: 2.0, 4: 6.0}, dense_weight=0.7)
    assert fused == pytest.approx({1: 0.7, 2: 0.35, 3: 0.0, 4: 0.3})


def test_one_ranking_alone_keeps_its_share() -> None:
    assert fuse({1: 2.0, 2: 1.0}, {}, 0.7) == {1: 0.7, 2: 0.0}
    assert fuse({}, {5: 3.0}, 0.7) == pytest.approx({5: 0.3})
    assert fuse({}, {}) == {}


def test_equal_scores_are_all_the_best() -> None:
    assert min_max({1: 0.4, 2: 0.4}) == {1: 1.0, 2: 1.0}


@given(SCORES, SCORES, WEIGHTS)
def test_every_row_of_either_ranking_is_scored_within_zero_and_one(
    dense: dict[int, float], lexical: dict[int, float], weight: float
) -> None:
    fused = fuse(dense, lexical, weight)
    assert fused.keys() == dense.keys() | lexical.keys()
    assert all(0 <= score <= 1 + 1e-9 for score in fused.values())


@given(SCORES, SCORES, WEIGHTS)
def test_the_order_of_the_inputs_does_not_matter(
    dense: dict[int, float], lexical: dict[int, float], weight: float
) -> None:
    backward = fuse(dict(reversed(dense.items())), dict(reversed(lexical.items())), weight)
    assert backward == fuse(dense, lexical, weight)
    assert fuse(lexical, dense, 1 - weight) == pytest.approx(fuse(dense, lexical, weight))


@given(st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=8), SCORES, WEIGHTS)
def test_a_row_at_least_as_good_in_both_is_at_least_as_good_fused(
    both: list[tuple[float, float]], others: dict[int, float], weight: float
) -> None:
    dense = dict(enumerate(score for score, _ in both))
    lexical = {row + 100: score for row, score in others.items()} | dict(enumerate(score for _, score in both))
    fused = fuse(dense, lexical, weight)
    for first in dense:
        for second in dense:
            if dense[first] >= dense[second] and lexical[first] >= lexical[second]:
                assert fused[first] >= fused[second] - 1e-9
