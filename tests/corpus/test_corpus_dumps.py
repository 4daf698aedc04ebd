"""Texts that programs made of pages: marks go and words stay; one long line is cut where no sentence runs on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus.boilerplate import read_scrape
from sourcier.corpus.dumps import unmarked
from sourcier.corpus.interface import is_interface
from sourcier.corpus.names import byline_of, is_section, signed_names
from sourcier.corpus.runon import unrun

PROSE = (
    "Le bac de Port-Louan a repris son service lundi matin, après onze jours d'arrêt dus à une avarie de barre. "
    "Les habitants de l'île devaient jusque-là passer par le pont de Bray, à quarante kilomètres en amont."
)


def test_numbers_of_links_go_and_footnotes_stay() -> None:
    dump = unmarked("[1]Accueil\n[2]Sports\nLe [3]maire de Bray l'a dit.[4]\n[5]Contact\nSelon une étude [6].")
    assert dump.text.split("\n") == [
        "Accueil",
        "Sports",
        "Le maire de Bray l'a dit.[4]",
        "Contact",
        "Selon une étude [6].",
    ]


def test_brackets_of_an_article_are_its_own() -> None:
    text = "« Il [le maire] a menti », dit-elle. Le *Phare* l'a écrit.\n[...] On attend la suite."
    assert unmarked(text).text == text


def test_lines_of_links_are_kept_apart_and_the_heading_is_the_title() -> None:
    dump = unmarked(
        "[Accueil](/)\n* [Sports](/s)\n[ ![vue](/v.jpg) Le pont rouvre ](/p)\n# Le bac *reprend*\nLe [bac](/b) est là."
    )
    assert dump.apart == {"Accueil", "Sports", "vue Le pont rouvre"}
    assert dump.title == "Le bac reprend"
    assert "Le bac est là." in dump.text


LETTERS = st.text(st.sampled_from("ab É.«»[]()*_#>!-\n1/:"), max_size=60)


@given(LETTERS)
def test_a_text_without_marks_or_links_keeps_its_words(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert unmarked(plain).text == plain


@given(LETTERS, st.booleans())
def test_no_letter_is_made_up(text: str, markdown: bool) -> None:
    dump = unmarked(text, markdown=markdown)
    assert {letter for letter in dump.text if letter.isalpha()} <= set(text)


@given(
    st.lists(
        st.sampled_from(
            [PROSE, "Publicité", "Publié le 12 mars 2024 à 10h12", "Partager Facebook Twitter", "Mentions légales"]
        )
    )
)
def test_cutting_a_line_changes_no_word(parts: list[str]) -> None:
    text = " ".join(parts)
    assert unrun(text).split() == text.split()


def test_a_long_paragraph_is_not_cut() -> None:
    assert unrun(" ".join([PROSE] * 12)) == " ".join([PROSE] * 12)


def test_a_page_on_one_line_gives_its_article() -> None:
    page = (
        "Accueil Politique Sport Culture Connexion Le bac de Port-Louan reprend son service Publié le 12 mars 2024 à "
        f"10h12 Partager Facebook Twitter WhatsApp {PROSE} Publicité {' '.join([PROSE.replace('lundi', 'hier')] * 5)} "
        "À lire aussi Le pont de Bray fermé aux camions Les pêcheurs, eux, attendent toujours. Sur le même sujet "
        "Une île coupée du monde "
        "Mentions légales Gestion des cookies"
    )
    scrape = read_scrape(page)
    assert scrape.title == "Le bac de Port-Louan reprend son service"
    assert str(scrape.published and scrape.published.value) == "2024-03-12"
    assert scrape.paragraphs[0] == PROSE
    assert scrape.paragraphs[-1] == "Les pêcheurs, eux, attendent toujours."
    assert "Le pont de Bray fermé aux camions" in scrape.removed


@pytest.mark.parametrize(
    "line",
    [
        "partager ce post",
        "voir tous les commentaires",
        "offrir l'article",
        "signaler une coquille",
        "1 254 vues 3 min",
        "commenter",
    ],
)
def test_lines_of_buttons_and_counters(line: str) -> None:
    assert is_interface(line)


@pytest.mark.parametrize(
    "line",
    [
        "partager les couts",
        "lire et ecrire",
        "12 points",
        "newsletters, podcasts et cookies",
        "voir venise et mourir",
        "3 jours",
        "",
    ],
)
def test_headings_of_articles_are_no_buttons(line: str) -> None:
    assert not is_interface(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Anne Le Goff, Luc Roux et Yves Kerlan", "Anne Le Goff, Luc Roux et Yves Kerlan"),
        ("Par Anne Le Goff, correspondante à Rome", "Anne Le Goff"),
        ("Anne Le Goff (stagiaire)", "Anne Le Goff"),
        ("Anne Le Goff 22 octobre 2024 À 11:15", "Anne Le Goff"),
        ("juin 19, 2025 Anne Le Goff", "Anne Le Goff"),
        ("Anne Le Goff. Publié le 12/03/2024 à 10h12", "Anne Le Goff"),
        ("La Gazette avec AFP et Reuters", "La Gazette avec AFP et Reuters"),
        ("ms/adk", "ms/adk"),
        ("Par eBay", None),
        ("Par la force des choses", None),
        ("Lundi, à Bray", None),
    ],
)
def test_who_signs(line: str, name: str | None) -> None:
    assert byline_of(line) == name


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Anne Le Goff; Luc Roux", ["Anne Le Goff", "Luc Roux"]),
        ("Par Anne Le Goff et Luc Roux, à Rome", ["Anne Le Goff", "Luc Roux"]),
        ("Anne Le Goff <anne@phare.example>", ["Anne Le Goff"]),
        ("@annelegoff", []),
        ("https://www.facebook.com/lephare", []),
        ("Super Utilisateur", []),
        ("Anne Le Goff. Publié le 12 mars 2024", ["Anne Le Goff"]),
        ("", []),
    ],
)
def test_names_in_a_field(field: str, names: list[str]) -> None:
    assert signed_names(field) == names


def test_a_menu_is_a_section_however_long() -> None:
    assert is_section("Accueil Politique Économie Sport Culture Vidéos Newsletters Connexion")
    assert not is_section("La politique du maire")
