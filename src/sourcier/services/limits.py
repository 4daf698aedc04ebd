"""What another program may limit a question to, with its dates as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sourcier.retrieval.scope import first_day, last_day

MOST_NAMES, LONGEST_NAME, LONGEST_DATE = 100, 200, 40


def _written(read: Callable[[str], date]) -> BeforeValidator:
    return BeforeValidator(lambda value: None if value in (None, "") else read(str(value)[:LONGEST_DATE]))


# "mars 2024" begins on its first day and ends on its last.
FirstDay = Annotated[date | None, _written(first_day)]
LastDay = Annotated[date | None, _written(last_day)]
Names = Annotated[
    tuple[Annotated[str, Field(max_length=LONGEST_NAME)], ...],
    Field(max_length=MOST_NAMES),
    BeforeValidator(lambda value: () if value is None else value),
]


class Limits(BaseModel):
    """The `Scope` of `Assistant.stream`; None and nothing limit nothing.

    Reading one raises BadDate or ImpossibleDate, anything else ValidationError.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    as_of: LastDay = None
    published_after: FirstDay = None
    published_before: LastDay = None
    outlets: Names = ()
    paths: Names = ()
