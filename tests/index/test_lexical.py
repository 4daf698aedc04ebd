"""BM25 over French words: values derived by hand, what a search keeps to, and what is kept on disk."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.lexical import FAMILY, FORM, LexicalIndex
from sourcier.index.postings import K1, B
from sourcier.language.analysis import content_words, stem, terms

TEXTS = [
    "crue crue rivière",
    "crue pont",
    "port navire quai capitaine",
    "pont",
]


def build(texts: Sequence[str], sentence_length: float = 1.0) -> LexicalIndex:
    return LexicalIndex.build([content_words(text) for text in texts], sentence_length)


def asked(question: str) -> dict[str, float]:
    return dict.fromkeys(content_words(question), 1.0)


def top(index: LexicalIndex, question: str, k: int = 10) -> list[tuple[int, float]]:
    return index.top(asked(question), k)


def bm25(term: str, text: str, texts: Sequence[str] = TEXTS) -> float:
    """Lucene's BM25 written out, over texts without accents, endings and stop words."""
    documents = [other.split() for other in texts]
    holding = sum(term in document for document in documents)
    idf = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    length = len(text.split()) / (sum(map(len, documents)) / len(documents))
    count = text.split().count(term)
    return idf * count / (count + K1 * (1 - B + B * length))


def test_scores_are_those_of_the_formula() -> None:
    # Each word is the only form of its stem: its own form adds to it everywhere.
    scores = build(TEXTS).scores(asked("crue pont"))
    expected = [(1 + FORM) * (bm25("crue", text) + bm25("pont", text)) for text in TEXTS]
    assert scores == pytest.approx(expected, abs=1e-5)


def test_the_form_asked_for_comes_first() -> None:
    written = ["digue rompue", "digues rompues", "port fermé"]
    stems = ["digu romp", "digu romp", "port ferm"]
    scores = build(written).scores(asked("digues"))
    of_stem = [bm25("digu", text, stems) for text in stems]
    of_form = [bm25("digues", text, written) for text in written]
    expected = [stem_score + FORM * form_score for stem_score, form_score in zip(of_stem, of_form, strict=True)]
    assert scores == pytest.approx(expected, abs=1e-5)
    assert [row for row, _ in top(build(written), "digues")] == [1, 0]


def test_the_family_of_a_stem_counts_by_the_letters_shared() -> None:
    texts = ["volcan", "volcanologue", "voltige"]
    assert len({stem(text) for text in texts}) == 3
    scores = build(texts).scores(asked("volcan"))
    shared = len(stem("volcan")) / len(stem("volcanologue"))
    assert scores[0] == pytest.approx((1 + FORM) * bm25("volcan", "volcan", texts), abs=1e-5)
    assert scores[1] == pytest.approx(FAMILY * shared * bm25("volcanologue", "volcanologue", texts), abs=1e-5)
    assert scores[2] == 0


def test_a_misspelt_word_finds_its_family_in_full() -> None:
    texts = ["volcan", "navire"]
    (found,) = top(build(texts), "volcann")
    assert found == (0, pytest.approx(len("volcan") / len(stem("volcann")) * bm25("volcan", "volcan", texts), abs=1e-5))


def test_numbers_have_no_family() -> None:
    assert top(build(["20240", "20245 navires"]), "20241") == []


def test_weights_count() -> None:
    index = build(TEXTS)
    whole, half = index.scores({"crue": 1.0}), index.scores({"crue": 0.5})
    assert half == pytest.approx(whole / 2)
    assert index.scores({"crue": 1.0, "pont": 0.5}) == pytest.approx(whole + index.scores({"pont": 0.5}))


def test_order_derived_by_hand() -> None:
    by_hand = sorted(range(4), key=lambda row: -(bm25("crue", TEXTS[row]) + bm25("pont", TEXTS[row])))
    assert [row for row, _ in top(build(TEXTS), "Crue, pont ?")] == by_hand[:3]


def test_of_equal_texts_the_first_come_first() -> None:
    assert [row for row, _ in top(build(["pont"] * 7 + ["crue"]), "pont", 3)] == [0, 1, 2]


def test_a_text_that_shares_no_term_is_never_found() -> None:
    index = build(TEXTS)
    assert [row for row, _ in top(index, "navire")] == [2]
    for question in ("festival", "le la de qui", ""):
        assert top(index, question) == []
        assert index.scores(asked(question)).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("typed", ["RIVIERE", "la rivière", "Rivières", "l'riviere ?"])
def test_accents_case_and_endings_do_not_matter(typed: str) -> None:
    assert [row for row, _ in top(build(TEXTS), typed)] == [0]


@pytest.mark.parametrize("texts", [[], [""], ["", "le la de", "…"]])
def test_texts_without_terms_are_never_found(texts: list[str], tmp_path: Path) -> None:
    built = build(texts)
    built.save(tmp_path / "saved")
    loaded = LexicalIndex.load(tmp_path / "saved")
    assert loaded is not None
    for index in (built, loaded):
        assert len(index) == len(texts)
        assert top(index, "crue", 5) == []
        assert not index.knows(stem("crue"))
        assert index.sentence_scores(asked("crue"), [["crue"]]).tolist() == [0]


def test_knows_its_terms_only() -> None:
    index = build(TEXTS)
    assert index.knows(stem("crue"))
    assert not index.knows("festival")
    assert not index.knows("crues")


def test_sentences_are_scored_as_texts_are_but_for_their_mean_length() -> None:
    index = build(TEXTS, sentence_length=2.5)
    words = [content_words(text) for text in (*TEXTS, "festival", "")]
    mean = sum(len(text.split()) for text in TEXTS) / len(TEXTS)
    assert mean == 2.5
    scores = index.sentence_scores(asked("crue pont"), words)
    assert scores[:4] == pytest.approx(index.scores(asked("crue pont")), abs=1e-5)
    assert scores[4:].tolist() == [0, 0]
    shorter = build(TEXTS, sentence_length=5.0).sentence_scores(asked("crue pont"), words)
    assert (shorter[[0, 1, 3]] > scores[[0, 1, 3]]).all()
    assert index.sentence_scores(asked("crue"), []).shape == (0,)


def test_loaded_it_scores_the_same(tmp_path: Path) -> None:
    built = build([*TEXTS, "crues ponts digue digues"])
    built.save(tmp_path / "saved")
    loaded = LexicalIndex.load(tmp_path / "saved")
    assert loaded is not None
    for question in ("crue", "crues ponts", "digues", "quai du navire", "festival", ""):
        assert np.array_equal(loaded.scores(asked(question)), built.scores(asked(question)))
        assert top(loaded, question, 3) == top(built, question, 3)
    assert loaded.knows(stem("navire"))
    assert loaded.has_forms("crue")
    assert not loaded.has_forms("quai")


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


WORD = st.sampled_from("crue crues pont ponton port navire navires quai lune 1500 le de".split())
WORDS = st.lists(WORD, max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS, st.integers(1, 8), st.data())
def test_a_search_keeps_to_what_is_allowed_and_fills_k(
    texts: list[str], question: str, k: int, data: st.DataObject
) -> None:
    index = build(texts)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    scores = index.scores(asked(question))
    inside = [row for row in np.argsort(-scores, kind="stable") if allowed[row] and scores[row] > 0]
    assert index.top(asked(question), k, allowed) == [(row, scores[row]) for row in inside[:k]]


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS, st.integers(1, 8))
def test_top_is_sorted_positive_and_complete(texts: list[str], question: str, k: int) -> None:
    index = build(texts)
    found = top(index, question, k)
    scores = [score for _, score in found]
    assert all(score > 0 for score in scores)
    assert scores == sorted(scores, reverse=True)
    sharing = {row for row, text in enumerate(texts) if set(terms(question)) & set(terms(text))}
    assert len(found) >= min(k, len(sharing))


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_a_sentence_scores_no_more_than_a_text_of_the_same_words(texts: list[str], question: str) -> None:
    words = [content_words(text) for text in texts]
    mean = sum(map(len, words)) / len(words)
    index = LexicalIndex.build(words, max(1.0, mean))
    assert (index.sentence_scores(asked(question), words) <= index.scores(asked(question)) + 1e-4).all()
