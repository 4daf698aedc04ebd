"""Follow-ups made to stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.retrieval.query import condense
from sourcier.schema import Turn

FIRST = "Qui dirige le port de Vaubrac ?"
REPLY = "Le Phare (9 janvier 2024) : « Bastien Corvelle dirige le port de Vaubrac. » [1]"
ALONE = [
    FIRST,
    "Quel est le bilan de la crue ?",
    "Quel est le prix du pont en 2024 ?",
    "Combien de blessés la crue a-t-elle faits ?",
    "Quand Paul Veyrac a-t-il quitté le port ?",
    "Y a-t-il eu des blessés dans la crue ?",
    "Est-ce que le pont de pierre est ouvert ?",
    "Qu'est-ce que la crue a détruit ?",
    "Est-il vrai que le pont de pierre est fermé ?",
    "Faut-il un permis pour entrer au port ?",
    "Il y a combien de navires au port ?",
    "Que dit Paul Veyrac de la crue ?",
    "Et qui dirige la Lourande ?",
    "How many people did the flood hurt?",
    "Are there ships in the port?",
]
BACKWARD = [
    "Depuis quand ?",
    "Pourquoi ?",
    "Où ça ?",
    "Quel âge a-t-il ?",
    "Qui l'a nommé ?",
    "Qui l'a remplacé à la tête du conseil ?",
    "Est-il toujours en poste ?",
    "Quelle est sa formation ?",
    "Qu'en pense le maire ?",
    "Mais qui la remplace ?",
    "Et avant lui ?",
    "How old is he?",
    "Since when?",
]


def said(*contents: str) -> list[Turn]:
    return [
        Turn(role="assistant" if number % 2 else "user", content=content) for number, content in enumerate(contents)
    ]


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_stands_alone_is_unchanged(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == question


@pytest.mark.parametrize("question", [*ALONE, *BACKWARD, "Et elle ?", "Et en 2022 ?", ""])
def test_the_first_question_is_unchanged(question: str) -> None:
    assert condense(question) == question
    assert condense(question, said("")) == question


@pytest.mark.parametrize("question", BACKWARD)
def test_a_question_that_points_back_brings_the_previous_one_and_the_name_it_was_given(question: str) -> None:
    assert condense(question, said(FIRST, REPLY)) == f"{question} ({FIRST} Bastien Corvelle)"


@pytest.mark.parametrize(
    ("previous", "question", "expected"),
    [
        (FIRST, "Et Lisse ?", "Qui dirige le port de Lisse ?"),
        (FIRST, "Et celui de Lisse ?", "Qui dirige le port de Lisse ?"),
        (FIRST, "Et en 2022 ?", "Qui dirige le port de Vaubrac en 2022 ?"),
        (FIRST, "Et Lisse en 2022 ?", "Qui dirige le port de Lisse en 2022 ?"),
        ("Qui dirigeait le port en mars 2022 ?", "Et en 2024 ?", "Qui dirigeait le port en 2024 ?"),
        ("Qui dirigeait le port en 2022 ?", "Et en mai 2024 ?", "Qui dirigeait le port en mai 2024 ?"),
        ("Qui dirigeait Vaubrac en 2022 ?", "Et Lisse en 2024 ?", "Qui dirigeait Lisse en 2024 ?"),
        ("Who runs Vaubrac?", "What about Lisse?", "Who runs Lisse?"),
        ("Who ran Vaubrac in June 2022?", "And Lisse?", "Who ran Lisse in June 2022?"),
        ("Who ran Vaubrac in June 2022?", "And in July 2023?", "Who ran Vaubrac in July 2023?"),
    ],
)
def test_an_elliptic_question_is_the_previous_one_with_the_part_exchanged(
    previous: str, question: str, expected: str
) -> None:
    assert condense(question, said(previous, REPLY)) == expected


def test_a_chain_of_follow_ups_keeps_every_exchange() -> None:
    turns = said(FIRST, REPLY, "Et Lisse ?", "…", "Et en 2022 ?", "…")
    assert condense("Et Sainte-Ylie ?", turns) == "Qui dirige le port de Sainte-Ylie en 2022 ?"
    assert condense("Depuis quand ?", turns) == "Depuis quand ? (Qui dirige le port de Lisse en 2022 ?)"


def test_a_new_subject_ends_the_chain() -> None:
    turns = said(FIRST, REPLY, "Combien la crue a-t-elle fait de blessés ?", "…")
    assert condense("Et en 2022 ?", turns) == "Combien la crue a-t-elle fait de blessés en 2022 ?"


@pytest.mark.parametrize(
    "reply",
    [
        "Bastien Corvelle et Mathilde Orsenne. [1]",
        "Les articles ne le disent pas.",
        "Bastien Corvelle (Le Phare) : « Le port de Vaubrac est dirigé. » [1]",
    ],
)
def test_only_a_single_name_in_the_reply_is_brought_along(reply: str) -> None:
    assert condense("Depuis quand ?", said(FIRST, reply)) == f"Depuis quand ? ({FIRST})"


def test_the_name_is_brought_only_after_a_question_of_who() -> None:
    assert condense("Depuis quand ?", said("Où est le port ?", REPLY)) == "Depuis quand ? (Où est le port ?)"


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=60))
def test_any_conversation_gives_a_question(contents: list[str], question: str) -> None:
    assert isinstance(condense(question, said(*contents)), str)
