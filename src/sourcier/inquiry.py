"""What is asked: a question, what was said before, and the articles it keeps to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sourcier.errors import EmptyQuestion, QuestionTooLong
from sourcier.index.filters import Filter
from sourcier.retrieval.scope import check_dates
from sourcier.schema import Turn

LONGEST_QUESTION = 2000


@dataclass(frozen=True)
class Inquiry:
    """One question; `as_of` is the day on which it is asked, and bounds `only` too."""

    question: str
    history: Sequence[Turn]
    as_of: date | None
    only: Filter

    @classmethod
    def of(
        cls,
        question: str,
        history: Sequence[Turn],
        as_of: date | None,
        published_after: date | None,
        published_before: date | None,
        outlets: Sequence[str],
        paths: Sequence[str],
    ) -> Inquiry:
        """The arguments of `Assistant.stream`, unchecked."""
        only = Filter(published_after, published_before, tuple(outlets), tuple(paths), as_of)
        return cls(question, history, as_of, only)

    def checked(self) -> str:
        """The question without blanks around it; raises EmptyQuestion, QuestionTooLong or ImpossibleDate."""
        if not isinstance(self.question, str) or not self.question.strip():
            raise EmptyQuestion()
        if len(self.question) > LONGEST_QUESTION:
            raise QuestionTooLong(length=len(self.question), limit=LONGEST_QUESTION)
        check_dates(self.question)
        return self.question.strip()
