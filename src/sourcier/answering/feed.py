"""A reply on its way from the thread that reads a model to the one that shows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from queue import Empty, Queue
from threading import Event

from sourcier.errors import LLMError, LLMTimeout


class Feed:
    """The engine's end of one reply: pieces go in, and `abandoned` tells that nobody waits for more."""

    def __init__(self) -> None:
        self.abandoned = Event()
        self.tokens: Mapping[str, int] = {}
        self.logprob: float | None = None
        self._pieces: Queue[str | LLMError | None] = Queue()
        self._stop: Callable[[], None] = lambda: None

    def put(self, piece: str | LLMError | None) -> None:
        """Hand over the next piece, or how the reply ended: None when it is whole, an error otherwise."""
        self._pieces.put(piece)

    def count(self, *, prompt: int | None, completion: int | None) -> None:
        """Note the tokens that the engine says it has read and written so far."""
        counted = {"prompt": prompt, "completion": completion}
        self.tokens = {what: tokens for what, tokens in counted.items() if tokens is not None}

    def when_left(self, stop: Callable[[], None]) -> None:
        """Call `stop`, from any thread and perhaps twice, once the reader leaves: an engine may be deaf meanwhile."""
        self._stop = stop
        if self.abandoned.is_set():
            stop()

    def abandon(self) -> None:
        """Tell the engine to stop, and the reader that nothing more comes; may be called from any thread."""
        self.abandoned.set()
        # Before the engine is stopped, which it may take for an error.
        self._pieces.put(None)
        self._stop()

    def next(self, seconds: float) -> str | LLMError | None:
        """The next piece; raises queue.Empty after `seconds`."""
        return self._pieces.get(timeout=max(0.0, seconds))


class Reply:
    """The reader's end: the pieces as they come, for so many seconds in all.

    A timeout per piece would never trip on a model that drips. One thread reads; `close` may be called from any, and
    is what happens to a reply that is dropped. Raises LLMTimeout, and the error with which the engine ended.
    """

    def __init__(self, feed: Feed, model: str, seconds: float) -> None:
        self._feed = feed
        self._model = model
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def tokens(self) -> Mapping[str, int]:
        """Tokens read (`prompt`) and written (`completion`), as far as the engine has said."""
        return self._feed.tokens

    @property
    def logprob(self) -> float | None:
        """Natural logarithm of the probability of its first token, once there is a piece and if the engine says it."""
        return self._feed.logprob

    def __iter__(self) -> Reply:
        return self

    def __next__(self) -> str:
        if self._feed.abandoned.is_set():
            raise StopIteration
        try:
            piece = self._feed.next(self._end - time.monotonic())
        except Empty:
            piece = LLMTimeout(model=self._model, seconds=f"{self._seconds:g}")
        if isinstance(piece, str):
            return piece
        # Raised outside the handler: the error has no chain.
        self.close()
        if piece is None:
            raise StopIteration
        raise piece

    def within(self, seconds: float) -> Reply:
        """The same reply, for no longer than `seconds` from now."""
        if time.monotonic() + seconds < self._end:
            self._seconds, self._end = seconds, time.monotonic() + seconds
        return self

    def close(self) -> None:
        """Leave: the engine stops, and whoever waits for the next piece is told that there is none."""
        self._feed.abandon()

    def __del__(self) -> None:
        self.close()
