"""The noun of a turn: a question and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.schema import Answer


@dataclass(frozen=True)
class Exchange:
    """A question and what came of it so far: an answer that grows, and perhaps one sentence on what went wrong."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    settled: bool = False
