"""A reply on its way from the thread that reads a model to the one that shows it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Event

from sourcier.errors import LLMError, LLMTimeout


class Feed:
    """Pieces of one reply; the reader stops when `abandoned` is set, by a deadline or a consumer that leaves."""

    def __init__(self) -> None:
        self.abandoned = Event()
        self._pieces: Queue[str | LLMError | None] = Queue()

    def put(self, piece: str | LLMError | None) -> None:
        """Hand over the next piece, or how the reply ended: None when it is whole, an error otherwise."""
        self._pieces.put(piece)

    def drain(self, model: str, seconds: float) -> Iterator[str]:
        """The pieces as they come, for `seconds` in all: a per-chunk timeout never trips on a model that drips.

        Raises LLMTimeout after that time, and the error put, if any.
        """
        end = time.monotonic() + seconds
        try:
            while (piece := self._pieces.get(timeout=max(0.0, end - time.monotonic()))) is not None:
                if isinstance(piece, LLMError):
                    raise piece
                yield piece
            return
        except Empty:
            pass  # raised below, outside the handler: the error has no chain
        finally:
            self.abandoned.set()
        raise LLMTimeout(model=model, seconds=f"{seconds:g}")
