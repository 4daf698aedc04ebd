"""How well sentences fall in the time asked for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.retrieval.time import FITS, IS_NEAR, OTHER_YEAR, SAME_YEAR, preferences, question_time
from sourcier.schema import Article, ArticleDate

TODAY = date(2024, 6, 19)


def published(written: str | None, name: str = "a") -> Article:
    """An article of "2024-03-12", "2024-03" or "2024"."""
    known = None
    if written:
        precision = {4: "year", 7: "month", 10: "day"}[len(written)]
        value = date.fromisoformat((written + "-01-01")[:10])
        known = ArticleDate.model_validate({"value": value, "precision": precision, "basis": "stated"})
    return Article(id=name, path=f"{name}.txt", title="Lisse", published=known, text="Le pont de Lisse est ouvert.")


def fit(question: str, written: str | None, text: str = "Le pont de Lisse est ouvert.") -> float:
    return preferences(question_time(question, TODAY), [(text, published(written))])[0]


@pytest.mark.parametrize(
    ("question", "written", "text", "expected"),
    [
        ("Qui tient le port ?", "2024-03-12", "Le 12 mars 2024.", 0.0),
        ("le 12 mars 2024 ?", "2024-03-12", "Rien.", FITS),
        ("le 12 mars 2024 ?", "2024-03-13", "Rien.", FITS),
        ("le 12 mars 2024 ?", "2024-03-15", "Rien.", FITS),
        ("le 12 mars 2024 ?", "2024-03-16", "Rien.", IS_NEAR),
        ("le 12 mars 2024 ?", "2024-03-11", "Rien.", IS_NEAR),
        ("le 12 mars 2024 ?", "2024-06-01", "Rien.", SAME_YEAR),
        ("le 12 mars 2024 ?", "2023-03-12", "Rien.", 0.0),
        ("le 12 mars 2024 ?", "2024-06-01", "Le 12 mars, le pont rouvrait.", FITS),
        ("le 12 mars 2024 ?", "2025-01-09", "Le 12 mars 2024, le pont rouvrait.", FITS),
        ("le 12 mars 2024 ?", "2024-03", "Rien.", FITS),
        ("le 12 mars 2024 ?", "2024", "Rien.", SAME_YEAR),
        ("le 12 mars 2024 ?", None, "Rien.", 0.0),
        ("le 12 mars 2024 ?", None, "Le 12 mars 2024, le pont rouvrait.", FITS),
        ("le 12 mars 2024 ?", None, "Le 12 mars, le pont rouvrait.", 0.0),
        ("en mars 2024 ?", "2024-03-31", "Rien.", FITS),
        ("en mars 2024 ?", "2024-04-02", "Rien.", FITS),
        ("en mars 2024 ?", "2022-04-02", "En mars 2024 viendra la grue.", FITS),
        ("en mars 2024 ?", "2022-04-02", "En 2024 viendra la grue.", SAME_YEAR),
        ("en 2023 ?", "2023-08-01", "Rien.", FITS),
        ("en 2023 ?", "2024-01-20", "Rien.", IS_NEAR),
        ("en 2023 ?", "2024-05-20", "Rien.", 0.0),
        ("en 2023 ?", "2024-05-20", "Il est venu en 2023.", FITS),
        ("en 2023 ?", "2024-05-20", "Il est venu en juin 2023.", FITS),
        ("en 2021 ou 2023 ?", "2023-05-20", "Rien.", FITS),
        ("depuis 2023 ?", "2024-05-20", "Rien.", FITS),
        ("depuis 2023 ?", "2022-05-20", "Rien.", 0.0),
        ("avant mars 2022 ?", "2020-05-20", "Rien.", FITS),
        ("avant mars 2022 ?", "2022-03-20", "Rien.", IS_NEAR),
        ("avant mars 2022 ?", "2022-07-20", "Rien.", SAME_YEAR),
        ("en mars ?", "2024-03-12", "Rien.", FITS),
        ("en mars ?", "2021-03-12", "Rien.", OTHER_YEAR),
        ("en mars ?", "2021-04-12", "Rien.", IS_NEAR * OTHER_YEAR),
        ("en mars ?", "2021-09-12", "Rien.", 0.0),
        ("en mars ?", None, "En mars, il neige.", FITS),
        ("le 1er janvier ?", "2021-12-31", "Rien.", IS_NEAR * OTHER_YEAR),
        ("hier ?", "2024-06-18", "Rien.", FITS),
        ("la semaine dernière ?", "2024-06-19", "Rien.", FITS),
        ("la semaine dernière ?", "2024-06-01", "Rien.", IS_NEAR),
        ("l'an dernier ?", "2023-06-01", "Rien.", FITS),
        ("au 12 mars 2024 ?", "2024-03-10", "Rien.", FITS),
        ("au 12 mars 2024 ?", "2024-03-13", "Rien.", 0.0),
        ("au 12 mars 2024 ?", "2024-04-13", "Ils étaient neuf au 12 mars 2024.", FITS),
        ("as of June 2023?", "2023-06-30", "Rien.", FITS),
    ],
)
def test_fit(question: str, written: str | None, text: str, expected: float) -> None:
    assert fit(question, written, text) == pytest.approx(expected)


def ranked(question: str, *written: str | None) -> list[float]:
    candidates = [("Rien.", published(each, str(number))) for number, each in enumerate(written)]
    return preferences(question_time(question, TODAY), candidates)


def test_the_newest_is_best_where_it_is_wanted() -> None:
    question = "Qui dirige actuellement le port ?"
    assert ranked(question, "2021-01-01", "2024-01-01", "2023", None) == pytest.approx([1 / 3, 1, 2 / 3, 0])


def test_until_a_day_the_newest_is_best_and_what_comes_later_is_nothing() -> None:
    question = "Combien de blessés au 5 novembre 2023 ?"
    assert ranked(question, "2023-11-02", "2023-11-05", "2023-11-06", "2020-01-01") == pytest.approx(
        [2 / 3, 1, 0, 1 / 3]
    )


def test_the_newest_of_a_time_that_is_over_is_of_that_time() -> None:
    asked = question_time("Qui était l'actuel directeur en 2021 ?", TODAY)
    assert not asked.newest
    assert question_time("Qui dirige le port aujourd'hui ?", TODAY).newest


def test_as_of_is_the_day_from_which_time_is_told() -> None:
    (period,) = question_time("Que s'est-il passé l'an dernier ?", date(2020, 3, 1)).periods
    assert (period.first, period.last) == (date(2019, 1, 1), date(2019, 12, 31))


WRITTEN = st.one_of(
    st.none(),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str).flatmap(lambda d: st.sampled_from([d, d[:7], d[:4]])),
)


@given(
    question=st.sampled_from(
        [
            "en mars 2024",
            "depuis 2020",
            "le 29 février",
            "au 12 mars 2024",
            "actuel",
            "hier",
            "avant 1901",
            "",
            "en hiver",
        ]
    ),
    candidates=st.lists(st.tuples(st.sampled_from(["Rien.", "Le 29 février.", "En 2024.", "1er mars 1901"]), WRITTEN)),
    today=st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_preferences_are_shares_and_there_is_one_a_candidate(
    question: str, candidates: list[tuple[str, str | None]], today: date
) -> None:
    given_ = [(text, published(written, str(number))) for number, (text, written) in enumerate(candidates)]
    found = preferences(question_time(question, today), given_)
    assert len(found) == len(given_)
    assert all(0 <= value <= 1 for value in found)


@given(st.dates(date(1900, 1, 2), date(2099, 12, 30)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_an_article_of_the_day_asked_for_is_as_good_as_any(day: date, today: date) -> None:
    asked = question_time(f"Que s'est-il passé le {day:%d/%m/%Y} ?", today)
    assert preferences(asked, [("Rien.", published(str(day)))]) == [FITS]
