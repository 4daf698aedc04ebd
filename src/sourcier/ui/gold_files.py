"""The files of gold questions that a reader may ask: those of the machine, and the one that keeps drafts of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from sourcier.evaluation.dataset import read_gold
from sourcier.lately import Lately

# Where a checkout has its questions, and anybody may put their own.
GOLD_FOLDER = Path("evals")
# In it, where there are accounts: what one reader asked is for no other to see.
READERS = "lecteurs"
SUFFIXES = (".yaml", ".yml")
# A thousand questions take half of it.
LARGEST_GOLD = 2_000_000
# More files of questions than these are read again each time.
MOST_FILES = 200

Worth = Literal["finished", "drafts", "nothing"]


def gold_file(owner: str) -> Path:
    """Where the drafts of a reader go; a name of its own, whatever systems make of "con" or "nul"."""
    return GOLD_FOLDER / READERS / f"gold-{owner}.yaml" if owner else GOLD_FOLDER / "gold.yaml"


class GoldFiles:
    """What there is to ask; a file is read once, until it changes. Safe to share between threads."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._worth: Lately[tuple[Path, int, int], Worth] = Lately(MOST_FILES)

    def listed(self, owner: str) -> list[tuple[Path, Worth]]:
        """The files that have questions: finished ones first, then those with drafts, the nearest ones first."""
        worth = [(path, self._worth_of(path)) for path in self.allowed(owner)]
        return sorted(
            (each for each in worth if each[1] != "nothing"),
            key=lambda each: (each[1] != "finished", len(each[0].parts), each[0]),
        )

    def allowed(self, owner: str) -> list[Path]:
        """The files that `owner` may ask, whatever is in them: nobody else's."""
        return [path for path in _files() if path.parent != GOLD_FOLDER / READERS or path == gold_file(owner)]

    def _worth_of(self, path: Path) -> Worth:
        try:
            stat = path.stat()
        except OSError:
            return "nothing"
        return self._worth.get((path, stat.st_mtime_ns, stat.st_size), lambda: _worth(path, stat.st_size))


def _files() -> Iterator[Path]:
    return (path for path in GOLD_FOLDER.rglob("*") if path.suffix in SUFFIXES and path.is_file())


def _worth(path: Path, size: int) -> Worth:
    if size > LARGEST_GOLD:
        # That it is too large is said to whoever chooses it.
        return "drafts"
    questions = read_gold(path).questions
    if not questions:
        return "nothing"
    return "drafts" if any(question.draft for question in questions) else "finished"
