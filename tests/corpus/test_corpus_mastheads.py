"""Papers named over and under a title, and who signs an interview: read, and taken for nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus.boilerplate import read_scrape
from sourcier.corpus.dating import is_header, paper_in_header
from sourcier.corpus.mastheads import is_masthead, may_be_masthead
from sourcier.corpus.names import byline_of, is_desk, is_section, signature_behind
from sourcier.corpus.phrases import kind_of
from sourcier.language.dates import MONTHS, WEEKDAYS

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "headed_cases.yaml").read_text("utf-8"))
TITLE = "Le marché couvert rouvre ses portes samedi"
BODY = (
    "Le conseil a tranché lundi soir, après trois heures de débats parfois houleux. Les travaux commenceront au "
    "printemps, selon le maire, Yves Kerlan.",
    "La facture, elle, reste à partager entre les sept communes. « Nous avons tenu parole », assure le président du "
    "syndicat, qui n'a pas voulu donner de montant.",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stands_around_an_article_is_read_and_the_article_is_whole(case: dict[str, Any]) -> None:
    read = read_scrape(case["text"].replace("{body}", "\n\n".join(BODY)))
    assert read.paragraphs == (*case.get("first", ()), *BODY, *case.get("last", ()))
    assert (read.title, read.outlet, read.byline) == (case["title"], case["outlet"], case["byline"])
    assert (read.published and read.published.value) == case["published"]


def test_many_cases_are_traps() -> None:
    traps = [case for case in CASES if case["name"].startswith("NOT")]
    assert len(CASES) >= 55
    assert len(traps) >= 20


MASTHEADS = (
    "Le Réveil cauchois",
    "Le Progrès social",
    "La Gazette des communes",
    "La Revue des chemins creux",
    "L'Écho de Bray",
    "L’Éclaireur du Vexin",
    "La Voix de l'Aven",
    "Les Nouvelles de Port-Louan",
    "Courrier de Bray",
    "Aven-Matin",
    "Bray Soir",
    "BRAY SOIR",
    "Radio Sarmance",
    "Télé Lorbe 24",
    "LA DÉPÊCHE DU VAL",
    "Agence de presse du Sorlan",
    "Ici Bray",
    "Bray Sports",
    "Le National du soir",
)


@pytest.mark.parametrize("name", MASTHEADS)
def test_a_masthead_is_told_by_how_it_is_written(name: str) -> None:
    assert is_masthead(name)
    assert byline_of(name) is None
    assert byline_of(f"{name} - mardi 12 mars 2024") is None
    assert paper_in_header(f"{name} - mardi 12 mars 2024") == name
    assert paper_in_header(f"{name}, 12 mars 2024") == name
    assert paper_in_header(f"Mardi 12 mars 2024 | {name} | Page 4") == name


NO_MASTHEADS = (
    "Le réveil du volcan",
    "Le Réveil du volcan d'Aubrac inquiète",
    "Le Monde et Le Phare s'allient",
    "Le Courrier de Bray change de mains",
    "La Voix de Bray condamnée en appel",
    "L'Écho de Bray : la fin d'une époque",
    "La Presse en crise",
    "L'Avenir de l'école",
    "La Vie des communes",
    "Le Temps des cerises",
    "Le Journal d'un braconnier",
    "La Nouvelle-Sarmance",
    "Le Havre",
    "Le Conseil d'État",
    "L'Union européenne",
    "Le Sénat adopte la loi",
    "Jeanne Morvan",
    "Hervé de La Motte",
    "Revue de presse",
    "La Revue de presse",
    "Le Courrier des lecteurs",
    "Le Journal",
    "L'Info",
    "Flash Info",
    "TEMPÊTE EN DIRECT",
    "Tribune libre",
    "Temps de lecture",
    "Point de vue",
    "Faits divers",
    "",
)


@pytest.mark.parametrize("text", NO_MASTHEADS)
def test_a_title_a_place_and_a_person_are_no_masthead(text: str) -> None:
    assert not is_masthead(text)


@pytest.mark.parametrize(
    "line",
    [
        "Le Havre - Rouvray : la ligne coupée",
        "Le Sénat adopte la loi - vendredi 17 janvier 2025",
        "Le maire de Bray démissionne, mardi 12 mars 2024",
        "Le Conseil municipal - mardi 12 mars 2024",
        "Le Réveil cauchois, mardi 12 mars 2024, révélait l'affaire",
        "La Gazette de Bray du mardi 12 mars 2024 annonçait la fin",
    ],
)
def test_a_title_with_a_date_is_no_header(line: str) -> None:
    assert not is_header(line)
    assert paper_in_header(line) is None
    read = read_scrape("\n\n".join((line, *BODY)))
    assert (read.title, read.paragraphs) == (line, BODY)


@pytest.mark.parametrize("place", ["Le Breuil", "La Chapelle-aux-Bois", "Bray-sur-Oust", "Les Sables de Bray"])
def test_a_dateline_names_no_paper(place: str) -> None:
    assert is_header(f"{place}, le 3 mai 2024")
    assert paper_in_header(f"{place}, le 3 mai 2024") is None


def test_a_paper_of_an_unknown_name_is_one_beside_its_day_alone() -> None:
    name = "La Serpe beauceronne"
    assert may_be_masthead(name)
    assert not is_masthead(name)
    assert paper_in_header(f"{name} - mardi 7 mai 2024") == name
    assert not is_header(f"{name} du 7 mai 2024")


@pytest.mark.parametrize("title", ["La Voix de Bray", "Le Courrier de Bray"])
def test_a_masthead_with_nothing_else_over_the_text_stays_its_title(title: str) -> None:
    read = read_scrape("\n\n".join((title, *BODY)))
    assert (read.title, read.outlet, read.paragraphs) == (title, None, BODY)


def test_a_masthead_signs_under_the_text() -> None:
    read = read_scrape("\n\n".join((TITLE, *BODY, "Le Courrier des plaines")))
    assert (read.outlet, read.byline, read.paragraphs) == ("Le Courrier des plaines", None, BODY)


def test_the_name_over_its_date_on_top_of_a_page_publishes_it() -> None:
    tops = ["Le Nouveau Falot", "Le Havre", "La Société des eaux"]
    read = [read_scrape("\n\n".join((top, "Mardi 12 mars 2024", TITLE, *BODY))) for top in tops]
    assert [(one.outlet, one.title) for one in read] == [("Le Nouveau Falot", TITLE), (None, TITLE), (None, TITLE)]


DESKS = {
    "Luc Roux avec ANP": True,
    "Le Matin de Bray avec l'ANP": True,
    "Le Courrier des plaines (avec ANP et BLP)": True,
    "La rédaction, avec ANP": True,
    "(avec ANP)": True,
    "La Société des eaux signe avec ERD": False,
    "Le maire déjeune avec BLP": False,
    "RENCONTRE AVEC NTP": False,
    "Luc Roux avec Anne": False,
    "Avec NTP": False,
}


@pytest.mark.parametrize("line", DESKS)
def test_capitals_behind_a_name_and_avec_are_an_agency(line: str) -> None:
    assert is_desk(line) == DESKS[line]


SIGNED_BEHIND = {
    "Elle revient sur dix ans d'enquête. Propos recueillis par Luc Roux.": "Luc Roux",
    "Elle revient sur dix ans d'enquête. Propos recueillis à Bray par Luc Roux": "Luc Roux",
    "Je ne regrette rien. » (Propos recueillis par Luc Roux et Anne Le Goff)": "Luc Roux et Anne Le Goff",
    "Que dire de plus ? Entretien réalisé par J.-P. Roux, à Bray.": "J.-P. Roux",
    "Recueilli par Luc Roux.": "Luc Roux",
    "Interview menée par Luc Roux, envoyé spécial à Bray.": "Luc Roux",
}
NOT_SIGNED_BEHIND = (
    "Les propos recueillis par les enquêteurs ne concordent pas.",
    "Il a lu le dossier. Propos recueillis par la police, aveux et lettres y sont mêlés.",
    "Il a tout nié. Propos recueillis par Luc Roux au lendemain du procès, ces mots ont choqué.",
    "Qui l'a nommé ? Par Vincent Aubrac.",
    "Un entretien mené par Luc Roux.",
)


@pytest.mark.parametrize("paragraph", SIGNED_BEHIND)
def test_an_interview_is_signed_behind_its_last_sentence(paragraph: str) -> None:
    signature = signature_behind(paragraph)
    assert signature is not None
    assert signature.names == SIGNED_BEHIND[paragraph]
    read = read_scrape("\n\n".join((TITLE, *BODY, paragraph)))
    said = paragraph[: signature.start].rstrip()
    assert read.paragraphs == (*BODY, *([said] if said else []))
    assert paragraph[signature.start :].strip() in read.removed
    assert read.byline == SIGNED_BEHIND[paragraph]


@pytest.mark.parametrize("paragraph", NOT_SIGNED_BEHIND)
def test_a_sentence_that_speaks_of_an_interview_stays(paragraph: str) -> None:
    assert signature_behind(paragraph) is None
    assert read_scrape("\n\n".join((TITLE, *BODY, paragraph))).paragraphs == (*BODY, paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "Notre émission spéciale est à revoir en intégralité sur Télé Lorbe.",
        "Nos reportages sont disponibles en replay.",
        "Le reportage complet est à retrouver ce soir à 20 heures sur Télé Lorbe.",
        "L'intégralité de cet entretien est à lire dans notre édition de dimanche.",
    ],
)
def test_where_an_outlet_shows_the_rest_is_no_part_of_the_article(line: str) -> None:
    assert kind_of(line)
    assert read_scrape("\n\n".join((TITLE, *BODY, line))).paragraphs == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Le film est à revoir en salles dès mercredi, dans une copie restaurée.",
        "Notre patrimoine est à ce prix, plaide son restaurateur, et se retrouve dans nos rues.",
        "Notre enquête est à lire avec prudence, prévient l'institut.",
        "« Nos émissions sont à revoir de fond en comble », tranche le rapport.",
        "Le dossier complet est à déposer en mairie.",
        "Cette émission est à l'antenne depuis vingt ans.",
    ],
)
def test_what_is_to_be_seen_elsewhere_may_be_news(line: str) -> None:
    assert kind_of(line) is None
    assert read_scrape("\n\n".join((TITLE, *BODY, line))).paragraphs == (*BODY, line)


DAYS = st.dates(date(1990, 1, 1), date(2039, 12, 31))
LAYOUTS = ["{name} - {day}", "{name}, {day}", "{name} | {day}", "{name}\n\n{day}", "{day} – {name}"]


@given(st.sampled_from(MASTHEADS), DAYS, st.sampled_from(LAYOUTS))
def test_paper_and_day_over_a_title_are_read_in_every_layout(name: str, day: date, layout: str) -> None:
    written = f"{WEEKDAYS['fr'][day.weekday()]} {day.day} {MONTHS['fr'][day.month - 1]} {day.year}"
    read = read_scrape("\n\n".join((layout.format(name=name, day=written), TITLE, *BODY)))
    assert (read.outlet, read.title, read.byline, read.paragraphs) == (name, TITLE, None, BODY)
    assert read.published is not None
    assert read.published.value == day


@given(st.text(alphabet="LaleD' -.ÉéBxs24", max_size=70))
def test_any_line_is_judged_and_a_sure_masthead_may_be_one(text: str) -> None:
    assert may_be_masthead(text) or not is_masthead(text)
    if is_masthead(text) and not is_section(text):
        assert text == text.strip()
        assert text[-1] not in ",;:!?"
