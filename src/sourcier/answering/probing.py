"""What a model server says of itself: how much it reads at once, and how many tokens a prompt takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

import httpx

from sourcier.answering.prompts import Message

# Asked when the model is opened, a server has long replied by the first question; a reader waits this long at most.
# With the time a connection may take, that a server is not there is still said within 3 s.
WAIT_SECONDS = 0.3
PATIENCE = httpx.Timeout(5.0, connect=2.5)
# Where servers that list their models write the context of one: vLLM, OpenRouter, Groq, LM Studio.
CONTEXT_FIELDS = ("max_model_len", "context_length", "context_window", "max_context_length")

Login = tuple[str, str] | None


@dataclass(frozen=True)
class About:
    """What is known of a server."""

    context: int | None = None
    """Tokens of a prompt and its reply together; None when it does not say."""
    prompt_cache: bool = False
    count: Callable[[Sequence[Message]], int | None] = lambda messages: None
    """The tokens that messages take; None when it does not say."""


class Probe:
    """Asks a server once, in the background; one that was not there is asked again."""

    def __init__(self, ask: Callable[[], About]) -> None:
        self._ask = ask
        self._lock = Lock()
        self._asked: Future[About] | None = None
        self._until = 0.0

    def start(self) -> Future[About]:
        """Ask, unless that was done."""
        with self._lock:
            if self._asked is None or (self._asked.done() and self._asked.exception()):
                self._asked, self._until = Future(), time.monotonic() + WAIT_SECONDS
                Thread(target=_settle, args=(self._asked, self._ask), daemon=True).start()
            return self._asked

    def result(self) -> About:
        """What the server said, by now or within a third of a second; nothing when it did not."""
        try:
            return self.start().result(max(0.0, self._until - time.monotonic()))
        except (httpx.HTTPError, TimeoutError):
            return About()


def about_openai(url: str, model: str, api_key: str, login: Login) -> About:
    """What an OpenAI-compatible server says beyond that protocol; raises httpx.HTTPError when it is not there."""
    base = url.rstrip("/")
    root = base.removesuffix("/v1")

    def client() -> httpx.Client:
        return httpx.Client(headers={"Authorization": f"Bearer {api_key}"}, auth=login, timeout=PATIENCE)

    with client() as http:
        own = _number(_json(http.get(f"{root}/props")), "default_generation_settings", "n_ctx")
        listed = None if own else _listed(_json(http.get(f"{base}/models")), model)
    if own is None and listed is None:
        return About()
    # llama.cpp's server keeps what prompts begin with; others do not say.
    return About(own or listed, own is not None, lambda messages: _tokens(client(), root, model, messages))


def about_ollama(url: str, model: str, login: Login) -> About:
    """What Ollama says of `model`; it keeps what prompts begin with, and counts no tokens beforehand."""
    with httpx.Client(auth=login, timeout=PATIENCE) as http:
        shown = _json(http.post(f"{url.rstrip('/')}/api/show", json={"model": model}))
    information = shown.get("model_info")
    contexts = information.items() if isinstance(information, dict) else ()
    context = next((_positive(value) for key, value in contexts if key.endswith(".context_length")), None)
    return About(context, prompt_cache=True)


def _settle(asked: Future[About], ask: Callable[[], About]) -> None:
    try:
        asked.set_result(ask())
    except httpx.HTTPError as error:
        asked.set_exception(error)
    except Exception:  # what it says makes no sense: it says nothing
        asked.set_result(About())


def _tokens(http: httpx.Client, root: str, model: str, messages: Sequence[Message]) -> int | None:
    """How llama.cpp's server (`content`) and vLLM (`messages`) count tokens."""
    written = [message.model_dump() for message in messages]
    asked = {"model": model, "messages": written, "content": "\n".join(message.content for message in messages)}
    try:
        with http:
            said = _json(http.post(f"{root}/tokenize", json=asked))
    except httpx.HTTPError:
        return None
    tokens = said.get("tokens")
    return _number(said, "count") or (len(tokens) if isinstance(tokens, list) and tokens else None)


def _listed(said: Mapping[str, Any], model: str) -> int | None:
    entries = [entry for entry in said.get("data") or () if isinstance(entry, dict)]
    named = [entry for entry in entries if entry.get("id") == model]
    return next(_contexts(named or entries[:1] * (len(entries) == 1)), None)


def _contexts(entries: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    for entry in entries:
        for field in CONTEXT_FIELDS:
            if (tokens := _positive(entry.get(field))) is not None:
                yield tokens


def _number(said: Mapping[str, Any], *path: str) -> int | None:
    value: Any = said
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return _positive(value)


def _positive(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _json(response: httpx.Response) -> dict[str, Any]:
    """The object that a server replied; empty for anything else."""
    try:
        said = response.json() if response.is_success else None
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {}
