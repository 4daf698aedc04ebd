"""Markdown: front matter read, marks taken off."""

from __future__ import annotations

from page_builders import article_from

from sourcier.corpus import Known
from sourcier.schema import Article

BODY = """\
# Le bac *reprend* du service

![Le bac](bac.jpg)

Le bac de **Port-Louan** a repris lundi [son service](https://example.org), a dit le maire, _Yves Kerlan_.

## Deux ans d'arrêt

> Nous n'y croyions plus, avoue la patronne du café de la cale, ouverte depuis 1998 et jamais rénovée.

<!-- CANARI -->
***

Le billet coûtera 1,50 € : 3 * 2 * 1 = 6, note snake_case_ici le comptable de la régie, ravi de son tableau.
"""
FRONT = "---\ntitle: Le bac est revenu\nauthor: [Anne Le Goff, Luc Morvan]\nsource: Le Phare\ndate: 2024-03-12\n---\n"


def read(text: str) -> Article:
    return article_from(text.encode(), "a.md", Known())


def test_marks_are_taken_off() -> None:
    article = read(BODY)
    assert article.title == "Le bac reprend du service"
    assert article.text.split("\n\n") == [
        "Le bac de Port-Louan a repris lundi son service, a dit le maire, Yves Kerlan.",
        "Deux ans d'arrêt",
        "Nous n'y croyions plus, avoue la patronne du café de la cale, ouverte depuis 1998 et jamais rénovée.",
        "Le billet coûtera 1,50 € : 3 * 2 * 1 = 6, note snake_case_ici le comptable de la régie, ravi de son tableau.",
    ]


def test_the_front_matter_is_believed() -> None:
    article = read(FRONT + BODY)
    assert (article.title, article.byline, article.outlet) == (
        "Le bac est revenu",
        "Anne Le Goff, Luc Morvan",
        "Le Phare",
    )
    assert article.published is not None
    assert article.published.model_dump(mode="json") == {"value": "2024-03-12", "precision": "day", "basis": "metadata"}
    assert "title: Le bac est revenu" in article.removed
    assert "source" not in article.text


def test_a_broken_front_matter_costs_nothing_but_itself() -> None:
    for front in ("---\ntitle: [\n---\n", "---\njuste du texte\n---\n", "---\ndate: 2024-99-99\n---\n", "---\n"):
        article = read(front + BODY)
        assert article.title == "Le bac reprend du service"
        assert article.text.startswith("Le bac de Port-Louan")


def test_wrapped_paragraphs_are_joined() -> None:
    article = read(
        "Le bac reprend du service à Port-Louan\n======================================\n\n"
        "Le bac de Port-Louan a repris lundi son service, a\nannoncé le maire, Yves Kerlan, devant une trentaine\n"
        "d'habitants et de pêcheurs venus de la rive sud\nde la rade pour l'occasion.\n"
    )
    assert article.title == "Le bac reprend du service à Port-Louan"
    assert article.text == (
        "Le bac de Port-Louan a repris lundi son service, a annoncé le maire, Yves Kerlan, devant une trentaine "
        "d'habitants et de pêcheurs venus de la rive sud de la rade pour l'occasion."
    )
