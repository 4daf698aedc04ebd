"""A GGUF model run in this process, one reply at a time, in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TypeVar

from sourcier.answering.capabilities import Capabilities, fits
from sourcier.answering.engine import Engine
from sourcier.answering.feed import Feed, Reply
from sourcier.answering.llamacpp import LlamaCppEngine
from sourcier.answering.mistral import MistralEngine
from sourcier.answering.prompts import Message
from sourcier.errors import LLMError, LLMGarbled, LLMInterrupted, LLMTimeout, LLMUnavailable

Found = TypeVar("Found")

# Three sentences of an answer with their markers; more is never shown.
MAX_TOKENS = 300


@dataclass(frozen=True)
class Request:
    """One reply to make."""

    messages: Sequence[Message]
    grammar: str | None
    max_tokens: int
    needs_logprobs: bool = False
    """Not to be made by an engine that does not tell them."""
    feed: Feed = field(default_factory=Feed)


@dataclass(frozen=True)
class Counting:
    """Tokens to count."""

    messages: Sequence[Message]
    found: Future[int | None] = field(default_factory=Future)


def load_engine(path: Path) -> Engine:
    """The engine that runs `path`: llama.cpp for who installed it, else mistral.rs, which installs everywhere."""
    return LlamaCppEngine(path) if LlamaCppEngine.is_installed() else MistralEngine(path)


class LocalModel:
    """One model with one owner thread: engines raise when two threads call them, so requests wait in a queue.

    First come, first served: of readers who ask at once none waits for more than the others, and one who left is
    passed over.
    """

    def __init__(
        self,
        path: Path,
        seconds: float,
        max_tokens: int = MAX_TOKENS,
        load: Callable[[Path], Engine] = load_engine,
    ) -> None:
        """Load `path` in the background; the first use raises what fails. A reply takes `seconds` at most."""
        self.name = f"local:{path.name}"
        # Of seven follow-ups, Qwen 1.5B worded three or four rightly, and two cores took longer than a reader waits.
        self.rewords = False
        self._seconds = seconds
        self._max_tokens = max_tokens
        self._loaded: Future[Capabilities] = Future()
        self._wanted: Queue[Request | Counting] = Queue()
        Thread(target=self._serve, args=(load, path), daemon=True).start()

    def capabilities(self) -> Capabilities:
        """What the engine can do, once it is loaded; raises LLMUnavailable, or LLMTimeout."""
        return self._within(self._loaded)

    def fits(self, messages: Sequence[Message]) -> bool:
        """Whether there is room for `messages` and a reply."""
        return fits(messages, self.capabilities().context - self._max_tokens, self._count)

    def prepare(self, opening: Sequence[Message], *, if_sure: bool = False) -> None:
        """Have the engine read `opening` into its prefix cache: later prompts that begin so are read from there on."""
        wanted = Request([*opening, Message(role="user", content="")], None, max_tokens=1, needs_logprobs=if_sure)
        self._wanted.put(wanted)

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        """The reply as it comes; the time in the queue counts."""
        request = Request(messages, grammar, self._max_tokens)
        self._wanted.put(request)
        return Reply(request.feed, self.name, self._seconds)

    def _count(self, messages: Sequence[Message]) -> int | None:
        counting = Counting(messages)
        self._wanted.put(counting)
        return self._within(counting.found)

    def _within(self, future: Future[Found]) -> Found:
        try:
            return future.result(self._seconds)
        except TimeoutError:
            pass  # raised below, outside the handler: the error has no chain
        raise LLMTimeout(model=self.name, seconds=f"{self._seconds:g}")

    def _serve(self, load: Callable[[Path], Engine], path: Path) -> None:
        try:
            engine = load(path)
        except BaseException as error:  # a panic of the engine is no Exception
            failure = LLMUnavailable(model=self.name, reason=str(error).partition("\n")[0])
            self._loaded.set_exception(failure)
            self._fail(failure)
            return
        self._loaded.set_result(engine.capabilities)
        while True:
            wanted = self._wanted.get()
            if isinstance(wanted, Counting):
                wanted.found.set_result(self._counted(engine, wanted))
            elif not wanted.feed.abandoned.is_set() and engine.capabilities.logprobs >= wanted.needs_logprobs:
                wanted.feed.put(self._reply(engine, wanted))

    def _fail(self, failure: LLMError) -> None:
        """Tell whoever asks that the model does not run."""
        while True:
            wanted = self._wanted.get()
            if isinstance(wanted, Request):
                wanted.feed.put(failure)

    def _counted(self, engine: Engine, wanted: Counting) -> int | None:
        try:
            return engine.count(wanted.messages)
        except BaseException:  # the owner thread outlives a panic of the engine
            return None

    def _reply(self, engine: Engine, request: Request) -> LLMError | None:
        """Put the pieces of the reply; the error that ends it, None when it is whole."""
        reason, begun = None, False
        try:
            for part in engine.parts(request.messages, request.grammar, request.max_tokens):
                if request.feed.abandoned.is_set():
                    return None  # leaving the loop makes the engine drop the sequence
                reason = part.reason or reason
                if part.prompt is not None or part.completion is not None:
                    request.feed.count(prompt=part.prompt, completion=part.completion)
                if part.text:
                    if not begun:
                        begun, request.feed.logprob = True, part.logprob
                    request.feed.put(part.text)
        except BaseException:  # the owner thread outlives a panic of the engine
            return LLMGarbled(model=self.name)
        return None if reason == "stop" else LLMInterrupted(model=self.name)
