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


def test_the_options_of_the_measure_are_in_its_own_help(run: Run) -> None:
    for arguments in (("eval", "run", "--help"), ("eval", "evals", "--help")):
        code, out, _ = run(*arguments)
        assert code == 0
        assert "--baseline" in out
