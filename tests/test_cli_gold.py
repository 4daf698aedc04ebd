"""`sourcier eval init`, `check` and `schema`: without a model, without an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Run, runner
from sourcier.evaluation.json_schema import schema_text

ARTICLE = "Odile Farran dirige le port de Vaubrac. Elle a annoncé 12 grues.\n"
GOLD = """\
- id: head
  question: Qui est à la tête du port ?
  kind: factual
  split: dev
  facts: [[Farran]]
  evidence:
    - article: harbour.txt
      quote: Odile Farran dirige le port
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    return runner(monkeypatch, capsys)


def test_sound_questions_are_counted(run: Run) -> None:
    Path("gold.yaml").write_text(GOLD, encoding="utf-8")
    assert run("eval", "check", "gold.yaml", "--articles", "articles") == (
        0,
        "",
        "gold.yaml : ok (questions 1, articles 1, articles)\n",
    )


def test_every_mistake_is_a_line_with_its_file_and_line(run: Run) -> None:
    wrong = GOLD.replace("Farran dirige", "Farran dirigeait") + GOLD.replace("factual", "factuel") + "- a: 'b\n"
    Path("gold.yaml").write_text(wrong, encoding="utf-8")
    code, out, err = run("eval", "check", "gold.yaml", "--articles", "articles")
    assert code == 2
    assert [line.split(" ")[0] for line in out.splitlines()] == ["gold.yaml:8", "gold.yaml:11", "gold.yaml:17"]
    assert "« Odile Farran dirige le port de Vaubrac. »" in out
    assert err == "gold.yaml : erreurs 3, questions lues 1, articles 1 (articles)\n"


def test_mistakes_are_given_to_programs_as_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_LANGUAGE", "en")
    Path("gold.yaml").write_text(GOLD.replace("kind:", "kin:"), encoding="utf-8")
    code, out, _ = run("eval", "check", "gold.yaml", "--articles", "articles", "--json")
    assert code == 2
    assert [(each["file"], each["line"], each["code"]) for each in json.loads(out)] == [
        ("gold.yaml", 1, "GoldFieldMissing"),
        ("gold.yaml", 3, "GoldFieldMisspelt"),
    ]
    assert "write “kind”" in out


def test_the_articles_are_those_of_the_settings_when_none_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_ARTICLES", "articles")
    Path("gold.yaml").write_text(GOLD, encoding="utf-8")
    assert run("eval", "check", "gold.yaml")[0] == 0
    assert not Path(".sourcier").exists()


@pytest.mark.parametrize(
    ("gold", "articles", "says"), [("gold.yaml", "nowhere", "nowhere"), ("no.yaml", "articles", "no.yaml")]
)
def test_what_is_not_there_is_said(run: Run, gold: str, articles: str, says: str) -> None:
    Path("gold.yaml").write_text(GOLD, encoding="utf-8")
    code, out, err = run("eval", "check", gold, "--articles", articles)
    assert code == 2
    assert says in out + err
    assert "Traceback" not in err


def test_the_schema_is_printed(run: Run) -> None:
    assert run("eval", "schema") == (0, schema_text(), "")


def test_a_first_file_is_written_for_the_person_to_finish(run: Run) -> None:
    code, out, err = run("eval", "init", "articles", "--count", "5")
    assert (code, err) == (0, "")
    assert "sourcier eval check gold.yaml --articles articles" in out
    text = Path("gold.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=gold.schema.json\n")
    assert Path("gold.schema.json").read_text(encoding="utf-8") == schema_text()
    code, out, err = run("eval", "check", "gold.yaml", "--articles", "articles")
    assert code == 2
    assert all("à relire" in line or "à écrire" in line for line in out.splitlines())
    assert not Path(".sourcier").exists()


def test_the_comments_are_in_the_language_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_LANGUAGE", "en")
    assert "what is left" in run("eval", "init", "articles", "--out", "mine.yaml")[1]
    assert "Gold questions, a first version" in Path("mine.yaml").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_never_replaced(run: Run) -> None:
    Path("gold.yaml").write_text("mine", encoding="utf-8")
    code, out, err = run("eval", "init", "articles")
    assert (code, out) == (2, "")
    assert "gold.yaml existe déjà" in err
    assert Path("gold.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere",), "nowhere n'existe pas"),
        (("empty",), "empty : aucune phrase"),
        (("articles", "--out", "nowhere/gold.yaml"), "Impossible d'écrire"),
    ],
)
def test_nothing_is_written_from_nothing_or_to_nowhere(run: Run, arguments: tuple[str, ...], says: str) -> None:
    Path("empty").mkdir()
    code, out, err = run("eval", "init", *arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert not Path("gold.yaml").exists()
