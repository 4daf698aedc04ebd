from __future__ import annotations

from pathlib import Path

import pytest
from desk_fakes import Clock

from sourcier.desk import Desk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "desk.sqlite3"


@pytest.fixture
def desk(desk_file: Path, clock: Clock) -> Desk:
    return Desk.open(desk_file, clock)
