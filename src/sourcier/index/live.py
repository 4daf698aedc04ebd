"""The index as it was last brought in step, for whoever keeps it open while it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import TypeVar, overload

from sourcier.errors import StoreDamaged
from sourcier.index.reader import Index, open_index
from sourcier.schema import Article

T = TypeVar("T")


class LiveIndex:
    """Hands out an `Index` for one question at a time, reopened when another process has changed it.

    Chroma shows what another process wrote only to those who open it anew when nobody in this process has it open: the
    old index is closed once the searches that use it are done (milliseconds), while new ones wait for the new one.
    """

    def __init__(self, index: Index) -> None:
        self._index: Index | None = index
        self._store, self._embedder = index.store, index.embedder
        self._users = 0
        self._gate = Condition()

    def read(self, work: Callable[[Index], T]) -> T:
        """What `work` finds in the index of now, looked for once more when a rebuild removed it underneath."""
        with self.in_use() as index:
            try:
                return work(index)
            except StoreDamaged:
                if not index.is_stale():
                    raise
        with self.in_use() as index:
            return work(index)

    @contextmanager
    def in_use(self) -> Iterator[Index]:
        """The index of now; raises what opening one raises."""
        index = self._enter()
        try:
            yield index
        finally:
            with self._gate:
                self._users -= 1
                self._gate.notify_all()

    def _enter(self) -> Index:
        with self._gate:
            if self._index is None or self._index.is_stale():
                self._gate.wait_for(lambda: not self._users)
                # Another thread may have reopened it in the meantime.
                if self._index is not None and self._index.is_stale():
                    self._index.close()
                    self._index = None
                if self._index is None:
                    self._index = open_index(self._store, self._embedder)
            self._users += 1
            return self._index


class LiveArticles(Mapping[str, Article]):
    """Every article by id, of the index of the moment in which it is looked at."""

    def __init__(self, live: LiveIndex) -> None:
        self._live = live

    def __getitem__(self, id_: str) -> Article:
        with self._live.in_use() as index:
            return index.articles[id_]

    def __iter__(self) -> Iterator[str]:
        with self._live.in_use() as index:
            ids = list(index.articles)
        return iter(ids)

    def __len__(self) -> int:
        with self._live.in_use() as index:
            return len(index.articles)


class LiveNewestFirst(Sequence[Article]):
    """Every article by date of publication, of the index of the moment in which one is looked at."""

    def __init__(self, live: LiveIndex) -> None:
        self._live = live

    def __len__(self) -> int:
        with self._live.in_use() as index:
            return len(index.newest_first)

    @overload
    def __getitem__(self, row: int) -> Article: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Article]: ...
    def __getitem__(self, row: int | slice) -> Article | Sequence[Article]:
        with self._live.in_use() as index:
            return index.newest_first[row]
