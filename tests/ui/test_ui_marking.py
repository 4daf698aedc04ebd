"""The proving span, marked in escaped text."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from sourcier.ui.marking import BREAK, REACH, clipped, excerpt, marked, paragraphs

PIECES = ["<", ">", "&", '"', "'", "&lt;", "<mark>", "</mark>", "<b onload=x>", " ", "\n", "mot", "é", "été. ", BREAK]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map("".join)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a non-empty span of one of its paragraphs."""
    text = draw(texts.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    limit = position if (position := text.find(BREAK, start)) > start else len(text)
    end = draw(st.integers(start + 1, max(limit, start + 1)))
    return text, start, end


def marks(html: str) -> list[str]:
    return [unescape(inner) for inner in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


def plain(html: str) -> str:
    return unescape(re.sub(r"</?(?:mark|p)(?: dir=\"auto\")?>", "", html))


@given(spans())
def test_mark_wraps_exactly_the_span(span: tuple[str, int, int]) -> None:
    text, start, end = span
    html = marked(text, start, end)
    assert marks(html) == [text[start:end]]
    assert plain(html) == text


@given(texts, st.integers(-5, 500), st.integers(-5, 500))
def test_any_span_leaves_the_text_as_it_is(text: str, start: int, end: int) -> None:
    assert plain(marked(text, start, end)) == text
    assert plain(paragraphs(text, start, end)) == "".join(part for part in text.split(BREAK) if part.strip())


@given(spans(), st.integers(1, 40))
def test_excerpt_keeps_the_whole_span_and_words_around_it(span: tuple[str, int, int], reach: int) -> None:
    text, start, end = span
    html = excerpt(text, start, end, reach)
    assert marks(html) == [text[start:end]]
    assert plain(html).removeprefix("… ").removesuffix(" …") in text


@given(spans())
def test_article_shows_the_span_once(span: tuple[str, int, int]) -> None:
    text, start, end = span
    shown = "".join(marks(paragraphs(text, start, end)))
    assert shown.replace("\n", "").strip() == text[start:end].replace("\n", "").strip()


def test_excerpt_stays_in_its_paragraph() -> None:
    text = "Avant.\n\nLe pont rouvre. Il était fermé.\n\nAprès."
    start = text.index("Le pont")
    assert excerpt(text, start, start + len("Le pont rouvre.")) == "<mark>Le pont rouvre.</mark> Il était fermé."


def test_excerpt_of_a_long_paragraph_is_cut_at_words() -> None:
    text = "avant " * 200 + "La preuve." + " après" * 200
    start = text.index("La preuve.")
    html = excerpt(text, start, start + len("La preuve."))
    assert html.startswith("… avant")
    assert html.endswith("après …")
    assert len(plain(html)) <= 2 * REACH + len("La preuve.") + len("…  …")


def test_paragraphs_mark_a_span_across_two() -> None:
    assert marks(paragraphs("Un.\n\nDeux.", 0, 10)) == ["Un.", "Deux."]


def test_clipped_cuts_at_a_word_and_escapes() -> None:
    assert clipped("un <deux> trois", 11) == "un &lt;deux&gt;…"
    assert clipped("court", 11) == "court"
