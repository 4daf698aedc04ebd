"""What a reader has chosen in the settings, and the assistant that answers accordingly."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError

from sourcier.answering.llm import without_password
from sourcier.assistant import Assistant
from sourcier.desk import Desk
from sourcier.errors import ModelNotOffered
from sourcier.library import Library, ServerKey
from sourcier.schema import Noun

Theme = Literal["system", "light", "dark"]
# In characters: less proves nothing, more takes a small model minutes to read.
LEAST_EVIDENCE, MOST_EVIDENCE, EVIDENCE_STEP = 500, 8000, 250
# Whoever may name a model names one of these, not a file of the machine.
SERVED, OWN = ("openai", "ollama"), "local"


class Choice(Noun):
    """What one reader chose; what is not chosen is as the machine's settings say."""

    llm: str = Field(default="", description="Who words the answers, by the name that pages are given.")
    evidence_characters: int | None = Field(
        default=None, ge=LEAST_EVIDENCE, le=MOST_EVIDENCE, multiple_of=EVIDENCE_STEP
    )
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
            self.spec_of(choice.llm)
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

    @property
    def offered(self) -> tuple[str, ...]:
        """The models of the settings as pages name them, for an address may hold a password; the default one first."""
        return tuple(map(without_password, self._library.models))

    def spec_of(self, llm: str) -> str:
        """What `open_model` reads for the model that a page names; raises ModelNotOffered when it may not be chosen."""
        named = {without_password(spec): spec for spec in reversed(self._library.models)}
        if llm in named:
            return named[llm]
        # A password in an address would be kept in clear.
        if parts(llm)[0] in (*SERVED, OWN) and self.is_free and llm == without_password(llm):
            return llm
        raise ModelNotOffered(offered=", ".join(self.offered))

    def key(self, owner: str, llm: str) -> str | None:
        """The key that `owner` gave for the server of a model; None for a model of the settings, which have theirs."""
        known = self._library.keys.get(owner)
        return known.value if known is not None and known.server == server(llm) and llm not in self.offered else None

    def keep_key(self, owner: str, llm: str, key: str | None) -> None:
        """Keep the key of the model that `owner` has chosen, and no other."""
        if key and llm not in self.offered:
            self._library.keys[owner] = ServerKey(server(llm), key)
        else:
            self._library.keys.pop(owner, None)

    def assistant(self, owner: str, collection: str = "") -> Assistant:
        """The collection, answered as `owner` chose; raises what opening it or the model raises."""
        choice = self.of(owner)
        try:
            spec = self.spec_of(choice.llm or self.offered[0])
        except ModelNotOffered:
            # Chosen before there were accounts, or other settings.
            spec = self._library.models[0]
        if spec == self._library.models[0] and choice.evidence_characters is None:
            return self._library.open(collection)
        return self._library.using(collection, spec, choice.evidence_characters, self.key(owner, spec))


def specification(kind: str, model: str, address: str) -> str:
    """What `open_model` reads: "openai:MODEL@ADDRESS"; the kind alone where it needs neither."""
    if kind not in SERVED:
        return kind
    return f"{kind}:{model.strip()}" + (f"@{address.strip()}" if address.strip() else "")


def parts(llm: str) -> tuple[str, str, str]:
    """The kind, the model and the address of a specification."""
    kind, _, rest = llm.partition(":")
    if kind not in SERVED:
        return llm, "", ""
    model, at, address = rest.partition("@http")
    return kind, model, f"http{address}" if at else ""


def server(llm: str) -> str:
    """Where a specification has its questions sent, whatever the model: "openai", "openai@http://127.0.0.1:8080/v1"."""
    kind, _, address = parts(llm)
    return f"{kind}@{address}" if address else kind
