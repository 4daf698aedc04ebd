"""Who may write an index, and what is said when its files are not as they should be."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder
from sourcier.errors import (
    FolderExpected,
    StoreAmongArticles,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreReadOnly,
)
from sourcier.index.builder import build_index
from sourcier.index.layout import POINTER, Local
from sourcier.index.manifest import Manifest
from sourcier.index.reader import Index, read_articles

HOLD = """
import sys, time
from pathlib import Path
from sourcier.index.layout import Local
with Local(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(300)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes the store."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "store")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_writer_is_refused_at_once_with_the_pid_of_the_first(
    press: Path, tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    embedder = FakeEmbedder()
    begin = time.perf_counter()
    with pytest.raises(StoreBusy, match=str(holder.pid)) as refusal:
        build_index(press, tmp_path / "store", embedder)
    assert time.perf_counter() - begin < 2
    assert refusal.value.exit_code == 4
    assert embedder.texts == []


def test_a_killed_writer_frees_the_store_at_once(press: Path, tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert build_index(press, tmp_path / "store", FakeEmbedder()).indexed


def test_the_right_to_write_ends_with_the_block_even_after_an_error(tmp_path: Path) -> None:
    def write() -> None:
        with Local(tmp_path / "store").writing():
            with pytest.raises(StoreBusy, match=str(os.getpid())):
                Local(tmp_path / "store").writing().__enter__()
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            write()


def test_a_reader_needs_no_lock(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    with Local(tmp_path / "store").writing():
        assert Index(tmp_path / "store", FakeEmbedder()).articles


def test_a_store_that_cannot_be_made_is_named(press: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreReadOnly, match=str(tmp_path / "file" / "store")):
        build_index(press, tmp_path / "file" / "store", FakeEmbedder())
    for use in (
        lambda: build_index(press, tmp_path / "file", FakeEmbedder()),
        lambda: read_articles(tmp_path / "file"),
    ):
        with pytest.raises(FolderExpected, match=str(tmp_path / "file")):
            use()


def test_what_a_person_keeps_beside_the_index_stays(press: Path, tmp_path: Path) -> None:
    kept = [tmp_path / name / "thèse.txt" for name in ("index-2023", "index-notes", "indexes")]
    for file in kept:
        file.parent.mkdir()
        file.write_text("précieux", "utf-8")
    for rebuild in (False, False, True):
        build_index(press, tmp_path, FakeEmbedder(), rebuild=rebuild)
    assert all(file.read_text("utf-8") == "précieux" for file in kept)
    assert Index(tmp_path, FakeEmbedder()).articles


def test_the_store_and_what_is_left_out_are_no_articles_wherever_they_stand(press: Path) -> None:
    store, report = press / "index", press / "report.json"
    report.write_text('[{"text": "Le pont de Lisse rouvre ce soir, selon la mairie."}]', "utf-8")
    for _ in range(2):
        done = build_index(press, store, FakeEmbedder(), without=[report])
        assert done.skipped == ()
    assert all("pont de Lisse" not in article.text for article in read_articles(store))
    pointer = store / POINTER
    before = pointer.stat().st_mtime_ns
    build_index(press, store, FakeEmbedder(), without=[report])
    assert pointer.stat().st_mtime_ns == before
    with pytest.raises(StoreAmongArticles):
        build_index(press, press, FakeEmbedder())


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    for open_it in (lambda: Index(tmp_path / "store", FakeEmbedder()), lambda: read_articles(tmp_path / "store")):
        with pytest.raises(StoreMissing, match=str(tmp_path / "store")):
            open_it()
    assert not (tmp_path / "store").exists()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def without_header(file: Path) -> None:
    file.write_bytes(b"\x7fELF" * 25 + file.read_bytes()[100:])


def zeroed_middle(file: Path) -> None:
    whole = file.read_bytes()
    quarter = len(whole) // 4
    file.write_bytes(whole[:quarter] + bytes(2 * quarter) + whole[3 * quarter :])


@pytest.mark.parametrize("file", ["articles.sqlite", "chroma/chroma.sqlite3"])
@pytest.mark.parametrize("damage", [empty, truncated, without_header, zeroed_middle, Path.unlink])
def test_a_damaged_database_is_named_to_who_asks_and_who_indexes_and_a_rebuild_restores(
    press: Path, store: Path, file: str, damage: Callable[[Path], None]
) -> None:
    damage(Local(store).current() / file)
    for use in (lambda: Index(store, FakeEmbedder()), lambda: build_index(press, store, FakeEmbedder())):
        begin = time.perf_counter()
        with pytest.raises(StoreDamaged, match=rf"{store}.*--rebuild") as refusal:
            use()
        assert time.perf_counter() - begin < 5
        assert refusal.value.exit_code == 5
    if damage is Path.unlink:
        assert not (Local(store).current() / file).exists()
    build_index(press, store, FakeEmbedder(), rebuild=True)
    with closing(Index(store, FakeEmbedder())) as index:
        assert len(index.articles) == 8


def test_the_commands_leave_with_five_when_an_index_is_damaged(
    press: Path, tiny: Path, tmp_path: Path, sourcier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", str(tiny))
    monkeypatch.setenv("SOURCIER_STORE", str(tmp_path / "own"))
    assert sourcier("index", press)[0] == 0
    truncated(Local(tmp_path / "own").current() / "articles.sqlite")
    for command in (("ask", "Qui dirige le port ?"), ("search", "le port"), ("list",), ("doctor",), ("index", press)):
        code, _, said = sourcier(*command)
        assert (code, "--rebuild" in said, "Traceback" in said) == (5, True, False)
    assert sourcier("index", press, "--rebuild")[0] == 0
    assert sourcier("doctor")[0] == 0


def test_lost_vectors_are_named(press: Path, store: Path) -> None:
    shutil.rmtree(Local(store).current() / "chroma")
    with pytest.raises(StoreDamaged):
        Index(store, FakeEmbedder())
    with pytest.raises(StoreDamaged):
        build_index(press, store, FakeEmbedder())


@pytest.mark.parametrize("pointer", ["", "index-9", "../elsewhere", "\N{PILE OF POO}"])
def test_a_pointer_to_nothing_is_damage(press: Path, store: Path, pointer: str) -> None:
    (store / POINTER).write_text(pointer, "utf-8")
    with pytest.raises(StoreDamaged):
        Index(store, FakeEmbedder())
    with pytest.raises(StoreDamaged):
        build_index(press, store, FakeEmbedder())
    build_index(press, store, FakeEmbedder(), rebuild=True)
    assert Index(store, FakeEmbedder()).articles


@pytest.mark.parametrize("damage", [truncated, Path.unlink])
def test_a_lost_bm25_is_computed_again_and_saved_by_the_next_sync(
    press: Path, store: Path, damage: Callable[[Path], None]
) -> None:
    whole = Index(store, FakeEmbedder()).lexical_passages("crue pont", 9)
    (saved,) = Local(store).current().glob("terms-*")
    for file in (saved / "passages").iterdir():
        damage(file)
    assert Index(store, FakeEmbedder()).lexical_passages("crue pont", 9) == pytest.approx(whole)
    build_index(press, store, FakeEmbedder())
    (saved,) = Local(store).current().glob("terms-*")
    assert all(file.stat().st_size for file in (saved / "passages").iterdir())
    assert Index(store, FakeEmbedder()).lexical_passages("crue pont", 9) == pytest.approx(whole)


def test_a_manifest_reads_back_what_was_written(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    with Manifest(Local(tmp_path / "store").current()) as manifest:
        assert manifest.get("embedding") == "fake-1"
        assert manifest.get("never set") is None
        articles = manifest.articles(trace=True)
        assert [article.id for article in articles] == sorted(manifest.ids())
        assert manifest.articles([articles[3].id], trace=True) == [articles[3]]
        assert len(manifest.cuts()) == len(manifest.terms()) == manifest.count() == len(articles)
        assert manifest.settled()
        manifest.begin()
        assert not manifest.settled()
        # A text is there as long as a file holds it.
        manifest.forget([articles[0].path])
        assert manifest.articles(trace=True) == articles[1:]
        assert manifest.sweep().keys() == {articles[0].id}
        assert manifest.ids() == {article.id for article in articles[1:]}


def test_the_number_of_a_writer_that_was_killed_names_nobody(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    pid_file = tmp_path / "store" / ".lock.pid"
    dead = subprocess.Popen(["true"])
    dead.wait()
    pid_file.write_text(str(dead.pid), "ascii")
    timer = threading.Timer(0.3, lambda: pid_file.write_text(str(holder.pid), "ascii"))
    timer.start()
    with pytest.raises(StoreBusy, match=str(holder.pid)):
        Local(tmp_path / "store").writing().__enter__()
    timer.join()
    pid_file.unlink()
    with pytest.raises(StoreBusy, match=r"processus \?"):
        Local(tmp_path / "store").writing().__enter__()
