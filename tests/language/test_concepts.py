"""Words that say the same, the contrary, or the same in English."""

from __future__ import annotations

import pytest

from sourcier.language.analysis import stem
from sourcier.language.concepts import concept, concepts, opposites
from sourcier.language.glossary import is_english, translated
from sourcier.language.tokens import tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("décédé", "mort"),
        ("limogé", "révoqué"),
        ("directrice", "directeur"),
        ("préfète", "préfet"),
        ("élu", "élection"),
    ],
)
def test_words_of_a_family_are_one_concept(one: str, other: str) -> None:
    assert concepts(one) == concepts(other)


@pytest.mark.parametrize(("one", "other"), [("tué", "mort"), ("préfet", "maire"), ("policier", "police")])
def test_words_that_say_something_else_are_not(one: str, other: str) -> None:
    assert concepts(one) != concepts(other)


def test_a_term_without_family_is_its_own_concept() -> None:
    assert concept("lourand") == "lourand"


def test_contraries_are_mutual() -> None:
    (yes,), (no,) = concepts("positif"), concepts("négatif")
    assert no in opposites(yes)
    assert yes in opposites(no)
    assert opposites("lourand") == frozenset()


def test_an_english_sentence_has_the_concepts_of_the_french_one() -> None:
    assert concepts("The mayor of Lisse suspended the traffic.") == concepts(
        "Le maire de Lisse a suspendu la circulation."
    )


def test_english_is_told_by_its_grammar_alone() -> None:
    assert is_english("The mayor has left.")
    assert not is_english("Le maire a quitté The Guardian.")
    assert not is_english("Paul Veyrac")
    assert translated(stem("bridge")) == "pont"
    assert translated("lourand") == "lourand"


def test_tokens_stand_where_they_are_read() -> None:
    text = "L'été, Odile a vu 12 ponts."
    assert [text[token.start : token.end] for token in tokens(text)] == ["L", "été", "Odile", "a", "vu", "12", "ponts"]
    assert [token.word for token in tokens(text) if token.carries] == ["odile", "vu", "12", "ponts"]
