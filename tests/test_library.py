"""Several folders of articles over one page: opened when asked for, apart in trouble, shared otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from model_fakes import FakeEmbedder, FakeModel
from press import write_press
from sourcier import library as library_module
from sourcier.assistant import Assistant
from sourcier.errors import ArtifactMissing, CollectionUnknown, NoArticles, StoreBusy, StoreMissing, UnknownLLM
from sourcier.index.embedding import QUERIES_UNTRACED, Query
from sourcier.library import MOST_VARIANTS, Library, trouble
from sourcier.settings import Settings, load_settings

MILL = "Le moulin de Brévaux sera restauré par une association de quinze bénévoles, a annoncé Solène Hardouin."
Configure = Callable[[str], Settings]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """The settings of a sourcier.toml in a folder that has the press, and beside it one article on a mill."""
    monkeypatch.chdir(tmp_path)
    write_press(tmp_path / "press")
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "moulin.txt").write_text(MILL, "utf-8")

    def read(written: str) -> Settings:
        (tmp_path / "sourcier.toml").write_text(written, "utf-8")
        return load_settings()

    return read


TWO = """
[collections.port]
articles = "press"
store = "port.index"
label = "Le port"

[collections.moulin]
articles = "mill"
store = "mill.index"
"""


def test_without_collections_there_is_one_of_the_settings_as_ever(configure: Configure) -> None:
    library = Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder())
    assert library.names == ("",)
    assert library.label() == "press"
    assert len(library.open().articles) == 8
    assert library.open() is library.open("")
    assert library.folder() == Path("press")


def test_each_collection_has_its_own_articles_and_is_opened_once(configure: Configure) -> None:
    library = Library.from_settings(configure(TWO), FakeEmbedder())
    assert library.names == ("port", "moulin")
    assert [library.label(name) for name in library.names] == ["Le port", "moulin"]
    barrier = Barrier(4)

    def opened(_: int) -> Assistant:
        barrier.wait()
        return library.open("moulin")

    with ThreadPoolExecutor(4) as readers:
        assert len(set(map(id, readers.map(opened, range(4))))) == 1
    assert [article.text for article in library.open("moulin").articles.values()] == [MILL]
    assert len(library.open().articles) == 8
    assert library.open() is library.open("port")


def test_a_library_that_is_warm_has_embedded_more_than_a_command_does(configure: Configure) -> None:
    class Counting(FakeEmbedder):
        def embed_query(self, text: str) -> Query:
            asked.add(text)
            return super().embed_query(text)

    asked: set[str] = set()
    Library.from_settings(configure(TWO), Counting()).warm_up()
    assert len(asked) > QUERIES_UNTRACED


def test_a_folder_given_beside_collections_comes_first(configure: Configure) -> None:
    library = Library.from_settings(configure('articles = "mill"\nstore = "own.index"' + TWO), FakeEmbedder())
    assert library.names == ("", "port", "moulin")
    assert len(library.open().articles) == 1


def test_one_that_does_not_open_is_said_and_leaves_the_others_alone(configure: Configure, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    settings = configure(
        TWO + '[collections.vide]\narticles = "empty"\nstore = "e.index"\n[collections.perdue]\nstore = "nowhere"\n'
    )
    library = Library.from_settings(settings, FakeEmbedder())
    assert isinstance(trouble(library, "vide"), NoArticles)
    assert isinstance(trouble(library, "perdue"), StoreMissing)
    assert trouble(library, "moulin") is None
    # What stood in the way may pass.
    (tmp_path / "empty" / "moulin.txt").write_text(MILL, "utf-8")
    assert trouble(library, "vide") is None
    with pytest.raises(CollectionUnknown, match="port, moulin, vide, perdue"):
        library.open("inconnue")


def test_files_go_where_there_is_a_folder_to_write_to(configure: Configure, tmp_path: Path) -> None:
    settings = configure(
        '[collections.a]\narticles = "press"\nstore = "a"\n[collections.b]\nstore = "b"\n'
        '[collections.c]\narticles = "new"\nstore = "c"\n[collections.d]\narticles = "no/where"\nstore = "d"\n'
    )
    library = Library.from_settings(settings, FakeEmbedder())
    assert [library.folder(name) for name in "abcd"] == [Path("press"), None, Path("new"), None]


def test_an_indexing_is_refused_while_another_runs_naming_who_and_questions_go_on(
    configure: Configure, tmp_path: Path
) -> None:
    library = Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder())
    library.open()
    (tmp_path / "press" / "moulin.txt").write_text(MILL, "utf-8")
    begun, go_on = Event(), Event()

    def progress(*_: int) -> None:
        begun.set()
        assert go_on.wait(30)

    with ThreadPoolExecutor(1) as writers:
        running = writers.submit(library.index, "", progress, "odile")
        assert begun.wait(30)
        with pytest.raises(StoreBusy, match=rf"{os.getpid()} · odile"):
            library.index()
        assert library.open().ask("Qui dirige le port de Vaubrac ?").status == "answered"
        go_on.set()
        report = running.result()
    assert report is not None
    assert report.indexed == 1
    assert "Solène Hardouin" in library.open().ask("Qui a annoncé la restauration du moulin de Brévaux ?").text
    assert library.index() is not None


def test_a_collection_without_a_folder_has_nothing_to_index(configure: Configure) -> None:
    Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder()).open()
    reading = Library.from_settings(configure('store = "index"'), FakeEmbedder())
    assert reading.index() is None
    assert len(reading.open().articles) == 8


def test_the_same_index_asked_with_less_evidence(configure: Configure) -> None:
    library = Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder())
    brief = library.using("", "extractive", 60)
    question = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"
    assert len(brief.evidence(question)) < len(library.open().evidence(question))
    assert library.using("", "extractive", 60) is brief
    with pytest.raises(UnknownLLM):
        library.using("", "oracle")


def test_another_model_words_the_same_index(configure: Configure) -> None:
    opened = Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder()).open()
    model = FakeModel(["La directrice du festival attend 20.000 visiteurs [1]."])
    asked = opened.using(model)
    assert (asked.model_name, opened.model_name) == ("fake", "extractive")
    assert asked.using("extractive").model_name == "extractive"
    assert list(asked.articles) == list(opened.articles)


def test_collections_share_one_model(configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[FakeModel] = []

    def open_model(spec: str, **_: object) -> FakeModel | None:
        if spec == "extractive":
            return None
        made.append(FakeModel(name=spec))
        return made[-1]

    monkeypatch.setattr(library_module, "open_model", open_model)
    library = Library.from_settings(configure('llm = "local"\nmodels = ["ollama:petit"]' + TWO), FakeEmbedder())
    assert [library.open(name).model_name for name in library.names] == ["local", "local"]
    assert library.models == ("local", "extractive", "ollama:petit")
    assert library.using("port", "ollama:petit").model_name == "ollama:petit"
    assert library.using("moulin", "ollama:petit").model_name == "ollama:petit"
    assert [model.name for model in made] == ["local", "ollama:petit"]


def test_a_model_that_is_not_there_is_said_when_a_collection_is_opened(
    configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_model(spec: str, **_: object) -> None:
        raise ArtifactMissing(name=spec)

    monkeypatch.setattr(library_module, "open_model", open_model)
    library = Library.from_settings(configure('llm = "local"' + TWO), FakeEmbedder())
    assert isinstance(trouble(library, "port"), ArtifactMissing)


def test_lengths_of_evidence_without_end_are_not_all_kept(configure: Configure) -> None:
    library = Library.from_settings(configure('articles = "press"\nstore = "index"'), FakeEmbedder())
    made = [library.using("", "extractive", length) for length in range(1, 3 * MOST_VARIANTS)]
    assert library.using("", "extractive", len(made)) is made[-1]
    assert library.using("", "extractive", 1) is not made[0]
