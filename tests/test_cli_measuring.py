"""`sourcier eval run` and `compare` as a person calls them, over the invented press and scripted models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder, FakeModel
from sourcier.answering import llm
from sourcier.errors import LLMUnreachable

GOLD = """\
- id: port
  question: Qui dirige le port de Vaubrac ?
  kind: office_holder
  split: dev
  facts: [[Corvelle]]
  evidence: [{article: phare-direction.txt, quote: Bastien Corvelle dirige le port}]
- id: pont
  question: Combien coûtera la reconstruction du pont de Sainte-Ylie ?
  kind: date_number
  split: dev
  facts: [[14 millions]]
  evidence: [{article: phare-pont.txt, quote: coûtera 14 millions d'euros}]
- id: tarte
  question: Quelle est la recette de la tarte de Barnabé Quintal ?
  kind: far_unanswerable
  split: test
  answerable: false
"""
DRAFT = "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."
Open = Callable[[], FakeModel]


@pytest.fixture
def desk(press_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an index and gold questions in evals."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sourcier.assistant.SentenceTransformerEmbedder", lambda name, backend: FakeEmbedder())
    # In full: Chroma takes the same relative path of two working folders for one.
    monkeypatch.setenv("SOURCIER_STORE", str(press_store))
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "gold.yaml").write_text(GOLD, "utf-8")
    return tmp_path


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> dict[str, Open]:
    """Models by spec, beside the real ones."""
    known: dict[str, Open] = {}
    real = llm.open_model

    def open_model(spec: str, **options: object) -> object:
        return known[spec]() if spec in known else real(spec, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("sourcier.assistant.open_model", open_model)
    monkeypatch.setattr("sourcier.answering.llm.open_model", open_model)
    return known


def runs(desk: Path) -> list[Path]:
    return sorted((desk / ".sourcier" / "runs").glob("*.jsonl"))


def test_a_measurement_is_shown_and_kept_with_what_it_was_made_with(sourcier: Run, desk: Path) -> None:
    code, out, err = sourcier("eval", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["measures"]["correct"]["value"] == 1.0
    assert document["measures"]["refusal"]["value"] == 1.0
    provenance = document["report"]["provenance"]
    assert (provenance["model"], provenance["index"]["embedding"]) == ("extractive", "fake-1")
    assert provenance["settings"]["fusion"] == "convex"
    assert not {"api_key", "llm", "store", "host"} & set(provenance["settings"])
    [file] = runs(desk)
    assert file.name in err
    assert "Écrire" not in err


def test_the_gate_passes_what_is_as_it_was_and_names_what_dropped(
    sourcier: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = sourcier("eval", "--gate")
    assert (code, "Trop peu à comparer" in err) == (2, True), "a gate that compared nothing has not passed"
    more = "".join(GOLD.replace("id: ", f"id: {number}-") for number in range(5))
    (desk / "evals" / "gold.yaml").write_text(more, "utf-8")
    assert sourcier("eval", "--save")[0] == 0
    assert (desk / "evals" / "baseline.json").is_file()
    code, out, err = sourcier("eval", "--gate")
    assert (code, "Baisse" in err) == (0, False)
    assert "avant" in out
    monkeypatch.setattr("sourcier.answering.answer.answerability", lambda findings, read=None: 0.0)
    code, _, err = sourcier("eval", "--gate")
    assert code == 1
    # All ten answerable questions are lost: 2 to the power of -10, times the five measures of the gate that both have.
    assert "Baisse nette : correct 1.000 → 0.000 (n 10, p 0.0049)" in err
    assert "Plus bas, sans que cela compte : over_refusal 0.000 → 1.000" in err
    # 2 to the power of -5, times five, is not below .05.
    assert "refusal (5)" in err
    assert "refusal 1.000 → 1.000" not in err


def test_a_gate_says_which_questions_it_did_not_compare(sourcier: Run, desk: Path) -> None:
    assert sourcier("eval", "--split", "dev", "--save")[0] == 0
    code, _, err = sourcier("eval", "--gate")
    assert code == 0
    assert "2 questions sur 3 comparées" in err


def test_what_is_to_be_compared_with_is_read_before_anything_is_asked(sourcier: Run, desk: Path) -> None:
    (desk / "evals" / "baseline.json").write_text("{", "utf-8")
    for option in ("--gate", "--save"):
        code, out, err = sourcier("eval", option)
        assert (code, out, "baseline.json" in err) == (2, "", True)
    (desk / "evals" / "baseline.json").unlink()
    assert sourcier("eval", "--gate")[0] == 2
    assert runs(desk) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--gate", "--save"),
        ("--gate", "--against", "fake"),
        ("--save", "--against", "fake"),
        ("--baseline", "b.json", "--against", "fake"),
        ("--only", "port", "--gate"),
        ("--only", "port", "--html", "page.html"),
        ("--json", "--markdown"),
        ("--fresh", "--retry-failed"),
    ],
)
def test_of_two_options_none_is_ignored(sourcier: Run, desk: Path, options: tuple[str, ...]) -> None:
    code, out, err = sourcier("eval", *options)
    assert (code, out, runs(desk)) == (2, "", [])
    assert "ne vont pas ensemble" in err
    assert all(option in err for option in options if option.startswith("--"))
    assert not (desk / "evals" / "baseline.json").exists()


def test_a_run_with_failures_is_shown_and_not_saved(sourcier: Run, desk: Path, models: dict[str, Open]) -> None:
    models["fake"] = lambda: FakeModel([[LLMUnreachable(model="fake")], "Rien.", "Rien."])
    code, out, err = sourcier("eval", "--llm", "fake", "--save", "--json")
    assert (code, json.loads(out)["key"]) == (1, "fake/all")
    assert "1 questions ont échoué" in err
    assert not (desk / "evals" / "baseline.json").exists()


def test_half_of_the_questions_saved_leaves_the_other_half(sourcier: Run, desk: Path) -> None:
    for split in ("dev", "test"):
        assert sourcier("eval", "--split", split, "--save")[0] == 0
    kept = json.loads((desk / "evals" / "baseline.json").read_text("utf-8"))["extractive"]["cases"]
    assert set(kept) == {"port", "pont", "tarte"}
    assert sourcier("eval", "--split", "test", "--gate")[0] == 0


def test_a_run_that_stopped_says_so_wherever_it_is_shown(sourcier: Run, desk: Path, models: dict[str, Open]) -> None:
    models["fake"] = lambda: FakeModel([[LLMUnreachable(model="fake")], "Rien.", "Rien."])
    sourcier("eval", "--llm", "fake")
    [file] = runs(desk)
    # Cut after the first case, which failed.
    file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    for arguments in (("compare", file, file), ("report", file)):
        code, _, err = sourcier("eval", *arguments)
        assert (code, "1 questions sur 3" in err, "1 questions en échec" in err) == (0, True, True)
    sourcier("eval", "report", file, "--html", "page.html")
    assert "Mesure arrêtée après 1 questions sur 3." in (desk / "page.html").read_text("utf-8")
    sourcier("eval", "compare", file, file, "--html", "page.html")
    assert (desk / "page.html").read_text("utf-8").count("Mesure arrêtée après 1 questions sur 3.") == 2


def test_a_setting_is_checked_before_anything_is_opened(sourcier: Run, desk: Path) -> None:
    for setting, says in (("fusion=autre", "fusion"), ("fusioon=rrf", "fusioon"), ("fusion", "NAME=VALUE")):
        code, out, err = sourcier("eval", "--set", setting)
        assert (code, out) == (2, "")
        assert says in err
        assert err.count("\n") == 1
    assert runs(desk) == []


def test_a_setting_is_measured_and_recorded(sourcier: Run, desk: Path) -> None:
    code, out, _ = sourcier("eval", "--set", "fusion=rrf", "--set", "evidence_characters=3000", "--json")
    settings = json.loads(out)["report"]["provenance"]["settings"]
    assert code == 0
    assert (settings["fusion"], settings["evidence_characters"]) == ("rrf", "3000")


def test_two_models_are_compared_question_by_question(sourcier: Run, desk: Path, models: dict[str, Open]) -> None:
    models["fake"] = lambda: FakeModel([DRAFT, "Rien."])
    code, out, _ = sourcier("eval", "--split", "dev", "--against", "fake", "--json")
    assert code == 0
    [correct] = [each for each in json.loads(out) if each["name"] == "correct"]
    assert (correct["n"], correct["before"], correct["after"], correct["p"]) == (2, 1.0, 1.0, 1.0)
    before, after = runs(desk)
    code, out, _ = sourcier("eval", "compare", before, after, "--markdown")
    assert code == 0
    assert "| correct (all facts, nothing forbidden) | 1.000 | 1.000 | +0.000 |" in out


def test_runs_of_other_questions_are_not_compared(sourcier: Run, desk: Path) -> None:
    sourcier("eval", "--split", "dev")
    sourcier("eval", "--split", "test")
    code, out, err = sourcier("eval", "compare", *runs(desk))
    assert (code, out) == (2, "")
    assert "aucune question en commun" in err
    code, _, err = sourcier("eval", "compare", "absent.jsonl", "absent.jsonl")
    assert (code, "absent.jsonl" in err) == (2, True)


def test_one_question_alone_is_looked_at_and_not_kept(sourcier: Run, desk: Path) -> None:
    code, out, _ = sourcier("eval", "--only", "pont")
    assert code == 0
    assert out.startswith("+ pont (date_number, dev) Combien")
    assert "* [1]" in out
    assert runs(desk) == []
    code, _, err = sourcier("eval", "--only", "absente")
    assert (code, "« absente »" in err) == (2, True)


def test_a_person_who_stops_it_is_told_how_to_go_on(
    sourcier: Run, desk: Path, models: dict[str, Open], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(FakeModel):
        def stream(self, messages: object, grammar: object) -> object:  # type: ignore[override]
            raise KeyboardInterrupt

    models["fake"] = Stopped
    code, out, err = sourcier("eval", "--llm", "fake")
    assert (code, out) == (130, "")
    assert "0 questions sur 3" in err
    models["fake"] = lambda: FakeModel([DRAFT, "Rien."])
    assert sourcier("eval", "--llm", "fake")[0] == 0
    assert len(runs(desk)) == 1


def test_a_model_that_failed_is_listed_and_asked_again(sourcier: Run, desk: Path, models: dict[str, Open]) -> None:
    models["fake"] = lambda: FakeModel([[LLMUnreachable(model="fake")], "Rien.", "Rien."])
    code, out, _ = sourcier("eval", "--llm", "fake", "--json")
    assert code == 0
    errors = [case.get("error") for case in json.loads(out)["report"]["cases"]]
    assert [error is not None for error in errors] == [True, False, False]
    models["fake"] = lambda: FakeModel([DRAFT])
    code, out, err = sourcier("eval", "--llm", "fake", "--retry-failed", "--json")
    assert [case.get("error") for case in json.loads(out)["report"]["cases"]] == [None, None, None]
    assert "Reprise" in err
    assert len(runs(desk)) == 1


def test_a_judge_speaks_beside_how_far_it_is_to_be_believed(sourcier: Run, desk: Path, models: dict[str, Open]) -> None:
    models["judge"] = lambda: FakeModel(["OUI"] * 50)
    code, out, _ = sourcier("eval", "--split", "dev", "--judge", "judge", "--markdown")
    assert code == 0
    assert "| statements that their quotes say, by the judge | 1.000 |" in out
    assert "How the judge fake agrees with people was not measured" in out
    pairs = desk / "pairs.tsv"
    rows = (f"Le port {number} est ouvert.\tLe port {number} ferme.\t{number % 3}" for number in range(6))
    pairs.write_text("premise\thypothesis\tlabel\n" + "\n".join(rows), "utf-8")
    code, out, _ = sourcier(
        "eval", "--split", "dev", "--judge", "judge", "--judge-data", pairs, "--fresh", "--markdown"
    )
    assert code == 0
    # Always yes: right on the two of six that are entailed, and no better than chance.
    assert "| fake | 0.333 | 0.10 – 0.70 | 0.000 | 6 | 0 |" in out
    assert "| rule | 0.667 |" in out
    assert "was not measured" not in out


def test_no_model_is_no_judge(sourcier: Run, desk: Path) -> None:
    code, _, err = sourcier("eval", "--judge", "extractive")
    assert (code, "extractive" in err) == (2, True)
