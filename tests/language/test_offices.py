"""Who holds which office."""

from __future__ import annotations

import pytest

from sourcier.language.analysis import terms
from sourcier.language.offices import held


@pytest.mark.parametrize(
    ("text", "holder", "office", "ranks", "complement"),
    [
        ("Le maire de Lisse, Paul Veyrac, est arrivé.", "Paul Veyrac", "maire", "", "Lisse"),
        ("Le maire Paul Veyrac est arrivé.", "Paul Veyrac", "maire", "", ""),
        ("Paul Veyrac, maire de Lisse, est arrivé.", "Paul Veyrac", "maire", "", "Lisse"),
        ("Paul Veyrac (maire de Lisse) est arrivé.", "Paul Veyrac", "maire", "", "Lisse"),
        ("Paul Veyrac, ancien maire de Lisse, est arrivé.", "Paul Veyrac", "maire", "ancien", "Lisse"),
        ("Odile Farran est directrice adjointe du port.", "Odile Farran", "directeur", "adjointe", "port"),
        ("Odile Farran a été nommée directrice du port.", "Odile Farran", "directeur", "", "port"),
        ("Odile Farran devient ministre.", "Odile Farran", "ministre", "", ""),
        ("Odile Farran a été élue dimanche soir maire de Lisse.", "Odile Farran", "maire", "", "Lisse"),
        ("Odile Farran est devenue, le 3 mai 2021, maire de Lisse.", "Odile Farran", "maire", "", "Lisse"),
        ("Odile Farran a été officiellement nommée mercredi préfète.", "Odile Farran", "préfète", "", ""),
        ("Le conseil a élu Odile Farran maire de Lisse.", "Odile Farran", "maire", "", "Lisse"),
        (
            "La directrice de l'Office des eaux (ODE), Odile Farran, dort.",
            "Odile Farran",
            "directeur",
            "",
            "Office eaux ODE",
        ),
        ("Le ministre de l'économie et des finances, M. Veyrac, dort.", "Veyrac", "ministre", "", "économie finances"),
        ("Odile Farran, 45 ans, née à Bray, a été élue lundi maire de Lisse.", "Odile Farran", "maire", "", "Lisse"),
        ("Odile Farran is mayor of Lisse.", "Odile Farran", "maire", "", "Lisse"),
    ],
)
def test_an_office_and_its_holder(text: str, holder: str, office: str, ranks: str, complement: str) -> None:
    (found,) = held(text)
    assert found.holder == set(terms(holder))
    assert found.office == terms(office)[0]
    assert found.ranks == set(terms(ranks))
    assert found.complement == set(terms(complement))


@pytest.mark.parametrize(
    "text",
    [
        "Le maire est arrivé.",
        "Le maire de Lisse a reçu Paul Veyrac.",
        "Paul Veyrac a reçu le maire.",
        "Le port de Lisse dort.",
        "Odile Farran, dont le frère, Luc, est maire de Lisse, dort.",
        "Le père d'Odile Farran, la victime, était directeur du port de Lisse.",
        "Soutenue par Odile Farran, sa voisine, 45 ans, a été élue maire.",
        "",
    ],
)
def test_nobody_is_given_the_office(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize("before", ["Devant", "Face à", "Soutenue par", "Comme l'explique", "Ami de"])
def test_whoever_is_named_before_the_subject_is_given_nothing(before: str) -> None:
    found = held(f"{before} Luc Ormond, Odile Farran, 45 ans, née à Bray, a été élue maire de Lisse.")
    assert [each.holder for each in found] == [set(terms("Odile Farran"))]


def test_two_offices_are_kept_apart() -> None:
    first, second = held("Le maire Paul Veyrac et la préfète Odile Farran dorment.")
    assert (first.office, first.holder) == ("mair", {"paul", "veyrac"})
    assert (second.office, second.holder) == ("prefet", set(terms("Odile Farran")))


@pytest.mark.parametrize(
    ("proof", "claim", "says"),
    [
        ("Paul Veyrac, maire de Lisse, dort.", "Le maire de Lisse, Paul Veyrac, dort.", True),
        ("Paul Veyrac, maire de Lisse, dort.", "Le maire, M. Veyrac, dort.", True),
        ("Paul Veyrac, maire de Lisse, dort.", "Paul Veyrac, ancien maire de Lisse, dort.", False),
        ("Paul Veyrac, directeur adjoint du port, dort.", "Paul Veyrac, directeur du port, dort.", False),
        ("Paul Veyrac, directeur général du port, dort.", "Paul Veyrac, directeur du port, dort.", True),
        ("Paul Veyrac, maire de Lisse, dort.", "Paul Veyrac, maire d'Orlac, dort.", False),
        ("Lisse a élu Paul Veyrac maire de la ville.", "Paul Veyrac, maire de Lisse, dort.", True),
        ("Paul Veyrac, maire de Lisse, dort.", "Odile Farran, maire de Lisse, dort.", False),
    ],
)
def test_what_one_text_says_of_an_office_another_says_too(proof: str, claim: str, says: bool) -> None:
    assert held(proof)[0].says(held(claim)[0]) is says
