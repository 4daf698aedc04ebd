from __future__ import annotations

import pytest
from gold_builders import ARTICLES, BRIDGE, BUDGET, HARBOUR, HEAD, answer, citation, evidence

from sourcier.answering.quoting import quotation
from sourcier.evaluation.judgement import (
    facts_stand_in,
    forbidden_found,
    is_correct,
    is_exact,
    is_refused,
    is_relevant,
    missing_facts,
)
from sourcier.schema import Answer, Gloss, Statement, Status

PROOF = citation(HARBOUR, "Odile Farran dirige le port de Vaubrac.")
ELSEWHERE = citation(BRIDGE, "Le maire, Aimé Soubeyre, parle de sécurité.", marker=2)


def test_all_facts_and_nothing_forbidden_is_correct() -> None:
    assert is_correct(HEAD, answer(HEAD.question, PROOF), ARTICLES)


def test_a_forbidden_wording_spoils_a_complete_answer() -> None:
    spoilt = answer(HEAD.question, PROOF, ELSEWHERE)
    assert missing_facts(HEAD, spoilt, ARTICLES) == ()
    assert forbidden_found(HEAD, spoilt, ARTICLES) == ("Soubeyre",)
    assert not is_correct(HEAD, spoilt, ARTICLES)


def test_a_missing_fact_is_named_by_its_first_wording() -> None:
    assert missing_facts(HEAD, answer(HEAD.question, ELSEWHERE), ARTICLES) == ("Odile Farran",)


@pytest.mark.parametrize("status", ["not_in_corpus", "interrupted"])
def test_only_a_complete_answer_is_correct(status: Status) -> None:
    assert not is_correct(HEAD, answer(HEAD.question, PROOF, status=status), ARTICLES)


def test_no_answer_to_an_unanswerable_question_is_correct() -> None:
    assert not is_correct(BUDGET, answer(BUDGET.question, PROOF), ARTICLES)
    assert is_refused(answer(BUDGET.question, status="not_in_corpus"))
    assert not is_refused(answer(BUDGET.question, PROOF))


DATE = HEAD.model_copy(update={"facts": (("4 mars 2031",),), "forbidden": ()})
OUTLET = HEAD.model_copy(update={"facts": (("Courrier de Vaubrac",),), "forbidden": ()})
ASIDE = "Le quai d’Or rouvrira."


def quoting(*texts: str) -> Answer:
    """Sentences of HARBOUR under its outlet and date, as the extractive answerer shows them."""
    statements = tuple(quotation(evidence(HARBOUR, text), "fr") for text in texts)
    return answer(HEAD.question).model_copy(update={"statements": statements})


@pytest.mark.parametrize("support", ["quoted", "supported"])
def test_what_a_gloss_tells_of_a_sentence_is_said(support: str) -> None:
    plain = quoting(ASIDE)
    [statement] = plain.statements
    end = statement.text.index("rouvrira")
    told = Gloss(start=end - 1, end=end, text="lundi 7 avril 2031", kind="day")
    glossed = plain.model_copy(
        update={"statements": (statement.model_copy(update={"glosses": (told,), "support": support}),)}
    )
    day = HEAD.model_copy(update={"facts": (("7 avril 2031",),), "forbidden": ()})
    assert is_correct(day, glossed, ARTICLES)
    assert not is_correct(day, plain, ARTICLES)


def test_the_date_of_an_attribution_is_said_by_what_proves_the_answer_alone() -> None:
    assert is_correct(DATE, quoting(PROOF.quote), ARTICLES)
    assert "4 mars 2031" in quoting(ASIDE).text
    assert missing_facts(DATE, quoting(ASIDE), ARTICLES) == ("4 mars 2031",)
    assert not facts_stand_in(DATE, [evidence(HARBOUR, ASIDE)])


def test_the_outlet_of_an_attribution_says_nothing_unless_it_is_asked_for() -> None:
    assert not is_correct(OUTLET, quoting(PROOF.quote), ARTICLES)
    asked = OUTLET.model_copy(update={"kind": "who_said"})
    assert is_correct(asked, quoting(PROOF.quote), ARTICLES)
    assert facts_stand_in(asked, [evidence(HARBOUR, PROOF.quote)])
    assert not is_correct(asked, quoting(ASIDE), ARTICLES)


def test_an_attribution_that_says_nothing_forbids_nothing() -> None:
    head = HEAD.model_copy(update={"forbidden": ("Courrier", "2030")})
    assert is_correct(head, quoting(PROOF.quote), ARTICLES)
    assert forbidden_found(head.model_copy(update={"forbidden": ("2031",)}), quoting(ASIDE), ARTICLES) == ()
    assert forbidden_found(head.model_copy(update={"forbidden": ("2031",)}), quoting(PROOF.quote), ARTICLES) == (
        "2031",
    )


def test_a_worded_answer_says_its_words_and_nothing_of_its_markers() -> None:
    worded = Statement(text="Le 4 mars 2031, Odile Farran dirige.", citations=(PROOF,), support="supported")
    said = answer(HEAD.question).model_copy(update={"statements": (worded,)})
    assert is_correct(DATE, said, ARTICLES)
    undated = said.model_copy(update={"statements": (worded.model_copy(update={"text": "Odile Farran dirige."}),)})
    assert not is_correct(DATE, undated, ARTICLES)
    assert missing_facts(HEAD.model_copy(update={"facts": (("1",),)}), undated, ARTICLES) == ("1",)


def test_what_is_called_a_quotation_is_judged_by_its_words_where_they_are_others() -> None:
    other = answer(HEAD.question, PROOF, text="Aimé Soubeyre dirige le port.")
    assert missing_facts(HEAD, other, ARTICLES) == ("Odile Farran",)
    assert forbidden_found(HEAD, other, ARTICLES) == ("Soubeyre",)


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
