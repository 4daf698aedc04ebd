"""What is sent to the page lies where nobody else looks, and not for long."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from page_fakes import FakeAssistant, FakeLibrary
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from sourcier import ui
from sourcier.desk import Desk
from sourcier.ui import uploads
from sourcier.ui.guards import FULL, UPLOAD, Bounded


def test_uploads_lie_in_a_folder_of_this_process_and_are_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Known to monkeypatch, so that it is as before when the test ends.
    monkeypatch.setenv(uploads.FOLDER_VARIABLE, "")
    monkeypatch.delenv(uploads.FOLDER_VARIABLE)
    page = ui.build(FakeLibrary(FakeAssistant()), Desk.open(tmp_path / "desk.sqlite3"))
    folder = Path(page.GRADIO_CACHE)
    assert folder.name.startswith("sourcier-")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert page.delete_cache == (uploads.LOOK_SECONDS, uploads.OLDEST_SECONDS)


def test_a_folder_that_a_person_chose_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(uploads.FOLDER_VARIABLE, str(tmp_path))
    page = ui.build(FakeLibrary(FakeAssistant()), Desk.open(tmp_path / "desk.sqlite3"))
    assert Path(page.GRADIO_CACHE) == tmp_path


def test_nothing_more_is_taken_when_too_much_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(uploads.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    reader = TestClient(Bounded(PlainTextResponse("pris")))
    assert reader.post(UPLOAD, content=b"a" * 5).text == "pris"
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "article.txt").write_bytes(b"a" * 10)
    assert reader.post(UPLOAD, content=b"a" * 5).status_code == FULL
    assert reader.post(f"{UPLOAD}/autre", content=b"a" * 5).text == "pris"
