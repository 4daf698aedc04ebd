"""An entry of a gold file as a question, or as every mistake of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sourcier.errors import BadGold
from sourcier.evaluation.mistakes import (
    GoldBlank,
    GoldChoiceMisspelt,
    GoldChoiceUnknown,
    GoldDateWanted,
    GoldFieldEmpty,
    GoldFieldMissing,
    GoldFieldMisspelt,
    GoldFieldsWanted,
    GoldFieldTwice,
    GoldFieldUnknown,
    GoldFieldWrong,
    GoldLanguageWanted,
    GoldListWanted,
    GoldNeedless,
    GoldTextWanted,
    GoldToRead,
    GoldToWrite,
    GoldUnanswerable,
    GoldUnproved,
    GoldWordingsWanted,
    GoldYesNoWanted,
)
from sourcier.evaluation.parsing import place, unreadable
from sourcier.evaluation.questions import GoldEvidence, GoldQuestion, Location
from sourcier.schema import Turn

FIELDS: Mapping[str, type[BaseModel]] = {"evidence": GoldEvidence, "history": Turn}
DISAGREEMENTS: Mapping[str, type[BadGold]] = {
    "unanswerable": GoldUnanswerable,
    "unproved": GoldUnproved,
    "needless": GoldNeedless,
    "blank": GoldBlank,
}
# What a value should have been, by the beginning of pydantic's name for its not being so.
WANTED: Mapping[str, type[BadGold]] = {
    "string_pattern": GoldLanguageWanted,
    "string": GoldTextWanted,
    "literal": GoldTextWanted,
    "bool": GoldYesNoWanted,
    "date": GoldDateWanted,
}
# Set by the loader, for no one to write.
SET_WHEN_LOADED = "place"
# Stands for the fields that have mistakes of their own while the others are held against each other.
ANY: Mapping[str, object] = {
    "id": "?",
    "question": "?",
    "kind": "factual",
    "split": "dev",
    "facts": [["x"]],
    "evidence": [{"article": "?", "quote": "?"}],
}
CHOICE = re.compile(r"'([^']*)'")


def validated(file: Path, node: yaml.MappingNode) -> tuple[GoldQuestion | None, list[BadGold]]:
    """The question of an entry, None when it has none of the right form; and all that is wrong with the entry.

    A draft is a question and a mistake: it is well formed, and nobody has read it.
    """
    mistakes: list[BadGold] = list(_repeated(file, node))
    try:
        values = yaml.SafeLoader("").construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A tag of another program, or one that its value does not fit.
        return None, [*mistakes, unreadable(file, node, error)]
    places = {location: place(file, each) for location, each in _located(node)}
    mistakes += _reserved(values, places)
    try:
        question = GoldQuestion.written_at(places, values)
    except ValidationError as error:
        found = [*error.errors(), *_disagreements(values, error)]
        return None, [*mistakes, *(mistake for details in found for mistake in _mistakes(details, places))]
    if question.draft:
        mistakes.append(GoldToRead(place=question.place_of("draft")))
    return question, mistakes


def _repeated(file: Path, node: yaml.MappingNode) -> Iterator[BadGold]:
    """Fields written twice, at any depth: YAML would keep the last one in silence."""
    for _, each in _located(node):
        seen: set[str] = set()
        for key, _ in each.value if isinstance(each, yaml.MappingNode) else ():
            if str(key.value) in seen:
                yield GoldFieldTwice(place=place(file, key), field=key.value)
            seen.add(str(key.value))


def _located(node: yaml.Node) -> Iterator[tuple[Location, yaml.Node]]:
    """Every part of an entry with its location, once: an alias may stand for more than there is room for."""
    waiting: list[tuple[Location, yaml.Node]] = [((), node)]
    seen: set[int] = set()
    while waiting:
        location, each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield location, each
        if isinstance(each, yaml.MappingNode):
            waiting += [((*location, str(key.value)), value) for key, value in reversed(each.value)]
        elif isinstance(each, yaml.SequenceNode):
            waiting += [((*location, number), value) for number, value in reversed([*enumerate(each.value)])]


def _reserved(values: Mapping[str, object], places: Mapping[Location, str]) -> Iterator[BadGold]:
    if SET_WHEN_LOADED in values:
        yield GoldFieldUnknown(place=places[(SET_WHEN_LOADED,)], field=SET_WHEN_LOADED)


def _disagreements(values: Mapping[str, object], error: ValidationError) -> list[ErrorDetails]:
    """What the fields without mistakes of their own say against each other."""
    wrong = {details["loc"][0] for details in error.errors() if details["loc"]}
    # Without knowing whether there is an answer nothing can be said of what proves it.
    if not wrong or "answerable" in wrong:
        return []
    stand_ins = {name: value for name, value in ANY.items() if name in wrong}
    try:
        GoldQuestion.model_validate({name: value for name, value in values.items() if name not in wrong} | stand_ins)
    except ValidationError as again:
        return [details for details in again.errors() if details["type"] == "gold"]
    return []


def _mistakes(details: ErrorDetails, places: Mapping[Location, str]) -> Iterator[BadGold]:
    if details["type"] == "gold":
        for code, location in details["ctx"]["found"]:
            yield DISAGREEMENTS[code](place=_nearest(places, location))
        return
    location = details["loc"]
    kind, values = _named(details)
    yield kind(place=_nearest(places, location), **({"field": _dotted(location)} | values))


def _named(details: ErrorDetails) -> tuple[type[BadGold], dict[str, Any]]:
    """The mistake that an error of pydantic is, with what it tells beside the field."""
    kind, location, written = details["type"], details["loc"], details["input"]
    if kind == "missing":
        return GoldFieldMissing, {}
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown_field(location)
    if location == ("question",) and written in (None, ""):
        return GoldToWrite, {}
    if written in (None, ""):
        return GoldFieldEmpty, {}
    if kind == "literal_error" and isinstance(written, str):
        return _unknown_choice(written, CHOICE.findall(details["ctx"]["expected"]))
    if kind == "tuple_type":
        return (GoldWordingsWanted if location[0] == "facts" else GoldListWanted), {}
    if kind == "model_type":
        return GoldFieldsWanted, {"fields": ", ".join(FIELDS[str(location[0])].model_fields)}
    for beginning, wanted in WANTED.items():
        if kind.startswith(beginning):
            return wanted, {}
    return GoldFieldWrong, {"reason": details["msg"]}


def _unknown_field(location: Location) -> tuple[type[BadGold], dict[str, Any]]:
    around = FIELDS.get(str(location[0]), GoldQuestion) if len(location) > 1 else GoldQuestion
    known = [name for name in around.model_fields if name != SET_WHEN_LOADED]
    near = get_close_matches(str(location[-1]), known, n=1)
    return (GoldFieldMisspelt, {"nearest": near[0]}) if near else (GoldFieldUnknown, {})


def _unknown_choice(written: str, choices: Sequence[str]) -> tuple[type[BadGold], dict[str, Any]]:
    near = get_close_matches(written, choices, n=1)
    told: dict[str, Any] = {"written": written}
    if near:
        return GoldChoiceMisspelt, told | {"nearest": near[0]}
    return GoldChoiceUnknown, told | {"choices": ", ".join(choices)}


def _nearest(places: Mapping[Location, str], location: Location) -> str:
    """The place of `location`, or of the nearest part around it: a missing field is reported where it belongs."""
    while location not in places:
        location = location[:-1]
    return places[location]


def _dotted(location: Location) -> str:
    return ".".join(map(str, location))
