from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.highlight import quoted_spans

SENTENCE = "Odile Farran dirige le port de Vaubrac depuis mai."


def shown(text: str, *quotes: str) -> list[str]:
    return [text[start:end] for start, end in quoted_spans(text, quotes)]


def test_a_quote_in_the_sentence_and_the_sentence_in_a_quote() -> None:
    assert shown(SENTENCE, "dirige le\nport") == ["dirige le port"]
    assert shown(SENTENCE, f"Le vent tombe. {SENTENCE} La mer monte.") == [SENTENCE]


def test_a_quote_that_goes_over_the_end_or_the_beginning() -> None:
    assert shown(SENTENCE, "de Vaubrac depuis mai. Le maire parle.") == ["de Vaubrac depuis mai."]
    assert shown(SENTENCE, "On le sait : Odile Farran dirige") == ["Odile Farran dirige"]
    assert shown(SENTENCE, "depuis mai. Le maire parle.") == [], "two words are chance"


def test_quotes_that_touch_are_one_span_and_others_stay_apart() -> None:
    assert shown(SENTENCE, "Odile Farran dirige", "dirige le port", "Vaubrac") == [
        "Odile Farran dirige le port",
        "Vaubrac",
    ]
    assert shown(SENTENCE, "Aimé Soubeyre") == []


@given(st.text("ab \n", max_size=30), st.lists(st.text("ab \n", max_size=8), max_size=4))
def test_spans_are_inside_in_order_and_apart(text: str, quotes: list[str]) -> None:
    spans = quoted_spans(text, quotes)
    ends = [0, *(edge for span in spans for edge in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in spans)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))
