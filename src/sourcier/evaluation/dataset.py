"""Gold questions: what a person wrote after reading the articles, read from YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from sourcier.errors import BadGold
from sourcier.evaluation.mistakes import (
    GoldBlank,
    GoldDuplicate,
    GoldEmpty,
    GoldFieldMissing,
    GoldFieldTwice,
    GoldFieldUnknown,
    GoldFieldWrong,
    GoldNeedless,
    GoldNotAList,
    GoldUnanswerable,
    GoldUnproved,
    GoldUnreadable,
)
from sourcier.language.analysis import words
from sourcier.schema import Noun, Turn

Kind = Literal[
    "factual",
    "list",
    "date_number",
    "office_holder",
    "two_articles",
    "disagreement",
    "who_said",
    "follow_up",
    "english",
    "arabic",
    "near_unanswerable",
    "far_unanswerable",
    "boilerplate_trap",
    "instruction",
]
Split = Literal["dev", "test"]
UNANSWERABLE_KINDS = frozenset({"near_unanswerable", "far_unanswerable"})
SUFFIXES = frozenset({".yaml", ".yml"})
MISTAKES: Mapping[str, type[BadGold]] = {
    "missing": GoldFieldMissing,
    "extra_forbidden": GoldFieldUnknown,
    "gold_unproved": GoldUnproved,
    "gold_needless": GoldNeedless,
    "gold_blank": GoldBlank,
    "gold_kind": GoldUnanswerable,
}


class GoldEvidence(Noun):
    """A span of an article that proves the answer."""

    article: str = Field(description="Path of the article, relative to the folder of articles.")
    quote: str = Field(min_length=1, description="A span of the article's body, word for word.")


class GoldQuestion(Noun):
    """A question with what a correct answer states, or the fact that the articles do not answer it."""

    # A year or a number written without quotes in YAML is the text it looks like.
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    id: str = Field(min_length=1, description="Unique name of the question.")
    question: str = Field(min_length=1, description="As a reader would type it.")
    kind: Kind = Field(description="What the question tries.")
    split: Split = Field(description="`dev` to tune on, `test` to report on; never moved.")
    language: str = Field(default="fr", pattern="^[a-z]{2}$", description="ISO 639-1 code of the question.")
    history: tuple[Turn, ...] = Field(default=(), description="What was said before a follow-up question.")
    as_of: date | None = Field(default=None, description="Asked as on this date; None for today.")
    answerable: bool = Field(default=True, description="Whether the articles answer it.")
    facts: tuple[tuple[str, ...], ...] = Field(
        default=(), description="What a correct answer states, each fact as a list of accepted wordings."
    )
    forbidden: tuple[str, ...] = Field(default=(), description="Wordings that make an answer wrong.")
    evidence: tuple[GoldEvidence, ...] = Field(default=(), description="Every place that proves the answer.")
    note: str = Field(default="", description="For people; never read by code.")
    place: str = Field(default="", description="`file:line` where it is written; set when it is loaded.")

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        if self.answerable and self.kind in UNANSWERABLE_KINDS:
            raise PydanticCustomError("gold_kind", "a question of this kind has no answer")
        if self.answerable and not (self.facts and self.evidence):
            raise PydanticCustomError("gold_unproved", "an answerable question needs facts and evidence")
        if not self.answerable and (self.facts or self.evidence):
            raise PydanticCustomError("gold_needless", "an unanswerable question has no facts and no evidence")
        if any(not fact for fact in self.facts) or not all(map(words, self._wordings())):
            raise PydanticCustomError("gold_blank", "a fact or a forbidden wording has no word")
        return self

    def _wordings(self) -> Iterator[str]:
        yield from (wording for fact in self.facts for wording in fact)
        yield from self.forbidden


def load_gold(path: Path, split: Split | None = None) -> tuple[GoldQuestion, ...]:
    """The questions of a YAML file, or of every YAML file of a folder in the order of their names.

    With `split`, only the questions of that half. Raises BadGold, naming file and line, at the first mistake.
    """
    if not path.exists():
        raise GoldEmpty(place=path)
    files = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES) if path.is_dir() else [path]
    questions: dict[str, GoldQuestion] = {}
    for file in files:
        for question in _questions(file):
            if question.id in questions:
                raise GoldDuplicate(place=question.place, id=question.id, other=questions[question.id].place)
            questions[question.id] = question
    chosen = tuple(question for question in questions.values() if split in (None, question.split))
    if not chosen:
        raise GoldEmpty(place=path)
    return chosen


def _questions(file: Path) -> Iterator[GoldQuestion]:
    root = _parse(file)
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise GoldNotAList(place=_place(file, root))
    for node in root.value:
        if not isinstance(node, yaml.MappingNode):
            raise GoldNotAList(place=_place(file, node))
        yield _question(file, node)


def _parse(file: Path) -> yaml.Node | None:
    try:
        root: yaml.Node | None = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise GoldUnreadable(place=file, reason=error.strerror or error) from None
    except UnicodeDecodeError:
        raise GoldUnreadable(place=file, reason="UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise GoldUnreadable(place=f"{file}:{mark.line + 1}" if mark else file, reason=error.problem) from None
    except yaml.YAMLError as error:
        raise GoldUnreadable(place=file, reason=error) from None
    return root


def _question(file: Path, node: yaml.MappingNode) -> GoldQuestion:
    _refuse_repeated_fields(file, node)
    try:
        values = yaml.SafeLoader("").construct_document(node)
        return GoldQuestion.model_validate(values | {"place": _place(file, node)})
    except yaml.MarkedYAMLError as error:
        raise GoldUnreadable(place=_place(file, node), reason=error.problem) from None
    except ValidationError as error:
        raise _mistake(file, node, error.errors()[0]) from None


def _refuse_repeated_fields(file: Path, node: yaml.MappingNode) -> None:
    """YAML would keep the last one in silence."""
    seen: set[object] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise GoldFieldTwice(place=_place(file, key), field=key.value)
        seen.add(key.value)


def _mistake(file: Path, node: yaml.Node, details: ErrorDetails) -> BadGold:
    field = ".".join(map(str, details["loc"]))
    kind = MISTAKES.get(details["type"], GoldFieldWrong)
    return kind(place=_place(file, _deepest(node, details["loc"])), field=field, reason=details["msg"])


def _deepest(node: yaml.Node, loc: tuple[int | str, ...]) -> yaml.Node:
    """The node at `loc`, or the nearest one around it: a missing field is reported where it belongs."""
    for step in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return node


def _place(file: Path, node: yaml.Node) -> str:
    return f"{file}:{node.start_mark.line + 1}"
