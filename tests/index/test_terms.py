"""What a question finds by its words in an index: acronyms by their names and names by their acronyms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from model_fakes import FakeEmbedder
from sourcier.index.builder import build_index
from sourcier.index.layout import Local
from sourcier.index.manifest import Manifest
from sourcier.index.terms import TOLD, Terms, _build, open_terms, save_terms
from sourcier.language.analysis import content_words
from sourcier.language.synonyms import Synonyms

FILES = {
    "0-explique.txt": "La Direction régionale des digues (DRD) rouvre le pont de Lisse. Le trafic reprend ce soir.",
    "1-nom.txt": "Maud Ferrand prend la tête de la direction régionale des digues. Elle remplace Luc Sorel.",
    "2-sigle.txt": "La grève à la DRD continue ce jeudi. Les agents demandent 1,5 million d'euros pour leurs vedettes.",
    "3-autre.txt": "La direction du théâtre présente sa saison. Les spectacles régionaux ouvrent le 3 octobre à Lisse.",
    "4-office.txt": "L'office maritime de l'estuaire compte 1 500 000 euros de recettes. Son bilan paraît lundi.",
}
OFFICE = Synonyms(((("ome",), ("office", "maritime", "estuaire")),))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder whose rows are the passages in the order of ids."""
    root = tmp_path_factory.mktemp("terms")
    (root / "press").mkdir()
    for name, text in FILES.items():
        (root / "press" / name).write_text(text, "utf-8")
    build_index(root / "press", root / "store", FakeEmbedder())
    return Local(root / "store").current()


@pytest.fixture
def manifest(folder: Path) -> Iterator[Manifest]:
    with Manifest(folder) as manifest:
        yield manifest


def files(terms: Terms, manifest: Manifest, question: str, k: int = 9) -> list[str]:
    paths = [article.path for article in manifest.articles()]
    return [paths[row] for row, _ in terms.top(question, k)]


def test_a_question_with_the_acronym_finds_the_article_with_the_name_only(folder: Path, manifest: Manifest) -> None:
    terms = open_terms(folder, manifest)
    assert files(terms, manifest, "Qui prend la tête de la DRD ?")[0] == "1-nom.txt"
    assert "1-nom.txt" in files(terms, manifest, "DRD", 3)


def test_a_question_with_the_name_finds_the_article_with_the_acronym_only(folder: Path, manifest: Manifest) -> None:
    terms = open_terms(folder, manifest)
    assert "2-sigle.txt" in files(terms, manifest, "la direction régionale des digues", 3)
    assert files(terms, manifest, "Une grève touche-t-elle la direction régionale des digues ?", 2)[1] == "2-sigle.txt"


def test_a_value_is_found_however_it_is_written(folder: Path, manifest: Manifest) -> None:
    terms = open_terms(folder, manifest)
    assert set(files(terms, manifest, "1.500.000 €", 2)) == {"2-sigle.txt", "4-office.txt"}


def test_what_a_person_tells_is_known(folder: Path, manifest: Manifest) -> None:
    assert not open_terms(folder, manifest).knows("ome")
    with Manifest(folder) as writer:
        writer.record({TOLD: OFFICE.to_json()})
        told = _build(writer)
        assert told.knows("ome")
        assert told.knows("offic")
        assert not told.knows("festival")
        assert files(told, writer, "Les recettes de l'OME ?")[0] == "4-office.txt"
        # What the articles explain is learned beside it, unless the person says otherwise.
        assert told.knows("drd")
        assert len(told.synonyms.groups) == 2
        writer.record({TOLD: Synonyms(((("drd",), ("theatre",)),)).to_json()})
        assert _build(writer).synonyms.groups == ((("drd",), ("theatre",)),)
        writer.record({TOLD: Synonyms().to_json()})


def test_a_search_keeps_to_the_passages_allowed(folder: Path, manifest: Manifest) -> None:
    terms = open_terms(folder, manifest)
    allowed = np.array([article.path == "3-autre.txt" for article in manifest.articles()])
    assert [allowed[row] for row, _ in terms.top("la direction régionale des digues", 9, allowed)] == [True]


def test_sentences_are_scored_with_the_names_that_stand_for_those_asked(folder: Path, manifest: Manifest) -> None:
    terms = open_terms(folder, manifest)
    sentences = [content_words(line) for line in FILES["1-nom.txt"].split(". ")]
    by_acronym, none = terms.sentence_scores("DRD", sentences)
    assert by_acronym > 0 == none


def test_saved_they_are_what_is_computed(folder: Path, manifest: Manifest) -> None:
    save_terms(folder, manifest)
    saved, computed = open_terms(folder, manifest), _build(manifest)
    assert saved.synonyms == computed.synonyms
    for question in ("DRD", "direction régionale", "Lisse en octobre", "festival"):
        assert saved.top(question, 5) == computed.top(question, 5)
