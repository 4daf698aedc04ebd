"""The schema that editors check gold files by, held against what the code reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from sourcier.evaluation.dataset import read_gold
from sourcier.evaluation.json_schema import FILE_NAME, gold_schema, schema_text
from sourcier.evaluation.questions import KINDS, GoldEvidence, GoldQuestion, Kind

EVALS = Path(__file__).parents[2] / "evals"
VALIDATOR = Draft7Validator(gold_schema())
GOOD: dict[str, Any] = {
    "id": "head",
    "question": "Qui est à la tête du port ?",
    "kind": "factual",
    "split": "dev",
    "as_of": "2031-12-31",
    "facts": [["Odile Farran", "Farran"], [2031]],
    "evidence": [{"article": "harbour.txt", "quote": "Odile Farran dirige le port de Vaubrac."}],
}


def test_the_committed_file_is_what_the_code_generates() -> None:
    assert (EVALS / FILE_NAME).read_text(encoding="utf-8") == schema_text(), (
        "sourcier eval schema > evals/gold.schema.json"
    )


def test_it_is_a_schema_in_which_every_field_is_explained() -> None:
    Draft7Validator.check_schema(gold_schema())
    for name in ("GoldQuestion", "GoldEvidence", "Turn"):
        fields = gold_schema()["$defs"][name]["properties"]
        assert [field for field, of in fields.items() if not of.get("description")] == []
    assert set(gold_schema()["$defs"]["GoldQuestion"]["properties"]) == set(GoldQuestion.model_fields) - {"place"}
    assert set(gold_schema()["$defs"]["GoldEvidence"]["properties"]) == set(GoldEvidence.model_fields)


@pytest.mark.parametrize("name", ["seeds.yaml", "fiction/gold.yaml", "calibration/a.yaml", "calibration/b.yaml"])
def test_the_gold_files_of_the_repository_follow_it(name: str) -> None:
    file = EVALS / name
    assert read_gold(file).mistakes == ()
    written = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for question in written:
        question["answerable"] = question.get("answerable") != "false"
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []


def test_the_kinds_are_told_as_in_the_readme() -> None:
    readme = (EVALS / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", readme, re.MULTILINE))
    assert {kind: rows.get(kind) for kind in KINDS} == dict(KINDS)
    assert tuple(KINDS) == Kind.__args__  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"answerable": False, "facts": [], "evidence": [], "kind": "far_unanswerable"},
        {"answerable": False, "kind": "near_unanswerable"},
        {"kind": "near_unanswerable"},
        {"kind": "trivia"},
        {"kind": None},
        {"colour": "blue"},
        {"question": ""},
        {"facts": ["Farran"]},
        {"facts": []},
        {"evidence": [{"article": "harbour.txt"}]},
        {"evidence": [{"article": "harbour.txt", "quote": "Farran", "page": 1}]},
        {"history": [{"role": "reader", "content": "Oui"}]},
        {"language": "french"},
        {"forbidden": "Soubeyre"},
        {"forbidden": ["Soubeyre", 12]},
        {"answerable": "perhaps"},
    ],
    ids=str,
)
def test_the_schema_and_the_reader_agree(tmp_path: Path, changed: dict[str, Any]) -> None:
    entry = GOOD | changed
    file = tmp_path / "gold.yaml"
    file.write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    assert VALIDATOR.is_valid([entry]) == (not read_gold(file).mistakes)
