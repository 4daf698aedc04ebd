from __future__ import annotations

import pytest
from gold_builders import ARTICLES, BRIDGE, BUDGET, HARBOUR, HEAD, answer, citation, evidence

from sourcier.evaluation.judgement import (
    facts_stand_in,
    forbidden_found,
    is_correct,
    is_exact,
    is_refused,
    is_relevant,
    missing_facts,
)
from sourcier.schema import Status

PROOF = citation(HARBOUR, "Odile Farran dirige le port de Vaubrac.")
ELSEWHERE = citation(BRIDGE, "Le maire, Aimé Soubeyre, parle de sécurité.", marker=2)


def test_all_facts_and_nothing_forbidden_is_correct() -> None:
    assert is_correct(HEAD, answer(HEAD.question, PROOF))


def test_a_forbidden_wording_spoils_a_complete_answer() -> None:
    spoilt = answer(HEAD.question, PROOF, ELSEWHERE)
    assert missing_facts(HEAD, spoilt) == ()
    assert forbidden_found(HEAD, spoilt) == ("Soubeyre",)
    assert not is_correct(HEAD, spoilt)


def test_a_missing_fact_is_named_by_its_first_wording() -> None:
    assert missing_facts(HEAD, answer(HEAD.question, ELSEWHERE)) == ("Odile Farran",)


@pytest.mark.parametrize("status", ["not_in_corpus", "interrupted"])
def test_only_a_complete_answer_is_correct(status: Status) -> None:
    assert not is_correct(HEAD, answer(HEAD.question, PROOF, status=status))


def test_no_answer_to_an_unanswerable_question_is_correct() -> None:
    assert not is_correct(BUDGET, answer(BUDGET.question, PROOF))
    assert is_refused(answer(BUDGET.question, status="not_in_corpus"))
    assert not is_refused(answer(BUDGET.question, PROOF))


def test_facts_are_looked_for_sentence_by_sentence_with_the_date() -> None:
    question = HEAD.model_copy(update={"facts": (("Farran",), ("4 mars 2031",))})
    assert facts_stand_in(question, [evidence(HARBOUR, "Odile Farran dirige le port de Vaubrac.")])
    assert not facts_stand_in(question, [evidence(BRIDGE, "Le pont de Lisseuil est fermé.")])
    # "Vaubrac" ends one sentence and "Le pont" begins another: no fact may run over both.
    across = HEAD.model_copy(update={"facts": (("Vaubrac Le pont",),)})
    both = [
        evidence(HARBOUR, "Odile Farran dirige le port de Vaubrac."),
        evidence(BRIDGE, "Le pont de Lisseuil est fermé."),
    ]
    assert not facts_stand_in(across, both)


def test_a_citation_is_exact_when_its_span_is_its_quote() -> None:
    assert is_exact(PROOF, ARTICLES)
    assert not is_exact(PROOF.model_copy(update={"quote": "Odile Farran dirige."}), ARTICLES)
    assert not is_exact(PROOF.model_copy(update={"start": 1}), ARTICLES)
    assert not is_exact(PROOF.model_copy(update={"article_id": "absent"}), ARTICLES)


def test_a_citation_is_relevant_when_it_meets_the_gold_evidence() -> None:
    assert is_relevant(PROOF, HEAD, ARTICLES)
    assert is_relevant(citation(HARBOUR, "Vaubrac. Elle"), HEAD, ARTICLES)
    assert not is_relevant(citation(HARBOUR, "Le quai d’Or rouvrira."), HEAD, ARTICLES)
    assert not is_relevant(ELSEWHERE, HEAD, ARTICLES)


def test_a_reprint_of_the_gold_sentence_is_relevant() -> None:
    reprint = HARBOUR.model_copy(update={"id": "reprint", "path": "reprint.txt"})
    cited = citation(reprint, "Odile Farran dirige le port de Vaubrac.")
    asked = HEAD.model_copy(update={"facts": (("capitainerie",),)})
    assert is_relevant(cited, asked, {"reprint": reprint})


def test_a_citation_from_elsewhere_is_relevant_when_it_states_every_fact() -> None:
    mayor = HEAD.model_copy(update={"facts": (("Soubeyre",),)})
    assert is_relevant(ELSEWHERE, mayor, ARTICLES)
    assert not is_relevant(ELSEWHERE, mayor.model_copy(update={"facts": (("Soubeyre",), ("Farran",))}), ARTICLES)


def test_nothing_is_relevant_to_an_unanswerable_question() -> None:
    assert not is_relevant(PROOF, BUDGET, ARTICLES)
