"""A GGUF model run in this process: the door to mistral.rs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

from sourcier.answering.feed import Feed
from sourcier.answering.prompts import Message
from sourcier.errors import LLMError, LLMGarbled, LLMInterrupted, LLMUnavailable

if TYPE_CHECKING:
    from mistralrs import Runner

# Three sentences of an answer with their markers; more is never shown.
MAX_TOKENS = 300


@dataclass(frozen=True)
class Request:
    """One reply to make."""

    messages: Sequence[Message]
    grammar: str | None
    max_tokens: int
    feed: Feed = field(default_factory=Feed)


class LocalModel:
    """One model with one owner thread: the engine raises when two threads call it, so requests wait in a queue."""

    def __init__(self, path: Path, seconds: float, max_tokens: int = MAX_TOKENS) -> None:
        """Load `path` in the background; the first `stream` raises what fails. A reply takes `seconds` at most."""
        self.name = f"local:{path.name}"
        # Of seven follow-ups, Qwen 1.5B worded three or four rightly, and two cores took longer than a reader waits.
        self.rewords = False
        self._path = path
        self._seconds = seconds
        self._max_tokens = max_tokens
        self._requests: Queue[Request] = Queue()
        Thread(target=self._serve, daemon=True).start()

    def prepare(self, opening: Sequence[Message]) -> None:
        """Have the engine read `opening` into its prefix cache: later prompts that begin so are read from there on."""
        self._requests.put(Request([*opening, Message(role="user", content="")], None, max_tokens=1))

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Iterator[str]:
        request = Request(messages, grammar, self._max_tokens)
        self._requests.put(request)
        return request.feed.drain(self.name, self._seconds)

    def _serve(self) -> None:
        failure: LLMError | None = None
        try:
            runner = _load(self._path)
        except BaseException as error:  # a panic of the engine is no Exception
            failure = LLMUnavailable(model=self.name, reason=str(error).partition("\n")[0])
        while True:
            request = self._requests.get()
            if failure is None and not request.feed.abandoned.is_set():
                request.feed.put(self._reply(runner, request))
            else:
                request.feed.put(failure)

    def _reply(self, runner: Runner, request: Request) -> LLMError | None:
        """Put the pieces of the reply; the error that ends it, None when it is whole."""
        reason = None
        try:
            for chunk in _chunks(runner, request):
                if request.feed.abandoned.is_set():
                    return None  # leaving the loop makes the engine drop the sequence
                reason = chunk.choices[0].finish_reason or reason
                if chunk.choices[0].delta.content:
                    request.feed.put(chunk.choices[0].delta.content)
        except BaseException:  # the owner thread outlives a panic of the engine
            return LLMGarbled(model=self.name)
        return None if reason == "stop" else LLMInterrupted(model=self.name)


def _load(path: Path) -> Runner:
    # The engine writes its load log on the terminal unless told otherwise before it is imported.
    os.environ.setdefault("RUST_LOG", "off")
    from mistralrs import Runner, Which

    which: Any = Which.GGUF(quantized_model_id=str(path.parent.resolve()), quantized_filename=path.name)
    return Runner(which=which, token_source="none")  # noqa: S106 (not a secret: no hub token is used)


def _chunks(runner: Runner, request: Request) -> Iterator[Any]:
    from mistralrs import ChatCompletionRequest

    wanted = ChatCompletionRequest(
        model="default",
        messages=[message.model_dump() for message in request.messages],
        max_tokens=request.max_tokens,
        temperature=0.0,
        stream=True,
        grammar=request.grammar,
        grammar_type="lark" if request.grammar else None,
    )
    chunks: Any = runner.send_chat_completion_request(wanted)
    return iter(chunks)
