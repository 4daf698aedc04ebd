"""Terms of French text: what a question and an article must agree on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.language.analysis import fold, stem, terms, words
from sourcier.language.numbers import MILLIONS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'élysée d’Orléans, qu'il", ["elysee", "orleans", "il"]),
        ("jusqu'à aujourd'hui", ["a", "aujourdhui"]),
        ("la presqu’île, presqu'ile, presqu'un", ["la", "presquile", "presquile", "un"]),
        ("prud'hommes, quelqu'un, O'Brien", ["prudhommes", "un", "o", "brien"]),
        ("H&M, G-20 et G20, CO2", ["hm", "g20", "et", "g20", "co2"]),
        ("incon\u00adnu, porte\u200b-parole", ["inconnu", "porte", "parole"]),
        ("la S.N.C.F. et le P.-D.G.", ["la", "sncf", "et", "le", "pdg"]),
        ("l'U.E, aux É.-U. en R&D", ["ue", "aux", "eu", "en", "rd"]),
        ("SNCF Sncf", ["sncf", "sncf"]),
        ("1 500 000 d'euros, 12.000, 1\u202f500", ["1500000", "million", "euros", "12000", "1500"]),
        ("4,5 % puis 1 500,75", ["4.5", "pourcent", "puis", "1500.75"]),
        ("2023-2024, à 10.30, le 12, 13", ["2023", "2024", "a", "10.3", "le", "12", "13"]),
        ("en 2024 300 personnes", ["en", "2024", "300", "personnes"]),
        ("cœur, Lætitia, ﬁn", ["coeur", "laetitia", "fin"]),
        ("n° 5", ["n", "5"]),
        ("Il part.Elle vient", ["il", "part", "elle", "vient"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_fold_takes_case_accents_and_ligatures() -> None:
    assert fold("ÀÉÎÕÜ Çœuræ Ñ") == "aeiou coeurae n"


def test_grammatical_words_and_single_letters_are_no_terms() -> None:
    assert terms("Qui est-ce que la mairie a nommé depuis le 5 à l'hôpital ?") == [
        stem("mairie"),
        "nomm",
        "5",
        "hopital",
    ]


def test_grammatical_words_are_kept_on_demand() -> None:
    assert terms("la mairie", keep_stop_words=True) == ["la", stem("mairie")]


@pytest.mark.parametrize(
    "family",
    [
        ("blessé", "blessés", "BLESSÉS", "blesse"),
        ("directrice", "directrices"),
        ("régional", "régionale", "REGIONALE"),
        ("inondation", "inondations", "Inondations"),
    ],
)
def test_forms_of_one_word_are_one_term(family: tuple[str, ...]) -> None:
    assert len({tuple(terms(word)) for word in family}) == 1


def test_march_is_no_husband() -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    assert not set(terms("mari marié mariage mare")) & set(terms(" ".join(months)))
    assert len(terms(" ".join(months))) == 12


@pytest.mark.parametrize("acronym", ["dgsn", "sncf", "cnes", "ue"])
def test_a_dotted_acronym_is_the_acronym(acronym: str) -> None:
    dotted = ".".join(acronym.upper()) + "."
    assert terms(dotted) == terms(acronym) == terms(acronym.upper())


@pytest.mark.parametrize("apostrophe", "’‘ʼ`´′＇")
@pytest.mark.parametrize("hyphen", "‐‑–—−")
def test_apostrophes_and_hyphens_are_one(apostrophe: str, hyphen: str) -> None:
    plain = "L'arc-en-ciel d'aujourd'hui, jusqu'à la presqu'île du G-20 et le P.-D.G."
    assert words(plain.replace("'", apostrophe).replace("-", hyphen)) == words(plain)


FRENCH = st.text("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùüœ ABCÉ'’-.,0123456789", max_size=80)


@given(FRENCH)
def test_terms_ignore_accents_and_case(text: str) -> None:
    lowered = text.lower()
    assert terms(fold(lowered)) == terms(lowered)


@given(FRENCH)
def test_terms_ignore_how_letters_are_composed(text: str) -> None:
    assert terms(unicodedata.normalize("NFD", text)) == terms(unicodedata.normalize("NFC", text)) == terms(text)


@given(FRENCH.filter(lambda text: not MILLIONS.search(text.upper())))
def test_terms_ignore_capitals(text: str) -> None:
    assert terms(text.upper()) == terms(text.lower())


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_terms_are_folded_words_in_order(text: str) -> None:
    remaining = iter(words(text))
    for term in terms(text):
        assert any(stem(word) == term for word in remaining)
