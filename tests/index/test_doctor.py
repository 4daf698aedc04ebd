"""What `doctor` finds: every damage that loses a vector, in files large enough for Chroma to have written them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from chroma_server import ChromaServer

from command_line import Run
from model_fakes import FakeEmbedder
from sourcier.errors import StoreDamaged, StoreMismatch
from sourcier.index import passages
from sourcier.index.builder import build_index
from sourcier.index.doctor import LOST_SHARE, examine
from sourcier.index.embedding import Query, Reading
from sourcier.index.layout import Local
from sourcier.index.manifest import Manifest
from sourcier.index.place import open_place
from sourcier.index.reader import read_articles
from sourcier.index.seal import SEAL, broken

# Chroma writes its files every thousand vectors.
ARTICLES, SENTENCES = 12, 90
DIMENSION = 32
FINDS_ITSELF = """
import sys
import numpy as np
from contextlib import closing
from pathlib import Path
from sourcier.index.layout import Local
from sourcier.index.manifest import Manifest
true = np.load(sys.argv[2])
place = Local(Path(sys.argv[1]))
with closing(place.vectors(place.current())) as vectors:
    found = vectors.nearest_to_each(true["vectors"], 10)
print(sum(str(id_) not in dict(near) for id_, near in zip(true["ids"], found, strict=True)))
"""


class Scattered(FakeEmbedder):
    """Vectors without any sense, and cheap."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Reading]:
        none = np.zeros((0, DIMENSION), dtype=np.float32)
        return [
            Reading(np.array([scattered(text[start:end]) for start, end in of]), none)
            for text, of in zip(texts, spans, strict=True)
        ]

    def embed_query(self, text: str) -> Query:
        return Query(text, scattered(text), np.zeros((0, DIMENSION), dtype=np.float32))


def scattered(text: str) -> np.ndarray:
    vector = np.random.default_rng(zlib.crc32(text.encode())).normal(size=DIMENSION).astype(np.float32)
    return vector / np.linalg.norm(vector)


def write_articles(folder: Path) -> Path:
    folder.mkdir()
    for article in range(ARTICLES):
        sentences = (f"Le bac n° {article}-{rank} quitte le quai de Lisse." for rank in range(SENTENCES))
        (folder / f"{article}.txt").write_text(" ".join(sentences), "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a passage a sentence, and `true.npz`, what it held when it was written."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "PASSAGE_CHARACTERS", 1)
        build_index(write_articles(folder / "articles"), folder / "store", Scattered())
    place = Local(folder / "store")
    with closing(place.vectors(place.current())) as vectors:
        held = vectors.vectors(sorted(vectors.ids()))
    np.savez(folder / "true.npz", ids=np.array(list(held)), vectors=np.array(list(held.values())))
    return folder


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Path:
    """The index, to be damaged."""
    return Path(shutil.copytree(whole / "store", tmp_path / "store"))


def files_of(store: Path) -> Path:
    (mark,) = Local(store).current().glob("chroma/*/header.bin")
    return mark.parent


def truncated(folder: Path) -> None:
    os.truncate(folder / "data_level0.bin", (folder / "data_level0.bin").stat().st_size // 2)


def zeroed(folder: Path) -> None:
    data = bytearray((folder / "data_level0.bin").read_bytes())
    data[len(data) // 3 : len(data) // 3 + 8192] = bytes(8192)
    (folder / "data_level0.bin").write_bytes(data)


def one_file_gone(folder: Path) -> None:
    (folder / "index_metadata.pickle").unlink()


def two_files_swapped(folder: Path) -> None:
    first, second = folder / "data_level0.bin", folder / "link_lists.bin"
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)


def bytes_flipped(folder: Path) -> None:
    chance = random.Random(0)
    data = bytearray((folder / "data_level0.bin").read_bytes())
    for _ in range(200):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    (folder / "data_level0.bin").write_bytes(data)


def links_shortened(folder: Path) -> None:
    """Each vector keeps one neighbour; how many it has stands in the first two bytes of its record."""
    data = bytearray((folder / "data_level0.bin").read_bytes())
    count = int.from_bytes((folder / "header.bin").read_bytes()[20:28], "little")
    for record in range(0, len(data), len(data) // count):
        data[record : record + 2] = (1).to_bytes(2, "little")
    (folder / "data_level0.bin").write_bytes(data)


DAMAGES = [truncated, zeroed, one_file_gone, two_files_swapped, bytes_flipped, links_shortened]


def lost(store: Path, whole: Path) -> int | None:
    """How many of the vectors as they were written are no longer found, none when looking crashes."""
    command = [sys.executable, "-c", FINDS_ITSELF, str(store), str(whole / "true.npz")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else None


def test_an_index_that_is_whole_is_said_to_be(store: Path, whole: Path) -> None:
    health = examine(store, "fake-1")
    assert (health.articles, health.passages, health.sentences) == (ARTICLES, *(2 * (ARTICLES * SENTENCES,)))
    assert (health.embedding, health.settled, health.writer) == ("fake-1", True, None)
    few = lost(store, whole)
    assert few is not None
    assert few <= LOST_SHARE * health.passages
    # Those who ask change nothing that is sealed.
    assert examine(store) == health


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_vectors_are_found_with_the_sums_and_without(
    store: Path, whole: Path, damage: Callable[[Path], None]
) -> None:
    damage(files_of(store))
    missing = lost(store, whole)
    assert missing != 0
    assert broken(Local(store).current())
    (Local(store).current() / SEAL).unlink()
    # What a server keeps is out of reach of sums.
    if missing is None or missing > LOST_SHARE * ARTICLES * SENTENCES:
        with pytest.raises(StoreDamaged, match="--rebuild"):
            examine(store)


@pytest.mark.parametrize("file", ["articles.sqlite", "chroma/chroma.sqlite3"])
def test_pages_of_a_database_that_no_reader_comes_across_are_found(store: Path, file: str) -> None:
    database = Local(store).current() / file
    data = bytearray(database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    database.write_bytes(data)
    with pytest.raises(StoreDamaged, match=database.name):
        examine(store)


def test_damage_that_no_search_meets_is_named(store: Path) -> None:
    with (files_of(store) / "link_lists.bin").open("r+b") as file:
        file.write(b"\xff")
    with pytest.raises(StoreDamaged, match=r"chroma/.*link_lists\.bin.*--rebuild"):
        examine(store)


def test_another_model_is_said(store: Path) -> None:
    with pytest.raises(StoreMismatch, match=r"fake-1.*fake-2.*--rebuild"):
        examine(store, "fake-2")


# What is under way, and what was stopped.


def test_who_writes_is_named_and_a_writer_that_was_killed_is_told_from_it(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    build_index(press, store, FakeEmbedder())
    with Local(store).writing():
        assert examine(store).writer == str(os.getpid())
    # A killed writer leaves its number, and what it had begun.
    (store / ".lock.pid").write_text("999999", "ascii")
    (press / "nouveau.txt").write_text("Le bac de Lisse reprend jeudi, selon la mairie.", "utf-8")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(Manifest, "end", stopped)
        with pytest.raises(KeyboardInterrupt):
            build_index(press, store, FakeEmbedder())
    (store / ".lock.pid").write_text("999999", "ascii")
    health = examine(store)
    assert (health.writer, health.settled) == (None, False)
    build_index(press, store, FakeEmbedder())
    assert examine(store).settled


def test_the_command_says_all_of_it(
    press: Path, tiny: Path, tmp_path: Path, sourcier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", str(tiny))
    monkeypatch.setenv("SOURCIER_STORE", str(tmp_path / "store"))
    assert sourcier("index", press)[0] == 0
    code, out, err = sourcier("doctor")
    assert (code, "ok (8 articles" in out, err) == (0, True, "")
    with Local(tmp_path / "store").writing():
        code, out, err = sourcier("doctor")
    assert (code, f"processus {os.getpid()}" in err) == (0, True)
    other = Path(shutil.copytree(tiny, tmp_path / "other"))
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", str(other))
    code, _, err = sourcier("doctor")
    assert (code, "pas avec embedding other@" in err) == (1, True)


# On a server.


def test_damage_behind_a_server_is_found(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(passages, "PASSAGE_CHARACTERS", 1)
    with ChromaServer(tmp_path / "chroma") as server:
        store = server.store("presse")
        build_index(whole / "articles", store, Scattered())
        health = examine(store, "fake-1")
        assert (health.passages, health.settled, health.writer) == (ARTICLES * SENTENCES, True, None)
        server.kill()
        for mark in (tmp_path / "chroma").glob("*/index_metadata.pickle"):
            links_shortened(mark.parent)
        server.start()
        with pytest.raises(StoreDamaged, match=f"--store {store} --rebuild"):
            examine(store)


def test_a_damaged_copy_of_a_servers_index_is_mended(
    press: Path, chroma: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
    store = chroma.store("abimee")
    build_index(press, store, FakeEmbedder())
    with closing(open_place(store)) as place:
        file = place.current() / "articles.sqlite"
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(StoreDamaged):
        read_articles(store)
    assert examine(store).articles == 8
    assert len(read_articles(store)) == 8
