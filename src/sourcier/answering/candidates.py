"""Several drafts at once, of which the best proved is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import TypeVar

from sourcier.errors import LLMError
from sourcier.schema import Statement

Item = TypeVar("Item")


@dataclass(frozen=True)
class Candidate:
    """A draft read to its end: what is proved of it, and what is not."""

    read: float | None
    statements: tuple[Statement, ...]
    failed: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that it says is proved."""
        return bool(self.statements) and not self.failed

    @property
    def worth(self) -> tuple[float, int]:
        """The share of its sentences that are proved, then how many."""
        proved = len(self.statements)
        return proved / max(1, proved + len(self.failed)), proved


def in_turn(items: Sequence[Item], number: int) -> list[list[Item]]:
    """`number` orders of `items`: another of the first ones leads each, for small models keep to what comes first."""
    return [[*items[rank : rank + 1], *items[:rank], *items[rank + 1 :]] for rank in range(min(number, len(items)))]


def best_of(drafts: Sequence[Callable[[], Candidate]]) -> Candidate:
    """The first that comes and is proved whole, else the best when all have come; raises LLMError if each does."""
    come: Queue[Candidate | BaseException] = Queue()

    def read(draft: Callable[[], Candidate]) -> None:
        try:
            come.put(draft())
        except BaseException as error:  # raised where it is waited for
            come.put(error)

    for draft in drafts:
        Thread(target=read, args=(draft,), daemon=True).start()
    candidates: list[Candidate] = []
    failure: LLMError | None = None
    for _ in drafts:
        found = come.get()
        if isinstance(found, LLMError):
            failure = failure or found
        elif isinstance(found, BaseException):
            raise found
        elif found.is_whole:
            return found
        else:
            candidates.append(found)
    if not candidates and failure:
        raise failure
    return max(candidates, key=lambda candidate: candidate.worth)
