"""Indexings killed at any moment, begun together, or run while a page is open."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from forks import Forks
from in_step import assert_in_step, change_something

from model_fakes import FakeEmbedder
from sourcier.assistant import Assistant
from sourcier.corpus import read_folder
from sourcier.index.builder import build_index
from sourcier.index.reader import Index, read_articles

KILLS, ROUNDS = 50, 5
# What is done many times is done to a few files: a short indexing has as many moments to be killed at as a long one.
FEW = 4
INDEXERS = 10


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as forks:
        yield forks


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_at_any_moment_no_article_is_lost_and_the_next_sync_is_in_step(
    press: Path, tmp_path: Path, forks: Forks, seed: int
) -> None:
    chance = random.Random(seed)
    store = tmp_path / "store"
    keep_few(press)
    build_index(press, store, FakeEmbedder())
    duration = time_of_a_whole_run(press, tmp_path, forks)
    after = {article.path: article.id for article in read_folder(press).articles}
    killed = 0
    while killed < KILLS // ROUNDS:
        before = after
        for _ in range(3):
            change_something(press, chance)
        after = {article.path: article.id for article in read_folder(press).articles}
        if forks.kill(forks.index(press, store), chance.uniform(0, duration)) == -9:
            killed += 1
        else:
            # It had come to its end: the next one is given less time to.
            duration *= 0.8
        held = {article.id for article in read_articles(store)}
        # A file that is still there answers in its old version or in its new one.
        assert all({before[path], after[path]} & held for path in before.keys() & after.keys())
        Index(store, FakeEmbedder()).close()
        build_index(press, store, FakeEmbedder())
        assert_in_step(press, store)


def keep_few(press: Path) -> None:
    for file in sorted(press.glob("*.txt"))[FEW:]:
        file.unlink()


def time_of_a_whole_run(press: Path, tmp_path: Path, forks: Forks) -> float:
    started = time.perf_counter()
    assert forks.wait(forks.index(press, tmp_path / "whole")) == 0
    shutil.rmtree(tmp_path / "whole")
    return time.perf_counter() - started


def test_of_ten_indexers_at_once_those_that_do_not_write_name_the_one_that_does(
    press: Path, tmp_path: Path, forks: Forks
) -> None:
    started = {forks.index(press, tmp_path / "store"): time.perf_counter() for _ in range(INDEXERS)}
    codes = {process: forks.wait(process) for process in started}
    winners = [process for process, code in codes.items() if code == 0]
    losers = [process for process, code in codes.items() if code == 4]
    assert len(winners) + len(losers) == INDEXERS
    assert winners
    assert losers, "ten that begin together cannot all have found the index free"
    said = [forks.said() for _ in losers]
    assert [line for line in said if not any(str(winner) in line for winner in winners)] == []
    build_index(press, tmp_path / "store", FakeEmbedder())
    assert_in_step(press, tmp_path / "store")


QUESTION = "Quelle est la longueur de la passerelle de Brumeval ?"
ANSWER = "La passerelle de Brumeval a une longueur de 340 mètres, selon la mairie."


def test_an_open_page_answers_with_what_another_process_has_just_indexed(
    press: Path, tmp_path: Path, forks: Forks
) -> None:
    store = tmp_path / "store"
    build_index(press, store, FakeEmbedder())
    assistant = Assistant(Index(store, FakeEmbedder()))
    assert assistant.ask(QUESTION).status == "not_in_corpus"
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")
    assert forks.wait(forks.index(press, store)) == 0
    answer = assistant.ask(QUESTION)
    assert ANSWER in answer.text
    assert answer.citations[0].path == "passerelle.txt"
    (press / "passerelle.txt").unlink()
    assert forks.wait(forks.index(press, store)) == 0
    assert assistant.ask(QUESTION).status == "not_in_corpus"
    assert all(article.path != "passerelle.txt" for article in assistant.articles.values())


def test_an_open_page_follows_a_rebuild(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_index(press, store, FakeEmbedder())
    assistant = Assistant(Index(store, FakeEmbedder()))
    (press / "passerelle.txt").write_text(ANSWER, "utf-8")
    build_index(press, store, FakeEmbedder(), rebuild=True)
    assert ANSWER in assistant.ask(QUESTION).text


def test_questions_asked_during_many_syncs_are_all_answered(press: Path, tmp_path: Path, forks: Forks) -> None:
    store = tmp_path / "store"
    build_index(press, store, FakeEmbedder())
    assistant = Assistant(Index(store, FakeEmbedder()))
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(ask_until, assistant, time.monotonic() + 4) for _ in range(4)]
        while not all(future.done() for future in asked):
            (press / "passerelle.txt").write_text(f"{ANSWER} Relevé n° {time.time_ns()}.", "utf-8")
            assert forks.wait(forks.index(press, store)) == 0
        assert all(future.result() for future in asked)


def ask_until(assistant: Assistant, end: float) -> int:
    """How many questions were answered before `end`; an error of any is raised."""
    count = 0
    while time.monotonic() < end:
        assert assistant.ask("Qui dirige le port de Vaubrac ?").status == "answered"
        count += 1
    return count


# FAULTS.md has these two at 100 files and 20 times.


def test_a_sync_after_fifteen_changes_among_a_hundred(tmp_path: Path) -> None:
    folder, store = tmp_path / "articles", tmp_path / "store"
    folder.mkdir()
    for number in range(100):
        write_note(folder, number, "Le navire accoste au quai de Lisse.")
    build_index(folder, store, FakeEmbedder())
    for number in range(5):
        (folder / f"note-{number:03}.txt").unlink()
        (folder / f"note-{number + 5:03}.txt").rename(folder / f"autre-{number:03}.txt")
        write_note(folder, number + 10, "Le chaland quitte le bassin de Brumeval.")
    embedder = FakeEmbedder()
    report = build_index(folder, store, embedder)
    assert (report.indexed, report.unchanged, report.removed) == (5, 90, 10)
    assert sum("chaland" in text for text in embedder.texts) == 5, "renamed files are not embedded"
    assert_in_step(folder, store)
    index = Index(store, embedder)
    texts = " ".join(article.text for article in index.articles.values())
    assert not any(f"Note numéro {number}." in texts for number in range(5))
    index.close()


def write_note(folder: Path, number: int, sentence: str) -> None:
    (folder / f"note-{number:03}.txt").write_text(f"{sentence} Note numéro {number}. Rien d'autre.", "utf-8")


@pytest.mark.parametrize("change", ["retitled", "rewritten", "rebuilt"])
def test_twenty_whole_syncs_do_not_swell_the_index(press: Path, tmp_path: Path, change: str) -> None:
    store = tmp_path / "store"
    keep_few(press)
    build_index(press, store, FakeEmbedder())
    first, sidecar = size_of(store), press / "articles.yaml"
    for round_ in range(20):
        if change == "retitled":
            sidecar.write_text(re.sub("title: .*", f"title: Titre {round_}", sidecar.read_text("utf-8")), "utf-8")
        elif change == "rewritten":
            for file in press.glob("*.txt"):
                file.write_text(file.read_text("utf-8").split(" Tour n°")[0] + f" Tour n° {round_} au port.", "utf-8")
        build_index(press, store, FakeEmbedder(), rebuild=change == "rebuilt")
    assert_in_step(press, store)
    if change == "retitled":
        assert all(article.title == "Titre 19" for article in read_articles(store))
    assert size_of(store) <= 2.5 * first


def size_of(store: Path) -> int:
    return sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
