"""What a text denies and what it leaves open."""

from __future__ import annotations

import pytest

from sourcier.language.scopes import conditional, is_hedged, is_negative, left_open


@pytest.mark.parametrize(
    ("text", "alleged"),
    [
        ("Le maire aurait vendu le pont.", {"vendr"}),
        ("Le pont fermerait en mai.", {"ferm"}),
        ("Le pont serait fermé.", {"ferm"}),
        ("Le maire montrait le pont, qu'il préférait et où il entrait.", set()),
        ("Le pont est fermé.", set()),
    ],
)
def test_what_is_in_the_conditional(text: str, alleged: set[str]) -> None:
    assert {term[:4] for term in conditional(text)} == {term[:4] for term in alleged}


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Le maire dément que le pont soit fermé.", "ferm", "mair"),
        ("Le maire dément avoir vendu le pont ; le port est ouvert.", "pont", "port"),
        ("Elle veut rouvrir le poste.", "post", "vent"),
        ("Le préfet refuse de signer la concession.", "sign", "prefet"),
        ("Une aide est versée à condition que le site ferme.", "ferm", "aid"),
    ],
)
def test_what_is_wished_feared_or_denied(text: str, inside: str, outside: str) -> None:
    assert inside in left_open(text)
    assert outside not in left_open(text)


def test_what_is_asserted_is_not_open() -> None:
    assert left_open("Le maire a fermé le pont et vendu le port.") == set()


def test_words_that_hedge_and_words_that_deny() -> None:
    assert is_hedged("Selon le maire, le pont est fermé.")
    assert not is_hedged("Le pont est fermé.")
    assert is_negative("Le pont n'est pas fermé.")
    assert not is_negative("Le pont est fermé.")


def test_a_threat_against_somebody_leaves_nothing_open() -> None:
    assert left_open("On a lu les menaces contre Paul Veyrac.") == set()
