"""What one question has the model do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sourcier.answering.capabilities import Capabilities
from sourcier.answering.feed import Reply
from sourcier.answering.llm import Model
from sourcier.answering.prompts import Message


class Exchange:
    """`model` for one question: its tokens are counted, and the reader may leave it from any thread."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self.rewords = model.rewords
        self._model = model
        self._replies: list[Reply] = []
        self._is_left = False

    @property
    def tokens(self) -> dict[str, int]:
        """Tokens read and written so far, as far as the engine says."""
        return dict(sum((Counter(reply.tokens) for reply in self._replies), Counter[str]()))

    def close(self) -> None:
        """End every reply, now and from now on: the engine is free for others."""
        self._is_left = True
        for reply in self._replies:
            reply.close()

    def capabilities(self) -> Capabilities:
        return self._model.capabilities()

    def fits(self, messages: Sequence[Message]) -> bool:
        return self._model.fits(messages)

    def prepare(self, opening: Sequence[Message], *, if_sure: bool = False) -> None:
        self._model.prepare(opening, if_sure=if_sure)

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        reply = self._model.stream(messages, grammar)
        self._replies.append(reply)
        if self._is_left:
            reply.close()
        return reply
