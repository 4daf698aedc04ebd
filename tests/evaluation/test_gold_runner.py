from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from gold_builders import BUDGET, HARBOUR, HEAD, ScriptedAssistant, answer, citation, evidence

from sourcier.errors import LLMTimeout
from sourcier.evaluation import Case, evaluate, evaluate_gold
from sourcier.evaluation.mistakes import GoldQuoteMissing
from sourcier.evaluation.runner import digest
from sourcier.schema import Answer, Turn

PROOF = citation(HARBOUR, "Odile Farran dirige le port de Vaubrac.")
GOOD = answer(HEAD.question, PROOF)
REFUSAL = answer(BUDGET.question, status="not_in_corpus")


def assistant(**script: Answer | Exception) -> ScriptedAssistant:
    given = {"head": GOOD, "budget": REFUSAL} | script
    return ScriptedAssistant(
        script={HEAD.question: given["head"], BUDGET.question: given["budget"]},
        ranking=("bridge", "bridge", "harbour"),
        read=(evidence(HARBOUR, "Odile Farran dirige le port de Vaubrac."),),
    )


def test_a_good_run() -> None:
    head, budget = evaluate(assistant(), (HEAD, BUDGET)).cases
    assert head.correct
    assert head.facts_in_evidence
    assert (head.citations, head.citations_exact, head.citations_relevant) == (1, 1, 1)
    assert budget.refused
    assert not budget.correct
    assert head.answer == GOOD


def test_ranking_is_judged_on_the_articles_of_the_passages() -> None:
    # Passages: bridge, bridge, harbour. Recall counts passages: harbour is among the first 3, not the first 1.
    # MRR and nDCG rank articles: bridge first, harbour second, so 1/2 and 1/log2(3) = 0.63093.
    [head] = evaluate(assistant(), (HEAD,)).cases
    assert head.recall == {1: 0.0, 3: 1.0, 5: 1.0, 10: 1.0}
    assert head.reciprocal_rank == 0.5
    assert head.ndcg == pytest.approx(0.63093, abs=1e-5)


def test_a_follow_up_is_searched_for_as_rewritten() -> None:
    rewritten = GOOD.model_copy(update={"searched_question": "Qui dirige le port de Vaubrac ?"})
    scripted = assistant(head=rewritten)
    evaluate(scripted, (HEAD,))
    assert scripted.searched == ["Qui dirige le port de Vaubrac ?"]


def test_times_are_ordered_and_a_refusal_has_no_first_statement() -> None:
    head, budget = evaluate(assistant(), (HEAD, BUDGET)).cases
    assert head.first_ms is not None
    assert head.total_ms is not None
    assert 0 <= head.first_ms <= head.total_ms
    assert budget.first_ms is None
    assert budget.total_ms is not None


def test_a_failing_case_is_data_and_the_run_goes_on() -> None:
    report = evaluate(assistant(head=LLMTimeout(model="fake", seconds=3)), (HEAD, BUDGET))
    head, budget = report.cases
    assert report.failed == (head,)
    assert head.error is not None
    assert "did not finish" in head.error
    assert not head.correct
    assert head.missing_facts == ("Odile Farran",)
    assert budget.refused
    assert report.measures()["correct"].value == 0.0


class Mute(ScriptedAssistant):
    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        return iter(())


def test_an_assistant_that_says_nothing_has_failed() -> None:
    [case] = evaluate(Mute(script={}), (HEAD,)).cases
    assert case.error == "ValueError: the assistant gave no answer"


def test_a_person_who_stops_the_run_is_obeyed() -> None:
    class Stopped(ScriptedAssistant):
        def search(self, question: str, k: int) -> list[object]:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(Stopped(script={HEAD.question: GOOD}), (HEAD,))


def test_progress_is_told_after_each_case() -> None:
    told: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, case: Case) -> None:
        told.append((done, total, case.id))

    evaluate(assistant(), (HEAD, BUDGET), progress)
    assert told == [(1, 2, "head"), (2, 2, "budget")]


def test_no_question_gives_an_empty_report() -> None:
    assert evaluate(assistant(), ()).measures()["correct"].value is None


def test_the_digest_follows_what_is_asked_and_not_where() -> None:
    moved = HEAD.model_copy(update={"place": "elsewhere.yaml:9", "note": "a remark"})
    assert digest((HEAD, BUDGET)) == digest((BUDGET, moved))
    assert digest((HEAD,)) != digest((HEAD.model_copy(update={"facts": (("Farran",),)}),))


GOLD = """\
- id: head
  question: Qui est à la tête du port ?
  kind: factual
  split: dev
  facts: [[Farran]]
  evidence: [{article: harbour.txt, quote: Odile Farran dirige le port}]
"""


def test_one_call_loads_checks_and_asks(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(GOLD, encoding="utf-8")
    assert evaluate_gold(assistant(), file, "dev").measures()["correct"].value == 1.0


def test_nothing_is_asked_while_the_questions_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(GOLD.replace("dirige", "commande"), encoding="utf-8")
    told: list[int] = []
    with pytest.raises(GoldQuoteMissing):
        evaluate_gold(assistant(), file, progress=lambda done, total, case: told.append(done))
    assert told == []
