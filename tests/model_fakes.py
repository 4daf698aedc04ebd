"""Fakes for models, the only ones: everything else is tested for real."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sourcier.answering.capabilities import Capabilities, fits
from sourcier.answering.feed import Feed, Reply
from sourcier.answering.prompts import Message
from sourcier.errors import LLMError
from sourcier.index.embedding import Query, Reading
from sourcier.index.vectors import Vectors
from sourcier.language.analysis import terms
from sourcier.language.content import content_spans


class FakeEmbedder:
    """A hashed bag of French terms: texts that share words are near, whatever their endings and accents.

    Cosines are squeezed into [BASE, 1] as those of the real model are. It keeps what it was given.
    """

    DIMENSION = 512
    BASE = 0.81

    def __init__(self, fingerprint: str = "fake-1") -> None:
        self.fingerprint = fingerprint
        self.texts: list[str] = []
        self.queries: list[str] = []

    def prepare(self) -> None:
        """Nothing is to be loaded."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Reading]:
        self.texts += texts
        return [
            Reading(np.array([self.vector(text[start:end]) for start, end in of], dtype=np.float32), self._words(text))
            for text, of in zip(texts, spans, strict=True)
        ]

    def embed_query(self, text: str) -> Query:
        self.queries.append(text)
        return Query(text, self.vector(text), self._words(text))

    def _words(self, text: str) -> Vectors:
        vectors = [self.vector(text[start:end]) for start, end in content_spans(text)]
        return np.array(vectors, dtype=np.float32).reshape(-1, self.DIMENSION)

    def vector(self, text: str) -> Vectors:
        bag = np.zeros(self.DIMENSION - 1)
        for term in terms(text):
            bag[zlib.crc32(term.encode()) % len(bag)] += 1
        norm = np.linalg.norm(bag)
        # A text without terms is as near to every other as to itself.
        own = bag * np.sqrt(1 - self.BASE) / norm if norm else bag
        common = np.sqrt(self.BASE) if norm else 1.0
        return np.array([common, *own], dtype=np.float32)


@dataclass
class FakeModel:
    """Replies from a queue, in pieces; an LLMError in a reply is raised there. It keeps the prompts it was given."""

    replies: list[str | Sequence[str | LLMError]] = field(default_factory=list)
    name: str = "fake"
    prompts: list[tuple[Message, ...]] = field(default_factory=list)
    opening: tuple[Message, ...] = ()
    rewords: bool = True

    context: int = 8192

    def capabilities(self) -> Capabilities:
        return Capabilities(self.context)

    def fits(self, messages: Sequence[Message]) -> bool:
        return fits(messages, self.context - 1024, lambda messages: None)

    def prepare(self, opening: Sequence[Message]) -> None:
        self.opening = self.opening or tuple(opening)

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        self.prompts.append(tuple(messages))
        reply = self.replies.pop(0)
        return replied(f"{piece} " for piece in reply.split(" ")) if isinstance(reply, str) else replied(reply)


def replied(pieces: Iterable[str | LLMError], prompt: int | None = None, completion: int | None = None) -> Reply:
    """A reply of `pieces`, with the tokens that its engine counted."""
    feed = Feed()
    for piece in (*pieces, None):
        feed.put(piece)
    feed.count(prompt=prompt, completion=completion)
    return Reply(feed, "fake", seconds=60)
