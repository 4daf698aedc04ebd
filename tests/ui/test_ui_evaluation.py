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
from sourcier.evaluation.dataset import Gold, read_gold
from sourcier.evaluation.report import Report
from sourcier.library import Library
from sourcier.ui import gold_files as gold_files_module
from sourcier.ui.evaluation_panes import BROUGHT, Brought, EvaluationPanes, framed
from sourcier.ui.evaluation_texts import ENGLISH, FRENCH, evaluation_texts
from sourcier.ui.gold_files import LARGEST_GOLD, GoldFiles, gold_file
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


def run(panes: EvaluationPanes, gold: str = "evals/questions.yaml", held: Brought | None = None, half: Any = "") -> Any:
    return list(panes.run(gold, held, half, "", request()))


def test_only_files_of_questions_are_offered(panes: EvaluationPanes) -> None:
    opened, start = panes.open(None, request())
    assert start["interactive"]
    assert opened["choices"] == [("evals/questions.yaml", "evals/questions.yaml")]
    assert opened["value"] == "evals/questions.yaml"


def test_drafts_of_a_reader_are_theirs_and_nobody_s_default(panes: EvaluationPanes) -> None:
    for owner, drafts in (("", GOLD), ("odile", GOLD), ("paul", GOLD.replace("direction", "autre"))):
        gold_file(owner).parent.mkdir(exist_ok=True)
        gold_file(owner).write_text(drafts.replace("  kind:", "  draft: true\n  kind:"), "utf-8")
    opened, _ = panes.open(None, request("odile"))
    own = "evals/lecteurs/gold-odile.yaml"
    assert opened["value"] == "evals/questions.yaml"
    assert [value for _, value in opened["choices"]] == ["evals/questions.yaml", "evals/gold.yaml", own]
    refused = list(panes.run("evals/lecteurs/gold-paul.yaml", None, "", "", request("odile")))
    assert words(refused[-1][0]) == [FRENCH.none]
    assert "draft: true" in words(list(panes.run(own, None, "", "", request("odile")))[-1][0])[0]
    Path("evals/questions.yaml").unlink()
    assert panes.open(None, request("odile"))[0]["value"] is None


def test_a_file_is_read_again_only_when_it_has_changed(panes: EvaluationPanes, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def reading(path: Path) -> Gold:
        read.append(path)
        return read_gold(path)

    monkeypatch.setattr(gold_files_module, "read_gold", reading)
    files = GoldFiles()
    assert files.listed("") == files.listed("") == [(Path("evals/questions.yaml"), "finished")]
    assert len(read) == 2
    files.allowed("")
    Path("evals/questions.yaml").write_text(GOLD + "\n", "utf-8")
    files.listed("")
    assert len(read) == 3


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


def bring(panes: EvaluationPanes, place: Path, content: str | bytes) -> tuple[Any, ...]:
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return panes.bring(str(place), request())


def test_a_file_of_one_s_own_is_asked_and_no_other_of_the_machine(panes: EvaluationPanes, tmp_path: Path) -> None:
    own = tmp_path / "miennes.yaml"
    chosen, held, box, _ = bring(panes, own, GOLD)
    assert chosen["choices"][0] == ("miennes.yaml (apporté)", BROUGHT)
    assert (chosen["value"], box["value"]) == (BROUGHT, None)
    assert not own.exists()
    assert words(run(panes, BROUGHT, held)[-1][0]) == ["2 questions justes sur 2."]
    assert words(run(panes, BROUGHT, held)[-1][0]) == ["2 questions justes sur 2."]
    assert panes.open(held, request())[0]["value"] == BROUGHT
    assert words(run(panes, BROUGHT, None)[-1][0]) == [FRENCH.none]
    assert words(run(panes, "/etc/passwd", held)[-1][0]) == [FRENCH.none]


def test_mistakes_in_the_questions_are_said_each(panes: EvaluationPanes, tmp_path: Path) -> None:
    own = tmp_path / "fausses.yaml"
    _, held, *_ = bring(panes, own, GOLD.replace("phare-direction.txt", "absent.txt"))
    assert "absent.txt" in words(run(panes, BROUGHT, held)[-1][0])[0]
    _, held, *_ = bring(panes, own, "- id: [")
    assert "fausses.yaml" in words(run(panes, BROUGHT, held)[-1][0])[0]
    *_, said = bring(panes, own, b"#" * (LARGEST_GOLD + 1))
    assert words(said) == [FRENCH.too_large]
    assert not own.exists()
    Path("evals/questions.yaml").write_bytes(b"#" * (LARGEST_GOLD + 1))
    assert words(run(panes)[-1][0]) == [FRENCH.too_large]


def test_a_frame_holds_any_page_as_text() -> None:
    frame = framed('"><script>alert(1)</script>', '" onload="alert(1)')
    assert "<script>" not in frame
    assert '" onload' not in frame


def test_both_languages_say_everything() -> None:
    assert (evaluation_texts("fr"), evaluation_texts("de")) == (FRENCH, ENGLISH)
    for name, french in vars(FRENCH).items():
        assert set(re.findall(r"{\w+}", str(french))) == set(re.findall(r"{\w+}", str(vars(ENGLISH)[name])))


def test_mistakes_of_a_file_that_was_brought_name_it_alone(panes: EvaluationPanes) -> None:
    said = words(run(panes, BROUGHT, Brought("les-miennes.yaml", b"- id: a\n  question: b\n"))[-1][0])
    assert said[0].startswith("les-miennes.yaml:1 ")
    assert said[-1] == FRENCH.mend
