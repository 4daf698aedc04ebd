"""Gold questions read from YAML files, with every mistake in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sourcier.errors import BadGold
from sourcier.evaluation.mistakes import GoldDuplicate, GoldEmpty, GoldHalfEmpty, GoldMissing
from sourcier.evaluation.parsing import parse
from sourcier.evaluation.questions import GoldEvidence, GoldQuestion, Kind, Split
from sourcier.evaluation.validating import validated

__all__ = ["Gold", "GoldEvidence", "GoldQuestion", "Kind", "Split", "load_gold", "position", "read_gold"]

SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class Gold:
    """What a file or a folder holds: the questions of the right form, and the mistakes, in the order of the files."""

    questions: tuple[GoldQuestion, ...]
    mistakes: tuple[BadGold, ...]


def read_gold(path: Path, split: Split | None = None) -> Gold:
    """The questions of a YAML file, or of every YAML file of a folder in the order of their names, and every mistake.

    With `split`, only the questions of that half; the mistakes are those of the whole. Raises nothing: a path without
    questions is a mistake too. What only the articles show is for `check_gold`.
    """
    mistakes: list[BadGold] = []
    questions: dict[str, GoldQuestion] = {}
    for file in _files(path):
        written, malformed = _read(file)
        repeated: list[BadGold] = []
        for question in written:
            known = questions.setdefault(question.id, question)
            if known is not question:
                repeated.append(GoldDuplicate(place=question.place_of("id"), id=question.id, other=known.place))
        mistakes += sorted([*malformed, *repeated], key=position)
    chosen = tuple(question for question in questions.values() if split in (None, question.split))
    if not chosen and not mistakes:
        mistakes.append(_none_chosen(path, split, known=bool(questions)))
    return Gold(chosen, tuple(mistakes))


def load_gold(path: Path, split: Split | None = None) -> tuple[GoldQuestion, ...]:
    """The questions of `read_gold`; raises BadGold, naming file and line, at the first mistake."""
    gold = read_gold(path, split)
    for mistake in gold.mistakes:
        raise mistake
    return gold.questions


def position(mistake: BadGold) -> tuple[str, int]:
    """The file and the line of a mistake, by which they are put in order; line 0 when it is of the whole file."""
    place = str(mistake.values["place"])
    file, _, line = place.rpartition(":")
    return (file, int(line)) if line.isdigit() else (place, 0)


def _none_chosen(path: Path, split: Split | None, *, known: bool) -> BadGold:
    """Why there is nothing to ask."""
    if not path.exists():
        return GoldMissing(place=path)
    return GoldHalfEmpty(place=path, split=split) if known else GoldEmpty(place=path)


def _read(file: Path) -> tuple[list[GoldQuestion], list[BadGold]]:
    nodes, mistakes = parse(file)
    questions: list[GoldQuestion] = []
    for node in nodes:
        question, wrong = validated(file, node)
        mistakes += wrong
        if question is not None:
            questions.append(question)
    return questions, mistakes


def _files(path: Path) -> list[Path]:
    if not path.exists():
        return []
    return sorted(file for file in path.iterdir() if file.suffix in SUFFIXES) if path.is_dir() else [path]
