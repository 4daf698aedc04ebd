"""How many questions are answered at once: one more is refused at once rather than kept waiting without a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sourcier.errors import TooManyQuestions

# As many as the page takes: eight that are answered at the same time, and 32 that wait.
CAPACITY = 40
# An answer takes seconds: the client is told to come back after about one.
RETRY_AFTER = 5


class Slots:
    """Places for questions; for one event loop, so that counting needs no lock."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self.taken = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place for as long as the block lasts; raises TooManyQuestions when all are taken."""
        if self.taken >= self.capacity:
            raise TooManyQuestions(most=self.capacity, seconds=RETRY_AFTER)
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
