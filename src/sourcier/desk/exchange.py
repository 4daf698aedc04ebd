"""The noun of a turn: a question and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcier.schema import Answer, Turn


@dataclass(frozen=True)
class Exchange:
    """A question and what came of it so far: an answer that grows, and perhaps one sentence on what went wrong."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    settled: bool = False


def turns_of(exchanges: Iterable[Exchange]) -> list[Turn]:
    """The turns that a follow-up refers to: questions that got an answer, each with its text."""
    return [
        turn
        for exchange in exchanges
        if exchange.answer is not None and exchange.answer.text
        for turn in (
            Turn(role="user", content=exchange.question),
            Turn(role="assistant", content=exchange.answer.text),
        )
    ]
