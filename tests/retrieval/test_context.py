"""What a sentence needs to be understood away from its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from model_fakes import FakeEmbedder
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
from sourcier.retrieval.context import DATELINE, context_of
from sourcier.retrieval.evidence import sentence_text

ARTICLE = """Le port de Vaubrac change de tête

Bastien Corvelle prend mardi la direction du port de Vaubrac. Il succède à Mathilde Orsenne. Elle présidera le musée.

Un chantier attendu

Le quai nord sera refait dès le printemps prochain, a annoncé la mairie. Il faut compter deux ans de travaux. Ce \
projet coûtera 14 millions d'euros.

Les riverains, eux, demandent un mur contre le bruit."""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "port.txt").write_text(ARTICLE, "utf-8")
    build_index(tmp_path / "press", tmp_path / "store", FakeEmbedder())
    return Index(tmp_path / "store", FakeEmbedder())


@pytest.mark.parametrize(
    ("beginning", "context"),
    [
        ("Bastien Corvelle", ""),
        ("Il succède", "Bastien Corvelle prend mardi la direction du port de Vaubrac."),
        (
            "Elle présidera",
            "Bastien Corvelle prend mardi la direction du port de Vaubrac. Il succède à Mathilde Orsenne.",
        ),
        ("Le quai nord", "Un chantier attendu"),
        ("Il faut", "Un chantier attendu"),
        ("Ce projet", "Un chantier attendu Il faut compter deux ans de travaux."),
        ("Les riverains", "Un chantier attendu"),
    ],
)
def test_a_sentence_has_its_heading_and_what_it_points_back_to(index: Index, beginning: str, context: str) -> None:
    (row,) = (row for row in range(len(index.sentences)) if sentence_text(index, row).startswith(beginning))
    assert " ".join(context_of(index, row)) == context


def test_what_opens_a_paragraph_holds_until_the_next(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "direct.txt").write_text(
        "ORLAC, 3 mai (ACP) – La crue monte depuis hier soir. Les écoles sont fermées.\n\n"
        "Deux ponts ont été coupés par prudence.\n\n"
        "14h05 : Le préfet demande de rester chez soi. Les pompiers ont évacué douze personnes.\n\n"
        "Vaubrac (ACP) — La décrue commence. La route du sud reste barrée, selon la gendarmerie.",
        "utf-8",
    )
    build_index(tmp_path / "press", tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    assert [" ".join(context_of(index, row)) for row in range(len(index.sentences))] == [
        "",
        "ORLAC, 3 mai (ACP) –",
        "ORLAC, 3 mai (ACP) –",
        "",
        "14h05 :",
        "",
        "Vaubrac (ACP) —",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "ORLAC, 3 mai –",
        "ORLAC, 1er févr. 2024 –",
        "Orlac, mardi 3 MAI 2024 à 10h –",
        "Sainte-Ylie, le 12/03/2024 -",
        "VAUBRAC, August 3 (ACP) –",
        "VAUBRAC, 3 août 2024 (ACP) -",
    ],
)
def test_a_place_with_a_day_is_a_dateline(opening: str) -> None:
    found = DATELINE.match(f"{opening} La crue monte.")
    assert found is not None
    assert found[0] == opening


@pytest.mark.parametrize(
    "opening",
    [
        "Odile Marchand, 34 ans –",
        "Paul Veyrac, 52 ans -",
        "Orlac-Vaubrac, 2-1 -",
        "Article 49, alinéa 3 –",
        "Ligne 7, 12 stations –",
        "Odile Marchand, née le 3 mai 1990 –",
    ],
)
def test_a_number_alone_is_no_day(opening: str) -> None:
    assert not DATELINE.match(f"{opening} La suite demain.")


def test_nothing_is_taken_from_another_article(index: Index) -> None:
    assert context_of(index, 0) == []
