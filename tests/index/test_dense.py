"""Searching vectors among which there are some that no article of the moment has."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from model_fakes import FakeEmbedder
from sourcier.index import reader
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.place import open_place
from sourcier.index.reader import Index
from sourcier.index.store import Record, VectorStore
from sourcier.index.vectors import Vectors

QUESTION = "Qui dirige le port de Vaubrac ?"
STRAYS = 60


@pytest.mark.parametrize("only", [EVERYTHING, Filter(until=date(2030, 1, 1))])
@pytest.mark.parametrize("k", [1, 3, 50])
def test_vectors_of_articles_that_are_not_there_take_no_place(
    store: Path, monkeypatch: pytest.MonkeyPatch, only: Filter, k: int
) -> None:
    """A writer that was killed, or that is at work on a server, has put them nearer than any other."""
    monkeypatch.setattr(reader, "NAMED", 0)
    with closing(Index(store, FakeEmbedder())) as index:
        vector = index.embed(QUESTION).vector
        expected = index.dense_passages(vector, k, only)
        put_strays(store, vector)
        assert len(expected) == min(k, len(index.passages))
        assert index.dense_passages(vector, k, only) == expected


def test_vectors_are_counted_only_when_some_are_missing(press_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[VectorStore] = []
    monkeypatch.setattr(VectorStore, "count", counted.append)
    vector = press_index.embed(QUESTION).vector
    for k in (1, 3, 50):
        press_index.dense_passages(vector, k)
    assert not counted


def put_strays(store: Path, vector: Vectors) -> None:
    with closing(open_place(store)) as place, closing(place.vectors(place.current())) as vectors:
        records = [Record(f"{number:064x}:0", "", {"article_id": f"{number:064x}"}) for number in range(STRAYS)]
        vectors.upsert(records, np.tile(vector, (STRAYS, 1)))
