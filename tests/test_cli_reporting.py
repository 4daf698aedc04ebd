"""`sourcier eval report`, `export` and the pages of a run and of a comparison, as a person calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder

GOLD = """\
- id: port
  question: Qui dirige le port de Vaubrac ?
  kind: office_holder
  split: dev
  facts: [[Corvelle]]
  evidence: [{article: phare-direction.txt, quote: Bastien Corvelle dirige le port}]
- id: tarte
  question: Quelle est la recette de la tarte de Barnabé Quintal ?
  kind: far_unanswerable
  split: test
  answerable: false
"""
Measure = Callable[..., Path]


@pytest.fixture
def measured(press_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sourcier: Run) -> Measure:
    """A folder to work in, where questions are asked; the page asked for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sourcier.assistant.SentenceTransformerEmbedder", lambda name, backend: FakeEmbedder())
    monkeypatch.setenv("SOURCIER_STORE", str(press_store))
    (tmp_path / "gold.yaml").write_text(GOLD, "utf-8")

    def ask(*arguments: object) -> Path:
        page = tmp_path / "page.html"
        code, _, err = sourcier("eval", "gold.yaml", "--html", page, *arguments)
        assert (code, str(page) in err) == (0, True)
        return page

    return ask


def runs() -> list[Path]:
    return sorted(Path(".sourcier/runs").glob("*.jsonl"))


def test_a_run_is_a_page_at_once_and_later(measured: Measure, sourcier: Run) -> None:
    at_once = measured().read_text("utf-8")
    assert "2 questions sur 2 comme il faut" in at_once
    assert "sourcier eval gold.yaml --only=port" in at_once
    code, out, err = sourcier("eval", "report", *runs(), "--html", "a.html", "--markdown", "a.md", "--json", "a.json")
    assert (code, out, err.count("\n")) == (0, "", 3)
    assert Path("a.html").read_text("utf-8") == at_once
    assert "| justes" in Path("a.md").read_text("utf-8")
    assert json.loads(Path("a.json").read_text("utf-8"))["measures"]["correct"]["value"] == 1.0


def test_without_a_file_to_write_the_tables_are_shown_of_the_latest_run(measured: Measure, sourcier: Run) -> None:
    measured("--split", "dev")
    measured()
    # What is exported beside the runs is none.
    assert sourcier("eval", "export", "--format", "ragas", "--out", ".sourcier/runs/z.jsonl")[0] == 0
    code, out, err = sourcier("eval", "report")
    assert (code, err) == (0, "")
    assert "extractive/all" in out
    assert "justes" in out


def test_the_page_is_in_the_language_of_the_settings(measured: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_LANGUAGE", "en")
    assert '<html lang="en">' in measured().read_text("utf-8")


def test_a_page_with_a_baseline_says_what_was(measured: Measure) -> None:
    measured("--save")
    assert "p de la baisse" in measured("--gate").read_text("utf-8")


def test_two_runs_are_a_page(measured: Measure, sourcier: Run) -> None:
    measured()
    code, out, _ = sourcier("eval", "compare", *runs(), *runs(), "--html", "both.html")
    assert code == 0
    assert "justes" in out
    assert "Gagnées (0)" in Path("both.html").read_text("utf-8")
    assert "Gagnées (0)" in measured("--against", "extractive").read_text("utf-8")


@pytest.mark.parametrize(("form", "name"), [("ragas", "user_input"), ("llama-index", "reference_answer")])
def test_a_run_is_exported(measured: Measure, sourcier: Run, form: str, name: str) -> None:
    measured()
    code, out, err = sourcier("eval", "export", "--format", form, "--out", "records.json", *runs())
    assert (code, out) == (0, "")
    assert "records.json" in err
    assert f'"{name}":' in Path("records.json").read_text("utf-8")


def test_what_cannot_be_read_or_written_is_named(measured: Measure, sourcier: Run, tmp_path: Path) -> None:
    code, out, err = sourcier("eval", "report")
    assert (code, out, ".sourcier/runs" in err) == (2, "", True)
    for arguments in (("report", "gone.jsonl"), ("export", "--format", "ragas", "--out", "x", "gone.jsonl")):
        code, out, err = sourcier("eval", *arguments)
        assert (code, out, "gone.jsonl" in err) == (2, "", True)
    measured()
    for option in ("--html", "--markdown", "--json"):
        code, out, err = sourcier("eval", "report", option, "nowhere/page")
        assert (code, out, "nowhere/page" in err) == (2, "", True)
    # Before anything is asked.
    before = runs()
    code, out, err = sourcier("eval", "gold.yaml", "--fresh", "--html", "nowhere/page")
    assert (code, out, "nowhere/page" in err) == (2, "", True)
    assert runs() == before
    assert sourcier("eval", "export", "--format", "trulens", "--out", "x")[0] == 2
