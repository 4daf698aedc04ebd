"""Files read side by side in processes of their own: a file that breaks its reader costs its own articles, no others.

Memory is limited where the system does so (Linux and most Unix; macOS and Windows do not), work too (not on Windows,
where a file is cut off by the clock alone).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue
from threading import Lock

from sourcier.corpus.child import Broken, Child
from sourcier.corpus.messages import Setup
from sourcier.corpus.sidecar import Sidecar
from sourcier.corpus.skipped import Reason, Skipped
from sourcier.schema import Article

# More would only wait for the disk, and each holds about 150 MB.
WORKERS = min(4, os.cpu_count() or 1)
# An article takes 50 ms; a PDF of two hundred pages about ten seconds.
SECONDS = 20.0
# Bytes of address space, a quarter of which the libraries take.
MEMORY = 1_000_000_000
# Files read ahead of the one that is waited for, for each process.
AHEAD = 4

Pieces = list[Article | Skipped]


def read_files(
    root: Path,
    paths: Iterable[str],
    sidecar: Sidecar,
    *,
    workers: int = WORKERS,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Generator[tuple[str, Pieces]]:
    """Each of `paths` with every article of its file, in this order, a few files ahead of whoever takes them.

    `seconds` of work are allowed between two articles, `memory` bytes in all: over them the file is skipped as
    TOO_COMPLEX, the articles it gave before are kept. No process is begun before it is needed, none outlives the
    generator. Raises ReaderFailed when the processes do not come up.
    """
    waiting: deque[tuple[str, Future[Pieces]]] = deque()
    with _readers(Setup(root.absolute(), sidecar, seconds, memory), workers) as readers:
        for path in paths:
            waiting.append((path, readers.submit(path)))
            if len(waiting) > AHEAD * workers:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(waiting: deque[tuple[str, Future[Pieces]]]) -> tuple[str, Pieces]:
    path, pieces = waiting.popleft()
    return path, pieces.result()


@contextmanager
def _readers(setup: Setup, count: int) -> Iterator[_Readers]:
    readers = _Readers(setup, count)
    try:
        yield readers
    finally:
        readers.close()


class _Readers:
    """A thread for each process, which waits for its answers."""

    def __init__(self, setup: Setup, count: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="sourcier-reader")
        self._readers = [_Reader(setup) for _ in range(count)]
        # The last to be free is the first to be taken: those never needed are never begun.
        self._free: LifoQueue[_Reader] = LifoQueue()
        for reader in self._readers:
            self._free.put(reader)

    def submit(self, path: str) -> Future[Pieces]:
        return self._threads.submit(self._read, path)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in self._readers:
            reader.close()
        self._threads.shutdown(wait=True)

    def _read(self, path: str) -> Pieces:
        reader = self._free.get()
        try:
            return reader.read(path)
        finally:
            self._free.put(reader)


class _Reader:
    """Reads one file at a time in a process that is begun anew when a file broke it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._child: Child | None = None
        self._closed = False
        # Closing comes from another thread than reading.
        self._lock = Lock()

    def read(self, path: str) -> Pieces:
        pieces: Pieces = []
        child = self._ready()
        if child is None:
            return pieces
        try:
            for piece in child.read(path):
                # One by one: what came before a break is kept.
                pieces.append(piece)
        except Broken:
            child.end()
            pieces.append(Skipped(path, Reason.TOO_COMPLEX))
        return pieces

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.end()

    def _ready(self) -> Child | None:
        """A process that runs; None when none is wanted any more."""
        with self._lock:
            if self._closed:
                return None
            if self._child is None or self._child.has_ended:
                self._child = Child(self._setup)
            return self._child
