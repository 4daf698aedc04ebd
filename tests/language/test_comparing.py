"""Questions of how sources stand to each other."""

from __future__ import annotations

import pytest

from sourcier.language.comparing import compares_sources


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
