from __future__ import annotations

import json
import re
from functools import partial
from io import StringIO

import pytest
from gold_builders import HARBOUR, answer, citation, made, named, reported
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sourcier.evaluation import Agreement, Case, Report, compare, to_json, to_line, to_markdown, to_tables
from sourcier.evaluation.labels import LABELS, label
from sourcier.evaluation.measures import measures
from sourcier.evaluation.ranking import Ranked
from sourcier.evaluation.support import CitationScores

[STATEMENT] = answer("Qui ?", citation(HARBOUR, "Odile Farran dirige le port de Vaubrac.")).statements


def case(name: str, *, kind: str = "factual", answerable: bool = True, **fields: object) -> Case:
    """A case with as many statements as are said to be supported or not."""
    statements = (STATEMENT,) * len(fields.get("supported", ()))  # type: ignore[arg-type]
    return made(named(name, kind=kind, answerable=answerable), statements=statements, **fields)


def found(first: float, third: float) -> Ranked:
    recall = {1: first, 3: third, 5: third, 10: third}
    return Ranked(recall=recall, reciprocal_rank=first, ndcg=third)


# Four answerable (two correct, one of them refused wrongly), three unanswerable (near refused, far not, trap refused).
CASES = (
    case(
        "a",
        correct=True,
        supported=(True, True),
        citations=2,
        citations_exact=2,
        citations_relevant=2,
        cited=CitationScores(recall=1.0, precision=0.5, supported=(True, True)),
        first_ms=10,
        articles=found(1.0, 1.0),
        sentences=found(0.0, 1.0),
    ),
    case(
        "b",
        kind="office_holder",
        correct=True,
        doubted=True,
        supported=(True, False),
        citations=4,
        citations_exact=3,
        citations_relevant=0,
        cited=CitationScores(recall=0.5, precision=0.5, supported=(True, False)),
        first_ms=30,
        articles=found(0.0, 0.5),
        sentences=found(0.0, 0.0),
    ),
    case(
        "c",
        kind="disagreement",
        refused=True,
        status="not_in_corpus",
        missing_facts=("Farran",),
        text="Les articles ne le disent pas.",
    ),
    case("d", kind="date_number", error="LLMTimeout: 3 s"),
    case("n", kind="near_unanswerable", answerable=False, refused=True, status="not_in_corpus"),
    case("f", kind="far_unanswerable", answerable=False, citations=1, status="answered", text="Tokyo"),
    case("t", kind="boilerplate_trap", answerable=False, refused=True, status="not_in_corpus"),
)
REPORT = reported(*CASES)


def test_measures_by_hand() -> None:
    by_hand = {
        "correct": (2 / 4, 4),
        "over_refusal": (1 / 4, 4),
        "refusal": (2 / 3, 3),
        "near_refusal": (1.0, 1),
        "near_doubt": (1.0, 1),
        # One of the answerable is answered with a doubt.
        "over_doubt": (1 / 4, 4),
        "far_refusal": (0.0, 1),
        "trap_refusal": (1.0, 1),
        # An office-holder (correct) and a date (failed).
        "temporal_accuracy": (1 / 2, 2),
        "conflict_accuracy": (0.0, 1),
        # Means over answers that say something: (1 + 1/2) / 2; ALCE: (1 + .5) / 2 and (.5 + .5) / 2.
        "statement_support": (0.75, 2),
        "citation_recall": (0.75, 2),
        "citation_precision": (0.5, 2),
        # Exact: (2/2 + 3/4 + 0/1) / 3. Relevant: of answerable questions, (2/2 + 0/4) / 2.
        "citations_exact": (1.75 / 3, 3),
        "citation_relevance": (0.5, 2),
        # Over the four answerable: (1 + 0 + 0 + 0) / 4, (1 + .5 + 0 + 0) / 4, and of sentences (0 + 0) and (1 + 0) / 4.
        "recall@1": (1 / 4, 4),
        "recall@3": (1.5 / 4, 4),
        "mrr": (1 / 4, 4),
        "evidence_recall@3": (1 / 4, 4),
        "evidence_ndcg@10": (1 / 4, 4),
        # Median of 10 and 30.
        "first_p50": (20.0, 2),
        "judged_support": (None, 0),
    }
    measured = REPORT.measures()
    for name, (value, n) in by_hand.items():
        assert (measured[name].value, measured[name].n) == (value and pytest.approx(value), n), name


def test_a_share_has_wilsons_interval_and_a_mean_a_bootstraps() -> None:
    measured = REPORT.measures()
    # 2 of 4: Wilson [.150, .850]. Of 1 and 1/2 drawn twice: 1/2 in a quarter of the resamples, 1 in another.
    assert measured["correct"].low == pytest.approx(0.150, abs=1e-3)
    assert measured["correct"].high == pytest.approx(0.850, abs=1e-3)
    assert (measured["statement_support"].low, measured["statement_support"].high) == (0.5, 1.0)
    assert measured["first_p50"].low is None


def test_a_trap_that_can_be_answered_is_no_refusal_to_wait_for() -> None:
    trap = case("t2", kind="boilerplate_trap", correct=True)
    assert measures((*CASES, trap))["trap_refusal"].n == 1


def test_a_doubt_counts_as_much_as_a_refusal_where_there_is_no_answer() -> None:
    near = partial(case, kind="near_unanswerable", answerable=False)
    told = measures((near("a", doubted=True), near("b", refused=True), near("c")))
    assert (told["near_doubt"].value, told["near_refusal"].value) == (2 / 3, 1 / 3)
    assert told["over_doubt"].n == 0


def test_tokens_are_measured_where_an_engine_counts_them() -> None:
    cases = [case("a", tokens={"prompt": 900, "completion": 30}), case("b", tokens={"prompt": 700}), case("c")]
    measured = measures(cases)
    assert (measured["prompt_tokens_p50"].value, measured["prompt_tokens_p50"].n) == (800.0, 2)
    assert (measured["completion_tokens_p50"].value, measured["completion_tokens_p50"].unit) == (30.0, "tokens")
    assert not [name for name in measures([case("c")]) if "tokens" in name]


def test_nothing_to_measure_is_none() -> None:
    for measure in measures(()).values():
        assert measure.value is None
        assert measure.n == 0


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3), st.integers(0, 3))))
def test_shares_and_means_stay_in_the_unit_interval(drawn: list[tuple[bool, bool, bool, int, int]]) -> None:
    cases = [
        case(
            str(index),
            answerable=answerable,
            correct=correct and answerable,
            refused=refused,
            citations=max(cited, good),
            citations_exact=good,
            citations_relevant=good,
        )
        for index, (answerable, correct, refused, cited, good) in enumerate(drawn)
    ]
    for measure in measures(cases).values():
        if measure.unit != "ms" and measure.value is not None:
            assert measure.low is not None
            assert measure.high is not None
            assert -1e-12 <= measure.low <= measure.value + 1e-12
            assert measure.value - 1e-12 <= measure.high <= 1 + 1e-12


def test_the_key_names_the_model_and_the_half() -> None:
    assert REPORT.key == "fake/dev"
    assert reported(*CASES, made(named("z", split="test"))).key == "fake/all"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_terminal_shows_everything_that_was_measured(language: str) -> None:
    console = Console(file=StringIO(), width=200)
    for table in to_tables(REPORT, language=language):
        console.print(table)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "fake/dev" in shown
    for name, measure in REPORT.measures().items():
        assert (label(name, language) in shown) is (measure.n > 0), name
    assert "near_unanswerable" in shown


def better(*, correct: bool) -> Report:
    return reported(*(case(str(number), correct=correct) for number in range(6)))


def test_markdown_shows_numbers_drops_and_what_went_wrong() -> None:
    text = to_markdown(REPORT)
    assert "| correct (all facts, nothing forbidden) | 0.500 | 0.15 – 0.85 | 4 |" in text
    assert "- `c` Qui est à la tête du port ? [−Farran, not_in_corpus] Les articles ne le disent pas." in text
    assert "- `d` Qui est à la tête du port ? [LLMTimeout: 3 s]" in text
    assert "- `f` Quel est le budget du port ? [answered] Tokyo" in text
    assert "`a`" not in text
    assert "`n`" not in text
    dropped = to_markdown(better(correct=False), compare(better(correct=True), better(correct=False)))
    # Six cases lost and none won: p = 1 / 64.
    assert "| 0.000 | 0.00 – 0.39 | 6 | 1.000 | 0.000 | 6 | 0.016 ↓! |" in dropped


def test_what_is_compared_is_shown_over_the_questions_of_both() -> None:
    now = reported(*better(correct=True).cases, case("new", correct=False))
    shown = to_markdown(now, compare(better(correct=True), now))
    assert "| 0.857 | 0.49 – 0.97 | 7 | 1.000 | 1.000 | 6 | 1.000 |" in shown


HOSTILE = "Qui ?\n# Titre\n| a | <script> ![](http://x) `code` \x1b[31m [bold] \ud800"


def test_nothing_that_was_asked_or_said_means_anything_to_markdown() -> None:
    question = named("a`b").model_copy(update={"question": HOSTILE})
    text = to_markdown(reported(made(question, text=HOSTILE, missing_facts=(HOSTILE,))))
    [line] = [line for line in text.splitlines() if line.startswith("- ")]
    assert line.startswith("- `` a`b `` Qui ? \\# Titre \\| a \\| \\<script\\> !\\[\\](http://x) \\`code\\` ")
    assert not re.search(r"(?<!\\)[<>|#]", line)
    assert "\x1b" not in text
    text.encode()


def test_names_are_no_markup_of_the_terminal() -> None:
    console = Console(file=StringIO(), width=200)
    for table in to_tables(reported(*CASES, model="[red]m[/blue]")):
        console.print(table)
    assert "[red]m[/blue]" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "says"), [("fr", "7 questions sur 192"), ("en", "7 of 192 questions")])
def test_a_run_that_stopped_half_way_is_not_shown_as_whole(language: str, says: str) -> None:
    assert says in to_markdown(REPORT.model_copy(update={"left": 185}), language=language)
    assert says not in to_markdown(REPORT, language=language)


def test_json_holds_measures_kinds_and_cases() -> None:
    document = json.loads(to_json(REPORT))
    assert document["key"] == "fake/dev"
    assert document["measures"]["correct"]["value"] == 0.5
    assert document["kinds"]["near_unanswerable"]["near_refusal"]["value"] == 1.0
    assert [entry["gold"]["id"] for entry in document["report"]["cases"]] == ["a", "b", "c", "d", "n", "f", "t"]
    assert Report.model_validate(document["report"]) == REPORT


def test_a_judge_whose_agreement_is_unknown_is_not_shown_without_saying_so() -> None:
    judged = REPORT.model_copy(update={"provenance": REPORT.provenance.model_copy(update={"judge": "openai:m"})})
    assert "How the judge openai:m agrees with people was not measured" in to_line(judged, "en")
    found = Agreement(name="openai:m", pairs=90, failed=10, accuracy=0.8, low=0.7, high=0.87, kappa=0.61)
    known = judged.model_copy(update={"agreements": (found,)})
    assert "not measured" not in to_line(known, "en")
    assert "| openai:m | 0.800 | 0.70 – 0.87 | 0.610 | 90 | 10 |" in to_markdown(known)


def test_both_languages_have_the_same_labels() -> None:
    assert set(LABELS["fr"]) == set(LABELS["en"])
