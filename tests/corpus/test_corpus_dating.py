"""Dates of publication: those a page states, those a file name bears, and those that are of other articles."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from page_builders import article_from

from sourcier.corpus import Known, read_folder
from sourcier.corpus.boilerplate import read_scrape
from sourcier.corpus.dating import (
    announced_date,
    article_date,
    has_update,
    header_date,
    is_header,
    metadata_date,
    update_date,
)
from sourcier.corpus.filenames import filename_date
from sourcier.schema import ArticleDate

BODY = (
    "Le bac de Port-Louan a repris son service lundi matin, après deux ans d'arrêt, a annoncé le maire, Yves Kerlan. "
    "Le ponton avait été emporté par la tempête du 4 janvier 2021.\n"
    "Une fête aura lieu samedi 6 juillet 2030 sur la cale, avec le concours des pêcheurs et de la fanfare."
)


def told(published: ArticleDate | None) -> str | None:
    return published and f"{published.value} {published.precision} {published.basis}"


STATED = {
    "Publié le 12 mars 2024": "2024-03-12 day",
    "Publié le mardi 12 mars 2024 à 10h12": "2024-03-12 day",
    "Publié le 12/03/2024 à 10:12 | Mis à jour le 14/03/2024 à 09:00": "2024-03-12 day",
    "Mis à jour le 14/03/2024 à 09:00 - Publié le 12/03/2024": "2024-03-12 day",
    "Publié : 1er juillet 2024, 18:03": "2024-07-01 day",
    "Publiée le 1er août 2023": "2023-08-01 day",
    "Date de publication : 2 février 2019": "2019-02-02 day",
    "Mis en ligne le 30 septembre 2020": "2020-09-30 day",
    "Article publié le 5 déc. 2022": "2022-12-05 day",
    "Par Anne Le Goff, publié le 9 avril 2021": "2021-04-09 day",
    "Anne Le Goff - 9 décembre 2024": "2024-12-09 day",
    "Par Anne Le Goff | 9/12/2024 à 08h30": "2024-12-09 day",
    "Le 14/07/2015 à 23h55": "2015-07-14 day",
    "Jeudi 17 octobre 2024 - 16:22": "2024-10-17 day",
    "11 mai 2025, 13:40": "2025-05-11 day",
    "Politique | 3 juin 2024": "2024-06-03 day",
    "La rédaction, le 3 juin 2024": "2024-06-03 day",
    "2024-06-03": "2024-06-03 day",
    "03.06.2024": "2024-06-03 day",
    "Publié en juin 2024": "2024-06-01 month",
    "Juin 2024": "2024-06-01 month",
    "Published on March 12, 2024": "2024-03-12 day",
    "mars 12, 2024": "2024-03-12 day",
    "Tue, 12 Mar 2024 10:00:00 CET": "2024-03-12 day",
    "12.03.24": "2024-03-12 day",
    "2024-03-12T23:50:00+01:00": "2024-03-12 day",
    "Première publication : 12 mars 2024": "2024-03-12 day",
    "Créé le : 12 mars 2024": "2024-03-12 day",
    "Article paru dans l'édition du 12 mars 2024": "2024-03-12 day",
    "Publié dans Politique le 12 mars 2024": "2024-03-12 day",
    "12 mars 2024 - 3 min de lecture": "2024-03-12 day",
    "Anne Le Goff, à Rennes, 12 mars 2024": "2024-03-12 day",
    "Mardi 12 mars 2024, 10h12 - Anne Le Goff, correspondante à Rennes": "2024-03-12 day",
    "Le Phare de Bray - mardi 6 juin 2023": "2023-06-06 day",
    "Ouest-Rive, mardi 6 juin 2023": "2023-06-06 day",
    "Bray-sur-Oust, le 6 juin 2023": "2023-06-06 day",
    "Publié fin juin 2024": "2024-06-01 month",
    # The weekday is wrong, the date is what is stated.
    "Lundi 12 mars 2024": "2024-03-12 day",
    "On: Décembre 9, 2024": "2024-12-09 day",
    "Posté le 12 mars 2024 par Anne Le Goff": "2024-03-12 day",
}


@pytest.mark.parametrize("line", STATED)
def test_the_date_under_the_title_is_that_of_publication(line: str) -> None:
    assert told(header_date(line)) == f"{STATED[line]} stated"
    read = read_scrape(f"Le bac de Port-Louan reprend du service\n{line}\n{BODY}")
    assert told(read.published) == f"{STATED[line]} stated"
    assert line not in read.paragraphs


UNKNOWN = [
    "Mis à jour le 14 mars 2024",
    "Modifié le 14/03/2024 à 10h",
    "Il y a 3 heures",
    "Hier à 14:32",
    "Publié mardi",
    "Publié le 12 mars",
    "31 février 2024",
    "Copyright 2024",
    "Publié il y a 2 jours",
    "Aujourd'hui à 10:12",
    "Né le 12 mars 1954",
    "Concert le 12 mars 2024",
    "Verdun, 21 février 1916",
    "Rapport publié le 12 mars 2024",
    "Publié le 12 mars 2024, un rapport accable la mairie",
    "Publié le 12 mars 2024, le rapport de la cour critique ces choix.",
    "Événement du 12 mars 2024 : la grande parade",
    "Un rapport publié par la cour, le 4 mars 2022, l'avait prédit",
]


@pytest.mark.parametrize("line", UNKNOWN)
def test_a_line_that_does_not_date_the_article_gives_no_date(line: str) -> None:
    assert header_date(line) is None
    assert read_scrape(f"Le bac de Port-Louan reprend du service\n{line}\n{BODY}").published is None


UPDATES = {
    "Mis à jour le 14 mars 2024 à 10h": "2024-03-14 day",
    "Mise à jour : 14.03.2024, 10h00": "2024-03-14 day",
    "MAJ 14/03/24": "2024-03-14 day",
    "Dernière modification le mercredi 14 mars 2024": "2024-03-14 day",
    "Modifiée en mars 2024": "2024-03-01 month",
    "Updated: March 14, 2024": "2024-03-14 day",
    "Publié le 12 mars 2024, mis à jour le 14": "2024-03-14 day",
    "Publié le 12 mars 2024, mis à jour le jeudi 14 à 10h": "2024-03-14 day",
    "Publié le 28 mars 2024, mis à jour le 2": "2024-04-02 day",
    "Publié le 30 décembre 2023, mis à jour le 2 janvier": "2024-01-02 day",
    "Publié le 12/03/2024 à 10h, modifié à 14h30": "2024-03-12 day",
    "Publié le : 03/11/2021 - 17:44Modifié le : 04/11/2021 - 08:02": "2021-11-04 day",
    "Mis à jour le 14/03/2024 à 09:00 - Publié le 12/03/2024": "2024-03-14 day",
    "Publié le 12 mars 2024": None,
    "Mis à jour il y a 3 heures": None,
    "Mis à jour le 14": None,
    "Publié en mars 2024, mis à jour le 14": None,
    "Le site, mis à jour le 14 mars 2024, compte 300 pages.": None,
    "Mis à jour - Publié le 12/03/2024": None,
}


@pytest.mark.parametrize("line", UPDATES)
def test_the_date_of_the_last_change(line: str) -> None:
    expected = UPDATES[line]
    assert told(update_date(line)) == (expected and f"{expected} stated")
    if expected:
        assert read_scrape(f"Le bac de Port-Louan reprend du service\n{line}\n{BODY}").updated == update_date(line)


def test_a_date_of_update_dates_no_publication() -> None:
    read = read_scrape(f"Le bac de Port-Louan reprend du service\nMis à jour le 14 mars 2024\n{BODY}")
    assert has_update("Mis à jour le 14 mars 2024")
    assert read.published is None
    assert told(read.updated) == "2024-03-14 day stated"


DATE_OVER = {
    "12 mars 2024\n{title}\n{body}": "2024-03-12 day stated",
    "Le Phare de Bray\n12 mars 2024 à 10h\n{title}\n{body}": "2024-03-12 day stated",
    # The day of the visit, over the menus.
    "mercredi 11 décembre 2024\nAccueil\nPolitique\n{title}\n{body}": None,
    "mercredi 11 décembre 2024\nAccueil\nPolitique\n{title}\nPublié le 12 mars 2024\n{body}": "2024-03-12 day stated",
}


@pytest.mark.parametrize("page", DATE_OVER)
def test_a_date_over_the_title_counts_when_it_is_right_above(page: str) -> None:
    read = read_scrape(page.format(title="Le bac de Port-Louan reprend du service", body=BODY))
    assert told(read.published) == DATE_OVER[page]


def test_dates_of_the_body_and_of_other_articles_are_left_alone() -> None:
    page = "\n".join(
        [
            "Le bac de Port-Louan reprend du service",
            BODY,
            "À lire aussi",
            "Le marché de nuit ouvre",
            "Publié le 3 juin 2025",
            "Anne Le Goff - 9 décembre 2024",
        ]
    )
    assert read_scrape(page).published is None


def test_a_date_announced_under_the_body_counts() -> None:
    read = read_scrape(f"Le bac de Port-Louan reprend du service\n{BODY}\nArticle publié le 3 juin 2024")
    assert told(read.published) == "2024-06-03 day stated"


NAMED = {
    "2024-06-28_bac.txt": "2024-06-28 day",
    "20240628-bac.txt": "2024-06-28 day",
    "le-phare_28-06-2024.html": "2024-06-28 day",
    "2024/06/28/bac.html": "2024-06-28 day",
    "archives/2024.06.28 bac.md": "2024-06-28 day",
    "2024-06 bac.txt": "2024-06-01 month",
    "2024/06/bac.txt": "2024-06-01 month",
    "2024-02-30_bac.txt": None,
    "2024-13-01_bac.txt": None,
    "bac-2024.txt": None,
    "0612345678.txt": None,
    "000_f2ffbc60df55e0e5.txt": None,
    "a20240628b.txt": None,
    "120240628.txt": None,
    "1234-56.txt": None,
    "12-mars-2024-le-bac.html": "2024-03-12 day",
    "1er juillet 2024.txt": "2024-07-01 day",
    "2024-06-28/bac.txt": "2024-06-28 day",
    "2020/2024-06-28.txt": "2024-06-28 day",
    # What the article is about, the days of a copy or of a collection, a period.
    "seisme-du-8-septembre-2023.html": None,
    "capture-2024-06-28.html": None,
    "corpus-2024-06-28/bac.txt": None,
    "2024-06-26_2024-06-28.txt": None,
}


@pytest.mark.parametrize("path", NAMED)
def test_file_names(path: str) -> None:
    expected = NAMED[path]
    assert told(filename_date(path)) == (expected and f"{expected} filename")


METADATA = {
    date(2024, 3, 12): "2024-03-12 day",
    "2024-03-12": "2024-03-12 day",
    "2024-03-12T23:30:00+01:00": "2024-03-12 day",
    "12 mars 2024": "2024-03-12 day",
    "mars 2024": "2024-03-01 month",
    "bientôt": None,
    None: None,
    2024: "2024-01-01 year",
    "2024-03": "2024-03-01 month",
    "20240312": "2024-03-12 day",
    "20240312T101500Z": "2024-03-12 day",
    "20240312101500": "2024-03-12 day",
    "2024-03-12 00:10:00 +0200": "2024-03-12 day",
    "2024/03/12 10:00": "2024-03-12 day",
    "Tue, 12 Mar 2024 23:30:00 GMT": "2024-03-12 day",
    "12/03/2024": "2024-03-12 day",
    "Publié le 12 mars 2024, mis à jour le 14 mars 2024": "2024-03-12 day",
    "Mis à jour le 14 mars 2024": None,
    "il y a 3 jours": None,
    # Seconds and milliseconds since 1970: at 23:30 in Dakar it is tomorrow in Beirut.
    1710238200: "2024-03-12 day",
    "1710238200000": "2024-03-12 day",
    1710286200: "2024-03-01 month",
    1711927800: None,
    12: None,
    "": None,
}


@pytest.mark.parametrize("value", METADATA)
def test_metadata(value: object) -> None:
    expected = METADATA[value]
    assert told(metadata_date(value)) == (expected and f"{expected} metadata")


def test_what_is_stated_wins_over_the_file_name_and_the_editor_over_both() -> None:
    stated = f"Le bac de Port-Louan reprend du service\nPublié le 12 mars 2024\n{BODY}".encode()
    silent = f"Le bac de Port-Louan reprend du service\n{BODY}".encode()
    known = Known.model_validate({"published": {"value": "2024-02-17", "precision": "month"}})
    assert told(article_from(stated, "2020-01-01.txt", Known()).published) == "2024-03-12 day stated"
    assert told(article_from(silent, "2020-01-01.txt", Known()).published) == "2020-01-01 day filename"
    assert told(article_from(stated, "2020-01-01.txt", known).published) == "2024-02-01 month sidecar"


def test_the_time_of_the_file_is_never_the_date_of_the_article(tmp_path: Path) -> None:
    file = tmp_path / "bac.txt"
    file.write_text(f"Le bac de Port-Louan reprend du service\n{BODY}")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    [article] = read_folder(tmp_path).articles
    assert article.published is None


def test_a_date_no_more_exact_than_its_month_or_year_is_its_first_day() -> None:
    assert article_date(date(2024, 6, 28), "month", "inferred").value == date(2024, 6, 1)
    assert article_date(date(2024, 6, 28), "year", "inferred").value == date(2024, 1, 1)


def test_sentences_with_a_date_are_no_headers() -> None:
    assert not is_header("Le 12 mars 2024, la cour a condamné l'entreprise à 300 000 euros d'amende.")
    assert not is_header("Séisme du 8 septembre 2023 : le bilan s'alourdit")
    assert announced_date("Le roman, publié à Nantes. Le 4 mars 2022, il fut réédité") is None
