"""What evals/README.md tells a user to write is what the code reads."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path
from typing import get_args

from sourcier.evaluation import GoldQuestion, load_gold
from sourcier.evaluation.dataset import Kind
from sourcier.evaluation.matching import contains

README = (Path(__file__).parents[2] / "evals" / "README.md").read_text(encoding="utf-8")


def test_the_examples_are_good_questions(tmp_path: Path) -> None:
    file = tmp_path / "examples.yaml"
    file.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)), encoding="utf-8")
    assert [question.id for question in load_gold(file)] == ["port-01", "port-02"]


def test_every_field_and_every_kind_is_explained() -> None:
    explained = {row[0] for heading in ("field", "kind") for row in table(heading)}
    assert explained == (set(GoldQuestion.model_fields) - {"place"}) | set(get_args(Kind))


def test_wordings_are_compared_as_it_says() -> None:
    for fact, *cells in table("a fact"):
        # What is explained after a colon is no example.
        found, missed = (re.findall(r"`([^`]+)`", cell.partition(": ")[0]) for cell in cells)
        assert found, fact
        assert missed, fact
        assert [text for text in found if not contains(text, fact)] == [], fact
        assert [text for text in missed if contains(text, fact)] == [], fact


def table(heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading, their first cell without its backquotes."""
    lines = iter(README.splitlines())
    next(line for line in lines if line.startswith(f"| {heading} |"))
    next(lines)
    rows = [line.strip("| ").split(" | ") for line in takewhile(lambda line: line.startswith("|"), lines)]
    return [[row[0].strip("`"), *row[1:]] for row in rows]
