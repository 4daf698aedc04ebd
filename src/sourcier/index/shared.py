"""An index on a Chroma server: its passages are a collection, its files are copied to whoever reads or writes it.

NAME, NAME.2     the passages: a rebuild makes the collection that is not in use
NAME.files       pieces of files, and the head, which tells those of the index in use and its passages
NAME.lock        held by the one writer
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Container, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from sourcier import artifacts
from sourcier.errors import StoreBusy, StoreDamaged, StoreMissing, StoreOutdated, StoreUnreachable
from sourcier.index.blobs import Blobs, PieceGone, piece_name
from sourcier.index.chroma import ANSWER_SECONDS, WRITTEN_SECONDS, open_server
from sourcier.index.copies import HEAD, Copies
from sourcier.index.layout import Local
from sourcier.index.lease import Lease, holder_of
from sourcier.index.replica import Listing, ListingUnreadable, files_of, listing_of, read_pieces, restore, unpack
from sourcier.index.store import VectorStore
from sourcier.stores import Server

SECOND = ".2"
# Files that are replaced while they are copied are copied anew; a third time, it is not that.
ATTEMPTS = 3
# A server that was not there is looked for again after so long.
AGAIN_SECONDS = 1.0


class Shared:
    """The Place that is on a server."""

    def __init__(self, server: Server) -> None:
        """Connect; raises StoreUnreachable, StoreNotServed, CacheReadOnly."""
        self._server = server
        self._copies = Copies(artifacts.cache_dir() / "indexes" / quote(str(server), safe=""), server)
        self._chroma = open_server(server)
        self._blobs = Blobs(self._chroma, f"{server.name}.files")
        self._lease: Lease | None = None
        self._gone_until = 0.0

    def close(self) -> None:
        self._chroma.close()

    def exists(self) -> bool:
        return self._head() is not None

    def current(self) -> Path:
        return self._copies.home / self._copied()

    def verified(self) -> Path:
        with self._copies.suspected(self._copied()):
            return self.current()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with ExitStack() as held:
            try:
                held.enter_context(Local(self._copies.home).writing())
            except StoreBusy as busy:
                raise StoreBusy(store=self._server, pid=busy.values["pid"]) from None
            self._chroma.wait(WRITTEN_SECONDS)
            # Of those who write from the same cache the lock of its folder has let through one.
            owner, holder = self._copies.owner(), f"{os.getpid()}@{socket.gethostname()}"
            self._lease = held.enter_context(Lease(self._chroma, self._server, owner=owner, holder=holder))
            yield

    def writer(self) -> str | None:
        return holder_of(self._chroma, self._server)

    def fresh(self) -> Path:
        used = _passages(self._blobs.head())
        self._drop_passages({used})
        first, second = self._server.name, f"{self._server.name}{SECOND}"
        return self._copies.work(second if used == first else first)

    def editable(self) -> Path:
        return self._copies.work_on(self.current())

    def discard(self, folder: Path) -> None:
        self._chroma.drop(folder.name)

    def publish(self, folder: Path) -> None:
        listing, before = listing_of(folder), self._blobs.head()
        packed = listing.packed()
        head = f"{piece_name(packed[0])}/{folder.name}"
        if head != before:
            self._blobs.put(read_pieces(files_of(folder)))
            self._blobs.put(packed)
            if self._lease:
                self._lease.check()
            self._blobs.set_head(head)
        self._copies.keep(folder, head)
        # Those who are about to read what was in use until now still find it.
        kept = {*listing.names(), *map(piece_name, packed), *self._pieces(before)}
        self._blobs.forget(self._blobs.names() - kept)
        self._drop_passages({_passages(head), _passages(before)})

    def seal(self, folder: Path) -> None:
        """The files of the vectors are out of reach."""

    def vectors(self, folder: Path, *, create: bool = False) -> VectorStore:
        chroma = open_server(self._server, WRITTEN_SECONDS if self._lease else ANSWER_SECONDS)
        return VectorStore(chroma, folder.name, self._server, create=create)

    def _copied(self) -> str:
        """The head of the index in use, whose files are here; raises StoreMissing, StoreDamaged."""
        for _ in range(ATTEMPTS):
            if (head := self._head()) is None:
                raise StoreMissing(store=self._server)
            try:
                self._bring(head)
            except PieceGone:
                continue
            return head
        raise StoreDamaged(store=self._server, reason=f"{self._server.name}.files")

    def _head(self) -> str | None:
        self._check_alive()
        head = self._blobs.head()
        if head is not None and not HEAD.fullmatch(head):
            raise StoreOutdated(store=self._server)
        return head

    def _check_alive(self) -> None:
        """One of many who ask at once waits for a server that hangs; the others are told what it found."""
        if time.monotonic() < self._gone_until:
            raise StoreUnreachable(store=self._server)
        try:
            self._chroma.check_alive()
        except StoreUnreachable:
            self._gone_until = time.monotonic() + AGAIN_SECONDS
            raise

    def _bring(self, head: str) -> None:
        """Have the files of `head` here; raises PieceGone when they are no longer those of the index in use."""
        if not self._copies.has(head):
            self._copies.bring(
                head, lambda target, at_hand: restore(self._listing(head), target, at_hand, self._blobs.get)
            )

    def _listing(self, head: str) -> Listing:
        try:
            return unpack(head.split("/")[0], self._blobs.get)
        except ListingUnreadable:
            raise StoreOutdated(store=self._server) from None

    def _pieces(self, head: str | None) -> set[str]:
        """The pieces of an index and of its listing; none where another version wrote them."""
        if head is None or not HEAD.fullmatch(head):
            return set()
        try:
            listing = self._listing(head)
        except (PieceGone, StoreOutdated):
            return set()
        return {*listing.names(), *map(piece_name, listing.packed())}

    def _drop_passages(self, kept: Container[str | None]) -> None:
        for name in (self._server.name, f"{self._server.name}{SECOND}"):
            if name not in kept:
                self._chroma.drop(name)


def _passages(head: str | None) -> str | None:
    """The collection of the passages of an index."""
    return head.split("/")[1] if head and HEAD.fullmatch(head) else None
