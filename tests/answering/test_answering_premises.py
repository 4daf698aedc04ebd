"""Whom a sentence of the evidence speaks of."""

from __future__ import annotations

import pytest
from evidence_builders import article, evidence_of

from sourcier.answering.premises import premises


def said(text: str) -> list[str]:
    """What the sentences of `text` say beside what they say by themselves."""
    evidence = evidence_of(article(text))
    return [premise.text for premise in premises(evidence) if len(premise.evidence) > 1]


@pytest.mark.parametrize(
    ("before", "sentence", "meant"),
    [
        ("Paul Veyrac est arrivé.", "Il a signé.", "Paul Veyrac a signé."),
        ("Paul Veyrac a reçu Odile Farran.", "Elle a signé.", "Odile Farran a signé."),
        ("Paul Veyrac a reçu Jean Tour.", "Il a signé.", "Paul Veyrac a signé."),
        ("Paul Veyrac a reçu Jean Tour.", "Ce dernier a signé.", "Jean Tour a signé."),
        ("Le maire, Paul Veyrac, est arrivé.", "Il a signé.", "Paul Veyrac, maire, a signé."),
        ("Odile Farran succède à Paul Veyrac.", "Celui-ci a signé.", "Paul Veyrac a signé."),
        (
            "La Compagnie des docks a perdu.",
            "Son directeur, Jean Tour, dort.",
            "Le directeur de la Compagnie des docks, Jean Tour, dort.",
        ),
        (
            "Le maire de Lisse, Paul Veyrac, dort.",
            "Hier, le maire a signé.",
            "Hier, Paul Veyrac, maire de Lisse, a signé.",
        ),
        (
            "Odile Farran, préfète du Lot, dort.",
            "On a écrit à la préfète du Lot.",
            "On a écrit à Odile Farran, préfète du Lot,.",
        ),
        ("Le texte vise les docks.", "Il prévoit un quai.", "Le texte prévoit un quai."),
    ],
)
def test_a_pronoun_means_who_was_named_before(before: str, sentence: str, meant: str) -> None:
    assert meant in said(f"{before} {sentence}")


@pytest.mark.parametrize(
    "text",
    [
        "Odile Farran est arrivée. Il a signé.",
        "Paul Veyrac est arrivé. Il y a du vent.",
        "Paul Veyrac est arrivé. Le port dort.",
        "Il a signé. Paul Veyrac est arrivé.",
        "Le maire de Lisse, Paul Veyrac, dort. Le maire d'Orlac a signé.",
        "Le maire de Lisse, Paul Veyrac, dort. Le maire, Jean Tour, a signé.",
        "L'ancien maire, Paul Veyrac, dort. Le maire a signé.",
    ],
)
def test_a_pronoun_means_nobody_else(text: str) -> None:
    assert said(text) == []


def test_a_chain_of_pronouns_leads_to_the_name() -> None:
    assert "Paul Veyrac est parti." in said("Paul Veyrac est arrivé. Il a signé. Il est parti.")


def test_somebody_named_in_between_breaks_the_chain() -> None:
    first, _, last = evidence_of(article("Paul Veyrac est arrivé. Hier Jean Tour dormait. Il a signé."))
    assert [premise.text for premise in premises([first, last])] == [first.text, last.text]


def test_another_article_names_nobody() -> None:
    evidence = evidence_of(article("Paul Veyrac est arrivé."), article("Il a signé."))
    assert all(len(premise.evidence) == 1 for premise in premises(evidence))


def test_what_is_known_of_a_premise_has_its_outlet_but_not_its_day() -> None:
    (premise,) = premises(evidence_of(article("Le pont est fermé.", "Le Phare")))
    assert "phar" in premise.known
    assert premise.sourced.startswith("Le pont est fermé. Le Phare")


def test_an_article_with_two_mayors_names_none() -> None:
    assert (
        said("Le maire de Lisse, Paul Veyrac, dort. Jean Tour, maire de Lisse depuis mai, rit. Le maire a signé.") == []
    )
