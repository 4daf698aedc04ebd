"""Chroma for real, in a folder and on a server."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from model_fakes import FakeEmbedder
from sourcier.errors import StoreDamaged
from sourcier.index.chroma import open_server
from sourcier.index.layout import Local
from sourcier.index.store import Record, VectorStore

TEXTS = {"a:0": "la crue de la rivière", "a:1": "le port de Vaubrac", "b:0": "le festival du conte"}


Open = Callable[..., VectorStore]


@pytest.fixture(params=["folder", "server"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same passages each time it is called, in a folder or on a server."""
    name = f"test-{uuid.uuid4().hex}"
    with ExitStack() as closed:

        def open_it(*, create: bool = False) -> VectorStore:
            if request.param == "folder":
                store = Local(tmp_path).vectors(tmp_path / "index-1", create=create)
            else:
                server = request.getfixturevalue("chroma").store(name)
                store = VectorStore(open_server(server), name, server, create=create)
            return closed.enter_context(closing(store))

        yield open_it


@pytest.fixture
def store(opened: Open, embedder: FakeEmbedder) -> VectorStore:
    store = opened(create=True)
    store.upsert(records(TEXTS), np.array([embedder.vector(text) for text in TEXTS.values()]))
    return store


def records(texts: dict[str, str]) -> list[Record]:
    return [Record(id_, text, {"article_id": id_.partition(":")[0]}) for id_, text in texts.items()]


def test_each_text_finds_itself_with_cosine_one(store: VectorStore, embedder: FakeEmbedder) -> None:
    for id_, text in TEXTS.items():
        (found, cosine), *_ = store.nearest(embedder.vector(text), 3)
        assert found == id_
        assert cosine == pytest.approx(1, abs=1e-5)


def test_nearest_come_best_first_and_no_more_than_there_are(store: VectorStore, embedder: FakeEmbedder) -> None:
    found = store.nearest(embedder.vector("la crue"), 50)
    assert len(found) == len(TEXTS)
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert store.nearest(embedder.vector("la crue"), 1) == found[:1]


@pytest.mark.parametrize(("articles", "expected"), [(["a"], {"a:0", "a:1"}), (["b", "c"], {"b:0"}), ([], set())])
def test_a_search_keeps_to_the_articles_named(
    store: VectorStore, embedder: FakeEmbedder, articles: list[str], expected: set[str]
) -> None:
    assert {id_ for id_, _ in store.nearest(embedder.vector("la crue"), 10, articles)} == expected


def test_a_known_id_is_replaced(store: VectorStore, embedder: FakeEmbedder) -> None:
    changed = {"a:0": "l'usine de voiles"}
    store.upsert(records(changed), np.array([embedder.vector(text) for text in changed.values()]))
    assert store.count() == len(TEXTS)
    assert store.nearest(embedder.vector("l'usine de voiles"), 1)[0][0] == "a:0"


def test_metadata_changes_without_the_vector(store: VectorStore) -> None:
    before = store.vectors(["b:0"])["b:0"]
    store.update_metadata([Record("b:0", "", {"published": 20250101})])
    assert np.array_equal(store.vectors(["b:0"])["b:0"], before)
    store.update_metadata([Record("b:0", "", {"article_id": "moved"})])
    assert [id_ for id_, _ in store.nearest(before, 9, ["moved"])] == ["b:0"]


def test_delete_and_ids(store: VectorStore) -> None:
    store.delete(["a:0", "unknown"])
    assert store.ids() == {"a:1", "b:0"}
    assert store.vectors(["a:0", "a:1"]).keys() == {"a:1"}


def test_vectors_are_kept_to_the_float(store: VectorStore, embedder: FakeEmbedder) -> None:
    stored = store.vectors(list(TEXTS))
    for id_, text in TEXTS.items():
        assert np.allclose(stored[id_], embedder.vector(text), atol=1e-6)


def test_more_records_than_a_batch(opened: Open, embedder: FakeEmbedder) -> None:
    texts = {f"x:{number}": f"rue numéro {number}" for number in range(1201)}
    store = opened(create=True)
    store.upsert(records(texts), np.array([embedder.vector(text) for text in texts.values()]))
    assert store.ids() == texts.keys()
    store.delete(sorted(texts)[:-1])
    assert store.count() == 1


def test_an_empty_collection_finds_nothing(opened: Open, embedder: FakeEmbedder) -> None:
    store = opened(create=True)
    assert store.nearest(embedder.vector("la crue"), 5) == []
    assert store.vectors([]) == {}


def test_a_closed_store_opens_again_as_it_was(opened: Open, store: VectorStore) -> None:
    store.close()
    assert opened().ids() == TEXTS.keys()


def test_what_is_absent_is_damage_and_is_not_created(opened: Open, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            opened()
    assert not list(tmp_path.iterdir())


def test_the_same_relative_path_in_two_folders_names_two_stores(
    tmp_path: Path, embedder: FakeEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as opened:
        for number, name in enumerate(("first", "second")):
            (tmp_path / name).mkdir()
            monkeypatch.chdir(tmp_path / name)
            store = opened.enter_context(closing(Local(Path("store")).vectors(Path("store/index-1"), create=True)))
            assert store.count() == 0
            texts = dict(list(TEXTS.items())[: number + 1])
            store.upsert(records(texts), np.array([embedder.vector(text) for text in texts.values()]))
            assert store.ids() == set(texts)
