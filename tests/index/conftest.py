"""A Chroma server, the smallest embedding model, and an index to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chroma_server import ChromaServer
from tiny_model import make_model


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A server to be left as it is; each test has names of its own."""
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest embedding model."""
    return make_model(tmp_path_factory.mktemp("models"))


@pytest.fixture
def store(press_store: Path) -> Path:
    """An index of the press, to be changed at will."""
    return press_store
