"""An indexing of a collection, told while it goes on; whoever leaves the page does not stop it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from sourcier.index.builder import IndexReport
from sourcier.library import Library

# Between two things told: as often as a reader can follow.
TELL_SECONDS = 0.25

Step = tuple[int, int, int]
"""Files read, of how many, and articles computed."""


def indexed(library: Library, collection: str, who: str) -> Iterator[Step | IndexReport | None]:
    """Each step as it is made, then the report (None where there is nothing to index); raises what indexing raises."""
    steps: SimpleQueue[Step] = SimpleQueue()
    done: Future[IndexReport | None] = Future()

    def work() -> None:
        try:
            done.set_result(library.index(collection, lambda *step: steps.put(step), who))
        except BaseException as error:  # said to whoever waits for it
            done.set_exception(error)

    Thread(target=work, daemon=True).start()
    while not done.done():
        latest = None
        with suppress(Empty):
            latest = steps.get(timeout=TELL_SECONDS)
            while True:
                latest = steps.get_nowait()
        if latest is not None:
            yield latest
    yield done.result()
