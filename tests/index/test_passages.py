"""Passages: whole sentences, each once, in order, within the limit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from in_step import passage_spans

from sourcier.index.passages import PASSAGE_CHARACTERS, cut, head
from sourcier.schema import Article, ArticleDate

SENTENCES = st.integers(1, 120).map(lambda words: "Le " + "quai " * words + "rouvre.")
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6).map("\n\n".join)


def article(text: str, **known: object) -> Article:
    return Article.model_validate({"id": "a", "path": "a.txt", "title": "Le quai", "text": text} | known)


@given(st.one_of(TEXTS, st.text(min_size=1, max_size=300)))
def test_passages_cover_every_sentence_once_in_order(text: str) -> None:
    whole = cut(text)
    held = [row for first, end in whole.passages for row in range(first, end)]
    assert held == list(range(len(whole.sentences)))
    assert passage_spans(text) == [
        (whole.sentences[first][0], whole.sentences[end - 1][1]) for first, end in whole.passages
    ]


@given(TEXTS)
def test_a_passage_is_within_the_limit_unless_it_is_one_sentence(text: str) -> None:
    whole = cut(text)
    for number, (first, end) in enumerate(whole.passages):
        start, stop = whole.passage_span(number)
        assert stop - start <= PASSAGE_CHARACTERS or end - first == 1


@given(TEXTS)
def test_passages_are_filled(text: str) -> None:
    whole = cut(text)
    for (first, _), (second, _) in pairwise(whole.passages):
        assert whole.sentences[second][1] - whole.sentences[first][0] > PASSAGE_CHARACTERS


def test_the_head_says_what_is_known() -> None:
    published = ArticleDate(value=date(2024, 3, 1), precision="day", basis="stated")
    known = article("Il rouvre.", outlet="Le Phare", published=published)
    assert head(known) == "Le quai (Le Phare, 1er mars 2024)"
    assert head(article("Il rouvre.")) == "Le quai"
    assert head(article("Il rouvre.", outlet="Le Phare")) == "Le quai (Le Phare)"


def test_a_file_name_is_no_head() -> None:
    assert head(article("Il rouvre.", path="lot/note 3.txt", title="note 3.txt")) == ""
    assert head(article("Il rouvre.", path="note 3.txt", title="note 3.txt", outlet="Le Phare")) == "Le Phare"
