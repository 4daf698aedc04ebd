"""Dates read in French and English text, and written back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.analysis import fold
from sourcier.language.dates import MONTHS, WEEKDAYS, format_date, impossible_dates, written_dates
from sourcier.schema import ArticleDate

Parts = tuple[int | None, int | None, int | None]


def read(text: str) -> list[Parts]:
    return [(found.year, found.month, found.day) for found in written_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le mardi 12 décembre 2023", [(2023, 12, 12)]),
        ("le 1er janv. 2024", [(2024, 1, 1)]),
        ("1ER JANVIER 2024", [(2024, 1, 1)]),
        ("le 3 févr. et le 4 sept. dernier", [(None, 2, 3), (None, 9, 4)]),
        ("du 12 au 15 mars 2024", [(2024, 3, 15)]),
        ("en août, puis en décembre 2022", [(None, 8, None), (2022, 12, None)]),
        ("en 2023-2024", [(2023, None, None), (2024, None, None)]),
        ("2024-03-12, 12/03/2024, 12.3.2024, 12-03-2024", [(2024, 3, 12)] * 4),
        ("December 12, 2023 or March 3rd", [(2023, 12, 12), (None, 3, 3)]),
        ("le 29 février 2024", [(2024, 2, 29)]),
        ("en juin 12 personnes", [(None, 6, None)]),
        ("mars est une planète, mai aussi, sept élus", []),
        ("Marseille, le maire, un avril-mai flou", [(None, 4, None)]),
        ("le 12\u00a0mars\u00a02024", [(2024, 3, 12)]),
        ("2024-03-12T10:00:00+01:00", [(2024, 3, 12)]),
        ("2024/03/12 et 2024.03.12", [(2024, 3, 12)] * 2),
        ("12.03.24, 12/03/98", [(2024, 3, 12), (1998, 3, 12)]),
        ("12 / 03 / 2024", [(2024, 3, 12)]),
        ("tél. 06.12.03.24.78, 06/12/03/24/78, v1.12.03.24", []),
        ("mar. 12 déc. 2023, mer 13 dec 2023", [(2023, 12, 12), (2023, 12, 13)]),
        ("12 Mar 2024, Mar 12, 2024, mars 12, 2024", [(2024, 3, 12)] * 3),
        ("mar 12 personnes, jan 3", []),
        ("12-mars-2024, 1-août-2021", [(2024, 3, 12), (2021, 8, 1)]),
        ("1 er juillet, 1ᵉʳ juillet 2024, 3. Mai 2024", [(None, 7, 1), (2024, 7, 1), (2024, 5, 3)]),
        ("14 juill. 2024, 14 JUIL 2024", [(2024, 7, 14)] * 2),
        ("fin juin 2024", [(2024, 6, None)]),
        ("la loi du 29 juillet 1881 sur la presse", [(1881, 7, 29)]),
        ("le 12 mars 1895, 12/03/1895, March 12, 1895", [(1895, 3, 12)] * 3),
        ("en juin 1848 dans la rue, en août 1789", [(1848, 6, None), (1789, 8, None)]),
        ("en juin 1500 personnes, le 3 juin 1200 manifestants", [(None, 6, None), (None, 6, 3)]),
        ("en 1848, 1881 voix", []),
    ],
)
def test_read(text: str, expected: list[Parts]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["31 février 2024", "29 février 2023", "0 mars 2020", "99 mars", "32/01/2024", "2024-13-01", "00/00/2024"]
)
def test_an_impossible_date_is_no_date_at_all(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Que s'est-il passé le 31 février ?", ["31 février"]),
        ("Que s'est-il passé le 29 février 2023 ?", ["29 février 2023"]),
        ("le 30/02/2023 ou le 2024-13-01", ["30/02/2023", "2024-13-01"]),
        ("on June 31, 2024", ["June 31, 2024"]),
        ("le 29 février", []),
        ("In June 45 people came", []),
        ("le lot 45-78-12", []),
        ("le 12 mars 2024", []),
        ("", []),
    ],
)
def test_an_impossible_date_is_given_as_written(text: str, expected: list[str]) -> None:
    assert impossible_dates(text) == expected


def test_spans_are_those_of_the_text() -> None:
    text = "Élu le 1er août 2021, réélu en décembre 2023."
    assert [text[found.start : found.end] for found in written_dates(text)] == ["1er août 2021", "décembre 2023"]


@pytest.mark.parametrize(
    ("precision", "language", "expected"),
    [
        ("day", "fr", "1er août 2021"),
        ("month", "fr", "août 2021"),
        ("year", "fr", "2021"),
        ("day", "en", "1 August 2021"),
        ("month", "ar", "August 2021"),
    ],
)
def test_format(precision: str, language: str, expected: str) -> None:
    published = ArticleDate.model_validate({"value": date(2021, 8, 1), "precision": precision, "basis": "stated"})
    assert format_date(published, language) == expected


def test_an_unknown_date_is_said() -> None:
    assert format_date(None) == "date inconnue"
    assert format_date(None, "en") == "unknown date"


@given(
    value=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    precision=st.sampled_from(["day", "month", "year"]),
    language=st.sampled_from(["fr", "en"]),
    around=st.sampled_from(["{}", "Le {}.", "(publié le {})", "Depuis {}, rien", "« {} »"]),
)
def test_what_is_written_is_read_back(value: date, precision: str, language: str, around: str) -> None:
    published = ArticleDate.model_validate({"value": value, "precision": precision, "basis": "stated"})
    known = 3 if precision == "day" else 2 if precision == "month" else 1
    expected = (value.year, value.month, value.day)[:known] + (None,) * (3 - known)
    assert read(around.format(format_date(published, language))) == [expected]


@given(st.text(), st.text("0123456789 /.-mai rsdécjn", max_size=60))
def test_dates_are_possible_ordered_and_apart(before: str, digits: str) -> None:
    text = before + digits
    end = 0
    for found in written_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        date(found.year or 2000, found.month or 1, found.day or 1)


# Every form in which French papers and their pages write a day.
FORMS = (
    "{day} {month} {year}",
    "{weekday} {day} {month} {year}",
    "{WEEKDAY} {day} {MONTH} {year}",
    "{weekday:.3}. {day} {month} {year}",
    "{day} {bare} {year}",
    "{number:02}/{rank:02}/{year}",
    "{number}/{rank}/{year}",
    "{number:02}.{rank:02}.{year}",
    "{number:02}-{rank:02}-{year} à 14h30",
    "{number:02}/{rank:02}/{short:02}",
    "{year}-{rank:02}-{number:02}",
    "{year}-{rank:02}-{number:02}T10:00:00+01:00",
    "{number}-{bare}-{year}",
    "{month} {number}, {year}",
    "{english} {number}, {year}",
    "{english:.3} {number}, {year}",
    "{number} {english:.3} {year}",
)


@given(
    value=st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)),
    form=st.sampled_from(FORMS),
    around=st.sampled_from(["{}", "Le {}.", "(publié le {})", "PARIS, {} (ANP) -", "« {} »", "{}, 18:45"]),
)
def test_every_form_of_a_day_is_read_back(value: date, form: str, around: str) -> None:
    weekday, month = WEEKDAYS["fr"][value.weekday()], MONTHS["fr"][value.month - 1]
    written = form.format(
        day="1er" if value.day == 1 else value.day,
        number=value.day,
        rank=value.month,
        year=value.year,
        short=value.year % 100,
        weekday=weekday,
        WEEKDAY=weekday.upper(),
        month=month,
        MONTH=month.upper(),
        bare=fold(month),
        english=MONTHS["en"][value.month - 1],
    )
    assert read(around.format(written)) == [(value.year, value.month, value.day)]
