"""Raw text scrapes: annotated pages of invented papers come out to the letter, and every line is accounted for."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from annotated_scrapes import AnnotatedScrape, annotated_scrapes
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus import read_folder
from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.phrases import kind_of
from sourcier.corpus.reading import clean
from sourcier.corpus.wrapping import lines_of

SEEDS = Path(__file__).parents[2] / "seeds"
SCRAPES = annotated_scrapes()
UNSPACED = [scrape for scrape in SCRAPES if "\n\n" not in scrape.raw.strip()]


@pytest.mark.parametrize("scrape", SCRAPES, ids=lambda scrape: scrape.name)
def test_the_body_comes_out_whole_and_alone(scrape: AnnotatedScrape) -> None:
    read = read_scrape(scrape.raw)
    assert tuple(line for line in read.paragraphs if line not in scrape.doubtful) == scrape.body
    assert (read.title or "") == scrape.title
    published = read.published and f"{read.published.value} {read.published.precision} {read.published.basis}"
    found = {"byline": read.byline, "outlet": read.outlet, "published": published}
    assert {field: found[field] for field in scrape.said} == scrape.said


@pytest.mark.parametrize("scrape", SCRAPES, ids=lambda scrape: scrape.name)
def test_what_is_removed_can_be_looked_at_in_order(scrape: AnnotatedScrape) -> None:
    removed = [line for line in read_scrape(scrape.raw).removed if line != scrape.title]
    around = [line for line in scrape.around if line != scrape.title]
    # Lines of the page may be cut or joined, where the text is wrapped or was written on one line: their words stay.
    assert " ".join(removed).split() == " ".join(around).split()


def test_over_all_scrapes_little_is_kept_and_nothing_lost() -> None:
    around = kept = body = lost = 0
    for scrape in SCRAPES:
        paragraphs = read_scrape(scrape.raw).paragraphs
        around += sum(map(len, (*scrape.around, *scrape.doubtful)))
        kept += sum(len(line) for line in paragraphs if line not in scrape.body)
        body += sum(map(len, scrape.body))
        lost += sum(len(line) for line in scrape.body if line not in paragraphs)
    assert kept <= 0.02 * around
    assert lost <= 0.01 * body


@pytest.mark.parametrize("spread", ["\n\n", "\r\n", "\n \t\n\n"], ids=["blank lines", "CRLF", "wide gaps"])
def test_the_spacing_of_lines_hardly_matters(spread: str) -> None:
    body = kept = around = 0
    for scrape in UNSPACED:
        read = read_scrape(clean(scrape.raw.replace("\n", spread)))
        body += sum(len(line) for line in scrape.body)
        kept += sum(len(line) for line in read.paragraphs if line in scrape.body)
        around += sum(len(line) for line in read.paragraphs if line not in scrape.body)
    assert len(UNSPACED) >= 25
    assert kept >= 0.99 * body
    assert around <= 0.02 * body


CLEAN_SEEDS = {
    "000": (["hier jeudi et ce vendredi", "la criminalité transfrontalière"], ["+ La visite"]),
    "001": (["Nouvelle occasion de marquer", "26 juillet au 11 août 2024 à Paris"], ["Lire :", "a sonné", "apportera"]),
    "002": (
        ["du 26 au 28 juin 2024", "Médaille d’honneur d’or"],
        ["REPLY", "Sahirou", "commentaire", "Accueil", "mobile"],
    ),
    "003": (
        ["ce mardi", "Examen des enjeux sécuritaires clés", "sécurité régionale et mondiale"],
        ["2024", "Panama", "Accueil", "lecture", "© DR", "e-mail", "Mbaye", "LeBrief", "Voir plus"],
    ),
    "004": (
        ["Ce mardi à Rabat", "enjeux sécuritaires contemporains"],
        ["07:34", "E-visa", "Hakimi", "Facebook", "Gambie"],
    ),
}


@pytest.mark.parametrize("seed", CLEAN_SEEDS)
def test_the_seeds_come_out_clean(seed: str) -> None:
    [article] = [article for article in read_folder(SEEDS).articles if article.path.startswith(seed)]
    inside, outside = CLEAN_SEEDS[seed]
    assert [phrase for phrase in inside if phrase not in article.text] == []
    assert [phrase for phrase in outside if phrase in article.text] == []
    assert article.title not in article.text
    assert article.text == unicodedata.normalize("NFC", article.text)
    assert article.language == "fr"


def test_the_seeds_are_dated_by_their_editor_and_not_by_other_articles() -> None:
    reading = read_folder(SEEDS)
    published = {article.path[:3]: article.published for article in reading.articles}
    assert reading.skipped == ()
    assert {seed: f"{date.value} {date.precision} {date.basis}" for seed, date in published.items() if date} == {
        "000": "2023-12-15 day sidecar",
        "001": "2023-12-01 month sidecar",
        "002": "2024-06-01 month sidecar",
        "003": "2023-12-12 day sidecar",
        "004": "2025-06-01 month sidecar",
    }


SENTENCES = [
    "Lire est un plaisir que le confinement a rendu à beaucoup de Français, selon une enquête publiée lundi.",
    "Voir aussi loin dans le passé demande un miroir de huit mètres de large, posé au sommet d'une montagne sèche.",
    "Accueillir les réfugiés coûtera 12 millions d'euros à la ville, selon le maire.",
    "Publié en 1932, le roman avait été oublié jusqu'à sa réédition par un petit éditeur de Nantes.",
    "Par ailleurs, le préfet a rappelé que les feux étaient interdits.",
    "Partager la facture entre les communes est la seule solution, estime le sous-préfet.",
    "Suivez le canal jusqu'à l'écluse : c'est là que le drame s'est noué, il y a trente ans.",
    "Commentant la décision, l'avocat a parlé d'un « soulagement ».",
    "Le photographe de l'agence, présent sur place, a vu deux blessés.",
    "À 18h30, les pompiers étaient toujours sur place.",
    "Abonnés et spectateurs ont applaudi le chef pendant douze minutes.",
    "Tous les articles de la loi ont été votés, sauf le neuvième.",
    "Le 12 mars 2024, la cour a condamné l'entreprise à 300 000 euros d'amende.",
    "Les cookies déposés sans accord ont valu au groupe une amende record.",
    "2024 fut l'année la plus chaude jamais mesurée.",
    "La suite de l'enquête dira si le frein était en cause.",
    "Plus de 300 personnes ont défilé.",
    "Le site, mis à jour le 12 mars 2024, recense quarante écoles fermées.",
    "Publié le 12 mars 2024, le rapport critique ces choix.",
    "La rédaction a lancé quatre newsletters : la première, envoyée à 6 h 30, compte déjà 31 000 inscrits.",
    "Abonnez-vous, donc. Mais à peu de choses, et à pied.",
    "Partager les coûts avec d'autres titres est une autre piste, étudiée depuis le mois de mars.",
    "Vous écrivez que nous vivons au milieu de fantômes de rivières. Que voulez-vous dire ?",
    "Les cookies sortent du four à 17 heures, et il n'en reste plus un à la demie.",
    "Lire la loi ne suffit pas : il faut encore que quelqu'un l'applique, dit l'avocate.",
    "Ajoutez les noix et la farine, puis les blancs montés en neige.",
    "La photo, prise en 1944, montre le pont quelques heures avant sa destruction.",
    "L'article 3 du projet de loi a été supprimé par 214 voix contre 108.",
    "Menu complet à 12 euros, nappes à carreaux : l'auberge n'a pas changé.",
    "Vos données sont utilisées par des courtiers pour fixer le prix de l'assurance, prévient la juriste.",
    "En cliquant sur le lien, la victime a livré ses mots de passe à un réseau installé à l'étranger.",
    "Nos voisins partent en mer, tous les matins.",
    "Début de la liste des blessés : le préfet l'a lue lundi devant les familles, sans donner de noms de rue.",
    "« Nous n'avons ni actionnaire ni publicité, et vous, lecteurs, le savez », a dit la directrice du journal.",
    "Regarder le journal en famille est une habitude qui se perd, selon la sociologue.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_articles_are_not_taken_for_the_page(sentence: str) -> None:
    assert kind_of(sentence) is None
    read = read_scrape(f"Le bac de Port-Louan reprend\n\n{SENTENCES[0]}\n\n{sentence}\n\n{SENTENCES[4]}")
    assert sentence in read.paragraphs


def test_a_page_of_nothing_but_other_pages_is_kept_rather_than_emptied() -> None:
    lines = ["Lire aussi : Le pont rouvre", "Lire aussi : Le bac ferme", "Partager"]
    read = read_scrape("\n".join(lines))
    assert "Lire aussi : Le bac ferme" in read.paragraphs


def test_when_the_rules_would_take_most_sentences_all_stay() -> None:
    sentence = (
        "Lire aussi : le maire a dit lundi que le pont de Bray serait rouvert avant l'hiver, {}, aux voitures légères."
    )
    prose = [sentence.format(f"sauf le {day} du mois") for day in range(1, 8)]
    read = read_scrape(
        "\n\n".join(
            [
                "Le pont de Bray sera rouvert",
                *prose,
                "Le conseil votera en mai, a-t-il dit aux habitants réunis au gymnase.",
            ]
        )
    )
    assert set(prose) <= set(read.paragraphs)


ODD_LINES = ["", "x", "Été", "— Non.", "1. Un", "\t", "2024", "«", "+ Au +", "07:30", "07h30 Le pont de Bray rouvre"]
LINES = st.sampled_from([*sorted({line for scrape in SCRAPES for line in (*scrape.body, *scrape.around)}), *ODD_LINES])


@given(st.lists(LINES, max_size=25))
def test_every_line_is_kept_removed_or_the_title(lines: list[str]) -> None:
    read = read_scrape("\n".join(lines))
    said = _letters(*_parts(read))
    for line in lines:
        assert _letters(line) in said or all(_letters(part) in said for part in re.split(r"(?<=[.!?»…)])\s+", line))


@given(st.lists(LINES, max_size=25))
def test_a_text_with_words_never_comes_out_empty(lines: list[str]) -> None:
    read = read_scrape("\n".join(lines))
    assert bool(read.paragraphs) == any(line.strip() for line in lines)
    assert all(paragraph == " ".join(paragraph.split()) != "" for paragraph in read.paragraphs)


@given(st.lists(LINES, max_size=25))
def test_joining_wrapped_lines_twice_changes_nothing(lines: list[str]) -> None:
    once = lines_of("\n".join(lines))
    again = lines_of("\n".join(("\n" if line.gap else "") + line.text for line in once))
    assert [line.text for line in again] == [line.text for line in once]


def _parts(read: Scrape) -> tuple[str, ...]:
    return (*read.paragraphs, *read.removed, read.title or "")


def _letters(*texts: str) -> str:
    return "\n".join(re.sub(r"[\s-]", "", text) for text in texts)


def test_a_guest_is_said_who_he_is_by_the_text_and_a_journalist_by_the_page() -> None:
    body = ["Le bac de Bray a repris lundi, avec douze jours de retard sur le calendrier.", SENTENCES[0], SENTENCES[1]]
    boxes = ["Anne Le Goff est journaliste au service Régions.", "Anne Le Goff est l'autrice de « Bacs » (Rive)."]
    kept = [read_scrape("\n".join(["Le bac reprend", "Par Anne Le Goff", *body, box])).paragraphs for box in boxes]
    assert [paragraphs == tuple(body) for paragraphs in kept] == [True, False]


def test_a_name_and_its_place_sign() -> None:
    body = "\n".join(SENTENCES[:2])
    signatures = [
        "Luc Roux, à Bray",
        "Luc Roux |",
        "Publié le 12 mars 2024 par Luc",
        "Soumis par Luc Roux le mar 12/03/2024",
    ]
    read = [read_scrape(f"Le bac reprend du service\n{signature}\n{body}").byline for signature in signatures]
    assert read == ["Luc Roux", "Luc Roux", "Luc", "Luc Roux"]


@pytest.mark.parametrize(
    "headline",
    ["Ligne Montaigre–Port-Salvan : une facture de 3,6 milliards", "Pont de Bray : 4,5 millions de trop"],
)
def test_a_decimal_in_a_headline_is_not_the_date_of_a_signature(headline: str) -> None:
    body = "Le chantier prendra deux ans de plus. La ministre l'a annoncé lundi devant les élus de la région."
    scrape = read_scrape(f"{headline}\n\n{body}")
    assert (scrape.title, scrape.byline, scrape.removed) == (headline, None, ())
