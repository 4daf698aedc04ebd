"""Which sentences show the type of answer that a question expects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.answer_types import SOMEBODY, expects, shares_of_type

NAMES = "La direction revient à Mathilde Orsenne, ancienne préfète."
DATES = "Le pont a rouvert le 3 mai 2024 au trafic."
FIGURES = "Le chantier a coûté quatorze millions d'euros à la commune."
CAUSES = "Le pont est fermé en raison de la crue."
CONTENTS = "L'accord prévoit des échanges de savoir-faire."
NOTHING = "la décision reste attendue par les riverains"
SENTENCES = (NAMES, DATES, FIGURES, CAUSES, CONTENTS, NOTHING)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Qui dirige le port ?", NAMES),
        ("par qui le port est il dirigé", NAMES),
        ("Who runs the harbour?", NAMES),
        ("من هو مدير الميناء؟", NAMES),
        ("Quand le pont a-t-il rouvert ?", DATES),
        ("A quelle date le pont rouvre", DATES),
        ("What year did it open?", DATES),
        ("متى أعيد فتح الجسر؟", DATES),
        ("Combien a coûté le chantier ?", FIGURES),
        ("Quel est le coût des travaux ?", FIGURES),
        ("How much did the works cost?", FIGURES),
        ("Pourquoi le pont est-il fermé ?", CAUSES),
        ("pour quelles raisons ferme-t-on le pont", CAUSES),
        ("Why is the bridge closed?", CAUSES),
        ("Que contient l'accord ?", CONTENTS),
        ("Sur quoi porte l'accord ?", CONTENTS),
        ("Quelles sont les principales mesures de l'accord ?", CONTENTS),
        ("What does the agreement provide?", CONTENTS),
    ],
)
def test_the_type_expected_is_shown(question: str, shown: str) -> None:
    shares = dict(zip(SENTENCES, shares_of_type(question, SENTENCES), strict=True))
    assert shares[shown] == 1
    assert shares[NOTHING] == 0


@pytest.mark.parametrize("question", ["Que fait la mairie ?", "Où est le pont ?", "", "Décris le chantier."])
def test_other_questions_expect_no_type(question: str) -> None:
    assert set(shares_of_type(question, SENTENCES)) == {0}


def test_what_the_question_holds_is_no_answer() -> None:
    assert shares_of_type("Qui a remplacé Mathilde Orsenne ?", ["Le conseil a remercié Mathilde Orsenne."]) == [0]
    assert shares_of_type("Quand le budget 2024 a-t-il été voté ?", ["Le budget 2024 est en hausse."]) == [0]
    assert shares_of_type("Combien des 300 postes restent ?", ["Les 300 postes sont en question."]) == [0]


def test_two_types_are_halves() -> None:
    assert shares_of_type("Qui a rouvert le pont, et quand ?", [NAMES, DATES]) == [0.5, 0.5]


@given(st.text(), st.lists(st.text(), max_size=4))
def test_shares_are_shares(question: str, sentences: list[str]) -> None:
    shares = shares_of_type(question, sentences)
    assert len(shares) == len(sentences)
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("name", ["A" * 400, "Aa " * 600, "A'" * 900])
def test_a_long_name_is_read_at_once(name: str) -> None:
    assert expects(f"Qui est {name}!x") == {SOMEBODY}


def test_who_somebody_is_names_nobody_else() -> None:
    assert expects("Qui est Odile Marchand ?") == frozenset()
    assert expects("Qui est Odile Marchand pour la ville ?") == {SOMEBODY}
