"""Indexes made by other versions, and the rebuild that each of them asks for."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder
from sourcier.assistant import Assistant
from sourcier.errors import StoreDamaged, StoreOutdated
from sourcier.index.builder import build_index
from sourcier.index.chroma import Chroma
from sourcier.index.doctor import examine
from sourcier.index.filters import Filter
from sourcier.index.layout import Local
from sourcier.index.live import LiveIndex
from sourcier.index.manifest import FORMAT, Manifest
from sourcier.index.reader import Index, read_articles

# The tables of each version that was in use, and of one to come.
TABLES = {
    0: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE files (path TEXT PRIMARY KEY, digest TEXT NOT NULL, article_id TEXT NOT NULL);
        CREATE TABLE articles (
            id TEXT PRIMARY KEY, article TEXT NOT NULL, sentences TEXT NOT NULL, passages TEXT NOT NULL);
        INSERT INTO files VALUES ('port.txt', 'd', 'a'); INSERT INTO articles VALUES ('a', '{}', '[]', '[]');
    """,
    2: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL);
        CREATE TABLE places (path TEXT PRIMARY KEY, file TEXT NOT NULL, article_id TEXT, said TEXT, reason TEXT);
        CREATE TABLE articles (id TEXT PRIMARY KEY, text TEXT NOT NULL, sentences BLOB NOT NULL);
        INSERT INTO meta VALUES ('embedding', 'fake-1');
    """,
    3: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL);
        CREATE TABLE places (
            path TEXT PRIMARY KEY, file TEXT NOT NULL, precedence INTEGER, article_id TEXT, said TEXT, trace TEXT,
            reason TEXT);
        CREATE TABLE articles (
            id TEXT PRIMARY KEY, text TEXT NOT NULL, sentences BLOB NOT NULL, passages BLOB NOT NULL,
            terms TEXT NOT NULL, stored TEXT NOT NULL, signature BLOB NOT NULL, dispatch_id TEXT);
        CREATE TABLE vectors (id TEXT PRIMARY KEY, vectors BLOB NOT NULL);
        INSERT INTO meta VALUES ('embedding', 'fake-1');
    """,
    FORMAT + 1: "CREATE TABLE everything (id TEXT PRIMARY KEY);",
}


def uses_of_vectors(press: Path, store: Path) -> list[Callable[[], object]]:
    return [lambda: Index(store, FakeEmbedder()), lambda: build_index(press, store, FakeEmbedder())]


def uses(press: Path, store: Path) -> list[Callable[[], object]]:
    return [*uses_of_vectors(press, store), lambda: read_articles(store)]


@pytest.mark.parametrize("version", TABLES)
def test_an_index_of_another_version_is_named_by_all_who_open_it_and_rebuilt(
    press: Path, store: Path, version: int
) -> None:
    file = Local(store).current() / "articles.sqlite"
    file.unlink()
    with closing(sqlite3.connect(file)) as database:
        database.executescript(f"{TABLES[version]} PRAGMA user_version = {version};")
    for use in uses(press, store):
        with pytest.raises(StoreOutdated, match=f"une autre version.*--store {store} --rebuild"):
            use()
    build_index(press, store, FakeEmbedder(), rebuild=True)
    assert "Bastien Corvelle" in found(store)


@pytest.mark.parametrize("number", [number for number in range(FORMAT + 2) if number != FORMAT])
def test_the_number_alone_tells_a_version(press: Path, store: Path, number: int) -> None:
    with closing(sqlite3.connect(Local(store).current() / "articles.sqlite")) as database:
        database.execute(f"PRAGMA user_version = {number}")
    for use in uses(press, store):
        with pytest.raises(StoreOutdated, match="--rebuild"):
            use()


def test_doctor_names_a_version_too(store: Path) -> None:
    with closing(sqlite3.connect(Local(store).current() / "articles.sqlite")) as database:
        database.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreOutdated, match="--rebuild"):
        examine(store)


@pytest.mark.parametrize("table", ["meta", "files", "places", "articles", "vectors"])
def test_a_table_that_is_missing_is_damage(press: Path, store: Path, table: str) -> None:
    with closing(sqlite3.connect(Local(store).current() / "articles.sqlite")) as database:
        database.execute(f"DROP TABLE {table}")
    with pytest.raises(StoreDamaged, match="--rebuild"):
        examine(store)
    with pytest.raises(StoreDamaged, match="--rebuild"):
        build_index(press, store, FakeEmbedder())
    build_index(press, store, FakeEmbedder(), rebuild=True)
    assert len(read_articles(store)) == 8


@pytest.mark.parametrize("files", ["terms", "catalogue"])
def test_files_computed_by_another_version_are_computed_anew(press: Path, store: Path, files: str) -> None:
    whole = found(store)
    (folder,) = Local(store).current().glob(f"{files}-*")
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        file.write_bytes(b"made by another version")
    assert found(store) == whole
    build_index(press, store, FakeEmbedder())
    assert found(store) == whole


def test_an_index_whose_files_are_fewer_is_opened_and_completed_by_the_next_sync(press: Path, store: Path) -> None:
    """Indexes made before articles were known by the last day, too, on which they may have been published."""
    (last,) = Local(store).current().glob("catalogue-*/published_last.npy")
    last.unlink()
    late = Filter(since=date(2024, 7, 31))
    with closing(Index(store, FakeEmbedder())) as index:
        assert index.searched(late).articles == 1
    embedder = FakeEmbedder()
    build_index(press, store, embedder)
    assert embedder.texts == []
    assert len(list(Local(store).current().glob("catalogue-*/published_last.npy"))) == 1


def found(store: Path) -> str:
    with closing(Index(store, FakeEmbedder())) as index:
        return Assistant(index).ask("Qui dirige le port de Vaubrac ?").text


# What a rebuild leaves in place until it is whole, and to whom.


@pytest.mark.parametrize(
    ("part", "name"), [(FakeEmbedder, "embed_spans"), (Manifest, "put"), (Manifest, "end"), (Local, "publish")]
)
def test_a_rebuild_that_fails_leaves_the_old_index(
    press: Path, store: Path, monkeypatch: pytest.MonkeyPatch, part: type, name: str
) -> None:
    before = read_articles(store)
    (press / "nouveau.txt").write_text("Le bac de Lisse reprend jeudi, selon la mairie.", "utf-8")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(part, name, fail)
        with pytest.raises(KeyboardInterrupt):
            build_index(press, store, FakeEmbedder(), rebuild=True)
    assert read_articles(store) == before
    assert "Bastien Corvelle" in found(store)
    build_index(press, store, FakeEmbedder(), rebuild=True)
    assert len(read_articles(store)) == 9
    assert len(list(store.glob("index-*"))) == 1


def test_who_has_the_old_index_open_goes_on_after_a_rebuild(press: Path, store: Path) -> None:
    with closing(Index(store, FakeEmbedder())) as old:
        vector = old.embed("Qui dirige le port de Vaubrac ?").vector
        rows = old.dense_passages(vector, 3)
        assert rows
        for _ in range(2):
            build_index(press, store, FakeEmbedder(), rebuild=True)
        assert [old.articles[old.passages[row].article_id].text for row in rows]
        assert old.is_stale()


def test_an_index_removed_while_it_is_read_is_read_again_where_it_is_now(press: Path, store: Path) -> None:
    live = LiveIndex(Index(store, FakeEmbedder()))
    seen: list[Index] = []

    def work(index: Index) -> int:
        seen.append(index)
        if len(seen) == 1:
            build_index(press, store, FakeEmbedder(), rebuild=True)
            raise StoreDamaged(store=store, reason="chroma")
        return len(index.dense_passages(index.embed("Qui dirige le port de Vaubrac ?").vector, 3))

    assert live.read(work) == 3
    assert seen[0].folder != seen[1].folder


def test_an_index_that_is_damaged_where_it_is_now_is_told_so_at_once(store: Path) -> None:
    live = LiveIndex(Index(store, FakeEmbedder()))
    asked: list[Index] = []

    def work(index: Index) -> None:
        asked.append(index)
        raise StoreDamaged(store=store, reason="chroma")

    with pytest.raises(StoreDamaged):
        live.read(work)
    assert len(asked) == 1


def test_who_opens_an_index_of_which_the_passages_are_gone_creates_nothing(press: Path, store: Path) -> None:
    chroma = Local(store).current() / "chroma"
    shutil.rmtree(chroma)
    for use in uses_of_vectors(press, store):
        with pytest.raises(StoreDamaged, match="--rebuild"):
            use()
    assert not chroma.exists()


def test_a_collection_that_is_gone_is_not_created(press: Path, store: Path) -> None:
    with closing(Local(store).vectors(Local(store).current())) as vectors:
        chroma: Chroma = vectors._chroma
        chroma.drop("passages")
    for use in uses_of_vectors(press, store):
        with pytest.raises(StoreDamaged, match="--rebuild"):
            use()
    with closing(sqlite3.connect(Local(store).current() / "chroma" / "chroma.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM collections").fetchone() == (0,)


def test_the_command_rebuilds(
    press: Path, tiny: Path, tmp_path: Path, sourcier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "other"
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", str(tiny))
    assert sourcier("index", press, "--store", store)[0] == 0
    with closing(sqlite3.connect(Local(store).current() / "articles.sqlite")) as database:
        database.execute("PRAGMA user_version = 1")
    code, _, said = sourcier("ask", "Qui dirige le port ?", "--store", store)
    assert (code, f"sourcier index DOSSIER --store {store} --rebuild" in said) == (1, True)
    assert sourcier("index", press, "--store", store, "--rebuild")[0] == 0
    assert sourcier("list", "--store", store)[0] == 0
