"""What is asked: a question, what was said before, and the articles it keeps to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from sourcier.errors import EmptyQuestion, QuestionTooLong
from sourcier.index.filters import Filter
from sourcier.retrieval.scope import check_dates
from sourcier.schema import Turn

LONGEST_QUESTION = 2000


class Scope(TypedDict, total=False):
    """The articles that a question keeps to: all where nothing is said."""

    published_after: date | None
    """Published, or perhaps, on that day or later; undated articles are left out."""
    published_before: date | None
    """Published, or perhaps, on that day or earlier."""
    outlets: Sequence[str]
    """By one of these."""
    paths: Sequence[str]
    """In one of these folders or patterns: "2024/*.html"."""


@dataclass(frozen=True)
class Inquiry:
    """One question; `as_of` is the day on which it is asked, and bounds `only` too."""

    question: str
    history: Sequence[Turn]
    as_of: date | None
    only: Filter

    @classmethod
    def of(
        cls, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Inquiry:
        """The arguments of `Assistant.stream`, unchecked."""
        return cls(question, history, as_of, _filter(as_of, **scope))

    def checked(self) -> str:
        """The question without blanks around it; raises EmptyQuestion, QuestionTooLong or ImpossibleDate."""
        if not isinstance(self.question, str) or not self.question.strip():
            raise EmptyQuestion()
        if len(self.question) > LONGEST_QUESTION:
            raise QuestionTooLong(length=len(self.question), limit=LONGEST_QUESTION)
        check_dates(self.question)
        return self.question.strip()


def _filter(
    as_of: date | None,
    published_after: date | None = None,
    published_before: date | None = None,
    outlets: Sequence[str] = (),
    paths: Sequence[str] = (),
) -> Filter:
    return Filter(published_after, published_before, tuple(outlets), tuple(paths), as_of)
