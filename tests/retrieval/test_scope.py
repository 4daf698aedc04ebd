"""Filters as a person writes them, and what is said of those that nothing passes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import BadDate, ImpossibleDate, NothingMatches, OutletUnknown
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.retrieval.scope import check_dates, check_scope, first_day, last_day, written_filter


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-03-12", date(2024, 3, 12), date(2024, 3, 12)),
        ("12/03/2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("12 mars 1895", date(1895, 3, 12), date(1895, 3, 12)),
        (" le 12 mars 2024 ", date(2024, 3, 12), date(2024, 3, 12)),
        ("March 12, 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("mars 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("en février 2023", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("été 2023", date(2023, 6, 1), date(2023, 9, 30)),
        ("T3 2023", date(2023, 7, 1), date(2023, 9, 30)),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, first: date, last: date) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize(
    "written", ["", "bientôt", "mars", "juin", "12 mars", "depuis 2023", "2023 ou 2024", "2023 x", "x" * 99]
)
def test_what_is_no_date_of_one_year_is_said(written: str) -> None:
    with pytest.raises(BadDate):
        first_day(written)


@pytest.mark.parametrize("written", ["31 février 2024", "30/02/2023", "2024-13-01", "le 29 février 2023"])
def test_a_date_that_does_not_exist_is_said_as_written(written: str) -> None:
    with pytest.raises(ImpossibleDate, match=written.removeprefix("le ")):
        last_day(written)
    with pytest.raises(ImpossibleDate):
        check_dates(f"Que s'est-il passé {written} ?")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]))
def test_every_day_is_read_back(value: date, form: str) -> None:
    written = value.strftime(form)
    assert first_day(written) == last_day(written) == value
    check_dates(written)


def test_a_filter_begins_with_its_first_date_and_ends_with_its_last() -> None:
    assert written_filter("mars 2023", "2023", ["Le Phare"], ["2023"]) == Filter(
        date(2023, 3, 1), date(2023, 12, 31), ("Le Phare",), ("2023",)
    )
    assert written_filter() == written_filter(" ", "") == EVERYTHING


@pytest.mark.parametrize(
    "only",
    [
        EVERYTHING,
        Filter(since=date(2024, 1, 1)),
        Filter(outlets=("le phare",)),
        Filter(outlets=("La Gazette du Causse", "LE PHARE")),
        Filter(paths=("phare-*.txt",)),
    ],
)
def test_a_filter_that_some_article_passes_is_no_error(press_index: Index, only: Filter) -> None:
    check_scope(press_index, only)


@pytest.mark.parametrize(
    ("only", "said"),
    [
        (Filter(since=date(2031, 1, 1)), "2031-01-01 →"),
        (Filter(until=date(2022, 1, 1), since=date(2021, 1, 1)), "2021-01-01 → 2022-01-01"),
        (Filter(until=date(2023, 1, 1), since=date(2024, 1, 1)), "2024-01-01 → 2023-01-01"),
        (Filter(as_of=date(2021, 1, 1), outlets=("Le Phare",)), "→ 2021-01-01 · Le Phare"),
        (Filter(paths=("nulle-part/*",)), "nulle-part/*"),
        (Filter(since=date(2024, 1, 1), outlets=("Agence Lourande",)), "2024-01-01 → · Agence Lourande"),
    ],
)
def test_a_filter_that_no_article_passes_is_named_with_what_there_is(
    press_index: Index, only: Filter, said: str
) -> None:
    with pytest.raises(NothingMatches) as caught:
        check_scope(press_index, only)
    for language in ("fr", "en"):
        message = caught.value.message(language)
        assert f"({said})" in message
        assert "8 articles" in message
        assert "2022-03-14" in message
        assert "2024-07-01" in message


@pytest.mark.parametrize(
    ("outlet", "nearest"),
    [
        ("Phare", "Le Phare"),
        ("Gazette du Causse", "La Gazette du Causse"),
        ("le courier de vaubrac", "Le Courrier de Vaubrac"),
    ],
)
def test_an_unknown_outlet_names_the_nearest(press_index: Index, outlet: str, nearest: str) -> None:
    with pytest.raises(OutletUnknown) as caught:
        check_scope(press_index, Filter(outlets=("Le Phare", outlet)))
    assert str(caught.value.values["nearest"]).split(", ")[0] == nearest
    assert outlet in caught.value.message("en")


def test_an_outlet_like_no_other_names_some_that_there_are(press_index: Index) -> None:
    with pytest.raises(OutletUnknown, match="Le Phare"):
        check_scope(press_index, Filter(outlets=("Ω",)))
