"""Pieces of files in a Chroma collection, named by their content: what is there already is never sent again."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from sourcier.index.chroma import Chroma

# Each request takes the server longer the more pieces it has; it refuses one of more than 40 MB.
PIECE_BYTES, PIECES_A_REQUEST = 256 * 1024, 64
# Ids alone are short.
IDS_A_REQUEST = 1000
HEAD = "head"
# Chroma is told a vector of every record; these are never searched.
NO_VECTOR = [0.0]

T = TypeVar("T")


class PieceGone(Exception):
    """A piece is not there, or not what it was: another writer has just replaced what it was part of."""


class Blobs:
    """Pieces by name, and the name of the one that says which make up the index of now.

    They are kept as metadata: Chroma indexes every three letters of a document, which made writing 15 times slower.
    """

    def __init__(self, chroma: Chroma, name: str) -> None:
        self._chroma, self._name = chroma, name

    def head(self) -> str | None:
        """The name that was last given to `set_head`; None when there is none."""
        if (collection := self._chroma.collection(self._name)) is None:
            return None
        with self._chroma.translated():
            found = collection.get(ids=[HEAD], include=["metadatas"])["metadatas"]
        return str(found[0]["data"]) if found else None

    def set_head(self, name: str) -> None:
        """Replace the index of now by another, in one step."""
        self._write([HEAD], [name])

    def put(self, pieces: Iterable[bytes]) -> None:
        """Write those of `pieces` that are not there."""
        known = self.names()
        for batch in _batches((piece for piece in pieces if piece_name(piece) not in known), PIECES_A_REQUEST):
            named = {piece_name(piece): piece for piece in batch}
            self._write(list(named), [base64.b64encode(zlib.compress(piece, 1)).decode() for piece in named.values()])

    def get(self, names: Sequence[str]) -> Iterator[bytes]:
        """The pieces of these names, in this order; raises PieceGone."""
        for batch in _batches(names, PIECES_A_REQUEST):
            if (collection := self._chroma.collection(self._name)) is None:
                raise PieceGone
            with self._chroma.translated():
                found = collection.get(ids=sorted(set(batch)), include=["metadatas"])
            pieces = {
                id_: _unpacked(id_, str(said["data"]))
                for id_, said in zip(found["ids"], found["metadatas"], strict=True)
            }
            if pieces.keys() < set(batch):
                raise PieceGone
            yield from (pieces[name] for name in batch)

    def names(self) -> set[str]:
        """The names of all pieces."""
        if (collection := self._chroma.collection(self._name)) is None:
            return set()
        with self._chroma.translated():
            return set(collection.get(include=[])["ids"]) - {HEAD}

    def forget(self, names: Iterable[str]) -> None:
        """Remove the pieces of these names."""
        collection = self._chroma.collection(self._name)
        for batch in _batches(names, IDS_A_REQUEST):
            if collection is not None:
                with self._chroma.translated():
                    collection.delete(ids=batch)

    def _write(self, ids: list[str], data: list[str]) -> None:
        collection: Any = self._chroma.collection(self._name) or self._chroma.create(self._name)
        with self._chroma.translated():
            collection.upsert(ids=ids, embeddings=[NO_VECTOR] * len(ids), metadatas=[{"data": each} for each in data])


def piece_name(piece: bytes) -> str:
    """What `piece` is called: another one has another name."""
    return blake2b(piece, digest_size=16).hexdigest()


def _unpacked(name: str, data: str) -> bytes:
    try:
        piece = zlib.decompressobj().decompress(base64.b64decode(data), PIECE_BYTES)
    except (ValueError, zlib.error):
        raise PieceGone from None
    if piece_name(piece) != name:
        raise PieceGone
    return piece


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
