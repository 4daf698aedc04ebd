"""The right to write an index on a server: one writer at a time, whichever machine it is on."""

from __future__ import annotations

import time
import uuid
from threading import Event, Thread
from typing import Any

from sourcier.errors import StoreBusy, StoreError
from sourcier.index.chroma import Chroma
from sourcier.stores import Server

# The holder says so often that it is alive; one that has not for so long is taken for dead. Clocks of two machines may
# differ by hours: who waits looks at whether something changes, not at what time it is said to be.
BEAT_SECONDS, DEAD_SECONDS = 1.0, 10.0
LOOK_SECONDS = 0.25
LOCK = ".lock"


class Lease:
    """Held inside `with`: a collection that only one can create, in which the holder counts as long as it lives.

    A collection is renamed by its identity, not by its name: who removes a dead holder's never removes that of another
    who came in between.
    """

    def __init__(self, chroma: Chroma, server: Server, *, owner: str, holder: str) -> None:
        """`owner` is the same for all who cannot hold it at the same time, `holder` is shown to those refused."""
        self._chroma, self._server = chroma, server
        self._name = f"{server.name}{LOCK}"
        self._said: dict[str, str | int] = {"owner": owner, "holder": holder}
        self._mine: Any = None
        self._ended = Event()

    def __enter__(self) -> Lease:
        """Raises StoreBusy once another is seen to be alive, which takes as long as between two of its beats."""
        while (mine := self._chroma.create(self._name, {**self._said, "beat": 0})) is None:
            self._wait_for_death()
        self._mine = mine
        self._beating = Thread(target=self._beat, daemon=True)
        self._beating.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._beating.join()
        self._remove(self._mine)

    def check(self) -> None:
        """Raise StoreBusy when another has taken this one for dead."""
        there = self._chroma.collection(self._name)
        if there is None or there.id != self._mine.id:
            raise StoreBusy(store=self._server, pid=_holder(there))

    def _wait_for_death(self) -> None:
        """Remove the lock there is, unless it is seen to be held."""
        first = self._chroma.collection(self._name)
        looked = time.monotonic()
        while first is not None and first.metadata["owner"] != self._said["owner"]:
            if time.monotonic() - looked > DEAD_SECONDS:
                break
            time.sleep(LOOK_SECONDS)
            now = self._chroma.collection(self._name)
            if now is None or now.id != first.id:
                return
            if now.metadata["beat"] != first.metadata["beat"]:
                raise StoreBusy(store=self._server, pid=_holder(now))
        if first is not None:
            self._remove(first)

    def _remove(self, collection: Any) -> None:
        grave = f"{self._name}.{uuid.uuid4().hex}"
        try:
            with self._chroma.translated():
                collection.modify(name=grave)
            self._chroma.drop(grave)
        except StoreError:
            # It is gone already, or its server is: nobody beats, and who comes next takes it for dead.
            return

    def _beat(self) -> None:
        beat = 0
        while not self._ended.wait(BEAT_SECONDS):
            beat += 1
            try:
                with self._chroma.translated():
                    self._mine.modify(metadata={**self._said, "beat": beat})
            except StoreError:
                # A server may be back for the next one; `check` tells whether that was in time.
                continue


def holder_of(chroma: Chroma, server: Server) -> str | None:
    """Who last took the right to write the index, and has not given it back."""
    found = chroma.collection(f"{server.name}{LOCK}")
    return None if found is None else _holder(found)


def _holder(collection: Any | None) -> str:
    return str(collection.metadata["holder"]) if collection is not None else "?"
