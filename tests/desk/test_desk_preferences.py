"""What a reader has chosen: theirs alone, small, and kept."""

from __future__ import annotations

from pathlib import Path

from sourcier.desk import Desk
from sourcier.desk.preferences import LONGEST


def test_choices_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk.sqlite3")
    desk.preferences("odile").set("theme", "dark")
    desk.preferences("odile").set("theme", "light")
    desk.preferences("odile").set("language", "fr")
    again = Desk.open(tmp_path / "desk.sqlite3")
    assert again.preferences("odile").all() == {"theme": "light", "language": "fr"}
    assert again.preferences("").all() == {}
    assert again.preferences("").get("theme") is None


def test_a_choice_is_forgotten_and_one_that_is_no_choice_is_not_kept(tmp_path: Path) -> None:
    mine = Desk.open(tmp_path / "desk.sqlite3").preferences("")
    mine.set("theme", "dark")
    mine.set("theme", None)
    mine.set("llm", "x" * (LONGEST + 1))
    assert mine.all() == {}
