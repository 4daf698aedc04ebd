"""Numbers as values: what is the same number however it is written, and what is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.analysis import terms, words
from sourcier.language.numbers import as_values

EQUAL = [
    ("1,5 million", "1 500 000"),
    ("1,5 million", "1.500.000"),
    ("1,5 million", "1 500 000"),
    ("1,5 million", "1,5 M"),
    ("1.5 million", "1,5 million"),
    ("1,50 million", "1,5 million"),
    ("un million et demi", "1,5 million"),
    ("un million", "1 000 000"),
    ("1,5 M€", "1 500 000 euros"),
    ("1,5 m€", "1 500 000 euros"),
    ("1,5 million d'euros", "1 500 000 €"),
    ("100 M€", "100 millions d’euros"),
    ("1'500'000 francs", "1,5 million de francs"),
    ("1,500,000", "1 500 000"),
    ("2 milliards", "2 000 000 000"),
    ("deux milliards", "2 milliards"),
    ("2 Md€", "2 milliards d'euros"),
    ("2,3 Mds d'euros", "2 300 millions d'euros"),
    ("300 000 euros", "300.000 €"),
    ("300 k€", "300 000 euros"),
    ("300 mille euros", "300 000 euros"),
    ("deux cent mille habitants", "200 000 habitants"),
    ("30 %", "30 pour cent"),
    ("30%", "30 %"),
    ("trente pour cent", "30 %"),
    ("cent pour cent", "100 %"),
    ("4,50 €", "4,5 euros"),
    ("1 €", "1 euro"),
    ("5 millions $", "5 000 000 dollars"),
    ("quinze", "15"),
    ("vingt et un", "21"),
    ("vingt-quatre", "24"),
    ("soixante-douze", "72"),
    ("septante-cinq", "75"),
    ("quatre-vingts", "80"),
    ("quatre-vingt-dix-sept", "97"),
    ("trois cents", "300"),
    ("deux mille", "2 000"),
    ("mille neuf cent quatre-vingt-dix-huit", "1998"),
    ("neuf morts", "9 morts"),
    ("les neuf élus du conseil", "les 9 élus du conseil"),
    ("neuf ans", "9 ans"),
    ("neuf travaux", "9 travaux"),
    ("le neuf mai", "le 9 mai"),
    ("neuf pour cent", "9 %"),
    ("05 juin", "5 juin"),
    ("10h30", "10 h 30"),
    ("8h05", "8 h 5"),
]
DIFFERENT = [
    ("1,5 million", "1,5 milliard"),
    ("1,5 million", "1 500"),
    ("1,5", "15"),
    ("1,500", "1 500"),
    ("100 M", "100 millions"),
    ("1,5 m", "1,5 million"),
    ("5 M. Farran", "5 millions Farran"),
    ("30 %", "30"),
    ("30 %", "30 euros"),
    ("4 €", "4 $"),
    ("en 2024 300 personnes", "en 2 024 300 personnes"),
    ("12.03.2024", "12032024"),
    ("75001", "7 5001"),
    ("007", "7"),
    ("vingt-quatre", "20 4"),
    ("quatre-vingts", "4 20"),
    ("trois quatre", "34"),
    ("deux trois", "5"),
    ("neuf", "9"),
    ("un véhicule neuf", "un véhicule 9"),
    ("un stade neuf dans la ville", "un stade 9 dans la ville"),
    ("un stade neuf six ans après", "un stade 9 6 ans après"),
    ("remis à neuf plusieurs fois", "remis à 9 plusieurs fois"),
    ("un pont neuf construit", "un pont 9 construit"),
    ("un", "1"),
    ("cents", "100"),
    ("50 cent", "50 100"),
    ("20 h 15", "2015"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_one_value_is_one_number(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_values_are_two_numbers(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 millions d'euros", ["12000000", "millions", "euros"]),
        ("12 à 15 millions", ["12", "a", "15000000", "millions"]),
        ("entre 30 et 40 %", ["entre", "30", "et", "40", "pourcent"]),
        ("plusieurs millions, une vingtaine", ["plusieurs", "millions", "une", "vingtaine"]),
        ("les Trois-Rivières", ["les", "3", "rivieres"]),
        ("en 2024 deux personnes", ["en", "2024", "2", "personnes"]),
        ("0612345678, 06 12 34 56 78", ["0612345678", "6", "12", "34", "56", "78"]),
        ("10 000 à 20 000", ["10000", "a", "20000"]),
        ("3 000\n000", ["3000", "000"]),
    ],
)
def test_words_with_numbers(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.integers(0, 10**12 - 1), st.sampled_from([" ", "\u00a0", "\u202f", ".", "'", "’"]))
def test_groups_of_digits_do_not_change_a_value(value: int, mark: str) -> None:
    assert words(f"{value:,}".replace(",", mark)) == words(str(value))


@given(st.integers(1, 999), st.integers(0, 999))
def test_millions_are_what_they_say(millions: int, thousands: int) -> None:
    assert words(f"{millions},{thousands:03} millions") == words(f"{millions}{thousands:03}000")


@given(st.integers(2, 999_999).filter(lambda value: value != 9))
def test_a_number_in_words_is_its_value(value: int) -> None:
    assert words(spelt(value)) == words(spelt(value).replace("-", " ")) == [str(value)]


@given(st.text())
def test_any_text_has_values(text: str) -> None:
    assert not set("%€") & set("".join(words(as_values(text))))


UNITS = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


PLURAL = re.compile(r"(?<=cent|ingt)s$")


def spelt(value: int) -> str:
    """A number as French writes it."""
    if value >= 1000:
        thousands = "mille" if value < 2000 else f"{PLURAL.sub('', spelt(value // 1000))} mille"
        return f"{thousands} {spelt(value % 1000)}".strip() if value % 1000 else thousands
    if value >= 100:
        hundreds = "cent" if value < 200 else f"{UNITS[value // 100 - 1]} cent"
        return f"{hundreds} {spelt(value % 100)}" if value % 100 else hundreds + "s" * (value >= 200)
    if value < 20:
        return UNITS[value - 1]
    ten = max(each for each in TENS if each <= value)
    if value == ten:
        return TENS[ten] + "s" * (ten == 80)
    joint = " et " if (value - ten == 1 and ten < 80) or value == 71 else "-"
    return f"{TENS[ten]}{joint}{UNITS[value - ten - 1]}"
