"""Templates people can edit: messages with declared variables, checked when they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from string import Template
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from sourcier.errors import BadSettings


class Message(BaseModel):
    """One message to a model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["system", "user", "assistant"]
    content: str


class Prompt(BaseModel):
    """A conversation to fill in; `grammar`, `answers`, `silent` and `repair` are for drafting only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    variables: tuple[str, ...]
    messages: tuple[Message, ...]
    grammar: str | None = None
    answers: str = ""
    """How a reply begins whose model finds an answer in what it read."""
    silent: str = ""
    """What it says when it finds none."""
    repair: str = ""
    """What it is told when nothing proves what it said, `$sentence` being that; without, it is not asked again."""

    @classmethod
    def load(cls, folder: Path, name: str) -> Prompt:
        """Read `name`.yaml in `folder`; raises BadSettings when it is absent or malformed, or its variables differ."""
        path = folder / f"{name}.yaml"
        try:
            prompt = cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (OSError, yaml.YAMLError, ValueError) as error:
            raise BadSettings(reason=f"{path}: {error}") from None
        templates = [Template(message.content) for message in prompt.messages]
        if not all(template.is_valid() for template in templates):
            raise BadSettings(reason=f"{path}: $ → $$")
        written = {variable for template in templates for variable in template.get_identifiers()}
        if written != set(prompt.variables):
            odd = ", ".join(sorted(written ^ set(prompt.variables)))
            raise BadSettings(reason=f"{path}: variables: {odd}")
        return prompt

    @property
    def opening(self) -> tuple[Message, ...]:
        """The messages before the first variable: the same for every question."""
        return tuple(takewhile(lambda message: not Template(message.content).get_identifiers(), self.messages))

    def repairing(self, failed: Sequence[str]) -> tuple[Message, ...]:
        """What goes on after the sentences `failed`: they, and the objection to the first."""
        if not self.repair:
            return ()
        objection = Template(self.repair).safe_substitute(sentence=failed[0])
        said = f"{self.answers} {' '.join(failed)}".strip()
        return Message(role="assistant", content=said), Message(role="user", content=objection)

    def without_examples(self) -> Prompt:
        """The same with its system messages and what holds variables only."""
        kept = (each for each in self.messages if each.role == "system" or Template(each.content).get_identifiers())
        return self.model_copy(update={"messages": tuple(kept)})

    def render(self, values: Mapping[str, str]) -> tuple[Message, ...]:
        """The messages with every variable replaced; raises KeyError for a missing value."""
        return tuple(
            Message(role=message.role, content=Template(message.content).substitute(values))
            for message in self.messages
        )
