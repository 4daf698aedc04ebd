"""The date told from the text: only words that tie a day to the day of writing count."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus.inference import inferred_date
from sourcier.language.dates import MONTHS, WEEKDAYS
from sourcier.schema import ArticleDate

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
CALM = (
    "Le bac de Port-Louan a repris son service, a annoncé la mairie.",
    "Les travaux ont coûté 412 000 euros, dont la moitié a été payée par le département.",
    "« On n'y croyait plus », souffle une habitante, qui tient le café de la cale.",
    "Une foule de deux cents personnes s'était massée sur le quai, malgré la pluie.",
    "Le maire, lui, n'a pas voulu dire combien coûterait le billet.",
)


def told(text: str, updated: ArticleDate | None = None) -> str | None:
    found = inferred_date(text, updated)
    return found and f"{found.value} {found.precision} {found.basis}"


def full(day: date) -> str:
    return (
        f"{WEEKDAYS['fr'][day.weekday()]} {day.day if day.day > 1 else '1er'} {MONTHS['fr'][day.month - 1]} {day.year}"
    )


# What is written, and how many days after the day it names.
TIES = {
    "Le maire l'a annoncé ce {}.": 0,
    "Ce {}, le maire l'a annoncé à la presse.": 0,
    "Aujourd'hui, {}, le bac n'a pas circulé.": 0,
    "Le conseil l'a voté hier, {}.": 1,
    "Le conseil l'a voté hier soir ({}) à l'unanimité.": 1,
    "Avant-hier, {}, un câble s'est rompu.": 2,
    "Demain, {}, le bac ne circulera pas.": -1,
    "Le bac sera fermé après-demain, {}.": -2,
    "Dans la nuit de dimanche à ce {}, un câble s'est rompu.": 0,
    "PORT-LOUAN, {} (ANP) - Le bac est reparti.": 0,
    "Port-Louan, le {} – Le bac est reparti.": 0,
}


@pytest.mark.parametrize("tie", TIES)
@given(day=DAYS)
def test_the_day_of_writing_moves_with_the_day_written(tie: str, day: date) -> None:
    published = day + timedelta(days=TIES[tie])
    assert told(f"{tie.format(full(day))}\n\n{CALM[0]}") == f"{published} day inferred"


@given(day=DAYS, shift=st.integers(-3000, 3000))
def test_shifting_every_date_shifts_the_answer(day: date, shift: int) -> None:
    def article(of: date) -> str:
        past, coming = of - timedelta(days=30), of + timedelta(days=40)
        return (
            f"Le maire l'a annoncé ce {full(of)}, et le conseil l'avait voté hier, {full(of - timedelta(days=1))}. "
            f"Le ponton avait cédé le {full(past)}. La fête aura lieu {full(coming)}."
        )

    first, second = inferred_date(article(day)), inferred_date(article(day + timedelta(days=shift)))
    assert first is not None
    assert second is not None
    assert (first.value, first.precision) == (day, "day")
    assert second.value == first.value + timedelta(days=shift)


@given(st.permutations(CALM), st.sampled_from(["\n\n", " "]))
def test_an_article_without_a_date_gives_none(sentences: list[str], between: str) -> None:
    assert inferred_date(between.join(sentences)) is None


@given(
    day=DAYS,
    told_of=st.sampled_from(["L'incendie du {} a détruit le ponton.", "Il est né le {}.", "Le {}, il partit."]),
)
def test_a_day_without_a_tie_gives_none(day: date, told_of: str) -> None:
    assert inferred_date(f"{CALM[0]} {told_of.format(full(day))}") is None


@given(day=DAYS, wrong=st.integers(1, 6), tie=st.sampled_from(["Ce {}, le bac est reparti.", "Hier, {}, il a voté."]))
def test_a_weekday_that_does_not_fit_kills_the_tie(day: date, wrong: int, tie: str) -> None:
    weekday = WEEKDAYS["fr"][(day.weekday() + wrong) % 7]
    assert inferred_date(tie.format(f"{weekday} {full(day).split(' ', 1)[1]}")) is None


# A date without a year falls on its weekday every five or six years: another year in the text chooses.
YEARS = {
    "Le conseil a voté ce mardi 12 mars le budget 2024.": "2024-03-12 day inferred",
    "Le conseil a voté ce mardi 12 décembre le budget 2024.": "2023-12-12 day inferred",
    "La saison 2023-2024 s'est achevée hier, dimanche 16 juin.": "2024-06-17 day inferred",
    "Le bac a repris ce mardi 12 mars. Le ponton avait cédé le 19 janvier 2024.": "2024-03-12 day inferred",
    "Elle a visité ce mardi 12 décembre l'usine, qui rouvrira en 2024.": "2023-12-12 day inferred",
    "Le bac a repris ce mardi 12 mars. La cale sera refaite avant le 30 juin 2024.": "2024-03-12 day inferred",
    "Le conseil l'a voté ce mardi 12 mars.": None,
    "Le bac a repris ce mardi 12 mars. L'édition 2019 de la fête avait réuni mille personnes.": None,
    "Le bac a repris ce mardi 12 mars. Le budget 2019 n'y suffisait pas.": None,
    "Le bac a repris ce mardi 12 mars. Le ponton avait cédé le 9 octobre 2018.": None,
    "Le conseil l'a voté ce mardi 12 mars. En 2024, une pétition avait circulé.": None,
    "Le conseil l'a voté ce mardi 12 mars, comme en 2019.": None,
    "Cinq ans après la crue du 3 mars 2019, le bac a repris ce mardi 12 mars.": None,
    "Le conseil a voté ce lundi 12 mars le budget 2024.": None,
    "Il a voté ce 12 mars le budget 2024.": None,
}


@pytest.mark.parametrize("text", YEARS)
def test_a_year_is_chosen_by_the_weekday_and_a_year_of_the_present(text: str) -> None:
    assert told(text) == YEARS[text]


# "Ce samedi" is as often to come as it is today: the verb tells, and leaves the month when the week is in one.
TO_COME = {
    "Le salon se tiendra ce samedi 16 mars 2024.": "2024-03-01 month inferred",
    "Le salon ouvre ce samedi 16 mars 2024 à 10 heures.": "2024-03-01 month inferred",
    "Un débat est organisé ce samedi 16 mars 2024.": "2024-03-01 month inferred",
    "Le bac est fermé jusqu'à ce samedi 16 mars 2024.": "2024-03-01 month inferred",
    "Le bac est fermé depuis ce lundi 11 mars 2024.": "2024-03-01 month inferred",
    "La foire aura lieu dimanche prochain, 17 mars 2024.": "2024-03-01 month inferred",
    "Un câble a cédé mardi dernier (12 mars 2024).": "2024-03-01 month inferred",
    "En ce mois de mars 2024, les eaux sont hautes.": "2024-03-01 month inferred",
    "Le salon se tiendra ce samedi 2 mars 2024.": None,
    "Le maire a annoncé ce mardi 12 mars 2024 que le bac rouvrira en juin.": "2024-03-12 day inferred",
    "Ce mardi 12 mars 2024, le maire a annoncé que le bac rouvrira en juin.": "2024-03-12 day inferred",
}


@pytest.mark.parametrize("text", TO_COME)
def test_the_verb_tells_the_side_of_the_day(text: str) -> None:
    assert told(text) == TO_COME[text]


TOGETHER = {
    # Two ties that agree, and two that do not: their month, or nothing.
    "Le bac est reparti ce mardi 12 mars 2024. Hier, lundi 11 mars 2024, il dormait.": "2024-03-12 day inferred",
    "Il s'est arrêté ce lundi 11 mars 2024. Il est reparti ce mardi 12 mars 2024.": "2024-03-01 month inferred",
    "Il s'est arrêté ce dimanche 31 mars 2024. Il est reparti ce mardi 2 avril 2024.": None,
    # A weekday said elsewhere must agree too.
    "Le bac est reparti ce mardi 12 mars 2024. Hier lundi, il était à l'arrêt.": "2024-03-12 day inferred",
    "Le bac est reparti ce mardi 12 mars 2024. Hier jeudi, il était à l'arrêt.": "2024-03-01 month inferred",
    # Quotations were said another day.
    "« Nous l'avons voté ce mardi 12 mars 2024 », dit le registre.": None,
    "“Hier, lundi 11 mars 2024, il était là”, dit le registre.": None,
    # A story told later.
    "Ce vendredi 13 novembre 2015, il faisait doux sur la cale.": None,
    "Ce mardi 12 mars 2019, le ponton s'est effondré. En juin 2022, le juge a renvoyé l'affaire.": None,
    "Le juge l'a dit ce mardi 12 mars 2024. Le procès est fixé au 3 juin 2024.": "2024-03-12 day inferred",
    "Le juge l'a dit ce mardi 12 mars 2024. La peine courra jusqu'en 2030.": "2024-03-12 day inferred",
    "Ce jour-là, mardi 12 mars 2024, il a plu.": None,
    "À l'opéra, ce mardi 12 mars 2024, elle a chanté.": "2024-03-12 day inferred",
}


@pytest.mark.parametrize("text", TOGETHER)
def test_ties_must_agree_with_each_other_and_with_the_rest(text: str) -> None:
    assert told(text) == TOGETHER[text]


def test_an_article_is_not_published_after_its_last_change() -> None:
    text = "Le maire l'a annoncé ce mardi 12 mars 2024."
    for day, expected in ((9, None), (12, "2024-03-12 day inferred"), (14, "2024-03-12 day inferred")):
        updated = ArticleDate(value=date(2024, 3, day), precision="day", basis="stated")
        assert told(text, updated) == expected


@given(
    st.text(), st.sampled_from(["ce mardi 12 mars 2024", "hier, lundi 11 mars", "ce 31 décembre 9999", "0001-01-01"])
)
def test_any_text_gives_a_date_or_none(text: str, tie: str) -> None:
    for whole in (text, f"{text} {tie} {text}", f"{tie}{text}"):
        found = inferred_date(whole)
        assert found is None or found.basis == "inferred"


HOSTILE = {
    "dates": "12/03/2024 " * 50_000,
    "quotes": "«“" * 200_000 + " ce mardi 12 mars 2024",
    "ties": "ce mardi 12 mars le budget 2024 " * 140,
    "verbs": "a été " * 100_000 + "ce mardi 12 mars 2024",
    "dashes": "A" + "-" * 100_000 + " 12 mars 2024 (ANP) -",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_time_is_bounded(text: str) -> None:
    began = time.perf_counter()
    inferred_date(text)
    assert time.perf_counter() - began < 10
