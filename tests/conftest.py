"""What every test may ask for: the fake embedder and the invented press, as a folder and indexed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

import browser
from command_line import Run, runner
from model_fakes import FakeEmbedder
from press import write_press
from reading_here import read_here
from sourcier.corpus import adding, folder, read_files
from sourcier.index import builder
from sourcier.index.builder import build_index
from sourcier.index.reader import Index

# A busy machine is slow, not wrong.
for name, examples in (("patient", 25), ("thorough", 500)):
    settings.register_profile(name, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))


READING = (builder, folder, adding)


@pytest.fixture(scope="session", autouse=True)
def reading_here() -> Iterator[None]:
    """Files are read in the process of the test, but by `read_files` itself and for who asks for `reading_apart`."""
    with pytest.MonkeyPatch.context() as patch:
        for module in READING:
            patch.setattr(module, "read_files", read_here)
        yield


@pytest.fixture
def reading_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read by processes of their own, within limits."""
    for module in READING:
        monkeypatch.setattr(module, "read_files", read_files)


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def sourcier(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call `sourcier …`: exit code, output, errors."""
    return runner(monkeypatch, capsys)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser. Closed after each file: while it is open, its thread can run no other event loop."""
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """The folder of articles, to be changed at will."""
    return write_press(tmp_path / "press")


@pytest.fixture(scope="session")
def press_indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder indexed once for all, which nobody opens: to be copied."""
    place = tmp_path_factory.mktemp("shared")
    build_index(write_press(place / "press"), place / "store", FakeEmbedder())
    return place / "store"


@pytest.fixture
def press_store(press_indexed: Path, tmp_path: Path) -> Path:
    """The folder indexed, to be changed at will."""
    return Path(shutil.copytree(press_indexed, tmp_path / "store"))


@pytest.fixture(scope="session")
def press_index(press_indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The folder indexed, to be read only."""
    index = Index(shutil.copytree(press_indexed, tmp_path_factory.mktemp("read") / "store"), FakeEmbedder())
    yield index
    index.close()
