"""The time a question asks about, as days; today is Wednesday 19 June 2024."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.dates import format_date
from sourcier.language.periods import asked_periods
from sourcier.schema import ArticleDate

TODAY = date(2024, 6, 19)
EVERY_YEAR, STATE = " chaque année", " état"


def read(question: str, today: date = TODAY) -> list[str]:
    """ "2024-06-01 2024-06-30" for each period, "…" for an open end."""
    return [
        f"{period.first or '…'} {period.last or '…'}"
        + (EVERY_YEAR if period.every_year else "")
        + (STATE if period.is_state else "")
        for period in asked_periods(question, today)
    ]


def check(question: str, *expected: str) -> None:
    assert read(question) == list(expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui dirigeait le port le 12 mars 2023 ?", "2023-03-12 2023-03-12"),
        ("Qui dirigeait le port le 12/03/2023 ?", "2023-03-12 2023-03-12"),
        ("Qui dirigeait le port le 2023-03-12 ?", "2023-03-12 2023-03-12"),
        ("Qui dirigeait le port en juin 2024 ?", "2024-06-01 2024-06-30"),
        ("Qui dirigeait le port en 06/2024 ?", "2024-06-01 2024-06-30"),
        ("Qui dirigeait le port en 2024-06 ?", "2024-06-01 2024-06-30"),
        ("Que dit la loi du 29 juillet 1881 ?", "1881-07-29 1881-07-29"),
        ("Que s'est-il passé en 1950 avenue du Port ?", "1950-01-01 1950-12-31"),
        ("Que dit Paul Veyrac de l'Ovalie 2023 ?", "2023-01-01 2023-12-31"),
        ("Qui dirigeait le port en 2023 ?", "2023-01-01 2023-12-31"),
        ("Le budget 2023 du port ?", "2023-01-01 2023-12-31"),
        ("Qui vivait là dans les années 1990 ?", "1990-01-01 1999-12-31"),
        ("Qui vivait là dans les années 90 ?", "1990-01-01 1999-12-31"),
        ("Qui vivait là dans les années 10 ?", "2010-01-01 2019-12-31"),
        ("Who lived there in the 1990s?", "1990-01-01 1999-12-31"),
        ("Who ran the port in June 2024?", "2024-06-01 2024-06-30"),
        ("Who ran the port on March 12, 2023?", "2023-03-12 2023-03-12"),
        ("Que s'est-il passé à l'été 2023 ?", "2023-06-01 2023-09-30"),
        ("Que s'est-il passé à l'hiver 2024 ?", "2023-12-01 2024-03-31"),
        ("Que s'est-il passé à l'hiver 2023-2024 ?", "2023-12-01 2024-03-31"),
        ("Que s'est-il passé au printemps de 2023 ?", "2023-03-01 2023-06-30"),
        ("What happened in the autumn of 2023?", "2023-09-01 2023-12-31"),
        ("Le trafic au premier trimestre 2024 ?", "2024-01-01 2024-03-31"),
        ("Le trafic au 3e trimestre de 2023 ?", "2023-07-01 2023-09-30"),
        ("Le trafic au dernier trimestre de l'année 2023 ?", "2023-10-01 2023-12-31"),
        ("Le trafic du second semestre 2023 ?", "2023-07-01 2023-12-31"),
        ("Le trafic au T3 2022 ?", "2022-07-01 2022-09-30"),
        ("Traffic in the first half of 2023?", "2023-01-01 2023-06-30"),
        ("Traffic in Q2 2023?", "2023-04-01 2023-06-30"),
        ("Que s'est-il passé fin 2023 ?", "2023-09-01 2023-12-31"),
        ("Que s'est-il passé à la fin de l'année 2023 ?", "2023-09-01 2023-12-31"),
        ("Que s'est-il passé en début d'année 2023 ?", "2023-01-01 2023-04-30"),
        ("Que s'est-il passé mi-2023 ?", "2023-05-01 2023-08-31"),
        ("Que s'est-il passé à la mi-juin 2023 ?", "2023-06-11 2023-06-20"),
        ("Que s'est-il passé à la fin du mois de juin 2023 ?", "2023-06-21 2023-06-30"),
        ("What happened in early May 2023?", "2023-05-01 2023-05-10"),
        ("What happened at the end of 2023?", "2023-09-01 2023-12-31"),
    ],
)
def test_a_date_that_is_written_whole(question: str, expected: str) -> None:
    check(question, expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui a pris la parole en mars ?", "2024-03-01 2024-03-31"),
        ("Qui a pris la parole en septembre ?", "2023-09-01 2023-09-30"),
        ("Qui a pris la parole courant mai ?", "2024-05-01 2024-05-31"),
        ("Qui a pris la parole le 14 juillet ?", "2023-07-14 2023-07-14"),
        ("Qui est né le 29 février ?", "2024-02-29 2024-02-29"),
        ("Que s'est-il passé début mai ?", "2024-05-01 2024-05-10"),
        ("Que s'est-il passé à la mi-juin ?", "2024-06-11 2024-06-20"),
        ("Que s'est-il passé au printemps ?", "2024-03-01 2024-06-30"),
        ("Que s'est-il passé pendant l'été ?", "2024-06-01 2024-09-30"),
        ("Le trafic du premier trimestre ?", "2024-01-01 2024-03-31"),
        ("Who spoke in May?", "2024-05-01 2024-05-31"),
        ("De mars à juin, qui tenait le port ?", "2024-03-01 2024-06-30"),
        ("Entre novembre et février, qui tenait le port ?", "2023-11-01 2024-02-29"),
    ],
)
def test_without_a_year_it_is_the_last_one_and_may_be_any(question: str, expected: str) -> None:
    check(question, expected + EVERY_YEAR)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Que s'est-il passé aujourd'hui ?", "2024-06-19 2024-06-19"),
        ("Que s'est-il passé aujourd’hui ?", "2024-06-19 2024-06-19"),
        ("Que s'est-il passé ce matin ?", "2024-06-19 2024-06-19"),
        ("Que s'est-il passé hier ?", "2024-06-18 2024-06-18"),
        ("Que s'est-il passé avant-hier ?", "2024-06-17 2024-06-17"),
        ("Que fait-on demain ?", "2024-06-20 2024-06-20"),
        ("Que s'est-il passé lundi dernier ?", "2024-06-17 2024-06-17"),
        ("Que s'est-il passé mercredi dernier ?", "2024-06-12 2024-06-12"),
        ("Que fait-on vendredi prochain ?", "2024-06-21 2024-06-21"),
        ("Que s'est-il passé cette semaine ?", "2024-06-17 2024-06-23"),
        ("Que s'est-il passé la semaine dernière ?", "2024-06-10 2024-06-16"),
        ("Que s'est-il passé la semaine passée ?", "2024-06-10 2024-06-16"),
        ("Que s'est-il passé en fin de semaine dernière ?", "2024-06-15 2024-06-16"),
        ("Que s'est-il passé le week-end dernier ?", "2024-06-15 2024-06-16"),
        ("Que fait-on la semaine prochaine ?", "2024-06-24 2024-06-30"),
        ("Que s'est-il passé ce mois-ci ?", "2024-06-01 2024-06-30"),
        ("Que s'est-il passé le mois dernier ?", "2024-05-01 2024-05-31"),
        ("Que s'est-il passé cette année ?", "2024-01-01 2024-12-31"),
        ("Que s'est-il passé l'an dernier ?", "2023-01-01 2023-12-31"),
        ("Que s'est-il passé l’année dernière ?", "2023-01-01 2023-12-31"),
        ("Que s'est-il passé l'été dernier ?", "2023-06-01 2023-09-30"),
        ("Que fait-on cet été ?", "2024-06-01 2024-09-30"),
        ("Qu'a-t-on fait cet hiver ?", "2023-12-01 2024-03-31"),
        ("Que s'est-il passé en mai dernier ?", "2024-05-01 2024-05-31"),
        ("Que s'est-il passé le 12 août dernier ?", "2023-08-12 2023-08-12"),
        ("Que s'est-il passé en juin de l'an dernier ?", "2023-06-01 2023-06-30"),
        ("Que fait-on en septembre prochain ?", "2024-09-01 2024-09-30"),
        ("Que s'est-il passé ces derniers jours ?", "2024-06-09 2024-06-19"),
        ("Que s'est-il passé ces trois derniers mois ?", "2024-03-19 2024-06-19"),
        ("Que s'est-il passé dans les 24 dernières heures ?", "2024-06-18 2024-06-19"),
        ("Que s'est-il passé au cours des dernières années ?", "2019-06-19 2024-06-19"),
        ("Que s'est-il passé il y a deux ans ?", "2022-01-01 2022-12-31"),
        ("Que s'est-il passé il y a dix jours ?", "2024-06-09 2024-06-09"),
        ("Que s'est-il passé il y a quelques jours ?", "2024-06-09 2024-06-19"),
        ("Que s'est-il passé voici trois semaines ?", "2024-05-27 2024-06-02"),
        ("Qui est là depuis trois mois ?", "2024-03-19 2024-06-19"),
        ("Que s'est-il passé il y a un an et demi ?", "2022-12-01 2022-12-31"),
        ("Que s'est-il passé il y a deux ans et trois mois ?", "2022-03-01 2022-03-31"),
        ("Que s'est-il passé il y a six mois et demi ?", "2023-12-04 2023-12-10"),
        ("Qui est là depuis un an et demi ?", "2022-12-19 2024-06-19"),
        ("What happened two years and a half ago?", "2021-12-01 2021-12-31"),
        ("Que s'est-il passé ce lundi ?", "2024-06-17 2024-06-17"),
        ("Que fera-t-on ce vendredi soir ?", "2024-06-21 2024-06-21"),
        ("Que s'est-il passé en début d'année ?", "2024-01-01 2024-04-30"),
        ("Que fera-t-on à la fin du mois ?", "2024-06-21 2024-06-30"),
        ("Que fera-t-on à la fin de l'année prochaine ?", "2025-09-01 2025-12-31"),
        ("What happened yesterday?", "2024-06-18 2024-06-18"),
        ("What happened last week?", "2024-06-10 2024-06-16"),
        ("What happened last Monday?", "2024-06-17 2024-06-17"),
        ("What happened this month?", "2024-06-01 2024-06-30"),
        ("What happened last summer?", "2023-06-01 2023-09-30"),
        ("What happened in June last year?", "2023-06-01 2023-06-30"),
        ("What happened in the last three months?", "2024-03-19 2024-06-19"),
        ("What happened in the past decade?", "2014-06-19 2024-06-19"),
        ("What happened two years ago?", "2022-01-01 2022-12-31"),
        ("What happened a week ago?", "2024-06-10 2024-06-16"),
    ],
)
def test_a_time_told_from_today(question: str, expected: str) -> None:
    check(question, expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui dirige le port depuis 2023 ?", "2023-01-01 …"),
        ("Qui dirige le port dès 2023 ?", "2023-01-01 …"),
        ("Qui dirige le port depuis le 12 mars 2023 ?", "2023-03-12 …"),
        ("Qui dirige le port à partir de juin 2023 ?", "2023-06-01 …"),
        ("Qui dirige le port depuis début 2024 ?", "2024-01-01 …"),
        ("Qui dirige le port depuis le début de l'année ?", "2024-01-01 …"),
        ("Qui dirige le port depuis lundi ?", "2024-06-17 …"),
        ("Qui dirige le port depuis le lundi 3 juin 2024 ?", "2024-06-03 …"),
        ("Que veut-on faire avant la fin de l'année ?", "… 2024-12-31"),
        ("Qui dirige le port depuis mai ?", "2024-05-01 …"),
        ("Que sait-on depuis la semaine dernière ?", "2024-06-10 …"),
        ("Qui dirigeait le port après mars 2022 ?", "2022-04-01 …"),
        ("Qui dirigeait le port avant mars 2022 ?", "… 2022-02-28"),
        ("Qui dirigeait le port avant l'été 2022 ?", "… 2022-05-31"),
        ("Que veut-on faire avant la fin 2023 ?", "… 2023-12-31"),
        ("Qui dirigeait le port jusqu'en 2021 ?", "… 2021-12-31"),
        ("Qui dirigeait le port jusqu’au 12 mars 2021 ?", "… 2021-03-12"),
        ("Quel était le bilan au 12 mars 2024 ?", "… 2024-03-12" + STATE),
        ("Quel était le bilan à la date du 1er janvier 2023 ?", "… 2023-01-01" + STATE),
        ("Quel était le bilan en date du 1er janvier 2023 ?", "… 2023-01-01" + STATE),
        ("Who has run the port since 2023?", "2023-01-01 …"),
        ("Who ran the port before May 2022?", "… 2022-04-30"),
        ("Who ran the port until 2021?", "… 2021-12-31"),
        ("What was the toll as of 12 March 2024?", "… 2024-03-12" + STATE),
        ("What was the toll as of June 2023?", "… 2023-06-30" + STATE),
    ],
)
def test_a_time_open_at_one_end(question: str, expected: str) -> None:
    check(question, expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui dirigeait le port entre 2019 et 2021 ?", ["2019-01-01 2021-12-31"]),
        ("Qui dirigeait le port entre 2021 et 2019 ?", ["2019-01-01 2021-12-31"]),
        ("Qui dirigeait le port de 2019 à 2021 ?", ["2019-01-01 2021-12-31"]),
        ("Qui dirigeait le port en 2019-2021 ?", ["2019-01-01 2021-12-31"]),
        ("Qui dirigeait le port de mars à juin 2023 ?", ["2023-03-01 2023-06-30"]),
        ("Qui dirigeait le port entre mai et juin 2023 ?", ["2023-05-01 2023-06-30"]),
        ("Qui dirigeait le port entre novembre et février 2024 ?", ["2023-11-01 2024-02-29"]),
        ("Qui dirigeait le port de novembre 2023 à février ?", ["2023-11-01 2024-02-29"]),
        ("Que s'est-il passé du 3 au 12 mars 2024 ?", ["2024-03-03 2024-03-12"]),
        ("Que s'est-il passé entre le 3 et le 12 mars 2024 ?", ["2024-03-03 2024-03-12"]),
        ("Que s'est-il passé les 3 et 4 mars 2024 ?", ["2024-03-03 2024-03-04"]),
        ("Que s'est-il passé les 3, 4 et 5 mars 2024 ?", ["2024-03-03 2024-03-05"]),
        ("Que s'est-il passé du lundi 3 au vendredi 7 juin 2024 ?", ["2024-06-03 2024-06-07"]),
        ("Que s'est-il passé du vendredi 28 juin au lundi 1er juillet 2024 ?", ["2024-06-28 2024-07-01"]),
        ("Que s'est-il passé deux jours après le 3 mars 2024 ?", ["2024-03-05 2024-03-05"]),
        ("Que s'est-il passé une semaine avant le 14 juillet 2023 ?", ["2023-07-03 2023-07-09"]),
        ("Que s'est-il passé quelques jours après le 3 mars 2024 ?", ["2024-03-04 2024-03-13"]),
        ("Que s'est-il passé quelques jours avant le 3 mars 2024 ?", ["2024-02-22 2024-03-02"]),
        ("Que s'est-il passé deux ans après 2020 ?", ["2022-01-01 2022-12-31"]),
        ("Que s'est-il passé la veille du 14 juillet 2023 ?", ["2023-07-13 2023-07-13"]),
        ("Que s'est-il passé au lendemain du 3 mars 2024 ?", ["2024-03-04 2024-03-04"]),
        ("Que s'est-il passé le surlendemain du 3 mars 2024 ?", ["2024-03-05 2024-03-05"]),
        ("What happened the day before March 3, 2024?", ["2024-03-02 2024-03-02"]),
        ("Que s'est-il passé du 28 février au 3 mars 2024 ?", ["2024-02-28 2024-03-03"]),
        ("Que s'est-il passé du 28 au 3 mars 2024 ?", ["2024-02-28 2024-03-03"]),
        ("Que s'est-il passé du 03/03/2024 au 12/03/2024 ?", ["2024-03-03 2024-03-12"]),
        ("Que s'est-il passé de début mars à fin mai 2024 ?", ["2024-03-01 2024-05-31"]),
        ("Que s'est-il passé entre l'été 2022 et le printemps 2023 ?", ["2022-06-01 2023-06-30"]),
        ("What happened from March to June 2024?", ["2024-03-01 2024-06-30"]),
        ("What happened between 2019 and 2021?", ["2019-01-01 2021-12-31"]),
        ("Qui a été élu en 2019 et en 2021 ?", ["2019-01-01 2019-12-31", "2021-01-01 2021-12-31"]),
        ("Les scrutins de 2019 et 2021 ?", ["2019-01-01 2019-12-31", "2021-01-01 2021-12-31"]),
    ],
)
def test_a_time_between_two_dates(question: str, expected: list[str]) -> None:
    check(question, *expected)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Qui dirige le port ?",
        "Qui a accueilli plus de 2000 personnes ?",
        "Que demandent les 2024 manifestants ?",
        "Qui a payé 2000 euros ?",
        "Que dit la mission vers Mars ?",
        "Who may lead the port?",
        "Que s'est-il passé cette année-là ?",
        "Que s'est-il passé ce jour-là ?",
        "Que s'est-il passé le 31 février 2024 ?",
        "Il a été puis il y a eu quoi ?",
        "Que raconte le Printemps de Lisse ?",
        "Que raconte Les derniers jours de Lisse ?",
        "Il y a combien de navires ?",
        "Il y a 1000000 ans",
        "Le 3 a voté",
        "Qui a vu deux Altair 2000 ?",
        "Qui habite au 1950 avenue du Port ?",
        "Que fera-t-on à la fin de l'année scolaire ?",
    ],
)
def test_a_question_without_a_time(question: str) -> None:
    check(question)


@given(
    value=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    language=st.sampled_from(["fr", "en"]),
    before=st.sampled_from(["le", "depuis", "avant", "après", "jusqu'au", "au", "as of", "entre 1901 et", "fin", ""]),
    today=st.dates(),
)
def test_the_period_of_a_written_day_holds_it_or_ends_beside_it(
    value: date, language: str, before: str, today: date
) -> None:
    written = format_date(ArticleDate(value=value, precision="day", basis="stated"), language)
    (period,) = asked_periods(f"{before} {written} ?", today)
    nearest = {"avant": value - timedelta(days=1), "après": value + timedelta(days=1)}.get(before, value)
    assert (period.first or date.min) <= nearest <= (period.last or date.max)
    # Between a year and one of its own days lies the whole year.
    assert nearest in (period.first, period.last) or (before == "entre 1901 et" and value.year == 1901)


WORDS = (
    "le de du au à entre et depuis avant jusqu'en en fin début mi- la semaine dernière prochaine il y a deux trois ans "
    "mois été hiver après et demi veille ce l'année"
    " mars mai juin 3 12 31 2019 2023 12/03/2024 trimestre premier hier ces derniers lundi dernier "
    "février last June 2024 since - l'an années 90"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60), st.dates())
def test_whatever_is_asked_periods_have_an_end_begin_before_it_and_stand_in_the_question(
    question: str, today: date
) -> None:
    end = 0
    for period in asked_periods(question, today):
        assert period.first or period.last
        assert (period.first or date.min) <= (period.last or date.max)
        assert end <= period.start < period.end <= len(question)
        end = period.end
