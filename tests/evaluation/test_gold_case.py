from __future__ import annotations

from datetime import date

import pytest
from gold_builders import BUDGET, HARBOUR, HEAD, answer, citation, made, named

from sourcier.evaluation import Case
from sourcier.evaluation.detail import to_text

PROOF = citation(HARBOUR, "Odile Farran dirige le port de Vaubrac.")
SAID = answer(HEAD.question, PROOF).statements


@pytest.mark.parametrize(
    ("fields", "temporal"),
    [
        ({}, False),
        ({"as_of": date(2031, 5, 1)}, True),
        ({"kind": "office_holder"}, True),
        ({"kind": "date_number"}, True),
        ({"question": "Qui dirigeait le port le 4 mars 2031 ?"}, True),
        ({"question": "Qui dirigeait le port en mars 2031 ?"}, True),
    ],
)
def test_a_question_hangs_on_a_date(fields: dict[str, object], temporal: bool) -> None:
    assert made(HEAD.model_copy(update=fields)).temporal is temporal


def test_a_case_that_went_right_has_no_reason() -> None:
    assert made(correct=True, status="answered", statements=SAID, supported=(True,)).why == ()
    assert made(BUDGET, refused=True, status="not_in_corpus").why == ()


def test_every_reason_why_a_case_went_wrong() -> None:
    assert made(status="answered", missing_facts=("Farran",), forbidden_found=("Soubeyre",)).why == (
        "−Farran",
        "+Soubeyre",
    )
    assert made(refused=True, status="not_in_corpus", missing_facts=("Farran",)).why == ("−Farran", "not_in_corpus")
    assert made(BUDGET, status="answered").why == ("answered",)
    assert made(correct=True, status="answered", statements=SAID, supported=(False,)).why == (
        "?Odile Farran dirige le port de Vaubrac.",
    )
    assert made(correct=True, error="LLMTimeout").why == ("LLMTimeout",)


def test_a_case_is_written_and_read_back() -> None:
    case = made(named("q", as_of=date(2031, 5, 1)), status="answered", statements=SAID, supported=(True,))
    assert Case.model_validate_json(case.model_dump_json()) == case


def test_a_case_looked_at_closely() -> None:
    shown = to_text(made(status="answered", missing_facts=("Farran",), text="Il dirige.", nearest=("a.txt",)))
    assert shown.splitlines() == [
        "− head (factual, dev) Qui est à la tête du port ?",
        "  ! −Farran",
        "  answered Il dirige.",
        "  · a.txt",
    ]
