"""B12 of FAULTS.md: files made to break their reader are refused or read, and cost nobody else anything."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from bombs import BOMBS
from page_builders import BODY, TITLE

from sourcier.corpus import Reason, Sidecar, Skipped, read_files
from sourcier.schema import Article

# Of work; a reader that is cut off is cut off sooner than people are asked to wait.
SECONDS = 2.0
# In bytes, of the process that asks; the largest text that comes out of these files has 5 million letters.
FLAT = 100_000_000
HARMLESS = {
    Reason.TOO_COMPLEX,
    Reason.EXPANDS,
    Reason.DAMAGED,
    Reason.NO_BODY,
    Reason.NO_TEXT,
    Reason.EMPTY,
    Reason.NESTED,
}


@pytest.fixture(scope="module")
def minefield(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bomb, an article before, one after and one between each two."""
    folder = tmp_path_factory.mktemp("minefield")
    for number, (name, bomb) in enumerate(BOMBS.items()):
        (folder / f"{number:02}-{name}").write_bytes(bomb())
        (folder / f"{number:02}.txt").write_text(f"{TITLE}\n\nLe pont n° {number} a rouvert. {BODY[0]}", "utf-8")
    return folder


@pytest.mark.timeout(900)
def test_every_bomb_is_refused_or_read_and_every_article_comes_out(minefield: Path) -> None:
    names = sorted(path.name for path in minefield.iterdir())
    tracemalloc.start()
    longest, last = 0.0, time.monotonic()
    for name, pieces in read_files(minefield, names, Sidecar({}), workers=2, seconds=SECONDS):
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
        reasons = {piece.reason for piece in pieces if isinstance(piece, Skipped)}
        articles = [piece for piece in pieces if isinstance(piece, Article)]
        assert pieces, name
        assert reasons <= HARMLESS, name
        if len(name) == len("00.txt"):
            assert (len(articles), reasons) == (1, set()), name
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert longest < 30
    assert peak < FLAT


def test_no_bomb_gives_more_than_its_size(minefield: Path) -> None:
    """Beside what fits in a file, nothing comes out of any of them."""
    for name in ("menteuse.zip", "gonflee.zip", "gonfle.pdf", "rires.docx"):
        [path] = [path.name for path in minefield.iterdir() if path.name.endswith(name)]
        [(_, pieces)] = read_files(minefield, [path], Sidecar({}))
        assert all(isinstance(piece, Skipped) for piece in pieces)
