"""The kinds of events that a text dates."""

from __future__ import annotations

import pytest

from sourcier.language.events import events


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quand Odile Farran a-t-elle été nommée ?", "Elle a pris la tête du port en mars."),
        ("Quel jour a-t-il rendu son mandat ?", "Le maire a démissionné."),
        ("Quand l'accord a-t-il été signé ?", "Les deux villes ont conclu une convention."),
        ("Quand la ligne a-t-elle rouvert ?", "La réouverture est pour lundi."),
        ("Quel jour a eu lieu le déraillement ?", "L'accident s'est produit à l'aube."),
    ],
)
def test_events_of_one_kind_meet(one: str, other: str) -> None:
    assert events(one) & events(other)


def test_events_of_two_kinds_do_not() -> None:
    assert not events("Il a été nommé.") & events("Il a démissionné.")
    assert events("Le port est au nord.") == frozenset()
