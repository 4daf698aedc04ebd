"""Who words the answers: the door to every language model.

| spec | model |
|---|---|
| `extractive` | none: article sentences are quoted |
| `local`, `local:FILE.gguf` | a GGUF file run in this process |
| `openai:MODEL[@BASE_URL]` | any OpenAI-compatible server |
| `ollama:MODEL[@URL]` | an Ollama server |
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Protocol

import httpx
import ollama
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse
from llama_index.core.llms import LLM
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai_like import OpenAILike

from sourcier import artifacts
from sourcier.answering.local import LocalModel
from sourcier.answering.prompts import Message
from sourcier.errors import (
    LLMError,
    LLMGarbled,
    LLMInterrupted,
    LLMRefused,
    LLMTimeout,
    LLMUnavailable,
    LLMUnreachable,
    UnknownLLM,
)

OPENAI_URL = "https://api.openai.com/v1"
OLLAMA_URL = "http://127.0.0.1:11434"
GENERATOR = "qwen2.5-coder-1.5b"
# Three sentences of an answer with their markers; more is never shown.
MAX_TOKENS = 300
CONTEXT_WINDOW = 8192


class Model(Protocol):
    """What drafts: `stream` yields pieces of text and raises LLMError, also in the middle."""

    name: str

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Iterator[str]:
        """Yield the reply as it comes; `grammar` constrains it where the engine can."""


def open_model(spec: str, *, api_key: str | None = None, timeout: float = 120.0) -> Model | None:
    """The model that `spec` names, None for `extractive`; a server is not contacted yet.

    Raises UnknownLLM, ArtifactMissing or LLMUnavailable (a local file absent, an engine that does not install here).
    """
    kind, _, rest = spec.strip().partition(":")
    model, _, url = rest.partition("@")
    if kind == "extractive" and not rest:
        return None
    if kind == "local":
        path = Path(rest).expanduser() if rest else artifacts.locate(GENERATOR)
        if not path.is_file():
            raise LLMUnavailable(model=spec, reason=f"{path} ?")
        return Deadline(LocalModel(path, max_tokens=MAX_TOKENS), timeout)
    if kind == "openai" and model:
        llm = OpenAILike(
            model=model,
            api_base=url or OPENAI_URL,
            api_key=api_key or os.environ.get("OPENAI_API_KEY") or "none",
            is_chat_model=True,
            context_window=CONTEXT_WINDOW,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            max_retries=1,
            timeout=timeout,
        )
        return Deadline(ServedModel(spec, llm), timeout)
    if kind == "ollama" and model:
        served = Ollama(model=model, base_url=url or OLLAMA_URL, request_timeout=timeout, temperature=0.0)
        return Deadline(ServedModel(spec, served), timeout)
    raise UnknownLLM(spec=spec)


class ServedModel:
    """A model behind an HTTP server, through LlamaIndex; its errors become ours, without the key they may hold."""

    def __init__(self, name: str, llm: LLM) -> None:
        self.name = name
        self._llm = llm

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Iterator[str]:
        chat = [ChatMessage(role=message.role, content=message.content) for message in messages]
        finished, said = False, False
        try:
            for part in self._llm.stream_chat(chat):
                finished = finished or _finished(part)
                if part.delta:
                    said = True
                    yield part.delta
        except Exception as error:
            raise _translate(error, self.name) from None
        if not said and not finished:
            raise LLMGarbled(model=self.name)
        if not finished:
            raise LLMInterrupted(model=self.name)


class Deadline:
    """A model that is given up after `seconds` in all, however slowly it drips."""

    def __init__(self, model: Model, seconds: float) -> None:
        self.name = model.name
        self._model = model
        self._seconds = seconds

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Iterator[str]:
        pieces: Queue[str | LLMError | None] = Queue()

        def read() -> None:
            try:
                for piece in self._model.stream(messages, grammar):
                    pieces.put(piece)
                pieces.put(None)
            except LLMError as error:
                pieces.put(error)

        Thread(target=read, daemon=True).start()
        end = time.monotonic() + self._seconds
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise LLMTimeout(model=self.name, seconds=f"{self._seconds:g}") from None
            if piece is None:
                return
            if isinstance(piece, LLMError):
                raise piece
            yield piece


def _finished(part: ChatResponse) -> bool:
    """Whether the server said that the reply is whole: a stream cut by a clean end of file does not say it."""
    raw = part.raw
    if isinstance(raw, dict):
        return raw.get("done_reason") == "stop" or bool(raw.get("done") and raw.get("done_reason") is None)
    choices = getattr(raw, "choices", None) or []
    return any(choice.finish_reason == "stop" for choice in choices)


def _translate(error: Exception, model: str) -> LLMError:
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return LLMTimeout(model=model, seconds="?")
    if isinstance(error, openai.APIStatusError | ollama.ResponseError):
        return LLMRefused(model=model, status=error.status_code)
    if isinstance(error, openai.APIConnectionError | httpx.ConnectError | ConnectionError):
        cut = isinstance(error.__cause__, httpx.RemoteProtocolError | httpx.ReadError)
        return LLMInterrupted(model=model) if cut else LLMUnreachable(model=model)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return LLMInterrupted(model=model)
    return LLMGarbled(model=model)
