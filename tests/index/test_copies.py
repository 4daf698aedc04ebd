"""Copies of the files of an index that is on a server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from sourcier.index.copies import Copies
from sourcier.stores import Server

SERVER = Server("http", "localhost", 8000, "presse")
HEAD = f"{'0' * 32}/presse"
FILE = "articles.sqlite"
BLOCKED_SECONDS = 0.3


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """With a damaged copy."""
    copies = Copies(tmp_path / "home", SERVER)
    bring(copies, "damaged")
    return copies


def test_a_copy_that_two_suspect_at_once_is_brought_anew_for_both(copies: Copies) -> None:
    second = Copies(copies.home, SERVER)
    with copies.suspected(HEAD), second.suspected(HEAD):
        bring(second, "sound")
        bring(copies, "not needed")
    assert (copies.home / HEAD / FILE).read_text("utf-8") == "sound"
    assert not (copies.home / "suspect").exists()


def test_a_copy_is_not_suspected_while_another_process_brings_one(copies: Copies) -> None:
    def suspect() -> None:
        with Copies(copies.home, SERVER).suspected(HEAD):
            bring(copies, "sound")

    with ThreadPoolExecutor() as other:
        with FileLock(copies.home / ".coming.lock"):
            suspecting = other.submit(suspect)
            with pytest.raises(TimeoutError):
                suspecting.result(timeout=BLOCKED_SECONDS)
            assert copies.has(HEAD)
        suspecting.result(timeout=30)
    assert (copies.home / HEAD / FILE).read_text("utf-8") == "sound"


def bring(copies: Copies, text: str) -> None:
    def fill(folder: Path, _: list[Path]) -> None:
        (folder / FILE).write_text(text, "utf-8")

    copies.bring(HEAD, fill)
