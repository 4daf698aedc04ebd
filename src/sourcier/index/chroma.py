"""Chroma, in a folder or on a server: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from sourcier.errors import StoreDamaged, StoreError
from sourcier.index.faults import server_error, store_error
from sourcier.index.rest import NotThere, RestClient, Taken
from sourcier.stores import Server, Store

COSINE = {"hnsw": {"space": "cosine"}}
DATABASE = "chroma.sqlite3"
# Of a folder it could not open Chroma keeps a broken half, which raises AttributeError or ValueError later.
FROM_CHROMA = (ChromaError, RuntimeError, ValueError, AttributeError)
ABSENT = (NotFoundError, NotThere)
# A server that does not say that it is alive by then is not: with the wait for a connection it is said within 3 s.
ALIVE_SECONDS = 1.25
# A server that stops between two requests is told from a busy one after so long: 10 s with the wait above.
ANSWER_SECONDS = 7.0
# A batch written makes the server put a thousand passages in order.
WRITTEN_SECONDS = 60.0


class Chroma:
    """The collections of one Chroma; whatever it complains of is raised as a StoreError about `store`."""

    def __init__(self, client: Any, translate: Callable[[Exception], StoreError]) -> None:
        """Use `open_folder` or `open_server`."""
        self._client = client
        self._translate = translate

    def close(self) -> None:
        """Release the files, unless the folder is open elsewhere in this process, or the connections."""
        self._client.close()

    def wait(self, seconds: float) -> None:
        """Wait so long for each reply of a server."""
        self._client.wait(seconds)

    def check_alive(self) -> None:
        """Raise StoreUnreachable unless the server gives a sign of life in time, StoreNotServed unless it is Chroma."""
        with self.translated():
            self._client.check_alive()

    def collection(self, name: str) -> Any | None:
        """The collection of that name; None when there is none."""
        with self.translated():
            try:
                return self._client.get_collection(name, embedding_function=None)
            except ABSENT:
                return None

    def create(self, name: str, metadata: Mapping[str, str | int] | None = None) -> Any | None:
        """A new collection; None when the name is taken: of those who create it at once, one does."""
        with self.translated():
            try:
                return self._client.create_collection(
                    name, embedding_function=None, configuration=COSINE, metadata=dict(metadata) if metadata else None
                )
            except Taken:
                # Who had the name may have given it back since: looking who has it would find nobody.
                return None
            except Exception:
                if self.collection(name) is not None:
                    return None
                raise

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        with self.translated(), suppress(*ABSENT):
            self._client.delete_collection(name)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """What goes wrong inside is raised as an error a person can act on."""
        try:
            yield
        except StoreError:
            raise
        except Exception as error:
            raise self._translate(error) from error


def open_folder(folder: Path, store: Store, *, create: bool) -> Chroma:
    """The Chroma kept in `folder`; raises StoreDamaged when it is absent and not to be created."""
    if not create and not (folder / DATABASE).is_file():
        raise StoreDamaged(store=store, reason=f"{folder.name}/{DATABASE} ?")

    def translate(error: Exception) -> StoreError:
        if isinstance(error, FROM_CHROMA):
            return store_error(store, error)
        raise error

    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    try:
        # Chroma keeps one client a path, whatever folder of the process it is relative to.
        client = chromadb.PersistentClient(path=str(folder.absolute()), settings=Settings(anonymized_telemetry=False))
    except FROM_CHROMA as error:
        raise store_error(store, error) from error
    return Chroma(client, translate)


def open_server(server: Server, seconds: float = ANSWER_SECONDS) -> Chroma:
    """The Chroma of `server`, each reply of which may take so long; raises StoreUnreachable, StoreNotServed."""
    client = RestClient(server.root, connect=ALIVE_SECONDS, seconds=seconds)
    chroma = Chroma(client, lambda error: server_error(server, error))
    try:
        chroma.check_alive()
    except StoreError:
        chroma.close()
        raise
    return chroma
