"""Answers that grow for readers who may leave: whoever does frees the model for the others at once.

Gradio runs the handlers of the page in threads, and a thread that waits for a model's next sentence notices nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from contextlib import aclosing, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock, Thread
from typing import Any, TypeVar, Unpack

from sourcier.inquiry import Scope
from sourcier.schema import Answer, Turn
from sourcier.services.slots import Slots
from sourcier.ui.conversation import Answerer

Item = TypeVar("Item")


@dataclass(frozen=True)
class Watched:
    """`assistant` for one session, which may leave."""

    assistant: Answerer
    waiting: Waiting
    slots: Slots

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Generator[Answer, None, None]:
        """As `Assistant.stream`, in its turn; raises TooManyQuestions, or CancelledError once the session leaves."""
        return self.waiting.items(lambda: self._growing(question, history, as_of, **scope))

    async def _growing(
        self, question: str, history: Sequence[Turn], as_of: date | None, **scope: Unpack[Scope]
    ) -> AsyncGenerator[Answer, None]:
        async with (
            self.slots.one(),
            aclosing(self.assistant.astream(question, history, as_of, **scope)) as answers,
            aclosing(newest(answers)) as shown,
        ):
            async for answer in shown:
                yield answer


class Leaving:
    """Which sessions wait, and for what; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, Waiting] = {}

    @contextmanager
    def waiting(self, session: str) -> Generator[Waiting, None, None]:
        """From here on `session` waits, whether or not what it waits for has begun."""
        with self._lock:
            own = self._waiting[session] = Waiting()
        try:
            yield own
        finally:
            with self._lock:
                if self._waiting.get(session) is own:
                    del self._waiting[session]

    def leave(self, session: str) -> None:
        """End what `session` waits for, if it waits."""
        with self._lock:
            if session in self._waiting:
                self._waiting[session].leave()


class Waiting:
    """One who waits for items, and may leave at any time: before they begin, and while one of them is shown."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._has_left = False
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None

    def items(self, made: Callable[[], AsyncGenerator[Item, None]]) -> Generator[Item, None, None]:
        """The items of `made()`; raises CancelledError once left, and whatever they raise."""
        # A loop of its own: the next item may be asked for from another thread than the one before.
        loop, items = asyncio.new_event_loop(), made()
        try:
            while found := self._next(loop, items):
                yield found[0]
        finally:
            _end(loop, items)

    def leave(self) -> None:
        with self._lock:
            self._has_left = True
            if self._running is not None:
                loop, task = self._running
                loop.call_soon_threadsafe(task.cancel)

    def _next(self, loop: asyncio.AbstractEventLoop, items: AsyncGenerator[Item, None]) -> tuple[Item, ...]:
        with self._lock:
            self._raise_if_left()
            task = loop.create_task(_next(items))
            self._running = loop, task
        try:
            found = loop.run_until_complete(task)
        finally:
            with self._lock:
                self._running = None
        # Whoever left as it came is not shown it.
        self._raise_if_left()
        return found

    def _raise_if_left(self) -> None:
        if self._has_left:
            raise asyncio.CancelledError


async def newest(items: AsyncIterator[Item]) -> AsyncGenerator[Item, None]:
    """Of the items that came while the one before was shown, the last: each holds all that those before it said.

    To show one costs a server of many readers as much as to search, and quotations come all at once.
    """
    come: asyncio.Queue[tuple[Item, ...]] = asyncio.Queue()

    async def read() -> None:
        try:
            async for item in items:
                come.put_nowait((item,))
        finally:
            come.put_nowait(())

    reading, is_whole = asyncio.create_task(read()), False
    try:
        while not is_whole:
            found = [await come.get()]
            while not come.empty():
                found.append(come.get_nowait())
            is_whole = not found[-1]
            for each in [each for each in found if each][-1:]:
                yield each[0]
        await reading
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _next(items: AsyncGenerator[Item, None]) -> tuple[Item, ...]:
    """One, or none when there is no other."""
    async for item in items:
        return (item,)
    return ()


def _end(loop: asyncio.AbstractEventLoop, items: AsyncGenerator[Any, None]) -> None:
    """Close both, wherever the one who asked for items drops them."""

    def close() -> None:
        with closing(loop):
            loop.run_until_complete(items.aclose())

    if _runs_a_loop():
        # Gradio drops those of who left from within its own loop, which runs no other and must not wait.
        Thread(target=close, daemon=True).start()
    else:
        close()


def _runs_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
