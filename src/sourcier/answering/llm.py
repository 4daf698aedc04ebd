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
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from sourcier import artifacts
from sourcier.answering.capabilities import Capabilities
from sourcier.answering.feed import Reply
from sourcier.answering.local import LocalModel
from sourcier.answering.prompts import Message
from sourcier.errors import LLMUnavailable, UnknownLLM

OPENAI_URL = "https://api.openai.com/v1"
OLLAMA_URL = "http://127.0.0.1:11434"
GENERATOR = "qwen2.5-coder-1.5b"
# A model's name may hold ":" and "/" ("qwen3:4b", "org/model") and begin with "@" ("@cf/meta/…").
SERVED = re.compile(r"(?P<kind>openai|ollama):(?P<model>@?[^\s@]+)(?:@(?P<url>https?://\S+))?")


class Model(Protocol):
    """What drafts; safe to share between threads."""

    name: str
    rewords: bool
    """Whether it words a follow-up as a whole question well, within seconds."""

    def capabilities(self) -> Capabilities:
        """What its engine says that it can do; raises LLMError where that is known only once it runs."""
        ...

    def fits(self, messages: Sequence[Message]) -> bool:
        """Whether there is room for `messages` and a reply to them; raises LLMError as `capabilities` does."""
        ...

    def prepare(self, opening: Sequence[Message], *, if_sure: bool = False) -> None:
        """Read, in the background, what every question begins with, where that makes the first one faster.

        With `if_sure`, only where the engine tells how probable its words are.
        """

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        """The reply as it comes; it raises LLMError, also in the middle. `grammar` is kept where the engine can."""
        ...


def open_model(spec: str, *, api_key: str | None = None, timeout: float = 120.0) -> Model | None:
    """The model that `spec` names, None for `extractive`; a server is not contacted yet.

    Raises UnknownLLM, ArtifactMissing or LLMUnavailable (a local file absent, an engine that does not install here).
    """
    spec = spec.strip()
    if spec == "extractive":
        return None
    kind, colon, file = spec.partition(":")
    if kind == "local" and bool(colon) == bool(file):
        path = Path(file).expanduser() if file else artifacts.locate(GENERATOR)
        if not path.is_file():
            raise LLMUnavailable(model=spec, reason=f"{path} (absent)")
        return LocalModel(path, timeout)
    served = SERVED.fullmatch(spec)
    if served is None or not _is_address(served["url"]):
        raise UnknownLLM(spec=without_password(spec))
    # LlamaIndex and the clients take seconds to import: only who names a server waits for them.
    from sourcier.answering.served import ollama_model, openai_model

    name, model, login = without_password(spec), served["model"], _login(served["url"])
    # HTTP clients log addresses, with the password when they hold one.
    url = served["url"] and without_password(served["url"])
    if served["kind"] == "ollama":
        return ollama_model(name, model, url or OLLAMA_URL, login, timeout)
    key = api_key or os.environ.get("OPENAI_API_KEY") or "none"
    return openai_model(name, model, url or OPENAI_URL, key, login, timeout)


def _is_address(url: str | None) -> bool:
    try:
        # The two clients read addresses with one of these each.
        return url is None or bool(httpx.URL(url).host and urlsplit(url).hostname)
    except (httpx.InvalidURL, ValueError):
        return False


def _login(url: str | None) -> tuple[str, str] | None:
    """The user and password that `url` holds."""
    address = httpx.URL(url or "")
    return (address.username, address.password) if address.userinfo else None


def without_password(spec: str) -> str:
    """`spec` without "user:password@" in its address: it is shown, and written to logs."""
    return re.sub(r"(https?://)[^/\s]*@", r"\1", spec)
