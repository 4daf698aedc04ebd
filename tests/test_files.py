from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcier.errors import FileUnwritable
from sourcier.files import write_whole


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond a hundred bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    for text in ("première", "seconde\n"):
        write_whole(tmp_path / "file", text)
        assert (tmp_path / "file").read_text("utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("full_disk")
def test_what_was_there_stays_when_the_disk_is_full(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", "avant")
    with pytest.raises(FileUnwritable, match="file"):
        write_whole(tmp_path / "file", "après" * 100)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {"file": "avant"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", "texte")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text("utf-8") == "texte"


def test_what_is_no_file_is_written_to_and_kept(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "texte")
    assert os.read(reader, 100) == b"texte"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="gone"):
        write_whole(tmp_path / "gone" / "file", "texte")
