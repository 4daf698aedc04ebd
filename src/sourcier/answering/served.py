"""A model behind an HTTP server, read through LlamaIndex: every fault becomes one of our errors, without the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Thread
from typing import Any

import httpx
import ollama
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse
from llama_index.core.llms import LLM
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai_like import OpenAILike

from sourcier.answering.capabilities import Capabilities, fits
from sourcier.answering.feed import Feed, Reply
from sourcier.answering.probing import About, Login, Probe, about_ollama, about_openai
from sourcier.answering.prompts import Message
from sourcier.answering.wire import Wire, certificates
from sourcier.errors import (
    LLMBusy,
    LLMError,
    LLMGarbled,
    LLMInterrupted,
    LLMKeyRefused,
    LLMOverQuota,
    LLMRefused,
    LLMServerFailed,
    LLMTimeout,
    LLMUnreachable,
)

# A server that does not take the connection by then is not there: with the second attempt it is said within 3 s.
CONNECT_SECONDS = 2.5
# A server in trouble is asked once more, after the pause it asks for; a longer one is said to the reader instead.
ATTEMPTS = 2
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 2.0
PASSING_TROUBLE = frozenset({429, 500, 502, 503, 504, 529})
# Room for the reply and, in models that reason first, for what they think; evidence and template take about 1,000.
MAX_TOKENS = 1024
# What a server is taken to have that does not say; Ollama is told to have it, where the model does.
CONTEXT_WINDOW = 8192
# How servers that do not know the option by which they are asked to count tokens refuse it.
UNKNOWN_OPTION = frozenset({400, 422})
# How servers say that a reply is whole: OpenAI's and Ollama's "stop", text-generation-inference's two.
WHOLE = frozenset({"stop", "eos_token", "stop_sequence"})

Connection = tuple[LLM, AbstractContextManager[Any]]
Connect = Callable[[Wire, int, bool], Connection]


class ServedModel:
    """One model of one server, which is asked what it can do in the background and keeps its own prompt cache."""

    def __init__(
        self, name: str, connect: Connect, about: Callable[[], About], seconds: float, *, counts: bool, batches: bool
    ) -> None:
        """Show as `name` the model that `connect` gives, and read it for at most `seconds` a reply.

        Whether it makes several replies as fast as one (`batches`) is known of its kind: servers do not say.

        `connect` is told which wire to lay, how long a context to ask for and whether to ask that tokens be counted,
        which is done when `counts` until the server refuses it.
        """
        self.name = name
        self.rewords = True
        self._connect = connect
        self._probe = Probe(about)
        self._seconds = seconds
        self._counts = counts
        self._batches = batches

    def capabilities(self) -> Capabilities:
        """What the server says it can do, by now or within a third of a second."""
        about = self._probe.result()
        return Capabilities(_context(about), prompt_cache=about.prompt_cache, batches=self._batches)

    def fits(self, messages: Sequence[Message]) -> bool:
        """Whether there is room for `messages` and a reply."""
        about = self._probe.result()
        return fits(messages, _context(about) - MAX_TOKENS, about.count)

    def prepare(self, opening: Sequence[Message], *, if_sure: bool = False) -> None:
        """Ask the server what it can do."""
        self._probe.start()

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        """The reply as it comes, asked for a second time where the trouble may pass."""
        feed = Feed()
        chat = [ChatMessage(role=message.role, content=message.content) for message in messages]
        Thread(target=self._read, args=(chat, feed), daemon=True).start()
        return Reply(feed, self.name, self._seconds)

    def _read(self, chat: list[ChatMessage], feed: Feed) -> None:
        counts = self._counts
        for attempt in range(1, ATTEMPTS + 1):
            try:
                feed.put(self._pass_on(chat, feed, counts))
                self._counts = counts
                return
            except Exception as error:
                pause, failure = _pause(error), self._translate(error)
                if counts and _status(error) in UNKNOWN_OPTION:
                    pause, counts = 0.0, False
            if attempt == ATTEMPTS or pause > LONGEST_PAUSE_SECONDS or feed.abandoned.wait(pause):
                feed.put(failure)
                return

    def _pass_on(self, chat: list[ChatMessage], feed: Feed, counts: bool) -> LLMError | None:
        """Put the pieces of one reply; the error that ends it when the server did not say that it is whole."""
        said = whole = False
        wire = Wire()
        llm, client = self._connect(wire, self.capabilities().context, counts)
        with client:  # a connection for each reply: cutting it tells the server that the reader left
            feed.when_left(wire.cut)
            for part in llm.stream_chat(chat):
                if feed.abandoned.is_set():
                    return None
                if part.delta:
                    said = True
                    feed.put(part.delta)
                whole = whole or _is_whole(part)
                _count(part, feed)
        if not said:
            return LLMGarbled(model=self.name)
        return None if whole else LLMInterrupted(model=self.name)

    def _translate(self, error: Exception) -> LLMError:
        status = _status(error)
        if status is not None:
            return _refusal(status)(model=self.name, status=status)
        cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
        match cause:
            case httpx.ConnectError() | httpx.ConnectTimeout() | ConnectionError() | httpx.UnsupportedProtocol():
                return LLMUnreachable(model=self.name)
            case httpx.TimeoutException():
                return LLMTimeout(model=self.name, seconds=f"{self._seconds:g}")
            case httpx.TransportError() | openai.APIError() | ollama.ResponseError():
                return LLMInterrupted(model=self.name)
            case _:
                return LLMGarbled(model=self.name)


def openai_model(name: str, model: str, url: str, api_key: str, login: Login, seconds: float) -> ServedModel:
    """`model` of the OpenAI-compatible server at `url`; `login` is for a proxy before it."""

    def connect(wire: Wire, context: int, counts: bool) -> Connection:
        http = openai.DefaultHttpxClient(event_hooks=wire.hooks, auth=login, verify=certificates())
        patience = _patience(seconds)
        client = openai.OpenAI(api_key=api_key, base_url=url, max_retries=0, timeout=patience, http_client=http)
        llm = OpenAILike(
            model=model,
            api_base=url,
            api_key=api_key,
            is_chat_model=True,
            context_window=context,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            additional_kwargs={"stream_options": {"include_usage": True}} if counts else {},
            openai_client=client,
        )
        return llm, client

    def about() -> About:
        return about_openai(url, model, api_key, login)

    return ServedModel(name, connect, about, seconds, counts=True, batches=True)


def ollama_model(name: str, model: str, url: str, login: Login, seconds: float) -> ServedModel:
    """`model` of the Ollama server at `url`; a model that can reason is told not to, for the reader waits."""

    def connect(wire: Wire, context: int, counts: bool) -> Connection:  # it counts tokens unasked
        client = ollama.Client(
            host=url, timeout=_patience(seconds), event_hooks=wire.hooks, auth=login, verify=certificates()
        )
        llm = Ollama(
            model=model,
            base_url=url,
            temperature=0.0,
            context_window=context,
            additional_kwargs={"num_predict": MAX_TOKENS},
            thinking=False,
            client=client,
        )
        return llm, client

    # Ollama answers one after the other where memory is short, which is where it is run.
    return ServedModel(name, connect, lambda: about_ollama(url, model, login), seconds, counts=False, batches=False)


def _context(about: About) -> int:
    """More is never needed, and costs an Ollama server memory."""
    return min(about.context or CONTEXT_WINDOW, CONTEXT_WINDOW)


def _patience(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))


def _is_whole(part: ChatResponse) -> bool:
    """Whether the server says that the reply is whole: a stream cut by a clean end of file does not say it."""
    raw: Any = part.raw
    if isinstance(raw, dict):  # Ollama; early versions give no reason
        return bool(raw.get("done")) and (raw.get("done_reason") or "stop") in WHOLE
    return any(choice.finish_reason in WHOLE for choice in raw.choices or ())


def _count(part: ChatResponse, feed: Feed) -> None:
    """Note the tokens that the server has counted, if it says so in `part`."""
    raw: Any = part.raw
    if isinstance(raw, dict):
        prompt, completion = raw.get("prompt_eval_count"), raw.get("eval_count")
    else:
        usage = getattr(raw, "usage", None)
        prompt, completion = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    if isinstance(prompt, int) or isinstance(completion, int):
        feed.count(prompt=prompt, completion=completion)


def _status(error: Exception) -> int | None:
    """The HTTP status of a refusal; an error sent inside a reply has none."""
    status = error.status_code if isinstance(error, openai.APIStatusError | ollama.ResponseError) else -1
    return status if status >= httpx.codes.BAD_REQUEST else None


def _refusal(status: int) -> type[LLMError]:
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return LLMKeyRefused
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return LLMOverQuota
    if status == httpx.codes.SERVICE_UNAVAILABLE:
        return LLMBusy
    return LLMServerFailed if httpx.codes.is_server_error(status) else LLMRefused


def _pause(error: Exception) -> float:
    """Seconds to wait before asking again, infinite when that would not help."""
    if _status(error) not in PASSING_TROUBLE:
        return float("inf")
    asked = error.response.headers.get("retry-after", "") if isinstance(error, openai.APIStatusError) else ""
    try:
        return max(PAUSE_SECONDS, float(asked)) if asked else PAUSE_SECONDS
    except ValueError:
        return float("inf")  # a date, not seconds: later than a reader waits
