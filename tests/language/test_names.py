"""Proper names and figures by their shape."""

from __future__ import annotations

import pytest

from sourcier.language.names import figures, name_terms, proper_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le maire Paul Veyrac a vu Odile de la Tour à Saint-Brieuc.",
            ["Paul Veyrac", "Odile de la Tour", "Saint-Brieuc"],
        ),
        ("Selon Paul Veyrac, rien.", ["Paul Veyrac"]),
        ("L'Élysée et la SNCF", ["Élysée", "SNCF"]),
        ("Veyrac part. Vaubrac reste.", []),
        ("Il parle à Veyrac.", ["Veyrac"]),
        ("DGSE et G20", ["DGSE", "G20"]),
        ("M. Veyrac et Mme Loti partent.", ["Veyrac", "Loti"]),
        ("Mme Orsenne part.", ["Orsenne"]),
        ("J.-P. Marin, A. Roux et Ph. Cros", ["Marin", "Roux", "Cros"]),
        ("Dr. Amar, Mgr. Costa", ["Amar", "Costa"]),
        ("au Quai d'Orsay", ["Quai d'Orsay"]),
        ("avec Jean-Pierre Le Goff", ["Jean-Pierre Le Goff"]),
        ("avec Édith Œil", ["Édith Œil"]),
        ("avec Jean\u00a0Valbert", ["Jean\u00a0Valbert"]),
        ("Quand Vaubrac a-t-il fermé ?", ["Vaubrac"]),
        ("Reste-t-il gratuit ? Va-t-elle partir ?", []),
        ("Le pont. « Demain », dit-il.", []),
        ("", []),
    ],
)
def test_proper_names(text: str, expected: list[str]) -> None:
    assert proper_names(text) == expected


def test_name_terms_know_neither_accents_nor_titles() -> None:
    assert name_terms("avec Mme Hélène Ségal") == name_terms("avec HELENE SEGAL") == {"helen", "segal"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 500 blessés, 1.500 morts", {"1500"}),
        ("4,4 % en 2024", {"4.4", "2024"}),
        ("la 3e fois, le 1er juin", {"3", "1"}),
        ("trois", {"3"}),
    ],
)
def test_figures_are_values(text: str, expected: set[str]) -> None:
    assert figures(text) == expected
