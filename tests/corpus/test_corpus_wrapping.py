"""Texts wrapped at a width: a paragraph is one line again; texts that are not wrapped keep their lines."""

from __future__ import annotations

import textwrap

import pytest
from annotated_scrapes import annotated_scrapes
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus.wrapping import lines_of

PROSE = sorted(line for scrape in annotated_scrapes() for line in scrape.body if len(line) > 140 and "- " not in line)


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


@given(st.lists(st.sampled_from(PROSE), min_size=4, max_size=8, unique=True), st.integers(50, 80))
def test_wrapped_paragraphs_come_back(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in paragraphs)
    assert texts(wrapped) == paragraphs


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=6), st.sampled_from(["\n", "\n\n"]))
def test_paragraphs_on_one_line_stay(paragraphs: list[str], between: str) -> None:
    assert texts(between.join(paragraphs)) == paragraphs


def test_headings_and_lists_between_wrapped_paragraphs_stay() -> None:
    wrapped = [textwrap.fill(line, 70, break_on_hyphens=False) for line in PROSE[:2]]
    text = "\n".join(
        ["Le titre de l'article", wrapped[0], "", "Un intertitre", "", wrapped[1], "- Un point", "- Un autre point"]
    )
    assert texts(text) == [
        "Le titre de l'article",
        PROSE[0],
        "Un intertitre",
        PROSE[1],
        "- Un point",
        "- Un autre point",
    ]


@pytest.mark.parametrize(
    ("cut", "joined"),
    [
        ("la coopéra-\ntion entre les deux villes", "la coopération entre les deux villes"),
        ("les accords franco-\nmarocains de la rentrée", "les accords franco-marocains de la rentrée"),
        ("le maire de Bray-\nsur-Oust et ses adjoints", "le maire de Bray-sur-Oust et ses adjoints"),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_mended(cut: str, joined: str) -> None:
    rest = (
        "et les habitants du quartier de la gare de Bray-sur-Oust\nont demandé lundi que le pont soit rouvert avant\n"
    )
    text = f"{rest}que les pluies de l'automne ne gonflent la rivière et que {cut}\nne soient oubliés par le préfet."
    [paragraph] = texts(text)
    assert joined in paragraph
