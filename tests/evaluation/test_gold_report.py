from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sourcier.evaluation import (
    Case,
    Report,
    compare,
    read_baselines,
    to_baseline,
    to_json,
    to_markdown,
    to_table,
    write_baseline,
)
from sourcier.evaluation.mistakes import GoldUnreadable
from sourcier.evaluation.rendering import LABELS
from sourcier.evaluation.report import measures


def case(name: str, **fields: object) -> Case:
    blank = {"id": name, "question": "Qui ?", "kind": "factual", "split": "dev", "answerable": True, "model": "fake"}
    return Case.model_validate(blank | fields)


# Four answerable (two correct, one of them refused wrongly), three unanswerable (near refused, far not, trap refused).
CASES = (
    case("a", correct=True, citations=2, citations_exact=2, citations_relevant=2, first_ms=10, recall={1: 1.0, 3: 1.0}),
    case("b", correct=True, citations=1, citations_exact=1, citations_relevant=0, first_ms=30, recall={1: 0.0, 3: 0.5}),
    case("c", refused=True, status="not_in_corpus", missing_facts=("Farran",), text="Les articles ne le disent pas."),
    case("d", error="LLMTimeout: 3 s"),
    case("n", kind="near_unanswerable", answerable=False, refused=True),
    case("f", kind="far_unanswerable", answerable=False, citations=1, citations_exact=0, text="Tokyo"),
    case("t", kind="boilerplate_trap", answerable=False, refused=True),
)
REPORT = Report(cases=CASES, questions_digest="q")


def test_measures_by_hand() -> None:
    found = REPORT.measures()
    expected = {
        "correct": (2 / 4, 4),
        "answerable_refused": (1 / 4, 4),
        "unanswerable_refused": (2 / 3, 3),
        "near_refused": (1.0, 1),
        "far_refused": (0.0, 1),
        "trap_refused": (1.0, 1),
        # Exact: 2 + 1 + 0 of 2 + 1 + 1 citations. Precision: 2 + 0 of the 2 + 1 citations of answerable questions.
        "citations_exact": (3 / 4, 4),
        "citation_precision": (2 / 3, 3),
        # Mean over the four answerable: (1 + 0 + 0 + 0) / 4 and (1 + 0.5 + 0 + 0) / 4.
        "recall@1": (1 / 4, 4),
        "recall@3": (1.5 / 4, 4),
        # Median of 10 and 30.
        "first_p50": (20.0, 2),
    }
    for name, (value, n) in expected.items():
        assert (found[name].value, found[name].n) == (pytest.approx(value), n), name


def test_a_trap_that_can_be_answered_is_no_refusal_to_wait_for() -> None:
    trap = case("t2", kind="boilerplate_trap", correct=True)
    assert measures((*CASES, trap))["trap_refused"].n == 1


def test_nothing_to_measure_is_none() -> None:
    for measure in measures(()).values():
        assert measure.value is None
        assert measure.n == 0


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3), st.integers(0, 3))))
def test_shares_stay_in_the_unit_interval(drawn: list[tuple[bool, bool, bool, int, int]]) -> None:
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
        if measure.unit == "share" and measure.value is not None:
            assert measure.low is not None
            assert measure.high is not None
            assert 0 <= measure.low <= measure.value + 1e-12
            assert measure.value - 1e-12 <= measure.high <= 1


def test_the_key_names_the_model_and_the_half() -> None:
    assert REPORT.key == "fake/dev"
    assert Report(cases=(*CASES, case("z", split="test")), questions_digest="q").key == "fake/all"


def test_a_run_compared_with_itself_has_not_dropped(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, REPORT)
    assert compare(REPORT, read_baselines(file)["fake/dev"]) == ()


def report_of(correct: int, total: int) -> Report:
    return Report(cases=tuple(case(str(n), correct=n < correct) for n in range(total)), questions_digest="q")


def test_a_drop_is_significant_outside_the_interval_of_the_baseline() -> None:
    # Baseline 40 of 50 = .80, Wilson [.670, .888]: 38 (.76) is inside, 30 (.60) is not.
    baseline = to_baseline(report_of(40, 50))
    [slight] = compare(report_of(38, 50), baseline) or ()
    [grave] = compare(report_of(30, 50), baseline) or ()
    assert (slight.measure.name, slight.significant) == ("correct", False)
    assert (grave.measure.value, grave.before.value, grave.significant) == (0.6, 0.8, True)
    assert compare(report_of(45, 50), baseline) == ()


def test_over_refusal_drops_upwards() -> None:
    good = Report(cases=tuple(case(str(n)) for n in range(20)), questions_digest="q")
    bad = Report(cases=tuple(case(str(n), refused=n < 12) for n in range(20)), questions_digest="q")
    [drop] = compare(bad, to_baseline(good)) or ()
    assert (drop.measure.name, drop.significant) == ("answerable_refused", True)
    assert compare(good, to_baseline(bad)) == ()


def test_times_drop_only_when_half_as_slow_again() -> None:
    def timed(ms: float) -> Report:
        return Report(cases=(case("a", first_ms=ms),), questions_digest="q")

    baseline = to_baseline(timed(100))
    assert compare(timed(149), baseline) == ()
    assert {drop.measure.name for drop in compare(timed(151), baseline) or ()} == {"first_p50", "first_p95"}


def test_a_measure_that_vanished_has_dropped() -> None:
    silent = Report(cases=(case("a"),), questions_digest="q")
    cited = Report(cases=(case("a", citations=1, citations_exact=1, citations_relevant=1),), questions_digest="q")
    names = {drop.measure.name for drop in compare(silent, to_baseline(cited)) or ()}
    assert names == {"citations_exact", "citation_precision"}


def test_other_questions_are_not_compared() -> None:
    other = REPORT.model_copy(update={"questions_digest": "other"})
    assert compare(other, to_baseline(REPORT)) is None


def test_a_baseline_file_keeps_the_other_runs(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, REPORT)
    write_baseline(file, Report(cases=(case("a", model="other"),), questions_digest="q"))
    assert set(read_baselines(file)) == {"fake/dev", "other/dev"}


def test_no_baseline_file_and_a_broken_one(tmp_path: Path) -> None:
    assert read_baselines(tmp_path / "absent.json") == {}
    broken = tmp_path / "baseline.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(GoldUnreadable):
        read_baselines(broken)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_terminal_shows_every_measure(language: str) -> None:
    console = Console(file=StringIO(), width=160)
    for table in to_table(REPORT, language=language):
        console.print(table)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "fake/dev" in shown
    for name in REPORT.measures():
        assert LABELS[language].get(name, name) in shown
    assert "near_unanswerable" in shown


def test_markdown_shows_numbers_drops_and_what_went_wrong() -> None:
    better = Report(cases=tuple(c.model_copy(update={"correct": c.answerable}) for c in CASES), questions_digest="q")
    drops = compare(REPORT, to_baseline(better)) or ()
    text = to_markdown(REPORT, drops)
    assert "| correct (all facts, nothing forbidden) | 0.500 | 0.15 – 0.85 | 4 | 1.000 ↓! |" in text
    assert "- `c` Qui ? [−Farran] Les articles ne le disent pas." in text
    assert "- `d` Qui ? [error] LLMTimeout: 3 s" in text
    assert "- `f` Qui ? " in text
    assert "`a`" not in text
    assert "`n`" not in text


def test_json_holds_measures_kinds_and_cases() -> None:
    document = json.loads(to_json(REPORT))
    assert document["key"] == "fake/dev"
    assert document["measures"]["correct"]["value"] == 0.5
    assert document["kinds"]["near_unanswerable"]["near_refused"]["value"] == 1.0
    assert [entry["id"] for entry in document["report"]["cases"]] == ["a", "b", "c", "d", "n", "f", "t"]
    assert "answer" not in document["report"]["cases"][0]


def test_both_languages_have_the_same_labels() -> None:
    assert set(LABELS["fr"]) == set(LABELS["en"])
