from __future__ import annotations

from collections.abc import Sequence

import pytest
from gold_builders import ARTICLES, BRIDGE, HARBOUR, citation
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.support import CitationScores, citation_scores, entailed_by_rule, supported
from sourcier.schema import Citation, Evidence, Statement

HEAD = "Odile Farran dirige le port de Vaubrac."
QUAY = "Le quai d’Or rouvrira."
CLOSED = "Le pont de Lisseuil est fermé."
# What each letter stands for is in one quote.
LETTERS = {"a": citation(HARBOUR, HEAD, 1), "b": citation(HARBOUR, QUAY, 2), "c": citation(BRIDGE, CLOSED, 3)}


def statement(text: str, *citations: Citation) -> Statement:
    return Statement(text=text, citations=citations, support="supported")


def said(text: str, letters: str) -> Statement:
    return statement(text, *(LETTERS[letter] for letter in letters))


def holds(text: str, premises: Sequence[Evidence]) -> bool:
    """Entailed when every letter of the text is in one of the quotes: "ab" needs both a and b."""
    held = {letter for letter, cited in LETTERS.items() if cited.quote in {premise.text for premise in premises}}
    return set(text) <= held


def test_a_quotation_under_its_own_outlet_and_date_is_supported() -> None:
    quoted = f"Le Courrier de Vaubrac (4 mars 2031) : « {HEAD} »"
    proof = citation(HARBOUR, HEAD)
    assert supported(statement(quoted, proof), ARTICLES, entailed_by_rule)
    assert supported(statement(HEAD, proof), ARTICLES, entailed_by_rule)
    english = f"Le Courrier de Vaubrac (4 March 2031): “{HEAD}”"
    assert supported(statement(english, proof), ARTICLES, entailed_by_rule)


@pytest.mark.parametrize(
    "text",
    [
        "Le Courrier de Vaubrac (4 mars 2032) : « Odile Farran dirige le port de Vaubrac. »",
        "Le Phare (4 mars 2031) : « Odile Farran dirige le port de Vaubrac. »",
        "Odile Marchand dirige le port de Vaubrac.",
        "Odile Farran dirige 14 ports.",
    ],
)
def test_what_the_article_does_not_say_is_not_supported_whatever_the_answer_claims(text: str) -> None:
    claimed = Statement(text=text, citations=(citation(HARBOUR, HEAD),), support="quoted")
    assert not supported(claimed, ARTICLES, entailed_by_rule)


def test_a_citation_that_is_not_exact_supports_nothing() -> None:
    moved = citation(HARBOUR, HEAD).model_copy(update={"start": 1})
    foreign = citation(HARBOUR, HEAD).model_copy(update={"article_id": "absent"})
    assert not supported(statement(HEAD, moved), ARTICLES, entailed_by_rule)
    assert not supported(statement(HEAD, foreign), ARTICLES, entailed_by_rule)
    # ALCE takes quotes as they are shown.
    assert citation_scores([statement(HEAD, moved)], entailed_by_rule) == CitationScores(
        recall=1.0, precision=1.0, supported=(True,)
    )


def test_two_sentences_prove_two_clauses_together() -> None:
    both = "Odile Farran dirige le port de Vaubrac et le maire, Aimé Soubeyre, parle de sécurité."
    mayor = citation(BRIDGE, "Le maire, Aimé Soubeyre, parle de sécurité.", 2)
    assert not supported(statement(both, LETTERS["a"]), ARTICLES, entailed_by_rule)
    assert supported(statement(both, LETTERS["a"], mayor), ARTICLES, entailed_by_rule)


def test_citation_scores_by_hand() -> None:
    # "ab" cited a, b: entailed, each needed: recall 1, 2 of 2 precise.
    # "a" cited a, b: entailed; b alone does not say it and a does without it: irrelevant. 1 of 2 precise.
    # "c" cited a: not entailed: recall 0, and its citation is not precise whatever it is.
    scores = citation_scores([said("ab", "ab"), said("a", "ab"), said("c", "a")], holds)
    assert scores is not None
    assert scores.supported == (True, True, False)
    assert scores.recall == pytest.approx(2 / 3)
    assert scores.precision == pytest.approx(3 / 5)


def test_a_citation_that_repeats_another_is_precise() -> None:
    # Each says it alone: neither is irrelevant by ALCE's definition.
    again = LETTERS["a"].model_copy(update={"marker": 9})
    scores = citation_scores([statement("a", LETTERS["a"], again)], holds)
    assert scores == CitationScores(recall=1.0, precision=1.0, supported=(True,))


def test_a_third_citation_that_adds_nothing_is_irrelevant() -> None:
    # "ab" cited a, b, c: without a, b and c do not say it; nor without b. c alone does not, a and b do: irrelevant.
    scores = citation_scores([said("ab", "abc")], holds)
    assert scores == CitationScores(recall=1.0, precision=2 / 3, supported=(True,))


def test_no_statement_has_no_score() -> None:
    assert citation_scores([], holds) is None


TEXTS = st.text("abc", min_size=1, max_size=3)


@given(st.lists(st.tuples(TEXTS, st.lists(st.sampled_from("abc"), min_size=1, unique=True)), min_size=1, max_size=5))
def test_scores_stay_in_the_unit_interval_and_need_recall(drawn: list[tuple[str, list[str]]]) -> None:
    scores = citation_scores([said(text, "".join(letters)) for text, letters in drawn], holds)
    assert scores is not None
    assert 0 <= scores.precision <= 1
    assert scores.recall == pytest.approx(sum(set(text) <= set(letters) for text, letters in drawn) / len(drawn))
    assert (
        scores.precision
        <= sum(len(letters) for text, letters in drawn if set(text) <= set(letters))
        / sum(len(letters) for _, letters in drawn)
        + 1e-9
    )
