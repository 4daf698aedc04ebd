"""An index kept in step with a folder, in a real Chroma, against a plain model of the corpus."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from in_step import assert_in_step, change_something, edit_sidecar, expected_ids

from model_fakes import FakeEmbedder
from press import PRESS
from sourcier.corpus import read_folder
from sourcier.errors import BadSynonyms, FolderMissing, NoArticles, StoreMismatch
from sourcier.index import builder
from sourcier.index.builder import IndexReport, build_index
from sourcier.index.embedding import Reading
from sourcier.index.layout import Local
from sourcier.index.manifest import Manifest
from sourcier.index.reader import Index, read_articles
from sourcier.index.store import VectorStore

TEXTS = 8  # the nine files of the press hold eight texts


def sync(press: Path, store: Path, **options: bool) -> tuple[IndexReport, FakeEmbedder]:
    embedder = FakeEmbedder()
    return build_index(press, store, embedder, **options), embedder


def findable(store: Path, question: str) -> set[str]:
    """The files in which each half of the search finds a passage for `question`."""
    index = Index(store, FakeEmbedder())
    dense = index.dense_passages(index.embed(question).vector, 1)
    lexical = index.lexical_passages(question, 1)
    paths = {index.articles[index.passages[row].article_id].path for row in (*dense, *lexical)}
    index.close()
    return paths


def test_a_first_index_holds_every_text_once(press: Path, tmp_path: Path) -> None:
    report, embedder = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed, report.skipped) == (TEXTS, 0, 0, ())
    # Each passage once, its sentences with it, and the head of each article.
    assert len(embedder.texts) == len(expected_ids(press)) + TEXTS
    assert_in_step(press, tmp_path / "store")


def test_an_unchanged_folder_embeds_nothing(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    for path in press.iterdir():
        path.touch()
    report, embedder = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed) == (0, TEXTS, 0)
    assert embedder.texts == []
    assert_in_step(press, tmp_path / "store")


def test_an_edited_article_replaces_the_old_one(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    (press / "phare-usine.txt").write_text("La filature Tessandre rouvrira au printemps, selon la mairie.", "utf-8")
    report, embedder = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed) == (1, TEXTS - 1, 1)
    assert len(embedder.texts) == 2
    assert_in_step(press, tmp_path / "store")
    assert findable(tmp_path / "store", "filature") == {"phare-usine.txt"}
    index = Index(tmp_path / "store", FakeEmbedder())
    assert index.lexical_passages("salariés lin hausse", 5) == {}
    assert not any("85 salariés" in article.text for article in index.articles.values())


def test_a_renamed_file_embeds_nothing_and_is_known_by_its_new_name(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    (press / "note-vallee.txt").rename(press / "vallee.txt")
    edit_sidecar(press, "vallee.txt", title="La vallée de la Lourande en quelques mots")
    report, embedder = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed) == (0, TEXTS, 0)
    assert embedder.texts == []
    assert_in_step(press, tmp_path / "store")
    assert findable(tmp_path / "store", "lycée halle marché") == {"vallee.txt"}


def test_a_new_title_or_date_is_embedded_with_its_passages(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    edit_sidecar(press, "gazette-festival.txt", title="Les conteurs de retour")
    report, embedder = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed) == (1, TEXTS - 1, 0)
    assert any(text.startswith("Les conteurs de retour") for text in embedder.texts)
    assert_in_step(press, tmp_path / "store")


def test_a_byline_is_written_without_embedding(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    edit_sidecar(press, "gazette-festival.txt", byline="Rose Amblard")
    _, embedder = sync(press, tmp_path / "store")
    assert embedder.texts == []
    assert_in_step(press, tmp_path / "store")


def test_deleted_and_added_articles(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    (press / "gazette-festival.txt").unlink()
    (press / "nouveau.txt").write_text("Le phare de Vaubrac sera repeint en rouge, annonce la commune.", "utf-8")
    report, _ = sync(press, tmp_path / "store")
    assert (report.indexed, report.unchanged, report.removed) == (1, TEXTS - 1, 1)
    assert_in_step(press, tmp_path / "store")
    assert findable(tmp_path / "store", "repeint") == {"nouveau.txt"}


def test_a_reprint_is_one_article_until_its_last_copy_goes(press: Path, tmp_path: Path) -> None:
    sync(press, tmp_path / "store")
    (press / "agence-crue.txt").unlink()
    report, _ = sync(press, tmp_path / "store")
    assert report.removed == 0
    assert_in_step(press, tmp_path / "store")
    (press / "gazette-crue.txt").unlink()
    report, _ = sync(press, tmp_path / "store")
    assert report.removed == 1
    assert_in_step(press, tmp_path / "store")


def test_files_that_give_no_article_are_named(press: Path, tmp_path: Path) -> None:
    (press / "vide.txt").write_text(" \n", "utf-8")
    report, _ = sync(press, tmp_path / "store")
    assert [skipped.path for skipped in report.skipped] == ["vide.txt"]
    assert report.indexed == TEXTS


def test_progress_is_told_up_to_the_end(press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "ARTICLES_A_BATCH", 4)
    told: list[tuple[int, int, int]] = []
    build_index(press, tmp_path / "store", FakeEmbedder(), progress=lambda *news: told.append(news))
    assert told[0] == (0, 9, 0)
    assert told[-1] == (9, 9, TEXTS)
    assert told == sorted(told)


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_ends_in_step(press: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    store = tmp_path / "store"
    for _ in range(6):
        for _ in range(chance.randint(0, 3)):
            change_something(press, chance)
        sync(press, store, rebuild=chance.random() < 0.1)
        assert_in_step(press, store)
    report, embedder = sync(press, store)
    assert (report.indexed, report.removed, embedder.texts) == (0, 0, [])


def test_a_rebuild_takes_the_place_of_the_old_index(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sync(press, store)
    before = Local(store).current()
    report, embedder = sync(press, store, rebuild=True)
    assert report.indexed == TEXTS
    assert embedder.texts
    assert Local(store).current() != before
    assert not before.exists()
    assert_in_step(press, store)


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sync(press, store)
    with pytest.raises(Crash):
        build_index(press, store, CrashingEmbedder(after=0), rebuild=True)
    assert_in_step(press, store)
    assert findable(store, "festival") == {"gazette-festival.txt"}
    sync(press, store)
    assert [folder.name for folder in store.glob("index-*")] == ["index-1"]


def test_a_rebuild_takes_another_model(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sync(press, store)
    other = FakeEmbedder("fake-2")
    with pytest.raises(StoreMismatch, match=r"fake-1.*fake-2.*--rebuild"):
        build_index(press, store, other)
    with pytest.raises(StoreMismatch):
        Index(store, other)
    assert other.texts == []
    build_index(press, store, other, rebuild=True)
    assert Index(store, other).articles.keys() == {article.id for article in read_folder(press).articles}


@pytest.mark.parametrize(("folder", "error"), [("empty", NoArticles), ("absent", FolderMissing)])
def test_a_folder_without_articles_leaves_the_index_as_it_was(
    press: Path, tmp_path: Path, folder: str, error: type[Exception]
) -> None:
    store = tmp_path / "store"
    sync(press, store)
    (tmp_path / "empty").mkdir()
    for rebuild in (False, True):
        with pytest.raises(error):
            sync(tmp_path / folder, store, rebuild=rebuild)
    assert_in_step(press, store)


def test_a_folder_whose_files_give_nothing_any_more_leaves_the_index_settled(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sync(press, store)
    before = read_articles(store)
    for file in press.glob("*.txt"):
        file.write_text(" ", "utf-8")
    with pytest.raises(NoArticles) as refusal:
        sync(press, store)
    assert {skipped.path for skipped in refusal.value.values["skipped"]} == {file.name for file in press.glob("*.txt")}
    assert read_articles(store) == before
    with Manifest(Local(store).current()) as manifest:
        assert manifest.settled()


def test_no_store_is_made_for_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticles):
        sync(tmp_path / "empty", tmp_path / "store")
    assert not (tmp_path / "store").exists()


class Crash(BaseException):
    """What a killed process is like: nothing catches it."""


class CrashingEmbedder(FakeEmbedder):
    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Reading]:
        if not self._left:
            raise Crash
        self._left -= 1
        return super().embed_spans(texts, spans)


def crash(*_: object) -> None:
    raise Crash


def crash_at(target: object, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda monkeypatch: monkeypatch.setattr(target, name, crash)


MOMENTS = {
    "before the manifest knows": crash_at(Manifest, "put"),
    "before the manifest forgets": crash_at(Manifest, "forget"),
    "before old texts are swept": crash_at(Manifest, "sweep"),
    "before old vectors are deleted": crash_at(VectorStore, "delete"),
    "before BM25 is written": crash_at(builder, "save_terms"),
    "before the change is ended": crash_at(Manifest, "end"),
    "before the pointer is written": crash_at(Local, "publish"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_crash_each_article_is_findable_and_a_sync_repairs(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    store = tmp_path / "store"
    sync(press, store)
    (press / "gazette-festival.txt").unlink()
    (press / "phare-usine.txt").write_text("La filature Tessandre rouvrira au printemps, selon la mairie.", "utf-8")
    with monkeypatch.context() as during:
        MOMENTS[moment](during)
        with pytest.raises(Crash):
            sync(press, store)
    # Either version of the edited article answers, and the others as before, by terms and by vectors.
    assert findable(store, "usine filature Tessandre") == {"phare-usine.txt"}
    assert findable(store, "nouveau directeur conteneurs trafic") == {"phare-direction.txt"}
    assert findable(store, "vallée communes lycée halle") == {"note-vallee.txt"}
    sync(press, store)
    assert_in_step(press, store)
    assert findable(store, "filature") == {"phare-usine.txt"}


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_killed_while_embedding_the_next_sync_ends_in_step(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    monkeypatch.setattr(builder, "ARTICLES_A_BATCH", 2)
    store = tmp_path / "store"
    with pytest.raises(Crash):
        build_index(press, store, CrashingEmbedder(after=calls))
    assert not Local(store).exists()
    sync(press, store)
    assert_in_step(press, store)
    for name, (_, text) in PRESS.items():
        (press / name).write_text(text.replace("a", "e"), "utf-8")
    with pytest.raises(Crash):
        build_index(press, store, CrashingEmbedder(after=calls))
    assert len(Index(store, FakeEmbedder()).articles) >= TEXTS
    _, embedder = sync(press, store)
    assert_in_step(press, store)
    if calls:  # a batch was whole: what was written before the crash is not embedded again
        assert len(embedder.texts) < len(expected_ids(press)) + TEXTS


def test_what_a_person_says_stands_for_what_is_searched_for_at_the_next_sync(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_index(press, store, FakeEmbedder())
    before = Index(store, FakeEmbedder())
    assert before.lexical_passages("Que dit la BZQ ?", 5) == {}
    (press / "synonyms.yaml").write_text("BZQ: festival du conte\n", "utf-8")
    embedder = FakeEmbedder()
    report = build_index(press, store, embedder)
    assert (report.indexed, report.skipped, embedder.texts) == (0, (), [])
    assert before.is_stale()
    found = Index(store, FakeEmbedder()).lexical_passages("Que dit la BZQ ?", 5)
    assert found
    (press / "synonyms.yaml").write_text("BZQ: [\n", "utf-8")
    with pytest.raises(BadSynonyms, match=r"synonyms\.yaml:\d"):
        build_index(press, store, embedder)


@pytest.mark.parametrize("name", ["begin", "record", "end"])
def test_killed_before_synonyms_are_used_the_next_sync_uses_them(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(builder, "SETTLED_SECONDS", 0.0)
    store = tmp_path / "store"
    sync(press, store)
    (press / "synonyms.yaml").write_text("BZQ: festival du conte\n", "utf-8")
    with monkeypatch.context() as during:
        during.setattr(Manifest, name, crash)
        with pytest.raises(Crash):
            sync(press, store)
    sync(press, store)
    assert Index(store, FakeEmbedder()).lexical_passages("Que dit la BZQ ?", 5)


def test_synonyms_told_while_the_articles_were_away_are_used_when_they_are_back(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "SETTLED_SECONDS", 0.0)
    store, root = tmp_path / "store", tmp_path / "root"
    root.mkdir()
    press.rename(root / "press")
    sync(root, store)
    # As when a disk is not mounted: the files themselves do not change.
    (root / "press").rename(tmp_path / "away")
    (root / "vide.txt").write_text(" ", "utf-8")
    (root / "synonyms.yaml").write_text("BZQ: festival du conte\n", "utf-8")
    with pytest.raises(NoArticles):
        sync(root, store)
    (tmp_path / "away").rename(root / "press")
    (root / "vide.txt").unlink()
    sync(root, store)
    assert Index(store, FakeEmbedder()).lexical_passages("Que dit la BZQ ?", 5)
