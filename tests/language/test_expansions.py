"""Acronyms that articles explain, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.expansions import explained, learn
from sourcier.language.stopwords import STOP_WORDS


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("La Direction régionale des quais (DRQ) le dit.", "DRQ", "Direction régionale des quais"),
        ("La DRQ (Direction régionale des quais) le dit.", "DRQ", "Direction régionale des quais"),
        ("Selon la direction régionale des quais (D.R.Q.), rien.", "D.R.Q.", "direction régionale des quais"),
        ("l'Office maritime de l'estuaire (OME)", "OME", "Office maritime de l'estuaire"),
        ("un plan local d’aménagement intercommunal (PLAi)", "PLAi", "plan local d’aménagement intercommunal"),
        ("l'Institut des marées et des estuaires (Imee)", "Imee", "Institut des marées et des estuaires"),
        ("le Mouvement des éleveurs de Farran (Medef)", "Medef", "Mouvement des éleveurs de Farran"),
        ("Société navale des bacs de fer vaubracois (SNBV)", "SNBV", "Société navale des bacs de fer vaubracois"),
        ("La Lourande indomptée (LLI)", "LLI", "La Lourande indomptée"),
        ("Les Riverains (LR) ont voté", "LR", "Les Riverains"),
        ("Vaubrac Écologie-Les Bleus (VELB)", "VELB", "Vaubrac Écologie-Les Bleus"),
        ("Le port. Syndicat des pêcheurs (SP)", "SP", "Syndicat des pêcheurs"),
        (
            "la direction départementale de la protection des digues (DDPD)",
            "DDPD",
            "direction départementale de la protection des digues",
        ),
    ],
)
def test_initials_make_an_acronym(text: str, acronym: str, name: str) -> None:
    assert list(explained(text)) == [(acronym, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Paul Sarre (PS), député de Lisse",
        "né à Lisse (Lourande), il dirige le club (PSG)",
        "le maire de Lisse (Lisse)",
        "les moins de 16 ans (VXZ)",
        "de la sécurité maritime (DSM)",
        "le quai. Le port (QP)",
        "le port (quai nord)",
        "le PORT (le port de Vaubrac)",
        "()",
        "(DRQ)",
        "Direction (D)",
    ],
)
def test_other_brackets_explain_nothing(text: str) -> None:
    assert list(explained(text)) == []


def test_of_two_meanings_those_of_most_articles_are_kept() -> None:
    port, pier, rare = "Direction du port (DP)", "Digue du phare (DP)", "Deux poissons (DP)"
    assert learn([port, port, port, rare]) == [("DP", "Direction du port")]
    assert learn([port, port, port, pier, pier, pier, rare]) == [("DP", "Digue du phare"), ("DP", "Direction du port")]
    # However often one article repeats it.
    assert learn([f"{rare}. " * 9, port, port, port]) == [("DP", "Direction du port")]


def test_a_name_is_the_same_however_it_is_written() -> None:
    texts = ["Direction du port (DP)", "direction du PORT (D.P.)", "Digue du phare (DP)"]
    assert learn(texts) == [("DP", "Direction du port"), ("DP", "Digue du phare")]


WORD = st.text("abcdefghijklmnoprstuvxyz", min_size=3, max_size=9).filter(lambda word: word not in STOP_WORDS)


@given(st.lists(WORD, min_size=3, max_size=8))
def test_the_initials_of_any_words_are_found(words: list[str]) -> None:
    name, acronym = " ".join(words), "".join(word[0] for word in words).upper()
    if acronym.lower() in STOP_WORDS:
        return
    assert (acronym, name) in list(explained(f"{acronym} ({name})"))
    ((_, found),) = explained(f"{name} ({acronym})")
    assert name.endswith(found)


def test_a_name_that_may_be_spelt_in_many_ways_is_read_at_once() -> None:
    # A search that tried them one by one would not end.
    assert list(explained(f"AAAAAAAAAB ({'a ' * 58}a)")) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for acronym, name in explained(text):
        assert acronym in text
        assert name in text
