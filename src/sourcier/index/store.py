"""Vectors in Chroma: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from sourcier.errors import StoreDamaged
from sourcier.index.embedding import Vectors
from sourcier.index.period import ALWAYS, Period

# Chroma refuses more than 5,461 records a call; larger batches are no faster.
BATCH = 500
COSINE = {"hnsw": {"space": "cosine"}}


@dataclass(frozen=True)
class Record:
    """One text with what Chroma keeps beside its vector; `metadata` holds no None."""

    id: str
    text: str
    metadata: dict[str, str | int]


class VectorStore:
    """One collection of unit vectors in a Chroma directory."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open or create the collection; raises StoreDamaged when Chroma cannot read its files."""
        self._folder = folder
        try:
            self._collection: Any = _client(folder).get_or_create_collection(
                name, embedding_function=None, configuration=COSINE
            )
        except (ChromaError, ValueError, RuntimeError) as error:
            raise self._damaged(error) from error

    def upsert(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Write the records; one with a known id replaces the old one."""
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
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
            self._collection.update(
                ids=[record.id for record in batch], metadatas=[record.metadata for record in batch]
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget the records of these ids."""
        for first in range(0, len(ids), BATCH):
            self._collection.delete(ids=list(ids[first : first + BATCH]))

    def ids(self) -> set[str]:
        """Every id stored."""
        return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: Vectors, k: int, published: Period = ALWAYS) -> list[tuple[str, float]]:
        """The `k` nearest ids among those `published` then, with their cosines, best first."""
        wanted = min(k, self._collection.count())
        if not wanted:
            return []
        try:
            found = self._collection.query(
                query_embeddings=[vector], n_results=wanted, where=published.where(), include=["distances"]
            )
        except (ChromaError, RuntimeError) as error:
            raise self._damaged(error) from error
        return [(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of those of `ids` that are known."""
        if not ids:
            return {}
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        return {id_: np.asarray(vector, dtype=np.float32) for id_, vector in zip(found["ids"], found["embeddings"], strict=True)}

    def _damaged(self, error: Exception) -> StoreDamaged:
        return StoreDamaged(store=self._folder, reason=f"{type(error).__name__}: {error}")


def _client(folder: Path) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    return chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
