from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.metrics import ndcg_at_k, percentile, recall_at_k, reciprocal_rank

RANKINGS = st.lists(st.sampled_from("abcdefgh"), max_size=12)
RELEVANT = st.sets(st.sampled_from("abcdefgh"), max_size=8)
DEPTHS = st.integers(min_value=1, max_value=12)


def test_recall_counts_the_relevant_ids_among_the_first_k() -> None:
    # Relevant: a, c, z. Among the first 3 (b, a, c): a and c, 2 of 3.
    assert recall_at_k(["b", "a", "c", "z"], {"a", "c", "z"}, 3) == pytest.approx(2 / 3)


def test_recall_of_a_repeated_id_counts_once() -> None:
    assert recall_at_k(["a", "a", "a"], {"a", "b"}, 3) == pytest.approx(1 / 2)


def test_reciprocal_rank_is_that_of_the_first_relevant_id() -> None:
    # c stands third, a fourth: 1 / 3.
    assert reciprocal_rank(["x", "y", "c", "a"], {"a", "c"}) == pytest.approx(1 / 3)


def test_ndcg_by_hand() -> None:
    # Relevant at ranks 1 and 3: 1/log2(2) + 1/log2(4) = 1 + 0.5 = 1.5.
    # Ideal, two relevant first: 1/log2(2) + 1/log2(3) = 1 + 0.63093 = 1.63093. Quotient 0.91972.
    assert ndcg_at_k(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx(1.5 / (1 + 1 / math.log2(3)))
    assert ndcg_at_k(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx(0.91972, abs=1e-5)


def test_ideal_of_ndcg_is_cut_at_k() -> None:
    # Three relevant ids but only one place: filling it is perfect.
    assert ndcg_at_k(["a"], {"a", "b", "c"}, 1) == 1.0


def test_ndcg_gains_nothing_from_a_repeat() -> None:
    # a at rank 1 gains 1; its repeat nothing. Ideal of one relevant id: 1.
    assert ndcg_at_k(["a", "a"], {"a"}, 2) == 1.0
    # Ideal of two relevant ids: 1 + 1/log2(3) = 1.63093; gained 1.
    assert ndcg_at_k(["a", "a"], {"a", "b"}, 2) == pytest.approx(1 / (1 + 1 / math.log2(3)))


@pytest.mark.parametrize("relevant", [set(), {"a"}])
def test_empty_ranking_is_zero(relevant: set[str]) -> None:
    assert recall_at_k([], relevant, 5) == reciprocal_rank([], relevant) == ndcg_at_k([], relevant, 5) == 0.0


@given(RANKINGS, RELEVANT, DEPTHS)
def test_ranking_metrics_stay_in_the_unit_interval(ranked: list[str], relevant: set[str], k: int) -> None:
    for value in (recall_at_k(ranked, relevant, k), reciprocal_rank(ranked, relevant), ndcg_at_k(ranked, relevant, k)):
        assert 0.0 <= value <= 1.0


@given(RANKINGS, RELEVANT, DEPTHS)
def test_recall_grows_with_depth(ranked: list[str], relevant: set[str], k: int) -> None:
    assert recall_at_k(ranked, relevant, k) <= recall_at_k(ranked, relevant, k + 1)


@given(st.permutations("abcdefgh"), st.sets(st.sampled_from("abcdefgh"), min_size=1), DEPTHS)
def test_relevant_first_is_perfect(ranked: list[str], relevant: set[str], k: int) -> None:
    best = sorted(ranked, key=lambda item: item not in relevant)
    assert ndcg_at_k(best, relevant, k) == pytest.approx(1.0)
    assert reciprocal_rank(best, relevant) == 1.0


def test_percentile_interpolates() -> None:
    # Four values, positions 0 to 3. Median at 1.5: between 20 and 30, 25. p95 at 2.85: 30 + 0.85 x 70 = 89.5.
    assert percentile([100, 10, 30, 20], 0.5) == 25
    assert percentile([100, 10, 30, 20], 0.95) == pytest.approx(89.5)


def test_percentile_of_nothing_is_none() -> None:
    assert percentile([], 0.5) is None


@given(st.lists(st.floats(min_value=0, max_value=1e6), min_size=1), st.floats(min_value=0, max_value=1))
def test_percentile_lies_among_the_values(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found is not None
    assert min(values) <= found <= max(values) or found == pytest.approx(min(values))
