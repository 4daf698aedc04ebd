"""A few questions are answered at once, others wait their turn, whatever loop they run on."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import pytest

from sourcier.errors import TooManyQuestions
from sourcier.services.slots import Slots

THREADS, EACH = 4, 25


def test_no_more_are_answered_at_once_than_may_on_any_loop() -> None:
    slots, lock = Slots(at_once=2, waiting=THREADS * EACH), threading.Lock()
    running = most = done = 0

    async def answered() -> None:
        nonlocal running, most, done
        async with slots.one():
            with lock:
                running += 1
                most = max(most, running)
            await asyncio.sleep(0.001)
            with lock:
                running -= 1
                done += 1

    async def asked() -> None:
        await asyncio.gather(*(answered() for _ in range(EACH)))

    threads = [threading.Thread(target=asyncio.run, args=(asked(),)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (most, done, slots.taken) == (2, THREADS * EACH, 0)


def test_one_too_many_is_told_at_once_and_who_gives_up_keeps_no_place() -> None:
    slots = Slots(at_once=1, waiting=1)

    async def hold() -> None:
        async with slots.one():
            await asyncio.Event().wait()

    async def asked() -> None:
        first = asyncio.create_task(hold())
        second = asyncio.create_task(hold())
        await asyncio.sleep(0)
        with pytest.raises(TooManyQuestions):
            await hold()
        # The one that waits leaves in the very moment in which it gets its place.
        first.cancel()
        await asyncio.sleep(0)
        second.cancel()
        for task in (first, second):
            with suppress(asyncio.CancelledError):
                await task
        assert slots.taken == 0
        async with asyncio.timeout(5), slots.one():
            assert slots.taken == 1

    asyncio.run(asked())
