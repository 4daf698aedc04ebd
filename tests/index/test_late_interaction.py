"""Late interaction: what is kept of the words of a passage, and how near those of a question are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.late_interaction import encode, max_sims
from sourcier.index.vectors import Vectors, unit

DIMENSION = 64


def tokens(seed: int, count: int) -> Vectors:
    """Unit vectors that lean the same way, as those of a model do."""
    generator = np.random.default_rng(seed)
    return unit(generator.standard_normal((count, DIMENSION)) + 1.0)


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 8))
def test_what_is_kept_is_near_the_exact_cosine(seed: int, count: int, asked: int) -> None:
    passage, words = tokens(seed, count), tokens(seed + 1, asked)
    exact = (words @ passage.T).max(axis=1).mean()
    (kept,) = max_sims(words, [encode(passage)])
    assert kept == pytest.approx(exact, abs=0.12)


@given(st.integers(0, 10_000), st.integers(2, 40))
def test_a_word_finds_itself_better_than_others_do(seed: int, count: int) -> None:
    passage, others = tokens(seed, count), tokens(seed + 1, count)
    own, other = max_sims(passage[:1], [encode(passage), encode(others)])
    assert own > other


def test_a_cosine_of_tokens_that_differ_by_nothing_is_exact() -> None:
    same = np.repeat(unit(np.arange(1.0, DIMENSION + 1))[None], 3, axis=0)
    assert max_sims(same[:1], [encode(same)])[0] == pytest.approx(1, abs=1e-3)


def test_two_bits_a_dimension_are_kept() -> None:
    assert len(encode(tokens(1, 10))) == 2 * DIMENSION + 10 * (4 + DIMENSION // 4)


def test_nothing_is_near_nothing() -> None:
    none = np.zeros((0, DIMENSION), dtype=np.float32)
    assert encode(none) == b""
    assert max_sims(none, [encode(tokens(1, 3))]).tolist() == [0.0]
    assert max_sims(tokens(1, 3), [b"", encode(tokens(1, 3))])[0] == 0
