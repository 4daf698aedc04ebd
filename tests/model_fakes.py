"""Fakes for models, the only ones: everything else is tested for real."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from threading import Event, Lock

import numpy as np

from sourcier.answering.capabilities import Capabilities, fits
from sourcier.answering.engine import Part
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
    """Replies from a queue, in pieces, then none; an LLMError in a reply is raised there. It keeps its prompts.

    With `sure` it tells how probable the first word of each reply is.
    """

    replies: list[str | Sequence[str | LLMError]] = field(default_factory=list)
    name: str = "fake"
    prompts: list[tuple[Message, ...]] = field(default_factory=list)
    opening: tuple[Message, ...] = ()
    rewords: bool = True

    context: int = 8192
    batches: bool = False
    sure: list[float] | None = None

    def capabilities(self) -> Capabilities:
        return Capabilities(self.context, batches=self.batches, logprobs=self.sure is not None)

    def fits(self, messages: Sequence[Message]) -> bool:
        return fits(messages, self.context - 1024, lambda messages: None)

    def prepare(self, opening: Sequence[Message], *, if_sure: bool = False) -> None:
        self.opening = self.opening or tuple(opening)

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        self.prompts.append(tuple(messages))
        reply = self.replies.pop(0) if self.replies else ""
        own = replied(f"{piece} " for piece in reply.split(" ")) if isinstance(reply, str) else replied(reply)
        own._feed.logprob = log(self.sure.pop(0)) if self.sure else None
        return own


def replied(pieces: Iterable[str | LLMError], prompt: int | None = None, completion: int | None = None) -> Reply:
    """A reply of `pieces`, with the tokens that its engine counted."""
    feed = Feed()
    for piece in (*pieces, None):
        feed.put(piece)
    feed.count(prompt=prompt, completion=completion)
    return Reply(feed, "fake", seconds=60)


class FakeEngine:
    """An engine in this process, which has to be called by one thread at a time; `begun` are the questions it got.

    It says `reply` word by word, a token each, and waits for `gate` before every one of them.
    """

    def __init__(self, reply: str = "Rien.", context: int = 8192) -> None:
        self.capabilities = Capabilities(context, prompt_cache=True)
        self.reply = reply
        self.gate = Event()
        self.gate.set()
        self.begun: list[str] = []
        self.left = self.done = 0
        self.counted = 0
        self._own = Lock()

    def count(self, messages: Sequence[Message]) -> int:
        """A word is a token."""
        self.counted += 1
        return sum(len(message.content.split()) for message in messages)

    def parts(self, messages: Sequence[Message], grammar: str | None, max_tokens: int) -> Iterator[Part]:
        assert self._own.acquire(blocking=False), "two threads call the engine"
        try:
            self.begun.append(messages[-1].content)
            words = self.reply.split(" ")[:max_tokens]
            for word in words:
                self.gate.wait(60)
                yield Part(f"{word} ")
            reason = "stop" if len(words) < max_tokens else "length"
            yield Part(reason=reason, prompt=self.count(messages), completion=len(words))
        except GeneratorExit:
            self.left += 1
            raise
        finally:
            self._own.release()
            self.done += 1
