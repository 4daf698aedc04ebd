"""What evals/README.md tells a user to write is what the code reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from sourcier.evaluation import GoldQuestion, load_gold
from sourcier.evaluation.dataset import Kind

README = (Path(__file__).parents[2] / "evals" / "README.md").read_text(encoding="utf-8")


def test_the_examples_are_good_questions(tmp_path: Path) -> None:
    file = tmp_path / "examples.yaml"
    file.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)), encoding="utf-8")
    assert [question.id for question in load_gold(file)] == ["port-01", "port-02"]


def test_every_field_and_every_kind_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    assert explained == (set(GoldQuestion.model_fields) - {"place"}) | set(get_args(Kind))
