"""Fusion of rankings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.retrieval.fusion import convex, min_max, reciprocal_rank

SCORE = st.floats(-100, 100, allow_nan=False)
SCORES = st.dictionaries(st.integers(0, 30), SCORE, max_size=12)
RANKINGS = st.lists(SCORES, min_size=1, max_size=4)


def weights(rankings: list[dict[int, float]]) -> list[float]:
    return [1.0 + number for number in range(len(rankings))]


def test_values_derived_by_hand() -> None:
    # First: .9 → 1, .8 → .5, .7 → 0; second: 6 → 1, 2 → 0. Row 4 is only in the second, row 2 only in the first.
    fused = convex([{1: 0.9, 2: 0.8, 3: 0.7}, {3: 2.0, 4: 6.0}], [0.7, 0.3])
    assert fused == pytest.approx({1: 0.7, 2: 0.35, 3: 0.0, 4: 0.3})
    # Ranks 1 2 3 and 2 1: 1/61 + nothing, 1/62, 1/63 + 1/62, 1/61.
    fused = reciprocal_rank([{1: 0.9, 2: 0.8, 3: 0.7}, {3: 2.0, 4: 6.0}])
    assert fused == pytest.approx({1: 1 / 61, 2: 1 / 62, 3: 1 / 63 + 1 / 62, 4: 1 / 61})


def test_an_empty_ranking_leaves_its_weight_to_the_others() -> None:
    assert convex([{1: 2.0, 2: 1.0}, {}], [0.7, 0.3]) == {1: 1.0, 2: 0.0}
    assert convex([{}, {5: 3.0}], [0.7, 0.3]) == {5: 1.0}
    assert convex([{}, {}], [0.7, 0.3]) == {}
    assert reciprocal_rank([{}, {}]) == {}


def test_equal_scores_are_all_the_best() -> None:
    assert min_max({1: 0.4, 2: 0.4}) == {1: 1.0, 2: 1.0}


@given(RANKINGS)
def test_every_row_of_any_ranking_is_scored_within_zero_and_one(rankings: list[dict[int, float]]) -> None:
    rows = {row for ranking in rankings for row in ranking}
    fused = convex(rankings, weights(rankings))
    assert fused.keys() == reciprocal_rank(rankings).keys() == rows
    assert all(0 <= score <= 1 + 1e-9 for score in fused.values())


@given(RANKINGS)
def test_neither_the_order_of_rankings_nor_that_of_rows_matters(rankings: list[dict[int, float]]) -> None:
    backward = [dict(reversed(ranking.items())) for ranking in reversed(rankings)]
    assert convex(backward, weights(rankings)[::-1]) == pytest.approx(convex(rankings, weights(rankings)))
    assert reciprocal_rank(backward) == pytest.approx(reciprocal_rank(rankings))


@given(RANKINGS, st.floats(0.1, 10), st.floats(-5, 5))
def test_the_scale_of_a_ranking_does_not_matter(rankings: list[dict[int, float]], factor: float, shift: float) -> None:
    scaled = [{row: round(score) * factor + shift for row, score in ranking.items()} for ranking in rankings]
    plain = [{row: float(round(score)) for row, score in ranking.items()} for ranking in rankings]
    assert convex(scaled, weights(scaled)) == pytest.approx(convex(plain, weights(plain)), abs=1e-6)


@given(st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=8), SCORES)
def test_a_row_at_least_as_good_in_both_is_at_least_as_good_fused(
    both: list[tuple[float, float]], others: dict[int, float]
) -> None:
    first = dict(enumerate(score for score, _ in both))
    second = {row + 100: score for row, score in others.items()} | dict(enumerate(score for _, score in both))
    fused = convex([first, second], [0.6, 0.4])
    for one in first:
        for other in first:
            if first[one] >= first[other] and second[one] >= second[other]:
                assert fused[one] >= fused[other] - 1e-9


def test_a_ranking_of_no_weight_that_is_alone_ranks_nothing_above_the_rest() -> None:
    assert convex([{1: 0.9, 2: 0.1}, {}], [0.0, 1.0]) == {1: 0.0, 2: 0.0}
