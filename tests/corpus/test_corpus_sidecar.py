"""What an editor knows of a folder: it wins, and a mistake in it is named by its line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sourcier.corpus import Known, Reason, read_folder, read_sidecar
from sourcier.errors import BadSidecar

GOOD = """\
a.txt:
  outlet: Le Phare
  title: Le bac revient
  byline: Anne Le Goff
  published: {value: 2024-03-12, precision: month}
  why: Le texte dit « ce mardi ».
sous/é.txt: {outlet: L'Écho}
"""


def write(folder: Path, sidecar: str, *names: str) -> Path:
    (folder / "articles.yaml").write_text(sidecar, "utf-8")
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            f"Titre de la page {name} du jour\n\nLe bac de {name} a repris lundi, a dit le maire."
        )
    return folder


def test_the_editor_wins_over_the_file(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.txt", "sous/é.txt", "b.txt")
    articles = {article.path: article for article in read_folder(tmp_path).articles}
    first = articles["a.txt"]
    assert (first.outlet, first.title, first.byline) == ("Le Phare", "Le bac revient", "Anne Le Goff")
    assert first.published is not None
    assert first.published.model_dump(mode="json") == {"value": "2024-03-01", "precision": "month", "basis": "sidecar"}
    assert (articles["sous/é.txt"].outlet, articles["sous/é.txt"].title) == (
        "L'Écho",
        "Titre de la page sous/é.txt du jour",
    )
    assert articles["b.txt"].outlet is None


def test_names_match_however_their_accents_are_written(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", GOOD))
    sidecar = read_sidecar(tmp_path)
    assert sidecar.of("sous/é.txt").outlet == sidecar.of(unicodedata.normalize("NFD", "sous/é.txt")).outlet is not None


def test_a_described_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.txt")
    [absent] = read_folder(tmp_path).skipped
    assert (absent.path, absent.reason) == ("sous/é.txt", Reason.ABSENT)


@pytest.mark.parametrize("text", ["", "# rien\n", "{}"])
def test_an_empty_or_missing_sidecar_says_nothing(tmp_path: Path, text: str) -> None:
    assert read_sidecar(tmp_path).of("a.txt") == Known()
    write(tmp_path, text)
    assert read_sidecar(tmp_path).of("a.txt") == Known()


BAD = {
    "a.txt:\n  outlet: [": (2, "node content"),
    "a.txt:\n  outlet: Le Phare\n  titre: Le bac": (3, "titre"),
    "a.txt:\n  outlet: Le Phare\nb.txt:\n  published:\n    value: hier": (5, "published.value"),
    "a.txt:\n  published: {value: 2024-03-12, precision: heure}": (2, "precision"),
    "a.txt:\n  published: {value: 2024-02-31}": (2, "published.value"),
    "a.txt: Le Phare": (1, "a.txt"),
    "- a.txt": (1, "dict"),
    "a.txt: {outlet: A}\nb.txt: {}\na.txt: {outlet: B}": (3, "deux fois"),
    "a.txt:\n  outlet: !!python/object/apply:os.system [ls]": (2, "python/object"),
}


@pytest.mark.parametrize("text", BAD)
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, text: str) -> None:
    line, word = BAD[text]
    with pytest.raises(BadSidecar) as error:
        read_folder(write(tmp_path, text, "a.txt", "b.txt"))
    for language in ("fr", "en"):
        message = error.value.message(language)
        assert f"articles.yaml:{line}" in message
        assert word in message


def test_a_sidecar_that_is_no_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles.yaml").write_bytes("a.txt: {outlet: L'Été}".encode("cp1252"))
    with pytest.raises(BadSidecar, match=r"articles\.yaml"):
        read_sidecar(tmp_path)
