"""A request to `/v1/chat/completions`, read as a question about the articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sourcier.errors import EmptyQuestion, RequestUnreadable, TextOnly
from sourcier.schema import Turn
from sourcier.services.chat_text import without_sources
from sourcier.services.limits import Limits

# What chat clients call the parts of a message that are text.
TEXT_PARTS = {"text", "input_text", "output_text"}


class Lenient(BaseModel):
    """Clients send many parameters that mean nothing here: what is not named is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(Lenient):
    type: str
    text: str = ""


class Message(Lenient):
    role: str
    content: str | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """Its words; raises TextOnly when there is more to it."""
        if not isinstance(self.content, tuple):
            return self.content or ""
        if any(part.type not in TEXT_PARTS for part in self.content):
            raise TextOnly()
        return "\n".join(part.text for part in self.content)


class StreamOptions(Lenient):
    include_usage: bool = False


class ChatRequest(Lenient):
    """What of a request is read; `sourcier` is our own field, for the limits of the question."""

    model: str
    messages: tuple[Message, ...] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    sourcier: Limits = Limits()

    @classmethod
    def read(cls, body: bytes) -> ChatRequest:
        """The request in `body`; raises RequestUnreadable, naming the place, BadDate or ImpossibleDate."""
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"])) or "JSON"
            raise RequestUnreadable(place=place) from None

    @property
    def question(self) -> str:
        """The last thing the person said; raises EmptyQuestion or TextOnly."""
        return self.messages[self._asked_at()].text

    @property
    def history(self) -> tuple[Turn, ...]:
        """What was said before it, by the person and by Sourcier; raises what `question` raises."""
        return tuple(_turns(self.messages[: self._asked_at()]))

    @property
    def counts_tokens(self) -> bool:
        """Whether a stream is to end with its usage."""
        return self.stream_options is not None and self.stream_options.include_usage

    def _asked_at(self) -> int:
        for index in range(len(self.messages) - 1, -1, -1):
            if self.messages[index].role == "user":
                return index
        raise EmptyQuestion()


def _turns(messages: tuple[Message, ...]) -> Iterator[Turn]:
    """Instructions of the client and results of its tools are no part of the conversation, and change nothing."""
    roles: dict[str, Literal["user", "assistant"]] = {"user": "user", "assistant": "assistant"}
    for message in messages:
        role = roles.get(message.role)
        if role is not None and message.text.strip():
            yield Turn(role=role, content=message.text if role == "user" else without_sources(message.text))
