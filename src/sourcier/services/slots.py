"""How many questions are answered at once, by the page and the endpoint together, and how many wait for their turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock

from sourcier.errors import TooManyQuestions

# A local model answers one after the other anyway, searches take milliseconds.
AT_ONCE = 8
# Beyond this many a reader is told at once rather than kept waiting without a word.
WAITING = 32
CAPACITY = AT_ONCE + WAITING
# An answer takes seconds: the client is told to come back after about one.
RETRY_AFTER = 5
Turn = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class Slots:
    """Places for questions, given in the order in which they are asked for; safe to share between event loops."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._capacity = at_once
        self._most_waiting = waiting
        self._lock = Lock()
        self._waiting: deque[Turn] = deque()
        self.taken = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A place for as long as the block lasts, waited for; raises TooManyQuestions when too many wait already."""
        turn = self._taken()
        if turn is not None:
            await self._given(turn)
        try:
            yield
        finally:
            self._give_back()

    def _taken(self) -> Turn | None:
        """Take a place, or a turn to wait for when there is none."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if self.taken < self._capacity:
                self.taken += 1
                return None
            if len(self._waiting) >= self._most_waiting:
                raise TooManyQuestions(most=self._capacity + self._most_waiting, seconds=RETRY_AFTER)
            turn = loop, loop.create_future()
            self._waiting.append(turn)
            return turn

    async def _given(self, turn: Turn) -> None:
        try:
            await turn[1]
        except asyncio.CancelledError:
            with self._lock:
                is_waiting = turn in self._waiting
                if is_waiting:
                    self._waiting.remove(turn)
            if not is_waiting:
                # It came in the same moment.
                self._give_back()
            raise

    def _give_back(self) -> None:
        """To whoever has waited longest, if anybody does."""
        with self._lock:
            while self._waiting:
                loop, given = self._waiting.popleft()
                try:
                    loop.call_soon_threadsafe(_settle, given)
                except RuntimeError:
                    # Its loop was closed over it.
                    continue
                return
            self.taken -= 1


def _settle(given: asyncio.Future[None]) -> None:
    if not given.done():
        given.set_result(None)
