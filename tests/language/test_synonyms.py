"""Names that stand for one another: a person's file, its mistakes, and what a question gains."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.errors import BadSynonyms
from sourcier.language.analysis import content_words, stem
from sourcier.language.synonyms import REDUCED, SYNONYMS, Synonyms, read_synonyms

MAPPING = """\
DRD: Direction régionale des digues
OME:
  - Office maritime de l'estuaire
  - les gens de l'estuaire
"""
LIST = """\
- [DRD, Direction régionale des digues]
- [OME, Office maritime de l'estuaire, les gens de l'estuaire]
"""


def written(folder: Path, text: str) -> Path:
    (folder / SYNONYMS).write_text(text, "utf-8")
    return folder


def group(*names: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(content_words(name)) for name in names)


DRD = Synonyms((group("DRD", "Direction régionale des digues"),))


@pytest.mark.parametrize("text", [MAPPING, LIST, "\ufeff" + MAPPING])
def test_groups_are_read(tmp_path: Path, text: str) -> None:
    assert read_synonyms(written(tmp_path, text)).groups == (
        group("DRD", "Direction régionale des digues"),
        group("OME", "Office maritime de l'estuaire", "les gens de l'estuaire"),
    )


@pytest.mark.parametrize("text", ["", "# rien\n", "{}", "[]"])
def test_an_empty_file_is_no_synonyms(tmp_path: Path, text: str) -> None:
    assert read_synonyms(written(tmp_path, text)) == read_synonyms(tmp_path / "absent") == Synonyms()


def test_names_are_taken_as_written(tmp_path: Path) -> None:
    # YAML reads YES as consent and 0112 as 74.
    found = read_synonyms(written(tmp_path, "YES: Yachts de l'estuaire sud\n0112: numéro d'urgence\n")).groups
    assert found == ((("yes",), ("yachts", "estuaire", "sud")), (("0112",), ("numero", "urgence")))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("DRD: Direction régionale des digues\nOME:\n", 2),
        ("DRD: Direction\nOME: []\n", 2),
        ("DRD: DRD\n", 1),
        ("DRD: {nom: Direction}\n", 1),
        ("- [DRD]\n", 1),
        ("- [DRD, Direction]\n- OME\n", 2),
        ("- [DRD, Direction]\n\n- [OME, [Office]]\n", 3),
        ("- [DRD, le la de]\n", 1),
        ("DRD: …\n", 1),
        ("quelques mots\n", 1),
        ("DRD: [Direction\nOME: Office\n", 2),
        ("DRD: Direction\n\tOME: Office\n", 2),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BadSynonyms) as caught:
        read_synonyms(written(tmp_path, text))
    for language in ("fr", "en"):
        assert f"{SYNONYMS}:{line} " in caught.value.message(language).replace(f":{line}:", f":{line} ")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / SYNONYMS).write_bytes(b"\xff\xfe\x00DRD")
    with pytest.raises(BadSynonyms, match=SYNONYMS):
        read_synonyms(tmp_path)


@pytest.mark.parametrize("question", ["Qui dirige la DRD ?", "qui dirige la drd", "Qui dirige la D.R.D. ?"])
def test_an_acronym_asks_for_its_name_at_a_reduced_weight(question: str) -> None:
    assert DRD.expanded(question) == {
        "dirige": 1,
        "drd": 1,
        "direction": REDUCED,
        "regionale": REDUCED,
        "digues": REDUCED,
    }


def test_a_name_asks_for_its_acronym() -> None:
    expanded = DRD.expanded("Qui dirige la direction regionale de la digue ?")
    assert expanded == {"dirige": 1, "direction": 1, "regionale": 1, "digue": 1, "drd": 3 * REDUCED}
    assert "drd" not in DRD.expanded("La direction de la digue régionale ?")


def test_what_is_asked_already_keeps_its_weight() -> None:
    assert DRD.expanded("DRD (direction des digues)")["digues"] == 1
    assert DRD.expanded("la DRD et la DRD")["drd"] == 2


def test_of_names_that_overlap_the_longest_is_meant() -> None:
    both = Synonyms((group("DR", "Direction régionale"), *DRD.groups))
    expanded = both.expanded("la Direction régionale des digues")
    assert "drd" in expanded
    assert "dr" not in expanded


def test_an_acronym_that_is_a_word_too_is_one_in_capitals() -> None:
    port = Synonyms((group("PORT", "Plan ouest de rénovation des trains"),), frozenset({"port"}))
    assert "trains" in port.expanded("Où en est le PORT ?")
    assert "trains" in port.expanded("Où en est le P.O.R.T. ?")
    assert "trains" not in port.expanded("Qui dirige le port ? Port fermé ?")


def test_an_acronym_is_known_when_its_name_is() -> None:
    known = {stem(word) for word in content_words("Direction régionale des digues")}
    assert DRD.stands_for_known("drd", known.__contains__)
    assert not DRD.stands_for_known("drd", (known - {stem("digues")}).__contains__)
    assert not DRD.stands_for_known("ome", known.__contains__)


def test_written_and_read_back_they_are_the_same() -> None:
    synonyms = Synonyms((*DRD.groups, group("PORT", "Plan ouest de rénovation")), frozenset({"port"}))
    assert Synonyms.from_json(synonyms.to_json()) == synonyms
    with pytest.raises(ValueError, match="Expecting"):
        Synonyms.from_json("{")
