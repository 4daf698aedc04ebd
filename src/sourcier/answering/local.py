"""A GGUF model run in this process: the door to mistral.rs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

from sourcier.answering.prompts import Message
from sourcier.errors import LLMError, LLMGarbled, LLMInterrupted, LLMUnavailable

if TYPE_CHECKING:
    from mistralrs import Runner

Request = tuple[Sequence[Message], str | None, "Queue[str | LLMError | None]"]


class LocalModel:
    """One model with one owner thread: the engine raises when two threads call it, so requests wait in a queue."""

    def __init__(self, path: Path, *, max_tokens: int) -> None:
        """Load `path` in the background; a failure is raised by the first `stream`."""
        self.name = f"local:{path.name}"
        self._path = path
        self._max_tokens = max_tokens
        self._requests: Queue[Request] = Queue()
        Thread(target=self._serve, daemon=True).start()

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Iterator[str]:
        pieces: Queue[str | LLMError | None] = Queue()
        self._requests.put((messages, grammar, pieces))
        while (piece := pieces.get()) is not None:
            if isinstance(piece, LLMError):
                raise piece
            yield piece

    def _serve(self) -> None:
        failure: LLMError | None = None
        try:
            runner = _load(self._path)
        except (ImportError, ValueError, OSError) as error:
            failure = LLMUnavailable(model=self.name, reason=error)
        while True:
            messages, grammar, pieces = self._requests.get()
            if failure is not None:
                pieces.put(failure)
                continue
            try:
                self._reply(runner, messages, grammar, pieces)
            except ValueError:
                pieces.put(LLMGarbled(model=self.name))

    def _reply(self, runner: Runner, messages: Sequence[Message], grammar: str | None, pieces: Queue[str | LLMError | None]) -> None:
        from mistralrs import ChatCompletionRequest

        request = ChatCompletionRequest(
            model="default",
            messages=[message.model_dump() for message in messages],
            max_tokens=self._max_tokens,
            temperature=0.0,
            stream=True,
            grammar=grammar,
            grammar_type="lark" if grammar else None,
        )
        reason = None
        for chunk in runner.send_chat_completion_request(request):
            choice = chunk.choices[0]
            reason = choice.finish_reason or reason
            if choice.delta.content:
                pieces.put(choice.delta.content)
        pieces.put(None if reason == "stop" else LLMInterrupted(model=self.name))


def _load(path: Path) -> Runner:
    # The engine writes its load log on the terminal unless told otherwise before it is imported.
    os.environ.setdefault("RUST_LOG", "off")
    from mistralrs import Runner, Which

    which = Which.GGUF(quantized_model_id=str(path.parent.resolve()), quantized_filename=path.name)
    return Runner(which=which, token_source="none")  # noqa: S106 (not a secret: no hub token is used)
