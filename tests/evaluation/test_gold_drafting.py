"""Questions drafted from sentences: those that read as French, and the silence of the rules otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.drafting import MOST_WORDS, drafted
from sourcier.evaluation.matching import contains


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Odile Farran a annoncé la réouverture du port de Vaubrac.",
            "Qui a annoncé la réouverture du port de Vaubrac ?",
            "Odile Farran",
        ),
        (
            "Lucien Farran, maire de Lisseuil, a inauguré le pont le 12 mai 2031.",
            "Qui a inauguré le pont le 12 mai 2031 ?",
            "Lucien Farran",
        ),
        ("La préfète, Odile Marchand, a été la seule à parler.", None, ""),
        ("Le préfet, Lucien Marchand, a été hué.", "Qui a été hué ?", "Lucien Marchand"),
        ("Odile Farran est la directrice du port.", "Qui est la directrice du port ?", "Odile Farran"),
        ("Odile Farran est arrivée à Vaubrac en mars.", None, ""),
        (
            "Douze grues seront livrées au port à l'été, selon la direction.",
            "Combien de grues seront livrées au port à l'été ?",
            "Douze",
        ),
        (
            "Près de 1 200 habitants ont été évacués par les secours.",
            "Combien d'habitants ont été évacués par les secours ?",
            "1 200",
        ),
        ("Deux personnes ont été tuées et 31 autres blessées.", None, ""),
        ("Deux des trois grues sont en panne.", None, ""),
        (
            "La nouvelle directrice commande 312 agents.",
            "Combien d'agents est-ce que la nouvelle directrice commande ?",
            "312",
        ),
        (
            "Le festival réunira soixante artistes à Lisse, dont douze conteurs.",
            "Combien d'artistes est-ce que le festival réunira à Lisse ?",
            "soixante",
        ),
        (
            "Le pont de Lisseuil coûtera 14 millions d'euros, dont la moitié payée par l'État.",
            "Combien est-ce que le pont de Lisseuil coûtera ?",
            "14 millions",
        ),
        ("Le conseil a perdu 12 sièges.", None, ""),
        ("Le pont a été inauguré le mardi 12 mai 2031.", "Quand est-ce que le pont a été inauguré ?", "12 mai 2031"),
        (
            "Le 12 mai 2031, l'usine a été fermée par la préfète.",
            "Quand est-ce que l'usine a été fermée par la préfète ?",
            "12 mai 2031",
        ),
        ("L'usine a été fondée en 1987.", "En quelle année est-ce que l'usine a été fondée ?", "1987"),
        ("L'usine est fermée depuis le 12 mai 2031.", None, ""),
        ("Le pont a remplacé le bac supprimé le 12 mai 2031.", None, ""),
        ("Le maire a annoncé que le pont rouvrirait le 12 mai 2031.", None, ""),
        ("Naïma Farran, 51 ans, a été nommée hier directrice.", "Quel âge a Naïma Farran ?", "51"),
        ("Elle a annoncé douze grues.", None, ""),
        ("« Le pont rouvrira », a déclaré Odile Farran.", None, ""),
        ("Le port de Vaubrac rouvre.", None, ""),
    ],
)
def test_a_question_reads_as_french_or_is_not_asked(sentence: str, question: str | None, answer: str) -> None:
    found = drafted(sentence)
    assert (found.question if found else None) == question
    if found:
        assert found.answer[0] == answer
        assert contains(sentence, answer)


def test_a_source_is_asked_for_as_such() -> None:
    found = drafted("Odile Farran a déclaré vouloir rouvrir le port.")
    assert found is not None
    assert (found.kind, found.answer) == ("who_said", ("Odile Farran", "Farran"))


WORDS = st.sampled_from(
    "Odile Farran Lucien le la un a est 12 trois mai 2031 en port grues coûtera emploie , . 51 ans dont euros".split()
)


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_whatever_is_drafted_is_a_question_with_its_answer_in_the_sentence(words: list[str]) -> None:
    sentence = " ".join(words).replace(" ,", ",").replace(" .", ".") + "."
    found = drafted(sentence)
    if found is not None:
        assert found.question.endswith(" ?")
        assert len(found.question.split()) <= MOST_WORDS
        assert contains(sentence, found.answer[0])
