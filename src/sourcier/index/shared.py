"""An index on a Chroma server: its passages are a collection, its files are copied to whoever reads or writes it.

On the server, for the index NAME:
NAME, NAME.2                        the passages: a rebuild makes the one that is not in use
NAME.files                          pieces of files, and the head, which tells those of the index in use
NAME.lock                           held by the one writer

On each machine, in Sourcier's folder of the platform's cache:
indexes/ADDRESS/LISTING/PASSAGES/   the files of the index in use, and of the one before: its head is LISTING/PASSAGES
indexes/ADDRESS/work/PASSAGES/      what a writer makes: whenever it is stopped, the server keeps the index as it was
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
import uuid
from collections.abc import Container, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock

from sourcier import artifacts
from sourcier.errors import CacheReadOnly, StoreBusy, StoreDamaged, StoreMissing, StoreOutdated, StoreUnreachable
from sourcier.index.blobs import Blobs, PieceGone, piece_name
from sourcier.index.chroma import ANSWER_SECONDS, WRITTEN_SECONDS, open_server
from sourcier.index.layout import ADDRESS, Local
from sourcier.index.lease import Lease, holder_of
from sourcier.index.replica import Listing, ListingUnreadable, files_of, listing_of, read_pieces, restore, unpack
from sourcier.index.store import VectorStore
from sourcier.stores import Server

HEAD = re.compile(r"([0-9a-f]{32})/[\w-][\w.-]*", re.ASCII)
WORK, COMING, SUSPECT = "work", "coming", "suspect"
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
        self._home = artifacts.cache_dir() / "indexes" / quote(str(server), safe="")
        with self._cached():
            self._home.mkdir(parents=True, exist_ok=True)
            (self._home / ADDRESS).write_text(str(server), encoding="utf-8")
        self._chroma = open_server(server)
        self._blobs = Blobs(self._chroma, f"{server.name}.files")
        self._lease: Lease | None = None
        self._gone_until = 0.0

    def close(self) -> None:
        self._chroma.close()

    def exists(self) -> bool:
        return self._head() is not None

    def current(self) -> Path:
        for _ in range(ATTEMPTS):
            if (head := self._head()) is None:
                raise StoreMissing(store=self._server)
            if (self._home / head).is_dir():
                return self._home / head
            try:
                self._copy(head)
            except PieceGone:
                continue
        raise StoreDamaged(store=self._server, reason=f"{self._server.name}.files")

    def verified(self) -> Path:
        folder = self.current()
        suspect = self._home / SUSPECT
        with self._cached():
            shutil.rmtree(suspect, ignore_errors=True)
            folder.rename(suspect)
        try:
            return self.current()
        finally:
            shutil.rmtree(suspect, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with ExitStack() as held:
            try:
                held.enter_context(Local(self._home).writing())
            except StoreBusy as busy:
                raise StoreBusy(store=self._server, pid=busy.values["pid"]) from None
            self._chroma.wait(WRITTEN_SECONDS)
            holder = f"{os.getpid()}@{socket.gethostname()}"
            self._lease = held.enter_context(Lease(self._chroma, self._server, owner=self._owner(), holder=holder))
            yield

    def writer(self) -> str | None:
        return holder_of(self._chroma, self._server)

    def fresh(self) -> Path:
        used = _passages(self._blobs.head())
        self._drop_passages({used})
        first, second = self._server.name, f"{self._server.name}{SECOND}"
        work = self._work() / (second if used == first else first)
        with self._cached():
            work.mkdir(parents=True)
        return work

    def editable(self) -> Path:
        used, work = self.current(), self._work()
        with self._cached():
            shutil.copytree(used, work / used.name)
        return work / used.name

    def discard(self, folder: Path) -> None:
        shutil.rmtree(folder)
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
        self._keep(folder, head)
        # Those who are about to read what was in use until now still find it.
        kept = {*listing.names(), *map(piece_name, packed), *self._pieces(before)}
        self._blobs.forget(self._blobs.names() - kept)
        self._drop_passages({_passages(head), _passages(before)})

    def seal(self, folder: Path) -> None:
        """The files of the vectors are out of reach."""

    def vectors(self, folder: Path, *, create: bool = False) -> VectorStore:
        chroma = open_server(self._server, WRITTEN_SECONDS if self._lease else ANSWER_SECONDS)
        return VectorStore(chroma, folder.name, self._server, create=create)

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

    def _copy(self, head: str) -> None:
        """Bring the files of `head` here; raises PieceGone when they are no longer those of the index in use."""
        coming = self._home / COMING
        with self._cached(), FileLock(self._home / ".copying"):
            if (self._home / head).is_dir():
                return
            shutil.rmtree(coming, ignore_errors=True)
            restore(self._listing(head), coming, self._copies()[:1], self._blobs.get)
            self._keep(coming, head)

    def _keep(self, folder: Path, head: str) -> None:
        """Make `folder` the copy of what `head` names, and remove all others but the last one."""
        with self._cached():
            copies = [copy for copy in self._copies() if copy != self._home / head]
            if not (self._home / head).exists():
                (self._home / head).parent.mkdir(exist_ok=True)
                folder.rename(self._home / head)
            for old in copies[1:]:
                shutil.rmtree(old, ignore_errors=True)

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

    def _copies(self) -> list[Path]:
        """The copies there are, the one last used first."""
        folders = [copy for copy in self._home.glob("*/*") if HEAD.fullmatch(f"{copy.parent.name}/{copy.name}")]
        suspect = [self._home / SUSPECT] if (self._home / SUSPECT).is_dir() else []
        return suspect + sorted(folders, key=lambda copy: copy.stat().st_mtime, reverse=True)

    def _drop_passages(self, kept: Container[str | None]) -> None:
        for name in (self._server.name, f"{self._server.name}{SECOND}"):
            if name not in kept:
                self._chroma.drop(name)

    def _work(self) -> Path:
        """An empty folder to write in."""
        work = self._home / WORK
        with self._cached():
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
        return work

    def _owner(self) -> str:
        """The same for all who write from this cache, of whom the lock of its folder lets through one at a time."""
        file = self._home / "owner"
        with self._cached():
            if not file.is_file():
                file.write_text(uuid.uuid4().hex, encoding="ascii")
            return file.read_text(encoding="ascii")

    @contextmanager
    def _cached(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CacheReadOnly(path=self._home, reason=error.strerror or error) from error


def _passages(head: str | None) -> str | None:
    """The collection of the passages of an index."""
    return head.split("/")[1] if head and HEAD.fullmatch(head) else None
