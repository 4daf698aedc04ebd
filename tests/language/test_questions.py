"""What a question wants to see in its proof."""

from __future__ import annotations

import re

import pytest

from sourcier.language.analysis import terms
from sourcier.language.questions import MONEY, NUMBER, PERCENT, YEARS, asked


@pytest.mark.parametrize(
    ("question", "needs", "thing"),
    [
        ("Combien de blessés la crue a-t-elle faits ?", NUMBER, "blessés"),
        ("Combien de grands navires ?", NUMBER, "navires"),
        ("Combien de personnes ont été blessées ?", NUMBER, None),
        ("How many ships came?", NUMBER, "ships"),
        ("Depuis combien de temps dirige-t-elle le port ?", None, None),
        ("Quel âge a la directrice ?", YEARS, None),
        ("How old is she?", YEARS, None),
        ("Combien a coûté le pont ?", MONEY, None),
        ("Quel budget pour le port ?", MONEY, None),
        ("Quel est le budget du port ?", MONEY, None),
        ("Quelle est l'amende prévue ?", MONEY, None),
        ("Quel pourcentage des voix a-t-elle obtenu ?", PERCENT, None),
        ("Quelle part du chantier ?", PERCENT, None),
        ("À combien s'élèvent les dégâts ?", MONEY, None),
        ("À combien s'élève le nombre de blessés ?", NUMBER, None),
        ("À combien s'élève l'effectif de la brigade ?", NUMBER, None),
        ("Quel a été le score du match ?", None, None),
        ("Quel pont a rouvert ?", None, "pont"),
        ("Quels sont les nouveaux navires ?", None, "navires"),
        ("Dans quelle ville a lieu le festival ?", None, None),
        ("Qui dirige le port ?", None, None),
        ("Pourquoi ?", None, None),
    ],
)
def test_form(question: str, needs: re.Pattern[str] | None, thing: str | None) -> None:
    wanted = asked(question)
    assert wanted.needs is needs
    assert wanted.thing == (terms(thing)[0] if thing else None)


@pytest.mark.parametrize(
    ("pattern", "shown", "missing"),
    [
        (NUMBER, ["12 blessés", "Trois blessés", "des dizaines de blessés"], ["des blessés", "un dixième quai"]),
        (MONEY, ["14 millions d'euros", "12 €", "3.000 dirhams"], ["14 navires", "le coût du pont"]),
        (PERCENT, ["12 %", "la moitié des élus", "un élu sur deux"], ["12 élus"]),
        (YEARS, ["âgée de 52 ans", "née en 1970"], ["directrice du port"]),
    ],
)
def test_patterns_of_proofs(pattern: re.Pattern[str], shown: list[str], missing: list[str]) -> None:
    assert all(pattern.search(text) for text in shown)
    assert not any(pattern.search(text) for text in missing)


@pytest.mark.parametrize(
    ("question", "proof", "other"),
    [
        ("Qui a succédé à Mathilde Orsenne ?", "Il a été nommé à sa place", "Il dirige le port"),
        ("Où a-t-elle étudié ?", "diplômée de l'école navale", "elle vit à Vaubrac"),
        ("Avec qui est-elle mariée ?", "son épouse", "sa directrice"),
        ("Combien de morts ?", "trois personnes tuées", "trois blessés"),
    ],
)
def test_families(question: str, proof: str, other: str) -> None:
    families = asked(question).families
    assert families
    assert all(family & set(terms(proof)) for family in families)
    assert not any(family & set(terms(other)) for family in families)


def test_an_ordinary_question_has_no_family() -> None:
    assert asked("Qui dirige le port de Vaubrac ?").families == ()
