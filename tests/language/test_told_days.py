"""Days told from the day of an article: those that can be one thing, and none else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.days import Days, day
from sourcier.language.told_days import contradicts, told_days

# A Friday.
TODAY = date(2024, 3, 15)


def told(text: str, today: date = TODAY) -> dict[str, Days]:
    return {text[found.start : found.end]: found.days for found in told_days(text, today)}


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Le pont a été inauguré hier.", "hier", date(2024, 3, 14)),
        ("Le pont a été inauguré hier jeudi.", "hier jeudi", date(2024, 3, 14)),
        ("Le préfet est arrivé hier soir à Lisse.", "hier soir", date(2024, 3, 14)),
        ("Le préfet est arrivé avant-hier.", "avant-hier", date(2024, 3, 13)),
        ("La ville aura lundi un nouveau maire.", "lundi", date(2024, 3, 18)),
        ("La réunion aura lieu mardi soir.", "mardi soir", date(2024, 3, 19)),
        ("Le port rouvre ce vendredi.", "ce vendredi", date(2024, 3, 15)),
        ("Le bac a repris son service ce matin.", "ce matin", date(2024, 3, 15)),
        ("Mardi, le conseil a élu sa présidente.", "Mardi", date(2024, 3, 12)),
        ("Le conseil a élu sa présidente mardi soir.", "mardi soir", date(2024, 3, 12)),
        ("Le conseil se réunira mardi.", "mardi", date(2024, 3, 19)),
        ("Le conseil doit se réunir mardi.", "mardi", date(2024, 3, 19)),
        ("Les grévistes campent depuis lundi sur le quai.", "lundi", date(2024, 3, 11)),
        ("Il l'a dit lundi dernier.", "lundi dernier", date(2024, 3, 11)),
        ("Elle part dès demain samedi.", "demain samedi", date(2024, 3, 16)),
        ("« La ville ne sera pas seule », a-t-il répété lundi.", "lundi", date(2024, 3, 11)),
        ("La fête est prévue demain samedi, a-t-il dit.", "demain samedi", date(2024, 3, 16)),
        ("« Nous rouvrirons », ont-elles promis lundi soir.", "lundi soir", date(2024, 3, 11)),
    ],
)
def test_a_day_that_can_be_one_day_is_told(text: str, words: str, meant: date) -> None:
    assert told(text) == {words: day(meant)}


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Il a démissionné la semaine dernière.", "la semaine dernière", date(2024, 3, 4), date(2024, 3, 10)),
        ("Le chantier s'ouvre le mois prochain.", "le mois prochain", date(2024, 4, 1), date(2024, 4, 30)),
        ("L'usine a fermé l'an dernier.", "l'an dernier", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_weeks_months_and_years(text: str, words: str, first: date, last: date) -> None:
    assert told(text) == {words: Days(first, last)}


@pytest.mark.parametrize(
    "text",
    [
        "La Lisse d'hier n'est plus.",
        "Les Lissois font aujourd'hui confiance à leur maire.",
        "Demain, la ville sera sans voitures.",
        "Le marché a lieu le mardi.",
        "Un mardi, le pont a cédé.",
        "Il a été nommé mardi 12 mars.",
        "Le carnaval a commencé mardi gras.",
        "Le maire a annoncé que le conseil se réunira mardi.",
        "La réunion de mardi, un tournant ?",
        "« Le tournoi aura bien lieu » samedi, a assuré le club.",
        "La gifle de vendredi aura été celle de trop.",
        "« Je l'ai vu hier », a dit Odile Farran.",
        "Le préfet est arrivé hier samedi.",
        "Il y a trois ans, le pont a cédé.",
        "Les élèves appellent à une marche dimanche.",
        "Le retrait des troupes mardi, un espoir.",
    ],
)
def test_what_may_mean_something_else_is_left_alone(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize("text", ["Il est arrivé hier samedi.", "Le pont rouvre aujourd'hui lundi."])
def test_a_text_that_was_not_written_on_that_day_is_known_by_its_weekday(text: str) -> None:
    assert contradicts(text, TODAY)
    assert not contradicts("Il est arrivé hier jeudi, et aujourd'hui vendredi il repart.", TODAY)


WORDS = "hier jeudi mardi soir ce vendredi matin a signé se réunira demain dernier la semaine le « » , 12 mars".split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_what_is_told_stands_apart_and_near(text: str, today: date) -> None:
    found = told_days(text, today)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert abs(each.days.first - today) <= timedelta(days=14)
