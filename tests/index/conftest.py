"""The index is tested on files read in the process of the test; those of the corpus and the commands, as users do."""

from __future__ import annotations

import pytest
from reading_here import read_here

from sourcier.corpus import folder
from sourcier.index import builder


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "read_files", read_here)
    monkeypatch.setattr(folder, "read_files", read_here)
