"""Questions of how sources stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.comparing import compares_sources, without_comparison


@pytest.mark.parametrize(
    "question",
    [
        "Les journaux sont-ils d'accord sur le nombre de blessés ?",
        "Que disent les différents articles de la crue ?",
        "D'un journal à l'autre, quel est le bilan ?",
        "Les sources divergent-elles sur l'heure ?",
        "Selon les articles, combien de morts ?",
        "Do the papers disagree on the toll?",
        "هل تختلف الصحف في عدد الضحايا؟",
    ],
)
def test_it_is_asked(question: str) -> None:
    assert compares_sources(question)


@pytest.mark.parametrize(
    "question", ["Qui dirige le port ?", "Combien de morts a fait la crue ?", "Who runs the port?"]
)
def test_it_is_not_asked(question: str) -> None:
    assert not compares_sources(question)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Qui dirige le port ? Les journaux disent-ils la même chose ?", "Qui dirige le port ?"),
        ("D'un journal à l'autre, quel est le bilan de la crue ?", "quel est le bilan de la crue ?"),
        ("Quel bilan donne chaque journal ? Ils ne donnent pas le même.", "Quel bilan ?"),
        ("Le bac a-t-il coulé mardi ou mercredi ? Comparez.", "Le bac a-t-il coulé mardi ou mercredi ?"),
        ("Les sources divergent-elles sur l'heure ?", "Les sources divergent-elles sur l'heure ?"),
        ("Que disent les articles ?", "Que disent les articles ?"),
        ("Quel jour le quotidien a-t-il changé de nom ?", "Quel jour le quotidien a-t-il changé de nom ?"),
    ],
)
def test_what_is_compared_is_the_subject(question: str, subject: str) -> None:
    assert without_comparison(question) == subject
    assert without_comparison(subject) == subject


@given(st.text(alphabet="ab ,.?;!", max_size=30).map(lambda more: f"Les journaux diffèrent. {more} Le port ?"))
def test_no_subject_is_lost(question: str) -> None:
    assert "port" in without_comparison(question)
