"""A question as the command line is given it: in its arguments, or one line of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from sourcier.retrieval.scope import first_day, last_day
from sourcier.schema import Answer, RetrievedPassage, Turn

if TYPE_CHECKING:
    from sourcier.assistant import Assistant


# "mars 2024" begins on its first day and ends on its last.
FirstDay = Annotated[date, BeforeValidator(lambda value: first_day(value) if isinstance(value, str) else value)]
LastDay = Annotated[date, BeforeValidator(lambda value: last_day(value) if isinstance(value, str) else value)]


class Query(BaseModel):
    """A question and what it is limited to; unknown fields are ignored.

    Dates are written as people write them. Reading one raises BadDate or ImpossibleDate, anything else ValidationError.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | int
    question: str
    history: tuple[Turn, ...] = ()
    as_of: LastDay | None = None
    published_after: FirstDay | None = Field(default=None, validation_alias=AliasChoices("published_after", "after"))
    published_before: LastDay | None = Field(default=None, validation_alias=AliasChoices("published_before", "before"))
    outlets: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def within(self, limits: Query) -> Query:
        """The question with the limits of another one where it sets none of its own."""
        new = {name: getattr(limits, name) for name in LIMITS if name not in self.model_fields_set}
        return self.model_copy(update=new)


LIMITS = ("as_of", "published_after", "published_before", "outlets", "paths")


def query_of(
    question: str | None,
    after: str | None,
    before: str | None,
    as_of: str | None,
    outlets: Sequence[str] | None,
    paths: Sequence[str] | None,
) -> Query:
    """The question of a command line; raises BadDate or ImpossibleDate."""
    return Query.model_validate(
        {
            "id": "",
            "question": question or "",
            "as_of": as_of,
            "published_after": after,
            "published_before": before,
            "outlets": outlets or (),
            "paths": paths or (),
        }
    )


def search(assistant: Assistant, query: Query, k: int) -> tuple[RetrievedPassage, ...]:
    """The best `k` passages for a question, within its limits."""
    return assistant.search(
        query.question,
        k,
        query.as_of,
        published_after=query.published_after,
        published_before=query.published_before,
        outlets=query.outlets,
        paths=query.paths,
    )


def answers(assistant: Assistant, query: Query) -> Iterator[Answer]:
    """The answers to a question as they grow, within its limits."""
    return assistant.stream(
        query.question,
        query.history,
        query.as_of,
        published_after=query.published_after,
        published_before=query.published_before,
        outlets=query.outlets,
        paths=query.paths,
    )
