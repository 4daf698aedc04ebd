"""What a reader has chosen in the settings, and the assistant that answers accordingly."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, ValidationError

from sourcier.assistant import Assistant
from sourcier.desk import Desk
from sourcier.errors import ModelNotOffered
from sourcier.library import Library
from sourcier.schema import Noun

Theme = Literal["system", "light", "dark"]
# In characters: less proves nothing, more takes a small model minutes to read.
LEAST_EVIDENCE, MOST_EVIDENCE = 500, 8000
# A password in an address would be kept in clear.
PASSWORD = re.compile(r"://[^/\s]*@")


class Choice(Noun):
    """What one reader chose; what is not chosen is as the machine's settings say."""

    llm: str = Field(default="", description="Who words the answers, as `open_model` reads it.")
    evidence_characters: int | None = Field(default=None, ge=LEAST_EVIDENCE, le=MOST_EVIDENCE)
    theme: Theme = "system"
    language: Literal["", "fr", "en"] = ""


class Choices:
    """The choices of every reader, kept on the desk; keys of models only by the library, as long as the page runs."""

    def __init__(self, library: Library, desk: Desk) -> None:
        """Choose among what `library` has."""
        self._library = library
        self._desk = desk

    def of(self, owner: str) -> Choice:
        """What `owner` chose; as if nothing was chosen when what is kept makes no sense to this version."""
        kept = self._desk.preferences(owner).all()
        try:
            return Choice.model_validate({name: value for name, value in kept.items() if name in Choice.model_fields})
        except ValidationError:
            return Choice()

    def keep(self, owner: str, **chosen: str | int | None) -> None:
        """Keep some of the choices; raises ModelNotOffered and UnknownLLM for a model that may not be, or is none."""
        choice = Choice.model_validate({**self.of(owner).model_dump(), **chosen})
        if "llm" in chosen and choice.llm:
            self.check(choice.llm)
        preferences = self._desk.preferences(owner)
        for name in chosen:
            value = getattr(choice, name)
            preferences.set(name, None if value in (None, "") else str(value))

    @property
    def is_free(self) -> bool:
        """Whether any model may be named: on a machine with accounts only those of its settings may.

        Elsewhere a visitor could have the machine call any address of its network.
        """
        return not self._desk.accounts.names()

    def check(self, llm: str) -> None:
        """Raise ModelNotOffered for a model that may not be chosen here."""
        if llm not in self._library.models and (not self.is_free or PASSWORD.search(llm)):
            raise ModelNotOffered(offered=", ".join(self._library.models))

    def assistant(self, owner: str, collection: str = "") -> Assistant:
        """The collection, answered as `owner` chose; raises what opening it or the model raises."""
        choice = self.of(owner)
        llm = choice.llm or self._library.models[0]
        if llm not in self._library.models and not self.is_free:
            llm = self._library.models[0]
        if llm == self._library.models[0] and choice.evidence_characters is None:
            return self._library.open(collection)
        return self._library.using(collection, llm, choice.evidence_characters, self._library.keys.get(owner))


def specification(kind: str, model: str, address: str) -> str:
    """What `open_model` reads: "openai:MODEL@ADDRESS"; the kind alone where it needs neither."""
    if kind not in ("openai", "ollama"):
        return kind
    return f"{kind}:{model.strip()}" + (f"@{address.strip()}" if address.strip() else "")


def parts(llm: str) -> tuple[str, str, str]:
    """The kind, the model and the address of a specification."""
    kind, _, rest = llm.partition(":")
    if kind not in ("openai", "ollama"):
        return llm, "", ""
    model, at, address = rest.partition("@http")
    return kind, model, f"http{address}" if at else ""
