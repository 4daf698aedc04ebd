"""The index is tested on files read in the process of the test; those of the corpus and the commands, as users do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chroma_server import ChromaServer
from reading_here import read_here

from sourcier.corpus import folder
from sourcier.index import builder


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "read_files", read_here)
    monkeypatch.setattr(folder, "read_files", read_here)


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A server to be left as it is; each test has names of its own."""
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server
