"""Numbers with the thing that they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.analysis import fold, stem
from sourcier.language.quantities import Amount, family, is_changing, quantities


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("La crue a fait trois morts.", "3", family("mort")),
        ("Trois personnes ont été tuées.", "3", family("mort")),
        ("Deux habitants sont décédés.", "2", family("mort")),
        ("L'accord ramène à 240 le nombre de postes supprimés.", "240", family(stem("postes"))),
        ("Quinze habitants ont perdu la vie.", "15", family("mort")),
        ("L'accident a coûté la vie à quatre personnes.", "4", family("mort")),
        ("Le feu a tué au moins deux personnes et blessé leur voisin.", "2", family("mort")),
        ("Le car a blessé quatre personnes et tué leur chauffeur.", "4", family(stem("blesses"))),
        ("Il aurait voulu tuer dix personnes.", "10", stem("personne")),
        ("La voiture a fauché cinq personnes.", "5", stem("personne")),
        ("La réforme coûtera la vie à 300 emplois.", "300", family(stem("emplois"))),
        ("La maire a salué quatre personnes.", "4", stem("personne")),
        ("L'usine emploie 340 personnes.", "340", family(stem("salaries"))),
        ("On compte 31 autres blessées.", "31", family(stem("blesses"))),
        ("Le port emploie 1 200 salariés.", "1200", family(stem("salaries"))),
        ("Le pont a coûté 1,5 million d'euros.", "1500000", "€"),
        ("Elle est élue par 27 voix.", "27", family("voix")),
        ("Il roulait à 54 km/h.", "54", "km/h"),
        ("La dette a baissé de 7 %.", "7", "%"),
        ("La ville a commandé quarante nouvelles rames.", "40", "ram"),
        ("Le conducteur, 31 ans, est indemne.", "31", "ans"),
        ("Là, 112 des 341 emplois seraient supprimés.", "112", family(stem("emplois"))),
        ("Deux des 12 blessés sont sortis.", "12", family(stem("blesses"))),
    ],
)
def test_a_number_has_its_unit(text: str, number: str, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.amount, found.unit) == (Amount(float(number), float(number)), unit)


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


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Près de 300 grévistes.", 270, 330, "grévistes"),
        ("Une centaine de grévistes.", 75, 125, "grévistes"),
        ("Une dizaine d'élus.", 7.5, 12.5, "élus"),
        ("Entre 200 et 300 grévistes.", 200, 300, "grévistes"),
        ("De 200 à 300 grévistes.", 200, 300, "grévistes"),
        ("Entre deux et quatre élus.", 2, 4, "élus"),
        ("De 2 à 3,5 millions de barils.", 2e6, 3.5e6, "barils"),
        ("Le port passe de 310 à 240 grévistes.", 240, 240, "grévistes"),
        ("On compte 3.000 grévistes.", 3000, 3000, "grévistes"),
        ("Ils étaient 1 200 à défiler.", 1200, 1200, "personnes"),
        ("Elles étaient près de 100, selon la police.", 90, 110, "personnes"),
    ],
)
def test_a_number_is_as_exact_as_it_is_told(text: str, low: float, high: float, unit: str) -> None:
    (found,) = quantities(text)
    assert found.unit == stem(fold(unit))
    assert (found.amount.low, found.amount.high) == (pytest.approx(low), pytest.approx(high))


def test_what_was_counted_before_is_counted_again_by_another() -> None:
    found = list(quantities("On a vu 900 grévistes selon la police, 2 000 selon les syndicats."))
    assert [(one.amount.low, one.unit) for one in found] == [(900, stem("grevistes")), (2000, stem("grevistes"))]
    assert [one.unit for one in quantities("Douze blessés et trois vaches.")] == [family("blesse"), "vach"]


@given(st.text(alphabet="0123456789 ,.deuxtroismrsan%€hk/'-", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.amount.low <= found.amount.high
        assert found.unit
