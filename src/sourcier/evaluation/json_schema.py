"""The JSON Schema of gold files, by which editors complete and check them while they are written."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from sourcier.evaluation.questions import KINDS, UNANSWERABLE_KINDS, GoldQuestion

# The draft that the YAML servers of editors know whole; none of what came later is used.
DRAFT = "http://json-schema.org/draft-07/schema#"
# The first line of a gold file beside its schema.
MODELINE = "# yaml-language-server: $schema={name}"
FILE_NAME = "gold.schema.json"


def gold_schema() -> dict[str, Any]:
    """The schema of a gold file, generated from `GoldQuestion`: a value for `json.dumps`.

    It knows each field alone and which need which; what only the articles show is for `check_gold`.
    """
    schema = TypeAdapter(list[GoldQuestion]).json_schema(schema_generator=_WithoutTitles)
    question = schema["$defs"]["GoldQuestion"]
    kind = question["properties"]["kind"]
    del kind["enum"]
    kind["oneOf"] = [{"const": name, "description": told} for name, told in KINDS.items()]
    question |= _answerable_or_not()
    return {"$schema": DRAFT, "title": "Gold questions", "description": "See evals/README.md.", **schema}


def schema_text() -> str:
    """The schema as it is written in a file."""
    return json.dumps(gold_schema(), ensure_ascii=False, indent=2) + "\n"


class _WithoutTitles(GenerateJsonSchema):
    """The names of the fields are titles enough."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _answerable_or_not() -> dict[str, Any]:
    """What `GoldQuestion` checks between its fields."""
    needed = ("facts", "evidence")
    return {
        "if": {"properties": {"answerable": {"const": False}}, "required": ["answerable"]},
        "then": {"properties": {name: {"maxItems": 0} for name in needed}},
        "else": {
            "required": list(needed),
            "properties": {
                **{name: {"minItems": 1} for name in needed},
                "kind": {"not": {"enum": sorted(UNANSWERABLE_KINDS)}},
            },
        },
    }
