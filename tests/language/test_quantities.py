"""Numbers with the thing that they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.analysis import stem
from sourcier.language.quantities import family, is_changing, quantities


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("La crue a fait trois morts.", "3", family("mort")),
        ("Trois personnes ont été tuées.", "3", family("mort")),
        ("Deux habitants sont décédés.", "2", family("mort")),
        ("L'accord ramène à 240 le nombre de postes supprimés.", "240", family(stem("postes"))),
        ("Quinze habitants ont perdu la vie.", "15", family("mort")),
        ("L'usine emploie 340 personnes.", "340", family(stem("salaries"))),
        ("On compte 31 autres blessées.", "31", family(stem("blesses"))),
        ("Le port emploie 1 200 salariés.", "1200", family(stem("salaries"))),
        ("Le pont a coûté 1,5 million d'euros.", "1500000", "€"),
        ("Elle est élue par 27 voix.", "27", family("voix")),
        ("Il roulait à 54 km/h.", "54", "km/h"),
        ("La dette a baissé de 7 %.", "7", "%"),
        ("La ville a commandé quarante nouvelles rames.", "40", "ram"),
        ("Le conducteur, 31 ans, est indemne.", "31", "ans"),
    ],
)
def test_a_number_has_its_unit(text: str, number: str, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.number, found.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Le 12 mars 2024, il est parti.",
        "À 7 h 52, le bac a coulé.",
        "Le groupe en supprime 190 à Lisse.",
        "Ils sont 12.",
    ],
)
def test_dates_hours_and_what_is_not_named_count_nothing(text: str) -> None:
    assert list(quantities(text)) == []


def test_a_toll_changes_from_day_to_day_and_a_vote_does_not() -> None:
    assert is_changing(family("mort"))
    assert is_changing(family(stem("salaries")))
    assert not is_changing(family("voix"))


def test_about_is_noted() -> None:
    assert [found.rough for found in quantities("Près de 300 grévistes face à 40 gendarmes.")] == [True, False]


@given(st.text(alphabet="0123456789 ,.deuxtroismrsan%€hk/'-", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.number
        assert found.unit
