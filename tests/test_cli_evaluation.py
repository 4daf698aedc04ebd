from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    # The help is laid out for a terminal: as wide as its longest line here.
    monkeypatch.setenv("COLUMNS", "160")
    return runner(monkeypatch, capsys)


@pytest.mark.parametrize("arguments", [(), ("run",)])
def test_without_a_command_the_questions_are_asked(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run("eval", *arguments, tmp_path / "absent.yaml", "--store", tmp_path / "index")
    assert (code, out) == (1, "")
    assert str(tmp_path / "index") in err


def test_the_help_names_the_commands_and_the_one_that_is_meant(run: Run) -> None:
    code, out, _ = run("eval", "--help")
    assert code == 0
    assert "│ run " in out
    assert "« run »" in out


def test_the_options_of_the_measure_are_in_its_own_help_and_in_that_of_the_group(run: Run) -> None:
    for arguments in (("eval", "run", "--help"), ("eval", "evals", "--help"), ("eval", "--help")):
        code, out, _ = run(*arguments)
        assert code == 0
        assert "--baseline" in out


@pytest.mark.parametrize(("language", "says"), [("fr", "« sourcier eval check »"), ("en", "`sourcier eval check`")])
def test_a_command_misspelt_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCIER_LANGUAGE", language)
    code, out, err = run("eval", "chek", "gold.yaml")
    assert (code, out) == (2, "")
    assert says in err


def test_a_file_named_like_a_command_is_a_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chek").mkdir()
    code, _, err = run("eval", "chek", "--store", tmp_path / "index")
    assert code == 1
    assert str(tmp_path / "index") in err
