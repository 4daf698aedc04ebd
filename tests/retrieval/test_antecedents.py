"""People and things that a text names."""

from __future__ import annotations

import pytest

from sourcier.retrieval.antecedents import people, things


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Que dit Odile Marchand ?", [("Odile Marchand", "f")]),
        (
            "Que dit la préfète Dominique Auzat au maire Claude Perrec ?",
            [("Dominique Auzat", "f"), ("Claude Perrec", "m")],
        ),
        ("Que dit Mme Auzat à M. Perrec ?", [("Auzat", "f"), ("Perrec", "m")]),
        ("Que contient la lettre de Ylias Farran ?", [("Ylias Farran", None)]),
        ("Jean-Luc Farran vient.", [("Jean-Luc Farran", "m")]),
        ("Que font le Conseil d'État, la SNCF, Vaubrac et Sainte-Ylie ?", []),
        ("Il habite à New Lourme et travaille à la Banque Valserre.", []),
        ("", []),
    ],
)
def test_people(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(person.text, person.gender) for person in people(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quel est le bilan de la crue de la Lourande ?",
            [("le bilan de la crue de la Lourande", "m"), ("la crue de la Lourande", "f")],
        ),
        ("Qui passe par le pont du port de Lisse ?", [("le pont du port de Lisse", "m"), ("le port de Lisse", "m")]),
        ("Pourquoi l'usine ferme-t-elle ?", [("l'usine", None)]),
        ("Où vont les pêcheurs ?", [("les pêcheurs", None)]),
        ("Qui a vu cette affiche ?", [("l'affiche", "f")]),
        ("Que coûte le nouveau pont ?", [("le nouveau pont", "m")]),
        ("Que vaut l'accord commercial ?", [("l'accord commercial", None)]),
        ("Que vaut l'accord trouvé ?", []),
        ("Que prévoit ce que le maire explique ?", []),
        ("Qui est venu la semaine du 12 mars ?", []),
        ("Who runs the port of Vaubrac?", [("the port of Vaubrac", None)]),
        ("", []),
    ],
)
def test_things(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(thing.text, thing.gender) for thing in things(text)] == expected
