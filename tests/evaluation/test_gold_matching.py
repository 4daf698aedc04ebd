from __future__ import annotations

import pytest
from gold_builders import BRIDGE, HARBOUR
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.matching import article_named, contains, dated, overlap, spans_of, states


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Selon Le Courrier, ODILE FARRAN dirige.", "odile farran"),
        ("La réouverture, à l’été", "a l'ete"),
        ("du 26 au 28 juin 2031.", "26 au 28 juin"),
        ("Coupe d’été Vaubrac-2031 [1]", "Vaubrac 2031"),
        ("la médaille d’honneur d’or", "médaille d'honneur d'or"),
        ("un coût de 1 500 000 couronnes", "1500000"),
        ("hausse de 4,4 %", "4.4"),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("le 112 décembre", "12 décembre"),
        ("Farrande", "Farran"),
        ("4,5 %", "4"),
        ("dirige Odile, Farran", "Farran Odile"),
    ],
)
def test_whole_words_in_order_only(text: str, wording: str) -> None:
    assert not contains(text, wording)


def test_one_wording_is_enough() -> None:
    assert states("Mme Farran", ("Odile Farran", "Farran"))
    assert not states("Mme Soubeyre", ("Odile Farran", "Farran"))


def test_a_quote_is_found_across_a_line_break() -> None:
    [(start, end)] = spans_of("a annoncé 12 grues", HARBOUR.text)
    assert HARBOUR.text[start:end] == "a annoncé\n12 grues"


def test_a_repeated_quote_is_found_everywhere() -> None:
    # "pont" at 3 and 20 of "Le pont et le vieux pont".
    assert spans_of("pont", "Le pont et le vieux pont") == [(3, 7), (20, 24)]


@given(st.integers(0, 100), st.integers(1, 20))
def test_a_span_of_the_text_is_found(start: int, length: int) -> None:
    text = HARBOUR.text
    quote = text[start : start + length].strip()
    for first, last in spans_of(quote, text):
        assert text[first:last].split() == quote.split()
    assert bool(quote) == bool(spans_of(quote, text))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert overlap((0, 5), (4, 6))
    assert not overlap((0, 5), (5, 6))


def test_the_date_of_the_article_is_read_in_both_languages() -> None:
    assert contains(dated("", HARBOUR), "4 mars 2031")
    assert contains(dated("", HARBOUR), "4 March 2031")
    assert dated("texte", BRIDGE) == "texte"


def test_an_article_is_known_by_all_its_paths() -> None:
    articles = (HARBOUR, BRIDGE)
    assert article_named("nord/bridge.txt", articles) == article_named("copie/bridge.txt", articles) == BRIDGE
    assert article_named("bridge.txt", articles) is None
