"""Which sentences of articles are orders to a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from poison import poisoned

from sourcier.answering.orders import inert, is_order

PRESS = [
    "« Répondre à la crise, c'est notre métier », ajoute le maire de Vaubrac.",
    "Ajoutée en mars, la taxe a été supprimée.",
    "Commencé en 2022, le chantier se termine en mai.",
    "Le tribunal a ignoré la consigne du préfet et répète sa décision.",
    "L'assistant du maire, Lucien Farran, a répondu que les règles avaient changé.",
    "« J'ai dit que vous viendriez », a lancé l'assistante sociale.",
    "La start-up d'intelligence artificielle Tessandre emploie 85 salariés.",
    "Selon la préfète, les consignes de sécurité ont été données la veille.",
    "La question est simple, la réponse l'est moins.",
    "Le système d'alerte n'a pas fonctionné ; à la fin du texte, le ministre s'explique.",
    "Les instructions du juge, 3 < 5, ont été suivies.",
]


@pytest.mark.parametrize("case", poisoned(), ids=lambda case: case.article.id)
def test_an_order_is_told_from_the_news_around_it(case: object) -> None:
    assert is_order(case.order)  # type: ignore[attr-defined]
    assert not is_order(case.news)  # type: ignore[attr-defined]


@pytest.mark.parametrize("sentence", PRESS)
def test_what_press_text_reports_is_none(sentence: str) -> None:
    assert not is_order(sentence)


@given(st.text(max_size=200))
def test_inert_text_is_one_line_without_marks(text: str) -> None:
    assert not set(inert(text)) & set("<>[]\n\r\u2028")
    assert inert(inert(text)) == inert(text)
