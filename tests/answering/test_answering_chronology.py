"""The order of quotations in time."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_builders import article, evidence_of

from sourcier.answering.chronology import in_order
from sourcier.answering.claims import claims

EVIDENCE = evidence_of(
    article("Le directeur du port de Lisse, Paul Sarre, a souri.", "Le Phare", date(2022, 5, 14)),
    article("Le port de Lisse est au nord de la ville.", "Le Jour", date(2021, 5, 14)),
    article("Odile Farran, directrice du port de Lisse, est à Rennes.", "L'Écho", date(2024, 10, 10)),
    article("Aimé Soubeyre, directeur du port de Lisse, a salué la foule.", "La Vigie", date(2023, 6, 1)),
)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("Qui dirige le port de Lisse ?", [3, 4, 1, 2]),
        ("Qui est actuellement directeur du port de Lisse ?", [3, 4, 1, 2]),
        ("Who runs the port de Lisse?", [3, 4, 1, 2]),
        ("Qui dirigeait le port de Lisse en juin 2023 ?", [4, 1, 3, 2]),
        ("Qui dirigeait le port de Lisse en mars 2024 ?", [4, 1, 3, 2]),
        ("Qui était le directeur du port de Lisse en 2023 ?", [4, 1, 3, 2]),
        ("Qui a successivement dirigé le port de Lisse ?", [2, 1, 4, 3]),
        ("Comment la direction du port de Lisse a-t-elle évolué ?", [2, 1, 4, 3]),
        ("Où est le port de Lisse ?", [1, 2, 3, 4]),
    ],
)
def test_the_question_orders_time(question: str, order: list[int]) -> None:
    found = claims(question, EVIDENCE)
    assert [item.marker for item in in_order(question, EVIDENCE, found)] == order


def test_the_newest_toll_comes_first_and_a_vote_stays_in_its_place() -> None:
    tolls = evidence_of(
        article("La crue de la Lisse a fait deux morts.", "Le Phare", date(2024, 5, 14)),
        article("La crue de la Lisse a fait six morts.", "L'Écho", date(2024, 5, 16)),
    )
    question = "Combien de morts la crue de la Lisse a-t-elle faits ?"
    assert [item.marker for item in in_order(question, tolls, claims(question, tolls))] == [2, 1]
    votes = evidence_of(
        article("Odile Farran est élue par 29 voix.", "Le Phare", date(2024, 5, 14)),
        article("Odile Farran a obtenu 27 voix.", "L'Écho", date(2024, 5, 16)),
    )
    question = "Combien de voix Odile Farran a-t-elle obtenues ?"
    assert [item.marker for item in in_order(question, votes, claims(question, votes))] == [1, 2]
