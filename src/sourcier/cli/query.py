"""A question as the command line is given it: in its arguments, or one line of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from sourcier.retrieval.scope import first_day, last_day
from sourcier.schema import Answer, RetrievedPassage, Turn

if TYPE_CHECKING:
    from sourcier.assistant import Assistant


def _written(read: Callable[[str], date]) -> BeforeValidator:
    # A number is a year as a person writes it, and not the seconds since 1970.
    return BeforeValidator(lambda value: value if value is None or isinstance(value, date) else read(str(value)))


def _listed(value: object) -> object:
    """One for a list of one, nothing for an empty one."""
    return () if value is None else (value,) if isinstance(value, str) else value


# "mars 2024" begins on its first day and ends on its last.
FirstDay = Annotated[date | None, _written(first_day)]
LastDay = Annotated[date | None, _written(last_day)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Query(BaseModel):
    """A question and what it is limited to; unknown fields are ignored, and None limits nothing.

    Dates are written as people write them. Reading one raises BadDate or ImpossibleDate, anything else ValidationError.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | int
    question: str
    history: Annotated[tuple[Turn, ...], BeforeValidator(_listed)] = ()
    as_of: LastDay = None
    published_after: FirstDay = Field(default=None, validation_alias=AliasChoices("published_after", "after"))
    published_before: LastDay = Field(default=None, validation_alias=AliasChoices("published_before", "before"))
    outlets: Names = ()
    paths: Names = ()

    def within(self, limits: Query) -> Query:
        """The question with the limits of another one where it sets none of its own."""
        new = {name: getattr(limits, name) for name in LIMITS if not getattr(self, name)}
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
