"""Verbs, their voice and what stands right behind a name."""

from __future__ import annotations

import pytest

from sourcier.language.predicates import after_names, predicates


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Le maire a fermé le pont.", [("ferm", False)]),
        ("Le pont a été fermé par le maire.", [("ferm", True)]),
        ("Le pont n'a pas encore été fermé.", [("ferm", True)]),
        ("Elle est partie.", [("part", False)]),
        ("Le pont s'est effondré.", [("effondr", False)]),
        ("Odile Farran dirige le port.", [("dirig", False)]),
        ("La commande du juge.", []),
        ("Paul Veyrac, remplacé par Odile Farran.", [("remplac", True)]),
        ("", []),
    ],
)
def test_verbs_and_their_voice(text: str, verbs: list[tuple[str, bool]]) -> None:
    assert [(found.verb, found.is_passive) for found in predicates(text)] == verbs


@pytest.mark.parametrize("text", ["Le maire n'a pas fermé le pont.", "Le pont a été rapidement fermé."])
def test_the_span_of_a_verb_holds_its_auxiliary(text: str) -> None:
    (found,) = predicates(text)
    assert text[found.start : found.end].split()[-1] == "fermé"
    assert " a " in f" {text[found.start : found.end].replace('’', ' ').replace(chr(39), ' ')} "


def test_what_somebody_does_stands_behind_the_name() -> None:
    assert after_names("Hier Paul Veyrac inaugure un pont, et Odile Farran, ravie, coupe un ruban.") == {
        "inaugur",
        "rav",
    }
    assert after_names("Un pont.") == set()
