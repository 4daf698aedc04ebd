from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from gold_builders import BUDGET, HARBOUR, HEAD, ScriptedAssistant, answer, citation, evidence

from sourcier.errors import LLMTimeout
from sourcier.evaluation import Case, evaluate, evaluate_gold, questions_digest
from sourcier.evaluation.mistakes import GoldQuoteMissing
from sourcier.schema import Answer, Status, Turn

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
    assert head.supported == (True,)
    assert head.cited is not None
    assert (head.cited.recall, head.cited.precision) == (1.0, 1.0)
    assert head.statements == GOOD.statements
    assert [(item.path, item.gold) for item in head.evidence] == [("harbour.txt", True)]
    assert head.sentences is not None
    assert head.sentences.ndcg == 1.0
    assert (budget.refused, budget.correct, budget.cited, budget.supported) == (True, False, None, ())


def test_ranking_is_judged_on_the_articles_of_the_passages() -> None:
    # Passages: bridge, bridge, harbour; harbour is the second article.
    [head] = evaluate(assistant(), (HEAD,)).cases
    assert head.articles is not None
    assert head.articles.recall == {1: 0.0, 3: 1.0, 5: 1.0, 10: 1.0}
    assert head.articles.reciprocal_rank == 0.5


def test_a_follow_up_is_searched_for_as_rewritten_and_on_its_day() -> None:
    rewritten = GOOD.model_copy(update={"searched_question": "Qui dirige le port de Vaubrac ?"})
    scripted = assistant(head=rewritten)
    evaluate(scripted, (HEAD.model_copy(update={"as_of": date(2031, 5, 1)}),))
    assert scripted.searched[-1] == ("Qui dirige le port de Vaubrac ?", date(2031, 5, 1))


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


def test_a_failure_told_in_half_a_character_can_be_written() -> None:
    [case] = evaluate(assistant(head=RuntimeError("perdu \ud800")), (HEAD,)).cases
    assert case.error == "RuntimeError: perdu ?"
    assert Case.model_validate_json(case.model_dump_json()) == case


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


@pytest.mark.parametrize("status", ["answered", "interrupted"])
def test_a_model_that_left_the_answer_to_the_articles_has_failed(status: Status) -> None:
    left = answer(HEAD.question, PROOF, status=status).model_copy(update={"notice": "Le modèle est injoignable."})
    report = evaluate(assistant(head=left), (HEAD,))
    assert [case.error for case in report.failed] == ["Le modèle est injoignable."]
    # The reader sees the sentences of the articles: they are judged as shown.
    assert report.cases[0].correct is (status == "answered")


def test_no_question_gives_an_empty_report() -> None:
    assert evaluate(assistant(), ()).measures()["correct"].value is None


def test_the_digest_follows_what_is_asked_and_not_where() -> None:
    moved = HEAD.model_copy(update={"place": "elsewhere.yaml:9", "note": "a remark"})
    assert questions_digest((HEAD, BUDGET)) == questions_digest((BUDGET, moved))
    assert questions_digest((HEAD,)) != questions_digest((HEAD.model_copy(update={"facts": (("Farran",),)}),))


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
