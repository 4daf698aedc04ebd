"""The passages of an index, in a Chroma collection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sourcier.errors import StoreDamaged, StoreError
from sourcier.index.chroma import Chroma
from sourcier.index.vectors import Vectors
from sourcier.stores import Store

# Chroma refuses more than 5,461 records a call; larger batches are no faster.
BATCH = 500


@dataclass(frozen=True)
class Record:
    """One text with what Chroma keeps beside its vector; `metadata` holds no None."""

    id: str
    text: str
    metadata: dict[str, str | int]


class VectorStore:
    """The passages of one index, each with its unit vector.

    Every method raises StoreDamaged or StoreReadOnly when Chroma cannot read or write its files, StoreUnreachable or
    StoreServerFailed when its server does not do what it is asked.
    """

    def __init__(self, chroma: Chroma, name: str, store: Store, *, create: bool = False) -> None:
        """Open a collection, and own `chroma`; raises StoreDamaged when it is absent and not to be created."""
        self._chroma = chroma
        try:
            found = chroma.collection(name) or (chroma.create(name) if create else None)
            if found is None:
                raise StoreDamaged(store=store, reason=f"{name} ?")
        except StoreError:
            chroma.close()
            raise
        self._collection: Any = found

    def close(self) -> None:
        """Release the files, unless the folder is open elsewhere in this process, or the connections."""
        self._chroma.close()

    def count(self) -> int:
        """How many records are stored."""
        with self._chroma.translated():
            return int(self._collection.count())

    def upsert(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Write the records; one with a known id replaces the old one."""
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
            with self._chroma.translated():
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
            with self._chroma.translated():
                self._collection.update(
                    ids=[record.id for record in batch], metadatas=[record.metadata for record in batch]
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget the records of these ids."""
        for first in range(0, len(ids), BATCH):
            with self._chroma.translated():
                self._collection.delete(ids=list(ids[first : first + BATCH]))

    def ids(self) -> set[str]:
        """Every id stored."""
        with self._chroma.translated():
            return set(self._collection.get(include=[])["ids"])

    def nearest(self, vector: Vectors, k: int, articles: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """The `k` nearest ids, of these articles only where given, with their cosines, best first."""
        return self.nearest_to_each(vector[None], k, articles)[0]

    def nearest_to_each(
        self, vectors: Vectors, k: int, articles: Sequence[str] | None = None
    ) -> list[list[tuple[str, float]]]:
        """The same for each of `vectors`, of shape (count, dimension)."""
        if not len(vectors) or articles == []:
            return [[] for _ in vectors]
        where: Any = None if articles is None else {"article_id": {"$in": list(articles)}}
        with self._chroma.translated():
            found = self._collection.query(
                query_embeddings=list(vectors), n_results=k, where=where, include=["distances"]
            )
        pairs = zip(found["ids"], found["distances"], strict=True)
        return [[(id_, 1.0 - far) for id_, far in zip(ids, distances, strict=True)] for ids, distances in pairs]

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of those of `ids` that are known."""
        if not ids:
            return {}
        with self._chroma.translated():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        pairs = zip(found["ids"], found["embeddings"], strict=True)
        return {id_: np.asarray(vector, dtype=np.float32) for id_, vector in pairs}
