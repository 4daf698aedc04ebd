"""Passages: whole sentences, each once, in order, within the limit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sourcier.index.passages import (
    PASSAGE_CHARACTERS,
    article_passages,
    article_sentences,
    embedding_text,
    sentence_id,
)
from sourcier.schema import Article, ArticleDate

SENTENCES = st.integers(1, 120).map(lambda words: "Le " + "quai " * words + "rouvre.")
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6).map("\n\n".join)


def article(text: str, **known: object) -> Article:
    return Article.model_validate({"id": "a", "path": "a.txt", "title": "Le quai", "text": text} | known)


@given(st.one_of(TEXTS, st.text(min_size=1, max_size=300)))
def test_passages_cover_every_sentence_once_in_order(text: str) -> None:
    source = article(text)
    sentences = article_sentences(source)
    passages = article_passages(source, sentences)
    held = [
        sentence
        for passage in passages
        for sentence in sentences
        if passage.start <= sentence.start and sentence.end <= passage.end
    ]
    assert held == sentences
    assert [passage.start for passage in passages] == sorted(passage.start for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))


@given(TEXTS)
def test_a_passage_is_within_the_limit_unless_it_is_one_sentence(text: str) -> None:
    source = article(text)
    sentences = article_sentences(source)
    for passage in article_passages(source, sentences):
        count = sum(passage.start <= sentence.start < passage.end for sentence in sentences)
        assert passage.end - passage.start <= PASSAGE_CHARACTERS or count == 1


@given(TEXTS)
def test_passages_are_filled(text: str) -> None:
    source = article(text)
    sentences = article_sentences(source)
    passages = article_passages(source, sentences)
    for first, second in pairwise(passages):
        opening = next(sentence for sentence in sentences if sentence.start == second.start)
        assert opening.end - first.start > PASSAGE_CHARACTERS


def test_the_head_says_what_is_known() -> None:
    published = ArticleDate(value=date(2024, 3, 1), precision="day", basis="stated")
    known = article("Il rouvre.", outlet="Le Phare", published=published)
    assert embedding_text(known, 0, 10) == "Le quai (Le Phare, 1er mars 2024). Il rouvre."
    assert embedding_text(article("Il rouvre."), 0, 10) == "Le quai. Il rouvre."
    assert embedding_text(article("Il rouvre.", outlet="Le Phare"), 3, 9) == "Le quai (Le Phare). rouvre"


def test_sentence_ids_are_told_apart() -> None:
    ids = [sentence_id(sentence) for sentence in article_sentences(article("Un. Deux. Trois."))]
    assert ids == ["a:0", "a:1", "a:2"]
