"""An index on a real Chroma server, written on one machine and read on another: each has a cache of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from chroma_server import ChromaServer
from forks import Forks
from in_step import assert_in_step

from command_line import APART, Run
from model_fakes import FakeEmbedder
from sourcier.assistant import Assistant
from sourcier.errors import (
    CacheReadOnly,
    NoArticles,
    StoreBusy,
    StoreDamaged,
    StoreMismatch,
    StoreMissing,
    StoreNotServed,
    StoreOutdated,
    StoreUnreachable,
)
from sourcier.index import builder, embedding, lease
from sourcier.index.blobs import Blobs
from sourcier.index.builder import build_index
from sourcier.index.chroma import Chroma, open_server
from sourcier.index.place import open_place
from sourcier.index.reader import Index, read_articles
from sourcier.index.shared import Shared
from sourcier.stores import Server, Store

QUESTION = "Quelle est la longueur de la passerelle de Brumeval ?"
ANSWER = "La passerelle de Brumeval a une longueur de 340 mètres, selon la mairie."


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Go to another machine: nothing is there but what was there when it was left."""

    def go(name: str) -> Path:
        monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "machines" / name))
        return tmp_path / "machines" / name

    go("writer")
    return go


@pytest.fixture
def opened() -> Iterator[Callable[[Store], Index]]:
    """Opens indexes, and closes what has become of them."""
    with ExitStack() as closed:
        yield lambda store: closed.enter_context(closing(Index(store, FakeEmbedder())))


@pytest.fixture
def asking() -> Iterator[Callable[[Store], Assistant]]:
    """Opens pages, and closes the index that they have in the end."""
    pages: list[Assistant] = []

    def ask(store: Store) -> Assistant:
        pages.append(Assistant(Index(store, FakeEmbedder())))
        return pages[-1]

    yield ask
    for page in pages:
        if page._index._index is not None:
            page._index._index.close()


@pytest.fixture
def server(chroma: ChromaServer, request: pytest.FixtureRequest, machine: Callable[[str], Path]) -> Server:
    """The address of an index that is not there yet."""
    return chroma.store(f"presse-{abs(hash(request.node.nodeid))}")


def test_another_machine_answers_with_nothing_but_the_address(
    press: Path,
    tmp_path: Path,
    server: Server,
    machine: Callable[[str], Path],
    opened: Callable[[Store], Index],
    asking: Callable[[Store], Assistant],
) -> None:
    report = build_index(press, server, FakeEmbedder())
    assert (report.indexed, report.removed, report.skipped) == (8, 0, ())
    build_index(press, tmp_path / "store", FakeEmbedder())
    machine("reader")
    local, shared = opened(tmp_path / "store"), opened(server)
    vector = local.embed("Qui dirige le port de Vaubrac ?").vector
    assert shared.dense_passages(vector, 5) == pytest.approx(local.dense_passages(vector, 5), abs=1e-5)
    questions = ("Qui dirige le port de Vaubrac ?", "Combien de blessés a fait la crue ?", "Quelle est la recette ?")
    here, there = asking(tmp_path / "store"), asking(server)
    assert [there.ask(question).text for question in questions] == [here.ask(question).text for question in questions]
    assert read_articles(server) == read_articles(tmp_path / "store")
    assert_in_step(press, server)


def test_a_sync_sends_and_brings_what_has_changed(
    tmp_path: Path,
    server: Server,
    machine: Callable[[str], Path],
    asking: Callable[[Store], Assistant],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Files just written would be read again.
    monkeypatch.setattr(builder, "SETTLED_SECONDS", 0.0)
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(12):
        text = " ".join(
            f"Le navire n° {number}-{rank} accoste au quai de Lisse, dit la capitainerie." for rank in range(40)
        )
        (folder / f"{number}.txt").write_text(text, "utf-8")
    build_index(folder, server, FakeEmbedder())
    machine("reader")
    assistant = asking(server)
    brought: list[str] = []
    get = Blobs.get

    def counted(blobs: Blobs, names: Sequence[str]) -> Iterator[bytes]:
        brought.extend(names)
        return get(blobs, names)

    monkeypatch.setattr(Blobs, "get", counted)
    machine("writer")
    (folder / "passerelle.txt").write_text(ANSWER, "utf-8")
    report = build_index(folder, server, FakeEmbedder())
    assert (report.indexed, report.unchanged) == (1, 12)
    brought.clear()
    machine("reader")
    assert ANSWER in assistant.ask(QUESTION).text
    with closing(open_server(server)) as chroma:
        assert 0 < len(brought) < len(Blobs(chroma, f"{server.name}.files").names()) / 2
    machine("writer")
    assert build_index(folder, server, FakeEmbedder()).indexed == 0
    brought.clear()
    machine("reader")
    assert ANSWER in assistant.ask(QUESTION).text
    assert brought == []


def test_what_leaves_the_folder_leaves_the_server(
    press: Path, server: Server, machine: Callable[[str], Path], asking: Callable[[Store], Assistant]
) -> None:
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")
    build_index(press, server, FakeEmbedder())
    home = machine("reader")
    assistant = asking(server)
    assert ANSWER in assistant.ask(QUESTION).text
    machine("writer")
    (press / "passerelle.txt").unlink()
    for round_ in range(3):
        (press / "phare-usine.txt").write_text(f"La filature rouvrira au printemps {2030 + round_}, dit la mairie.")
        build_index(press, server, FakeEmbedder())
    assert_in_step(press, server)
    machine("reader")
    assert assistant.ask(QUESTION).status == "not_in_corpus"
    # What was in use before stays for those who are about to read it; nothing older does.
    assert len(list(home.glob("indexes/*/*/presse-*"))) <= 2


def test_a_rebuild_takes_the_place_of_the_index_when_it_is_whole(
    press: Path,
    server: Server,
    machine: Callable[[str], Path],
    opened: Callable[[Store], Index],
    asking: Callable[[Store], Assistant],
) -> None:
    build_index(press, server, FakeEmbedder())
    machine("reader")
    index = opened(server)
    assistant = asking(server)
    machine("writer")
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")
    for round_ in range(3):
        build_index(press, server, FakeEmbedder(), rebuild=True)
        assert_in_step(press, server)
        machine("reader")
        assert ANSWER in assistant.ask(QUESTION).text
        machine("writer")
        if round_ == 0:
            # Who had the old one open goes on.
            assert index.dense_passages(index.embed("Qui dirige le port ?").vector, 3)


class Crash(BaseException):
    """As abrupt as kill -9."""


def crash(*_: object) -> None:
    raise Crash


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize(
    ("part", "name"),
    [(FakeEmbedder, "embed_spans"), (Blobs, "put"), (Blobs, "set_head"), (Shared, "publish"), (Blobs, "forget")],
)
def test_a_writer_that_stops_anywhere_leaves_the_index_and_the_next_one_completes_it(
    press: Path,
    server: Server,
    opened: Callable[[Store], Index],
    monkeypatch: pytest.MonkeyPatch,
    part: type,
    name: str,
    rebuild: bool,
) -> None:
    build_index(press, server, FakeEmbedder())
    before = {article.path for article in read_articles(server)}
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")
    (press / "phare-usine.txt").unlink()
    with monkeypatch.context() as during:
        during.setattr(part, name, crash)
        with pytest.raises(Crash):
            build_index(press, server, FakeEmbedder(), rebuild=rebuild)
    index = opened(server)
    after = before - {"phare-usine.txt"} | {"passerelle.txt"}
    assert {article.path for article in index.articles.values()} in (before, after)
    assert index.dense_passages(index.embed("Qui dirige le port ?").vector, 3)
    build_index(press, server, FakeEmbedder())
    assert_in_step(press, server)


def test_a_first_index_without_articles_leaves_nothing(tmp_path: Path, server: Server) -> None:
    folder = tmp_path / "blank"
    folder.mkdir()
    (folder / "vide.txt").write_text(" ", "utf-8")
    with pytest.raises(NoArticles):
        build_index(folder, server, FakeEmbedder())
    with pytest.raises(StoreMissing):
        Index(server, FakeEmbedder())
    with closing(open_server(server)) as chroma:
        assert chroma.collection(server.name) is None
        assert chroma.collection(f"{server.name}.lock") is None


def test_what_is_not_there_is_said_with_what_to_run(server: Server) -> None:
    for open_it in (lambda: Index(server, FakeEmbedder()), lambda: read_articles(server)):
        with pytest.raises(StoreMissing, match=f"sourcier index DOSSIER --store {server}"):
            open_it()
    with closing(open_server(server)) as chroma:
        assert chroma.collection(server.name) is None


@pytest.mark.parametrize("fingerprint", ["fake-2", "fake-1@b"])
def test_another_embedding_model_is_refused_before_the_first_question(
    press: Path, server: Server, machine: Callable[[str], Path], fingerprint: str
) -> None:
    build_index(press, server, FakeEmbedder())
    machine("reader")
    embedder = FakeEmbedder(fingerprint)
    for use in (lambda: Index(server, embedder), lambda: build_index(press, server, embedder)):
        with pytest.raises(StoreMismatch, match=f"{fingerprint}.*--store {server} --rebuild"):
            use()
    assert embedder.queries == embedder.texts == []
    build_index(press, server, embedder, rebuild=True)
    Index(server, embedder).close()


def test_files_of_another_version_are_named_and_a_rebuild_replaces_them(press: Path, server: Server) -> None:
    build_index(press, server, FakeEmbedder())
    with closing(open_server(server)) as chroma:
        Blobs(chroma, f"{server.name}.files").set_head("format-9")
    for use in (lambda: Index(server, FakeEmbedder()), lambda: build_index(press, server, FakeEmbedder())):
        with pytest.raises(StoreOutdated, match="--rebuild"):
            use()
    build_index(press, server, FakeEmbedder(), rebuild=True)
    assert_in_step(press, server)


def test_lost_pieces_and_lost_passages_are_damage(press: Path, server: Server, machine: Callable[[str], Path]) -> None:
    build_index(press, server, FakeEmbedder())
    machine("reader")
    with closing(open_server(server)) as chroma:
        blobs = Blobs(chroma, f"{server.name}.files")
        blobs.forget(blobs.names())
    with pytest.raises(StoreDamaged, match=f"--store {server} --rebuild"):
        Index(server, FakeEmbedder())
    machine("writer")
    with closing(open_server(server)) as chroma:
        chroma.drop(server.name)
    with pytest.raises(StoreDamaged, match=f"--store {server} --rebuild"):
        Index(server, FakeEmbedder())
    with closing(open_server(server)) as chroma:
        assert chroma.collection(server.name) is None
    build_index(press, server, FakeEmbedder(), rebuild=True)
    assert_in_step(press, server)


def test_a_writer_elsewhere_is_named_at_once(press: Path, server: Server, machine: Callable[[str], Path]) -> None:
    with closing(open_place(server)) as place, place.writing():
        assert place.writer() == f"{os.getpid()}@{os.uname().nodename}"
        machine("other")
        started = time.monotonic()
        with pytest.raises(StoreBusy, match=f"{os.getpid()}@") as refusal:
            build_index(press, server, FakeEmbedder())
        assert time.monotonic() - started < 3
        assert refusal.value.exit_code == 4
        machine("writer")
        started = time.monotonic()
        with pytest.raises(StoreBusy, match=str(server)):
            build_index(press, server, FakeEmbedder())
        assert time.monotonic() - started < 2
    with closing(open_place(server)) as place:
        assert place.writer() is None
    machine("other")
    assert build_index(press, server, FakeEmbedder()).indexed == 8


HOLD = """
import sys, time
from sourcier.index.place import open_place
from sourcier.stores import parse_store
with open_place(parse_store(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(300)
"""


@pytest.mark.parametrize("where", ["writer", "other"])
def test_a_killed_writer_is_found_dead(
    press: Path, server: Server, machine: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(lease, "DEAD_SECONDS", 3.0)
    command = [sys.executable, "-c", HOLD, str(server)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    machine(where)
    started = time.monotonic()
    assert build_index(press, server, FakeEmbedder()).indexed == 8
    # On the same machine the lock of the cache tells at once.
    assert time.monotonic() - started < (3 if where == "writer" else 8)


def test_a_writer_taken_for_dead_publishes_nothing(
    press: Path, server: Server, machine: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "DEAD_SECONDS", 0.5)
    monkeypatch.setattr(lease, "BEAT_SECONDS", 60.0)
    build_index(press, server, FakeEmbedder())
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")

    class Sleeper(FakeEmbedder):
        def embed_spans(self, *arguments: object) -> object:
            machine("other")
            (press / "tardif.txt").write_text("Le bac de Lisse reprend jeudi, selon la mairie.", "utf-8")
            build_index(press, server, FakeEmbedder())
            machine("writer")
            return super().embed_spans(*arguments)  # type: ignore[arg-type]

    with pytest.raises(StoreBusy):
        build_index(press, server, Sleeper())
    assert "tardif.txt" in {article.path for article in read_articles(server)}
    build_index(press, server, FakeEmbedder())
    assert_in_step(press, server)


def test_a_lock_given_back_at_the_moment_it_is_looked_at_can_be_taken(
    press: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_server(server)) as chroma:
        holder = lease.Lease(chroma, server, owner="elsewhere", holder="1@elsewhere")
        holder.__enter__()
        look = Chroma.collection

        def look_late(chroma: Chroma, name: str) -> object:
            if name.endswith(lease.LOCK):
                holder.__exit__()
            return look(chroma, name)

        monkeypatch.setattr(Chroma, "collection", look_late)
        assert build_index(press, server, FakeEmbedder()).indexed == 8


def test_of_ten_indexers_on_as_many_machines_one_writes_at_a_time(
    press: Path, server: Server, machine: Callable[[str], Path], tmp_path: Path
) -> None:
    with Forks() as forks:
        started = [forks.index(press, server, tmp_path / "machines" / str(number)) for number in range(10)]
        codes = [forks.wait(process) for process in started]
    # One that comes while another ends takes its turn.
    assert set(codes) <= {0, 4}
    assert 0 in codes
    assert_in_step(press, server)


def test_a_cache_that_cannot_be_written_is_said(
    press: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "file"))
    with pytest.raises(CacheReadOnly, match="SOURCIER_CACHE"):
        build_index(press, server, FakeEmbedder())


# F10: the server killed, restarted, frozen.


def test_an_open_page_says_that_the_server_is_gone_and_goes_on_when_it_is_back(
    press: Path, tmp_path: Path, machine: Callable[[str], Path], asking: Callable[[Store], Assistant]
) -> None:
    machine("reader")
    with ChromaServer(tmp_path / "chroma") as own:
        store = own.store("presse")
        build_index(press, store, FakeEmbedder())
        assistant = asking(store)
        assert answers(assistant)
        for stop, resume, limit in ((own.kill, own.start, 3.0), (own.freeze, own.thaw, 10.0)):
            stop()
            for _ in range(2):
                assert seconds_until_said(assistant) < limit
            resume()
            assert seconds_until_answered(assistant) < 5
        # Begun while it was alive, and frozen in the middle.
        threading.Timer(0.05, own.freeze).start()
        assert seconds_until_said(assistant) < 10
        own.thaw()
        assert seconds_until_answered(assistant) < 5
        own.kill()
        for use in (lambda: Index(store, FakeEmbedder()), lambda: build_index(press, store, FakeEmbedder())):
            started = time.monotonic()
            with pytest.raises(StoreUnreachable, match="Index indisponible"):
                use()
            assert time.monotonic() - started < 3


def test_of_many_who_ask_at_once_none_waits_longer_for_a_server_that_hangs(
    press: Path, tmp_path: Path, machine: Callable[[str], Path], asking: Callable[[Store], Assistant]
) -> None:
    with ChromaServer(tmp_path / "chroma") as own:
        store = own.store("presse")
        build_index(press, store, FakeEmbedder())
        assistant = asking(store)
        own.freeze()
        with ThreadPoolExecutor(20) as people:
            waits = list(people.map(lambda _: seconds_until_said(assistant), range(20)))
        own.thaw()
        assert max(waits) < 10


def test_questions_asked_while_the_index_changes_are_all_answered(
    press: Path, server: Server, machine: Callable[[str], Path], asking: Callable[[Store], Assistant], tmp_path: Path
) -> None:
    build_index(press, server, FakeEmbedder())
    machine("reader")
    assistant = asking(server)
    with Forks() as forks, ThreadPoolExecutor(4) as people:
        end = time.monotonic() + 4
        asked = [people.submit(answers_until, assistant, end) for _ in range(4)]
        while not all(future.done() for future in asked):
            (press / "passerelle.txt").write_text(f"{ANSWER} Relevé n° {time.time_ns()}.", "utf-8")
            assert forks.wait(forks.index(press, server, tmp_path / "machines" / "writer")) == 0
        assert all(future.result() for future in asked)


def answers_until(assistant: Assistant, end: float) -> int:
    """How many questions were answered before `end`; an error of any is raised."""
    count = 0
    while time.monotonic() < end:
        assert answers(assistant)
        count += 1
    return count


def answers(assistant: Assistant) -> bool:
    return assistant.ask("Qui dirige le port de Vaubrac ?").status == "answered"


def seconds_until_said(assistant: Assistant) -> float:
    """How long the first question took that was told that there is no index."""
    while True:
        started = time.monotonic()
        try:
            assert answers(assistant)
        except StoreUnreachable:
            return time.monotonic() - started


def seconds_until_answered(assistant: Assistant) -> float:
    started = time.monotonic()
    while True:
        try:
            assert answers(assistant)
            return time.monotonic() - started
        except StoreUnreachable:
            assert time.monotonic() - started < 60


# Something else at the address.


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html><title>It works!</title></html>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_server_of_another_kind_is_said(press: Path, machine: Callable[[str], Path]) -> None:
    with HTTPServer(("127.0.0.1", 0), Page) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        store = Server("http", "127.0.0.1", site.server_port, "presse")
        for use in (lambda: Index(store, FakeEmbedder()), lambda: build_index(press, store, FakeEmbedder())):
            with pytest.raises(StoreNotServed, match="n'est pas l'adresse d'un serveur Chroma"):
                use()
        site.shutdown()


def test_the_commands_take_an_address(
    press: Path,
    server: Server,
    machine: Callable[[str], Path],
    sourcier: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedding, "SentenceTransformerEmbedder", lambda name, backend="": FakeEmbedder())
    for command in (("ask", "Qui dirige le port ?"), ("list",), ("doctor",)):
        code, _, said = sourcier(*command, "--store", server)
        assert (code, f"sourcier index DOSSIER --store {server}" in said) == (1, True)
    code, said, _ = sourcier("index", press, "--store", server)
    assert (code, "8 indexés" in said) == (0, True)
    machine("reader")
    monkeypatch.setenv("SOURCIER_STORE", str(server))
    asked = [*APART, "ask", "Qui dirige le port de Vaubrac ?"]
    assert "phare-direction.txt" in subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "phare-pont.txt" in sourcier("list")[1]
    code, said, _ = sourcier("doctor")
    assert (code, f"{server} : ok (8 articles" in said) == (0, True)
    code, _, said = sourcier("ask", "Qui ?", "--store", f"http://anne:secret@127.0.0.1:{server.port}/presse")
    assert (code, "http://HÔTE:PORT/NOM" in said, "secret" in said) == (2, True, False)
