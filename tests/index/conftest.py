"""Here files are read in the process of the test: starting another one takes a second, and hundreds would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sourcier.corpus import Sidecar, folder, read_file
from sourcier.corpus.pool import Pieces
from sourcier.index import builder


def read_here(root: Path, paths: Iterable[str], sidecar: Sidecar, **_: object) -> Iterator[tuple[str, Pieces]]:
    return ((path, list(read_file(root, path, sidecar))) for path in paths)


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "read_files", read_here)
    monkeypatch.setattr(folder, "read_files", read_here)
