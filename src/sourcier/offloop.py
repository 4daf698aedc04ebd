"""What blocks, read from a coroutine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import closing, suppress
from contextvars import copy_context
from dataclasses import dataclass
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class End:
    """Nothing more comes, for this reason if it is one."""

    error: BaseException | None = None


async def off_loop(
    items: Callable[[], Generator[Item, None, None]], leave: Callable[[], None]
) -> AsyncGenerator[Item, None]:
    """The items of `items()`, made in a thread of its own: the default executor has few, which others wait for.

    Closed or cancelled before the end, it calls `leave`, from which `items` should soon end, and waits for that. Raises
    what `items` raises.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Queue[Item | End] = asyncio.Queue()
    ended = asyncio.Event()
    left = Event()

    def work() -> None:
        end = End()
        try:
            with closing(items()) as making:
                for item in making:
                    if left.is_set():
                        break
                    loop.call_soon_threadsafe(made.put_nowait, item)
        except BaseException as error:  # raised where it is read
            end = End(error)
        with suppress(RuntimeError):  # the loop has been closed over it
            loop.call_soon_threadsafe(made.put_nowait, end)
            loop.call_soon_threadsafe(ended.set)

    Thread(target=copy_context().run, args=(work,), daemon=True).start()
    try:
        while not isinstance(item := await made.get(), End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        left.set()
        leave()
        await ended.wait()
