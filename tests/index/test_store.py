"""Chroma for real, in a temporary directory."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from model_fakes import FakeEmbedder
from sourcier.index.period import Period
from sourcier.index.store import Record, VectorStore

TEXTS = {"a:0": "la crue de la rivière", "a:1": "le port de Vaubrac", "b:0": "le festival du conte"}
PUBLISHED = {"a:0": 20231102, "a:1": 20240109, "b:0": 0}


@pytest.fixture
def store(tmp_path: Path, embedder: FakeEmbedder) -> VectorStore:
    store = VectorStore(tmp_path / "index-1" / "chroma")
    store.upsert(records(TEXTS), np.array([embedder.embed_query(text) for text in TEXTS.values()]))
    return store


def records(texts: dict[str, str]) -> list[Record]:
    return [Record(id_, text, {"published": PUBLISHED.get(id_, 0)}) for id_, text in texts.items()]


def test_each_text_finds_itself_with_cosine_one(store: VectorStore, embedder: FakeEmbedder) -> None:
    for id_, text in TEXTS.items():
        (found, cosine), *_ = store.nearest(embedder.embed_query(text), 3)
        assert found == id_
        assert cosine == pytest.approx(1, abs=1e-5)


def test_nearest_come_best_first_and_no_more_than_there_are(store: VectorStore, embedder: FakeEmbedder) -> None:
    found = store.nearest(embedder.embed_query("la crue"), 50)
    assert len(found) == len(TEXTS)
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert store.nearest(embedder.embed_query("la crue"), 1) == found[:1]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), {"a:0", "a:1", "b:0"}),
        (Period(until=date(2023, 11, 2)), {"a:0", "b:0"}),
        (Period(until=date(2023, 11, 1)), {"b:0"}),
        (Period(since=date(2023, 11, 2)), {"a:0", "a:1"}),
        (Period(since=date(2023, 11, 3), until=date(2024, 1, 9)), {"a:1"}),
        (Period(since=date(2025, 1, 1)), set()),
    ],
)
def test_a_period_keeps_to_its_dates(
    store: VectorStore, embedder: FakeEmbedder, period: Period, expected: set[str]
) -> None:
    assert {id_ for id_, _ in store.nearest(embedder.embed_query("la crue"), 10, period)} == expected


def test_a_known_id_is_replaced(store: VectorStore, embedder: FakeEmbedder) -> None:
    changed = {"a:0": "l'usine de voiles"}
    store.upsert(records(changed), np.array([embedder.embed_query(text) for text in changed.values()]))
    assert store.count() == len(TEXTS)
    assert store.nearest(embedder.embed_query("l'usine de voiles"), 1)[0][0] == "a:0"


def test_metadata_changes_without_the_vector(store: VectorStore) -> None:
    before = store.vectors(["b:0"])["b:0"]
    store.update_metadata([Record("b:0", "", {"published": 20250101})])
    assert np.array_equal(store.vectors(["b:0"])["b:0"], before)
    assert [id_ for id_, _ in store.nearest(before, 9, Period(since=date(2025, 1, 1)))] == ["b:0"]


def test_delete_and_ids(store: VectorStore) -> None:
    store.delete(["a:0", "unknown"])
    assert store.ids() == {"a:1", "b:0"}
    assert store.vectors(["a:0", "a:1"]).keys() == {"a:1"}


def test_vectors_are_kept_to_the_float(store: VectorStore, embedder: FakeEmbedder) -> None:
    stored = store.vectors(list(TEXTS))
    for id_, text in TEXTS.items():
        assert np.allclose(stored[id_], embedder.embed_query(text), atol=1e-6)


def test_more_records_than_a_batch(tmp_path: Path, embedder: FakeEmbedder) -> None:
    texts = {f"x:{number}": f"rue numéro {number}" for number in range(1201)}
    store = VectorStore(tmp_path / "index-1" / "chroma")
    store.upsert(records(texts), np.array([embedder.embed_query(text) for text in texts.values()]))
    assert store.ids() == texts.keys()
    store.delete(sorted(texts)[:-1])
    assert store.count() == 1


def test_an_empty_collection_finds_nothing(tmp_path: Path, embedder: FakeEmbedder) -> None:
    store = VectorStore(tmp_path / "index-1" / "chroma")
    assert store.nearest(embedder.embed_query("la crue"), 5) == []
    assert store.vectors([]) == {}


def test_a_closed_store_opens_again_as_it_was(tmp_path: Path, embedder: FakeEmbedder, store: VectorStore) -> None:
    store.close()
    again = VectorStore(tmp_path / "index-1" / "chroma")
    assert again.ids() == TEXTS.keys()
