"""What an engine in this process offers: one thread calls it, and it takes one request at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcier.answering.capabilities import Capabilities
from sourcier.answering.prompts import Message


@dataclass(frozen=True)
class Part:
    """One step of a reply; token counts stand in the last one, where the engine counts."""

    text: str = ""
    logprob: float | None = None
    """The natural logarithm of the probability of the token it begins with, where the engine says it."""
    reason: str | None = None
    """How the reply ended: "stop" when it is whole, "length" when it was cut."""
    prompt: int | None = None
    completion: int | None = None


class Engine(Protocol):
    """A model in memory."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do with the model loaded."""
        ...

    def count(self, messages: Sequence[Message]) -> int | None:
        """The tokens of their contents."""

    def parts(self, messages: Sequence[Message], grammar: str | None, max_tokens: int) -> Iterator[Part]:
        """The reply as it is made; leaving the iterator stops the work."""
        ...
