"""`sourcier users`: accounts from a terminal and from a script; a password is never an argument."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_line import Run, runner
from sourcier.desk import Desk, Exchange
from sourcier.ui.gold_files import gold_file

RIGHT = "le pont de bois"
Type = Callable[..., None]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCIER_DESK", str(tmp_path / "desk.sqlite3"))
    return tmp_path / "desk.sqlite3"


@pytest.fixture
def run(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capsys)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """At a terminal: what is typed unseen, in order, then what is typed seen."""

    def type_(*unseen: str, seen: str = "") -> None:
        answers: Iterator[str] = iter(unseen)
        monkeypatch.setattr(sys, "stdin", Terminal(seen))
        monkeypatch.setattr("sourcier.cli.users.getpass", lambda asked: next(answers))

    return type_


def test_an_account_is_opened_from_a_script(run: Run, piped: Callable[[str], None], desk: Path) -> None:
    piped(f"{RIGHT}\nautre ligne\n")
    assert run("users", "add", "anne") == (0, f"anne : compte ouvert dans {desk}\n", "")
    assert Desk.open(desk).accounts.verify("anne", RIGHT)
    assert run("users", "list") == (0, "anne\n", "")


def test_at_a_terminal_the_password_is_typed_twice(run: Run, typed: Type, desk: Path) -> None:
    typed(RIGHT, "le pont de fer")
    assert run("users", "add", "anne") == (2, "", "Les deux mots de passe diffèrent : recommencez.\n")
    typed(RIGHT, RIGHT)
    assert run("users", "add", "anne")[0] == 0
    assert Desk.open(desk).accounts.verify("anne", RIGHT)


def test_a_password_is_no_argument(run: Run, piped: Callable[[str], None]) -> None:
    piped("")
    code, out, _ = run("users", "add", "anne", RIGHT)
    assert (code, out) == (2, "")
    assert run("users", "list")[1] == ""


def test_what_is_refused_is_said_in_a_sentence(run: Run, piped: Callable[[str], None]) -> None:
    piped("court\n")
    assert run("users", "add", "anne")[::2] == (2, "Mot de passe refusé : il en faut un de 8 à 1024 caractères.\n")
    piped(f"{RIGHT}\n")
    assert run("users", "add", "Anne")[0] == 2
    piped(f"{RIGHT}\n{RIGHT}\n")
    assert run("users", "add", "anne")[0] == 0
    code, _, said = run("users", "add", "anne")
    assert (code, "existe déjà" in said) == (2, True)
    assert run("users", "token", "bob")[::2] == (2, "Aucun compte bob : « sourcier users list » les énumère.\n")


def test_a_password_is_changed(run: Run, piped: Callable[[str], None], desk: Path) -> None:
    piped(f"{RIGHT}\n")
    run("users", "add", "anne")
    piped("un autre mot\n")
    assert run("users", "password", "anne")[0] == 0
    assert Desk.open(desk).accounts.verify("anne", "un autre mot")


def test_a_token_goes_alone_where_a_script_reads_it(run: Run, piped: Callable[[str], None], desk: Path) -> None:
    piped(f"{RIGHT}\n")
    run("users", "add", "anne")
    code, out, said = run("users", "token", "anne")
    assert (code, "ne sera plus montré" in said) == (0, True)
    assert Desk.open(desk).accounts.holder(out.removesuffix("\n")) == "anne"


def test_an_account_is_closed_with_its_conversations_once_that_is_confirmed(
    run: Run, piped: Callable[[str], None], typed: Type, desk: Path
) -> None:
    piped(f"{RIGHT}\n")
    run("users", "add", "anne")
    Desk.open(desk).conversations("anne").save(None, (Exchange("Le pont ?", settled=True),), "")
    piped("")
    assert run("users", "remove", "anne")[::2] == (2, "Rien n'a été effacé : répondez oui, ou ajoutez --yes.\n")
    typed(seen="n\n")
    code, _, said = run("users", "remove", "anne")
    assert (code, "(1)" in said) == (2, True)
    assert Desk.open(desk).accounts.names() == ("anne",)
    typed(seen="Oui\n")
    assert run("users", "remove", "anne")[:2] == (0, "anne : compte fermé, conversations effacées : 1\n")
    assert Desk.open(desk).conversations("anne").all() == ()
    assert run("users", "remove", "anne", "--yes")[0] == 2


def test_without_accounts_the_next_step_is_said(run: Run, desk: Path) -> None:
    said = f"Aucun compte dans {desk} : « sourcier users add NOM » en ouvre un.\n"
    assert run("users", "list") == (0, "", said)


def test_accounts_belong_to_the_index_that_is_served(
    run: Run, piped: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SOURCIER_DESK")
    piped(f"{RIGHT}\n")
    assert run("users", "add", "anne", "--store", "index")[0] == 0
    assert Desk.open(tmp_path / "index" / "desk.sqlite3").accounts.names() == ("anne",)
    assert run("users", "list", "--store", "index")[1] == "anne\n"
    assert run("users", "list")[1] == ""
    assert "--store" in run("users", "--help")[1]


def test_a_damaged_file_is_one_sentence(run: Run, desk: Path) -> None:
    desk.write_bytes(b"\xff" * 5000)
    code, out, said = run("users", "list")
    assert (code, out, said.count("\n")) == (1, "", 1)
    assert str(desk) in said


def test_what_was_kept_before_there_were_accounts_is_adopted_when_asked(
    run: Run, piped: Callable[[str], None], desk: Path
) -> None:
    Desk.open(desk).conversations("").save(None, (Exchange("Le pont ?", settled=True),), "")
    piped(f"{RIGHT}\n")
    assert "personne ne voit plus : 1" in run("users", "add", "anne")[2]
    piped(f"{RIGHT}\n")
    assert run("users", "add", "rose", "--adopt")[2] == ""
    assert [len(Desk.open(desk).conversations(name).all()) for name in ("anne", "rose", "")] == [0, 1, 0]


def test_drafts_of_gold_questions_go_with_the_account(run: Run, piped: Callable[[str], None], desk: Path) -> None:
    for name in ("anne", "rose"):
        piped(f"{RIGHT}\n")
        run("users", "add", name)
        gold_file(name).parent.mkdir(parents=True, exist_ok=True)
        gold_file(name).write_text("[]")
    run("users", "remove", "anne", "--yes")
    assert not gold_file("anne").exists()
    assert gold_file("rose").exists()
