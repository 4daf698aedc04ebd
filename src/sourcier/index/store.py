"""Vectors in Chroma: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from sourcier.index.embedding import Vectors
from sourcier.index.faults import store_error
from sourcier.index.period import ALWAYS, Period

# Chroma refuses more than 5,461 records a call; larger batches are no faster.
BATCH = 500
NAME = "passages"
COSINE = {"hnsw": {"space": "cosine"}}


@dataclass(frozen=True)
class Record:
    """One text with what Chroma keeps beside its vector; `metadata` holds no None."""

    id: str
    text: str
    metadata: dict[str, str | int]


class VectorStore:
    """The passages in a Chroma directory, each with its unit vector.

    Every method raises StoreDamaged or StoreReadOnly when Chroma cannot read or write its files.
    """

    def __init__(self, folder: Path) -> None:
        """Open or create the collection."""
        self._store = folder.parent.parent
        with self._translated():
            self._client = _client(folder)
            self._collection: Any = self._client.get_or_create_collection(
                NAME, embedding_function=None, configuration=COSINE
            )

    def close(self) -> None:
        """Release the files, unless the directory is open elsewhere in this process."""
        self._client.close()

    def count(self) -> int:
        """How many records are stored."""
        with self._translated():
            return int(self._collection.count())

    def upsert(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Write the records; one with a known id replaces the old one."""
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
            with self._translated():
                self._collection.upsert(
                    ids=[record.id for record in batch],
                    embeddings=vectors[first : first + BATCH],
                    documents=[record.text for record in batch],
                    metadatas=[record.metadata for record in batch],
                )

    def update_metadata(self, records: Sequence[Record]) -> None:
        """Write the metadata of known records anew; their vectors stay."""
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
            with self._translated():
                self._collection.update(
                    ids=[record.id for record in batch], metadatas=[record.metadata for record in batch]
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget the records of these ids."""
        for first in range(0, len(ids), BATCH):
            with self._translated():
                self._collection.delete(ids=list(ids[first : first + BATCH]))

    def ids(self) -> set[str]:
        """Every id stored."""
        with self._translated():
            return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: Vectors, k: int, published: Period = ALWAYS) -> list[tuple[str, float]]:
        """The `k` nearest ids among those `published` then, with their cosines, best first."""
        wanted = min(k, self.count())
        if not wanted:
            return []
        with self._translated():
            found = self._collection.query(
                query_embeddings=[vector], n_results=wanted, where=published.where(), include=["distances"]
            )
        return [(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of those of `ids` that are known."""
        if not ids:
            return {}
        with self._translated():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        pairs = zip(found["ids"], found["embeddings"], strict=True)
        return {id_: np.asarray(vector, dtype=np.float32) for id_, vector in pairs}

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        # Of a directory it could not open Chroma keeps a broken half, which raises AttributeError or ValueError later.
        except (ChromaError, RuntimeError, ValueError, AttributeError) as error:
            raise store_error(self._store, error) from error


def _client(folder: Path) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    return chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
