"""BM25 over French terms: values derived by hand, and what is kept on disk."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.lexical import K1, B, LexicalIndex
from sourcier.language.analysis import stem, terms

TEXTS = [
    "crue crue rivière",
    "crue pont",
    "port navire quai capitaine",
    "pont",
]


def build(texts: Sequence[str]) -> LexicalIndex:
    return LexicalIndex.build([terms(text) for text in texts])


def bm25(term: str, text: str) -> float:
    """Lucene's BM25, as bm25s computes it by default, written out."""
    documents = [other.split() for other in TEXTS]
    holding = sum(term in document for document in documents)
    idf = log(1 + (len(TEXTS) - holding + 0.5) / (holding + 0.5))
    length = len(text.split()) / (sum(map(len, documents)) / len(documents))
    count = text.split().count(term)
    return idf * count / (count + K1 * (1 - B + B * length))


def test_scores_are_those_of_the_formula() -> None:
    scores = build(TEXTS).scores("crue pont")
    expected = [bm25("crue", text) + bm25("pont", text) for text in TEXTS]
    assert scores == pytest.approx(expected, abs=1e-5)


def test_order_derived_by_hand() -> None:
    # "crue pont": row 1 has both words; row 3 is one word long, all of it "pont"; row 0 has "crue" twice among three.
    top = build(TEXTS).top("Crue, pont ?", 10)
    assert [row for row, _ in top] == [1, 0, 3] or [row for row, _ in top] == [1, 3, 0]
    by_hand = sorted(range(4), key=lambda row: -(bm25("crue", TEXTS[row]) + bm25("pont", TEXTS[row])))
    assert [row for row, _ in top] == by_hand[:3]


def test_a_text_that_shares_no_term_is_never_found() -> None:
    index = build(TEXTS)
    assert index.top("navire", 10) == [(2, pytest.approx(float(index.scores("navire")[2])))]
    assert index.top("festival", 10) == []
    assert index.top("le la de qui", 10) == []
    assert index.top("", 10) == []
    assert index.scores("festival").tolist() == [0, 0, 0, 0]


def test_k_is_kept() -> None:
    assert len(build(TEXTS).top("crue pont", 2)) == 2


@pytest.mark.parametrize("typed", ["RIVIERE", "la rivière", "Rivières", "l'riviere ?"])
def test_accents_case_and_endings_do_not_matter(typed: str) -> None:
    assert [row for row, _ in build(TEXTS).top(typed, 5)] == [0]


@pytest.mark.parametrize("texts", [[], [""], ["", "le la de", "…"]])
def test_texts_without_terms_are_an_empty_collection(texts: list[str], tmp_path: Path) -> None:
    index = build(texts)
    assert index.top("crue", 5) == []
    assert not index.knows(stem("crue"))
    index.save(tmp_path / "saved")
    assert LexicalIndex.load(tmp_path / "saved") is None


def test_knows_its_terms_only() -> None:
    index = build(TEXTS)
    assert index.knows(stem("crue"))
    assert not index.knows("festival")


def test_loaded_it_scores_the_same(tmp_path: Path) -> None:
    built = build(TEXTS)
    built.save(tmp_path / "saved")
    loaded = LexicalIndex.load(tmp_path / "saved")
    assert loaded is not None
    for question in ("crue", "crue pont", "quai du navire", "festival", ""):
        assert np.array_equal(loaded.scores(question), built.scores(question))
        assert loaded.top(question, 3) == built.top(question, 3)
    assert loaded.knows(stem("navire"))


def test_a_damaged_file_is_not_loaded(tmp_path: Path) -> None:
    build(TEXTS).save(tmp_path / "saved")
    files = sorted((tmp_path / "saved").iterdir())
    assert files
    for file in files:
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 3])
        assert LexicalIndex.load(tmp_path / "saved") is None, file.name
        file.unlink()
        assert LexicalIndex.load(tmp_path / "saved") is None, file.name
        file.write_bytes(whole)
    assert LexicalIndex.load(tmp_path / "saved") is not None


WORDS = st.lists(st.sampled_from(["crue", "pont", "port", "navire", "quai", "le", "de"]), max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS, st.integers(1, 8))
def test_top_is_sorted_positive_and_shares_a_term(texts: list[str], question: str, k: int) -> None:
    index = build(texts)
    top = index.top(question, k)
    scores = [score for _, score in top]
    assert len(top) <= k
    assert all(score > 0 for score in scores)
    assert scores == sorted(scores, reverse=True)
    wanted = set(question.split()) - {"le", "de"}
    sharing = {row for row, text in enumerate(texts) if wanted & set(text.split())}
    assert {row for row, _ in top} <= sharing
    assert len(top) == min(k, len(sharing))
