"""A conversation as the page holds it: exchanges that grow while an answer streams."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, Unpack

from sourcier.desk import Exchange
from sourcier.desk.exchange import turns_of
from sourcier.errors import SourcierError
from sourcier.inquiry import Scope
from sourcier.retrieval.scope import written_filter
from sourcier.schema import Answer, Article, Turn
from sourcier.ui.texts import Texts

logger = logging.getLogger(__name__)


class Streaming(Protocol):
    """What a conversation needs of an assistant."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Iterator[Answer]: ...


class Answerer(Protocol):
    """What the page needs of an assistant; `astream` is that of `Assistant`."""

    @property
    def model_name(self) -> str: ...

    @property
    def articles(self) -> Mapping[str, Article]: ...

    @property
    def newest_first(self) -> Sequence[Article]: ...

    @property
    def outlets(self) -> list[str]: ...

    def ask(self, question: str) -> Answer: ...

    @property
    def astream(self) -> Callable[..., AsyncGenerator[Answer, None]]: ...

    def using(self, llm: str | None = None, evidence_characters: int | None = None) -> Answerer: ...


@dataclass(frozen=True)
class Limits:
    """What a reader limits the search to: outlets chosen, dates as typed."""

    outlets: tuple[str, ...] = ()
    after: str = ""
    before: str = ""


Conversation = tuple[Exchange, ...]


def converse(
    assistant: Streaming, earlier: Conversation, question: str, texts: Texts, limits: Limits = Limits()
) -> Generator[Conversation, None, None]:
    """The conversation after each thing that happens within `limits`, from the question alone to the settled answer.

    Raises nothing: what fails becomes a sentence of the exchange, for it is a person who reads it.
    """
    kept = tuple(exchange for exchange in earlier if exchange.question.strip())
    current = Exchange(question)
    yield (*kept, current)
    try:
        only = written_filter(limits.after, limits.before, limits.outlets)
        for answer in assistant.stream(
            question,
            turns_of(kept),
            published_after=only.since,
            published_before=only.until,
            outlets=only.outlets,
        ):
            current = replace(current, answer=answer)
            yield (*kept, current)
    except SourcierError as error:
        current = replace(current, problem=error.message(texts.language))
    except Exception:
        logger.exception("An answer failed")
        current = replace(current, problem=texts.failed)
    yield (*kept, replace(current, settled=True))


def stop(conversation: Conversation, texts: Texts) -> Conversation:
    """The conversation with its last exchange settled where it stood; unchanged when it already was."""
    if not conversation or conversation[-1].settled:
        return conversation
    return with_problem(conversation, texts.stopped)


def with_problem(conversation: Conversation, problem: str) -> Conversation:
    """The same, settled, with one sentence on what went wrong with its last exchange."""
    return (*conversation[:-1], replace(conversation[-1], problem=problem, settled=True))
