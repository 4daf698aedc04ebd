"""Where an index is kept, as those who read and write it see it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sourcier.index.layout import Local
from sourcier.index.shared import Shared
from sourcier.index.store import VectorStore
from sourcier.stores import Server, Store


class Place(Protocol):
    """A store: one index in use, of which the files are a folder of this machine, and its passages in Chroma.

    Whoever reads it sees the index in use whole, also while another is made. Everything raises what stands in the way:
    StoreUnreachable, StoreNotServed and StoreServerFailed for a server, StoreReadOnly and StoreUnreadable for a folder.
    """

    def close(self) -> None:
        """Release the connections."""

    def exists(self) -> bool:
        """Whether it holds an index."""

    def current(self) -> Path:
        """The folder of the index in use; raises StoreMissing when there is none, StoreDamaged when it is gone."""

    def verified(self) -> Path:
        """The same, once what can be repaired of it is."""

    def writer(self) -> str | None:
        """Who writes it now."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write, the place being made if need be; raises StoreBusy, naming the holder.

        What follows is for those who hold it.
        """

    def fresh(self) -> Path:
        """The folder of a new empty index, not in use yet."""

    def editable(self) -> Path:
        """The folder of the index in use, or a copy of it, to be changed."""

    def publish(self, folder: Path) -> None:
        """Make the index of `folder` the one in use; who reads sees the one before or this one, each of them whole."""

    def seal(self, folder: Path) -> None:
        """Say that all is written and closed."""

    def discard(self, folder: Path) -> None:
        """Remove an index that was not published."""

    def vectors(self, folder: Path, *, create: bool = False) -> VectorStore:
        """The passages of the index of `folder`; raises StoreDamaged when they are absent and not to be created."""


def open_place(store: Store) -> Place:
    """The place that `store` names; a folder need not exist, a server must reply."""
    return Shared(store) if isinstance(store, Server) else Local(store)
