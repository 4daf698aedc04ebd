"""What a search keeps to."""

from __future__ import annotations

from datetime import date
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.filters import Filter, as_date, as_number
from sourcier.index.reader import Index
from sourcier.schema import Article, ArticleDate

DAYS = st.dates(min_value=date(1900, 1, 1))
FILTERS = (
    Filter(),
    Filter(since=date(2024, 1, 1)),
    Filter(until=date(2023, 11, 2)),
    Filter(since=date(2024, 7, 20)),
    Filter(as_of=date(2024, 7, 20)),
    Filter(outlets=("le phare",)),
    Filter(outlets=("LE PHARE", "Inconnu"), since=date(2024, 1, 1)),
    Filter(paths=("*direction*",)),
    Filter(paths=("nulle-part/",)),
)


def article(day: date | None = None, path: str = "a.txt", **known: object) -> Article:
    published = day and ArticleDate(value=day, precision="day", basis="stated")
    return Article.model_validate({"id": "a", "path": path, "title": "A", "text": "A", "published": published} | known)


@given(DAYS, DAYS)
def test_numbers_are_ordered_as_dates(first: date, second: date) -> None:
    assert (as_number(first) < as_number(second)) == (first < second)
    assert as_date(as_number(first)) == first


def test_both_ends_are_in_and_an_unknown_date_is_before_every_date() -> None:
    day = date(2024, 3, 12)
    assert Filter(day, day).holds(article(day))
    assert Filter(until=day).holds(article(None))
    assert Filter(as_of=day).holds(article(None))
    assert not Filter(since=date(1900, 1, 1)).holds(article(None))
    assert Filter().holds(article(None))


@pytest.mark.parametrize(
    ("only", "year", "month", "day"),
    [
        # What may have been published since, or until then, is kept.
        (Filter(since=date(2024, 3, 12)), True, True, True),
        (Filter(since=date(2024, 3, 13)), True, True, False),
        (Filter(since=date(2024, 4, 1)), True, False, False),
        (Filter(since=date(2025, 1, 1)), False, False, False),
        (Filter(until=date(2024, 3, 12)), True, True, True),
        (Filter(until=date(2024, 3, 11)), True, True, False),
        (Filter(until=date(2024, 2, 29)), True, False, False),
        (Filter(until=date(2023, 12, 31)), False, False, False),
        (Filter(date(2024, 6, 1), date(2024, 6, 30)), True, False, False),
        # What may have been published after the day on which it is asked is not.
        (Filter(as_of=date(2024, 3, 11)), False, False, False),
        (Filter(as_of=date(2024, 3, 12)), False, False, True),
        (Filter(as_of=date(2024, 3, 31)), False, True, True),
        (Filter(as_of=date(2024, 12, 31)), True, True, True),
    ],
)
def test_of_a_month_or_a_year_all_its_days_count(only: Filter, year: bool, month: bool, day: bool) -> None:
    known = {"year": date(2024, 1, 1), "month": date(2024, 3, 1), "day": date(2024, 3, 12)}
    held = [
        only.holds(article(published={"value": value, "precision": precision, "basis": "stated"}))
        for precision, value in known.items()
    ]
    assert held == [year, month, day]


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("2024", True),
        ("2024/", True),
        ("./2024", True),
        ("2024//mars/", True),
        (".", True),
        ("./", True),
        ("2024/mars/*.html", True),
        ("./2024/*.html", True),
        ("202", False),
        ("..", False),
        ("./202", False),
        ("*.html", True),
        ("copies", True),
    ],
)
def test_a_path_is_a_folder_or_a_pattern_and_copies_count(pattern: str, kept: bool) -> None:
    assert Filter(paths=(pattern,)).holds(article(path="2024/mars/a.html", also_at=("copies/b.html",))) == kept


@pytest.mark.parametrize("of_path", ["NFC", "NFD"])
@pytest.mark.parametrize("of_pattern", ["NFC", "NFD"])
@pytest.mark.parametrize("pattern", ["été", "été/août.txt", "été/a*t.txt", "*/ao?t.txt"])
def test_a_path_is_the_same_with_its_accents_apart(
    of_path: Literal["NFC", "NFD"], of_pattern: Literal["NFC", "NFD"], pattern: str
) -> None:
    there = article(path=normalize(of_path, "été/août.txt"))
    assert Filter(paths=(normalize(of_pattern, pattern),)).holds(there)


def test_an_outlet_is_named_without_accents_and_that_of_a_copy_counts() -> None:
    printed = article(outlet="L'Écho", other_outlets=("Le Phare",))
    assert Filter(outlets=("l'echo",)).holds(printed)
    assert Filter(outlets=("LE PHARE",)).holds(printed)
    assert not Filter(outlets=("Le Courrier",)).holds(printed)


@pytest.mark.parametrize("only", FILTERS)
def test_an_index_keeps_to_what_the_filter_holds(press_index: Index, only: Filter) -> None:
    kept = [
        article
        for article, inside in zip(press_index.articles.values(), press_index.within(only), strict=True)
        if inside
    ]
    assert kept == [article for article in press_index.articles.values() if only.holds(article)]
    assert press_index.searched(only).articles == len(kept)
