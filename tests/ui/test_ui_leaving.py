"""Whoever leaves frees the model, from wherever Gradio drops the answer that grew."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import aclosing
from threading import Event, Semaphore, Thread

import pytest
from gradio.utils import SyncToAsyncIterator, safe_aclose_iterator
from page_fakes import FakeAssistant

from sourcier.services.slots import Slots
from sourcier.ui.leaving import Leaving, Waiting, Watched, newest

PATIENCE_SECONDS = 20.0


class Numbers:
    """A model whose answer never ends by itself."""

    def __init__(self) -> None:
        self.closed = Event()

    async def grow(self) -> AsyncGenerator[int, None]:
        try:
            for number in range(1_000_000):
                yield number
                await asyncio.sleep(0)
        finally:
            self.closed.set()


async def closed_by_gradio(growing: Generator[int, None, None]) -> None:
    await safe_aclose_iterator(SyncToAsyncIterator(growing, None))  # type: ignore[no-untyped-call]


async def collected(growing: Generator[int, None, None]) -> None:
    del growing
    gc.collect()


@pytest.mark.parametrize("drop", [closed_by_gradio, collected])
def test_an_answer_dropped_on_a_loop_is_closed(drop: Callable[[Generator[int, None, None]], Awaitable[None]]) -> None:
    numbers = Numbers()

    async def gradio() -> None:
        made = [await asyncio.to_thread(begun, numbers)]
        await drop(made.pop())
        assert await asyncio.to_thread(numbers.closed.wait, PATIENCE_SECONDS)

    asyncio.run(gradio())


def test_an_answer_dropped_in_a_thread_is_closed_when_that_returns() -> None:
    numbers = Numbers()
    begun(numbers).close()
    assert numbers.closed.is_set()


def test_who_leaves_while_the_next_item_is_made_ends_it() -> None:
    waiting, waits, closed = Waiting(), Event(), Event()

    async def silent() -> AsyncGenerator[int, None]:
        try:
            waits.set()
            await asyncio.Event().wait()
            yield 0
        finally:
            closed.set()

    def read() -> None:
        with pytest.raises(asyncio.CancelledError):
            list(waiting.items(silent))

    reading = Thread(target=read)
    reading.start()
    assert waits.wait(PATIENCE_SECONDS)
    waiting.leave()
    reading.join(PATIENCE_SECONDS)
    assert closed.is_set()


@pytest.mark.parametrize("shown", [0, 1, 3])
def test_who_leaves_before_an_item_or_while_one_is_shown_gets_no_other(shown: int) -> None:
    leaving, numbers = Leaving(), Numbers()
    with leaving.waiting("s") as waiting:
        growing = waiting.items(numbers.grow)
        assert [next(growing) for _ in range(shown)] == list(range(shown))
        leaving.leave("s")
        with pytest.raises(asyncio.CancelledError):
            next(growing)
    assert numbers.closed.is_set() == bool(shown)


def test_who_comes_back_is_not_taken_for_who_left() -> None:
    leaving = Leaving()
    with leaving.waiting("s") as before:
        leaving.leave("s")
        with leaving.waiting("s") as after:
            assert next(after.items(Numbers().grow)) == 0
        with pytest.raises(asyncio.CancelledError):
            next(before.items(Numbers().grow))
    leaving.leave("s")


def test_who_leaves_what_was_shown_while_more_is_made_gives_the_place_back() -> None:
    slots, assistant = Slots(), FakeAssistant(gate=Semaphore(1))
    growing = Watched(assistant, Waiting(), slots).stream("Qui dirige le port ?")
    next(growing)
    growing.close()
    assert assistant.closed == 1
    assert slots.taken == 0


def begun(numbers: Numbers) -> Generator[int, None, None]:
    growing = Waiting().items(numbers.grow)
    assert next(growing) == 0
    return growing


def test_what_comes_at_once_is_shown_once_and_what_is_waited_for_each_time() -> None:
    async def shown(pause: float) -> list[int]:
        async def items() -> AsyncGenerator[int, None]:
            for number in range(5):
                if pause:
                    await asyncio.sleep(pause)
                yield number

        return [number async for number in newest(items())]

    assert asyncio.run(shown(0.01)) == [0, 1, 2, 3, 4]
    assert asyncio.run(shown(0)) == [4]


def test_what_was_said_before_a_failure_is_shown() -> None:
    async def failing() -> AsyncGenerator[int, None]:
        yield 1
        yield 2
        raise ConnectionResetError

    async def shown(seen: list[int]) -> None:
        async for number in newest(failing()):
            seen.append(number)

    seen: list[int] = []
    with pytest.raises(ConnectionResetError):
        asyncio.run(shown(seen))
    assert seen == [2]


def test_who_stops_reading_ends_what_is_read() -> None:
    ended = []

    async def endless() -> AsyncGenerator[int, None]:
        try:
            while True:
                yield 1
                await asyncio.sleep(0)
        finally:
            ended.append(True)

    async def first() -> None:
        async with aclosing(endless()) as items, aclosing(newest(items)) as read:
            async for _ in read:
                break

    asyncio.run(first())
    assert ended == [True]
