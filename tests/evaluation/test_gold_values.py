"""Wordings compared as values: what is the same number, date or Arabic word is found, what is another is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.english import TEENS, TENS, UNITS
from sourcier.evaluation.matching import contains
from sourcier.evaluation.values import row
from sourcier.language.dates import format_date
from sourcier.schema import ArticleDate

DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
FRENCH_WORDS = st.lists(st.sampled_from("le port de Vaubrac rouvre selon Odile Farran sans délai".split()), max_size=6)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("un coût de 1 500 000 euros", "1,5 million d'euros"),
        ("un coût de 1,5 million d'euros", "1 500 000 €"),
        ("trois milliards de dollars", "3 milliards $"),
        ("une hausse de 4.4 pour cent", "4,4 %"),
        ("a rise of 4.4 percent", "4,4 %"),
        ("trois navires", "3"),
        ("3 navires", "trois"),
        ("neuf navires", "9"),
        ("three ships", "3 ships"),
        ("vingt et une grues", "21"),
        ("twenty-one cranes", "vingt et un"),
        ("two hundred and five cranes", "205"),
        ("a hundred and one cranes", "101"),
        ("one thousand two hundred people", "1 200"),
        ("1,500 people", "1 500"),
        ("a loan of €1.5 million", "1,5 million d'euros"),
        ("$3 billion", "3 milliards de dollars"),
        ("a €20m loan", "20 millions d'euros"),
        ("$1.5bn", "1,5 milliard de dollars"),
        ("twenty-five hundred people", "2 500"),
        ("fifteen hundred people", "1 500"),
        ("il fait -3 degrés", "moins trois degrés"),
        ("minus 3 degrees", "-3"),
        ("au moins 3 navires", "3"),
        ("les 18-25 ans", "18"),
        ("Les neuf navires", "neuf"),
        ("À Vaubrac, dix navires", "10"),
        ("neuf cents navires", "900"),
        ("le Pont neuf", "Pont-Neuf"),
        ("Otto Dix expose", "Otto Dix"),
    ],
)
def test_the_same_number_is_found(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("15 millions", "1,5 million"),
        ("1,5 million", "1,5"),
        ("14,4 %", "4,4 %"),
        ("4,45 %", "4,4 %"),
        ("4,4 points", "4,4 %"),
        ("33 navires", "3"),
        ("deux cent trois navires", "trois"),
        ("two hundred and three ships", "3"),
        ("vingt-trois navires", "vingt"),
        ("il fait 3 degrés", "-3 degrés"),
        ("il fait -3 degrés", "3 degrés"),
        ("au moins 3 navires", "-3"),
        ("le Pont neuf", "9"),
        ("le Pont-Neuf est fermé", "9"),
        ("Otto Dix expose", "10"),
        ("la 5e jetée", "5"),
        ("twenty-five hundred people", "25100"),
    ],
)
def test_another_number_is_not(text: str, wording: str) -> None:
    assert not contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("à 20 heures", "20 h"),
        ("20h00", "vingt heures"),
        ("à 8h30", "08:30"),
        ("la 3e jetée", "troisième"),
        ("the third pier", "3rd"),
        ("la première jetée", "1er"),
        ("le 17e quai", "dix-septième"),
    ],
)
def test_the_same_hour_or_rank_is_found(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"), [("à 14 h 30", "14 h"), ("à 14 h 30", "30"), ("la 3e jetée", "2e"), ("13e quai", "3e")]
)
def test_another_hour_or_rank_is_not(text: str, wording: str) -> None:
    assert not contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("réuni le 12/05/2024 à Lisseuil", "12 mai 2024"),
        ("le 12 mai 2024", "May 12, 2024"),
        ("It met on May 12, 2024.", "le 12/05/2024"),
        ("on the 12th of May 2024", "12 mai 2024"),
        ("le 12 mai 2024", "2024"),
        ("le 12/05/2024", "mai 2024"),
        ("in May 2024", "en mai 2024"),
        ("Tuesday, May 12", "mardi 12 mai"),
        ("le 12 décembre 2023", "12 décembre"),
        ("le 1er janv. 2024", "1er janvier 2024"),
        ("du 26 au 28 juin 2031", "26 au 28 juin"),
        ("du 26 juin au 28 juin 2031", "26 au 28 juin"),
        ("du 26 au 28 juin 2031", "26 juin 2031 au 28 juin 2031"),
        ("du 8 au 10 mai 2031", "8 mai 2031"),
        ("les 8 et 9 mai 2031", "8 mai 2031"),
        ("entre le 8 et le 10 mai 2031", "8 mai 2031"),
        ("8-10 May 2031", "8 au 10 mai 2031"),
        ("du 1er au 3 mai", "1er mai"),
        ("le premier mai 2031", "1er mai 2031"),
    ],
)
def test_the_same_date_is_found(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("en mai 2023", "mai 2024"),
        ("le 12 mai 2023", "mai 2024"),
        ("le 112 décembre", "12 décembre"),
        ("le 12 novembre", "12 décembre"),
        ("le 12 mai", "12 mai 2024"),
        ("le 12 mai, 15 grues", "12"),
        ("05/12/2024", "12 mai 2024"),
        ("du 8 au 10 mai 2031", "9 mai 2031"),
        ("du 8 au 10 mai 2031", "8 mai 2030"),
        ("du 8 au 10 mai 2031", "8"),
        ("du 8 mai 2030 au 10 mai 2031", "8 mai 2031"),
    ],
)
def test_another_date_is_not(text: str, wording: str) -> None:
    assert not contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("الأمن الوَطَنِيّ", "الامن الوطني"),
        ("المديريـــة العامّة", "المديرية العامة"),
        ("في الرباط وباريس", "باريس"),
        ("بالرباط", "الرباط"),
        ("١٢ ماي ٢٠٢٤", "12 mai 2024"),
        ("١٢ مايو ٢٠٢٤", "١٢ ماي ٢٠٢٤"),
        ("١٬٥٠٠ شخص", "1 500"),
        ("نحو ٤٫٤٪", "4,4 %"),
        ("٤٫٤ في المئة", "4,4 %"),
        ("١٫٥ مليون", "1,5 million"),
        ("قال \u200fفران\u200f اليوم", "فران"),
    ],
)
def test_arabic_is_compared_by_its_letters_and_values(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"), [("مدينة باريسية", "باريس"), ("١٢ ماي ٢٠٢٣", "12 mai 2024"), ("فرنسا", "فرن")]
)
def test_other_arabic_words_are_not_found(text: str, wording: str) -> None:
    assert not contains(text, wording)


@given(st.integers(0, 10**12 - 1), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_groups_of_digits_change_no_number(number: int, mark: str) -> None:
    assert row(f"{number:,}".replace(",", mark)) == row(str(number))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_found_in_its_like_alone(number: int, other: int) -> None:
    assert contains(f"environ {other} tonnes", str(number)) == (number == other)


def test_english_words_of_numbers_are_their_values() -> None:
    ranks = {word: value for value, word in enumerate(UNITS, 2)} | {word: value for value, word in enumerate(TEENS, 10)}
    tens = {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
    joined = {f"{ten}-{unit}": tens[ten] + ranks.get(unit, 1) for ten in tens for unit in ("one", *UNITS)}
    for word, value in (ranks | tens | joined).items():
        assert contains(f"some {word} ships", str(value)), word
        for hundreds, hundred in (("a hundred", 100), ("nine hundred", 900)):
            assert contains(f"{hundreds} and {word} ships", str(hundred + value)), word


def forms(day: date) -> list[str]:
    known = ArticleDate(value=day, precision="day", basis="stated")
    english = f"{day:%B} {day.day}, {day.year}"
    return [format_date(known, "fr"), format_date(known, "en"), english, f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"]


@given(DATES)
def test_every_form_of_a_date_is_found_in_every_other(day: date) -> None:
    assert all(contains(f"Réunion, {text}.", wording) for text in forms(day) for wording in forms(day))
    assert all(contains(text, str(day.year)) for text in forms(day))


@given(DATES, st.integers(1, 800))
def test_no_form_of_a_date_is_found_in_another(day: date, later: int) -> None:
    other = day + timedelta(days=later)
    assert not any(contains(f"Réunion, {text}.", wording) for text in forms(other) for wording in forms(day))


@given(FRENCH_WORDS, st.sampled_from(["12 mai 2031", "1,5 million d'euros", "4,4 %", "trois", "Farran"]), FRENCH_WORDS)
def test_what_stands_around_a_wording_hides_it_not(before: list[str], wording: str, after: list[str]) -> None:
    assert contains(" ".join([*before, wording, *after]), wording)


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert row(f"Farran {text} Farran").startswith(" farran ")
