"""The evaluation tab without a browser: questions chosen, asked, stopped, and the report in its frame."""

from __future__ import annotations

import html
import re
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rooms import library_in, request

from sourcier.evaluation import load_gold, read_baselines, write_baseline
from sourcier.evaluation.report import Report
from sourcier.library import Library
from sourcier.ui.evaluation_panes import LARGEST_GOLD, EvaluationPanes, framed, gold_files
from sourcier.ui.evaluation_texts import ENGLISH, FRENCH, evaluation_texts
from sourcier.ui.measuring import BASELINE, Progress, measured

GOLD = """
- id: direction
  question: Qui dirige le port de Vaubrac ?
  kind: office_holder
  split: dev
  facts: [[Bastien Corvelle]]
  evidence:
    - {article: phare-direction.txt, quote: "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."}
- id: tarte
  question: Quelle est la recette de la tarte de Barnabé Quintal ?
  kind: far_unanswerable
  split: test
  answerable: false
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evals" / "autres").mkdir(parents=True)
    (tmp_path / "evals" / "questions.yaml").write_text(GOLD, "utf-8")
    (tmp_path / "evals" / "autres" / "notes.yaml").write_text("rien: ici", "utf-8")
    return library_in(tmp_path)[0]


@pytest.fixture
def panes(library: Library) -> EvaluationPanes:
    return EvaluationPanes(lambda owner, collection: library.open(collection), FRENCH, "fr")


def words(said: str) -> list[str]:
    return re.findall(r"<p [^>]*>(.*?)</p>", said)


def run(panes: EvaluationPanes, gold: str = "evals/questions.yaml", brought: str | None = None, half: Any = "") -> Any:
    return list(panes.run(gold, brought, half, "", request()))


def test_only_files_of_questions_are_offered(panes: EvaluationPanes) -> None:
    assert panes.open()["choices"] == [("evals/questions.yaml", "evals/questions.yaml")]
    assert gold_files(Path("nowhere")) == []


def test_questions_are_asked_and_the_report_is_a_page_of_its_own(panes: EvaluationPanes) -> None:
    updates = run(panes)
    assert words(updates[0][0]) == [FRENCH.loading]
    assert words(updates[-2][0])[0].startswith("2 questions sur 2")
    assert words(updates[-1][0]) == ["2 questions justes sur 2."]
    frame = updates[-1][1]
    assert frame.startswith('<iframe class="report" sandbox=""')
    page = html.unescape(re.search(r'srcdoc="(.*)"></iframe>$', frame, re.DOTALL)[1])  # type: ignore[index]
    assert page.startswith("<!doctype html>")
    assert "Qui dirige le port de Vaubrac" in page
    assert "default-src 'none'" in page
    assert (updates[1][3]["visible"], updates[-1][3]["visible"]) == (True, False)


def test_half_of_the_questions_may_be_chosen(panes: EvaluationPanes) -> None:
    assert words(run(panes, half="dev")[-1][0]) == ["1 questions justes sur 1."]


def test_a_baseline_beside_the_questions_is_compared_with(panes: EvaluationPanes, library: Library) -> None:
    gold = Path("evals/questions.yaml")
    *_, report = measured(library.open(), load_gold(gold), Event())
    assert isinstance(report, Report)
    write_baseline(gold.parent / BASELINE, report)
    assert read_baselines(gold.parent / BASELINE)
    assert words(run(panes)[-1][0])[1] == "Comparé à evals/baseline.json."
    (gold.parent / BASELINE).write_text("{}", "utf-8")
    assert words(run(panes)[-1][0])[1].startswith("Rien à comparer")


def test_a_run_that_is_stopped_reports_what_was_asked(library: Library) -> None:
    questions = load_gold(Path("evals/questions.yaml"))
    stop = Event()
    seen: list[Any] = []
    for step in measured(library.open(), questions, stop):
        seen.append(step)
        stop.set()
    assert isinstance(seen[0], Progress)
    report = seen[-1]
    assert (len(report.cases), report.left) == (1, 1)


def test_a_file_of_one_s_own_is_asked_and_no_other_of_the_machine(panes: EvaluationPanes, tmp_path: Path) -> None:
    own = tmp_path / "miennes.yaml"
    own.write_text(GOLD, "utf-8")
    chosen = panes.bring(str(own))
    assert chosen["choices"][0] == ("miennes.yaml (apporté)", str(own))
    assert words(run(panes, str(own), str(own))[-1][0]) == ["2 questions justes sur 2."]
    assert words(run(panes, str(own), None)[-1][0]) == [FRENCH.none]
    assert words(run(panes, "/etc/passwd", str(own))[-1][0]) == [FRENCH.none]


def test_mistakes_in_the_questions_are_said_each(panes: EvaluationPanes, tmp_path: Path) -> None:
    own = tmp_path / "fausses.yaml"
    own.write_text(GOLD.replace("phare-direction.txt", "absent.txt"), "utf-8")
    assert "absent.txt" in words(run(panes, str(own), str(own))[-1][0])[0]
    own.write_text("- id: [", "utf-8")
    assert "fausses.yaml" in words(run(panes, str(own), str(own))[-1][0])[0]
    own.write_bytes(b"#" * (LARGEST_GOLD + 1))
    assert words(run(panes, str(own), str(own))[-1][0]) == [FRENCH.too_large]


def test_a_frame_holds_any_page_as_text() -> None:
    frame = framed('"><script>alert(1)</script>', '" onload="alert(1)')
    assert "<script>" not in frame
    assert '" onload' not in frame


def test_both_languages_say_everything() -> None:
    assert (evaluation_texts("fr"), evaluation_texts("de")) == (FRENCH, ENGLISH)
    for name, french in vars(FRENCH).items():
        assert set(re.findall(r"{\w+}", str(french))) == set(re.findall(r"{\w+}", str(vars(ENGLISH)[name])))
