"""Ranges of publication dates."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.period import Period, as_number, date_number
from sourcier.schema import Article, ArticleDate

DAYS = st.dates(min_value=date(1900, 1, 1))


def article(day: date | None) -> Article:
    published = day and ArticleDate(value=day, precision="day", basis="stated")
    return Article(id="a", path="a.txt", title="A", text="A", published=published)


@given(DAYS, DAYS)
def test_numbers_are_ordered_as_dates(first: date, second: date) -> None:
    assert (as_number(first) < as_number(second)) == (first < second)


@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_the_filter_of_chroma_says_what_holds_says(since: date | None, until: date | None, day: date | None) -> None:
    period = Period(since, until)
    where = period.where() or {"$and": []}
    number = date_number(article(day))
    compare = {"$gte": number.__ge__, "$lte": number.__le__}
    passes = all(
        compare[sign](bound)
        for condition in where.get("$and", [where])
        for sign, bound in condition["published"].items()
    )
    assert passes == period.holds(article(day))


def test_both_ends_are_in_and_an_unknown_date_is_before_every_date() -> None:
    day = date(2024, 3, 12)
    assert Period(day, day).holds(article(day))
    assert Period(until=day).holds(article(None))
    assert not Period(since=date(1900, 1, 1)).holds(article(None))
    assert Period().holds(article(None))
