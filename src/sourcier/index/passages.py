"""Passages: runs of whole sentences, the unit of search."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.language.dates import format_date
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article, Passage, Sentence

# About 190 tokens of French: a paragraph or two of a newspaper.
PASSAGE_CHARACTERS = 900
# Part of the fingerprint of an index: raise it when sentences, passages, their prefix or their terms change.
CHUNKER_VERSION = 2


def article_sentences(article: Article) -> list[Sentence]:
    """The sentences of the article in order."""
    return [
        Sentence(article_id=article.id, index=index, start=start, end=end)
        for index, (start, end) in enumerate(sentence_spans(article.text))
    ]


def article_passages(article: Article, sentences: Sequence[Sentence]) -> list[Passage]:
    """Consecutive passages that cover every sentence once, each of at most `PASSAGE_CHARACTERS`.

    A longer sentence is a passage of its own.
    """
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        if runs and sentence.end - runs[-1][0].start <= PASSAGE_CHARACTERS:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return [
        Passage(id=f"{article.id}:{number}", article_id=article.id, start=run[0].start, end=run[-1].end)
        for number, run in enumerate(runs)
    ]


def sentence_id(sentence: Sentence) -> str:
    """The id under which the vector of a sentence is stored."""
    return f"{sentence.article_id}:{sentence.index}"


def embedding_text(article: Article, start: int, end: int) -> str:
    """The span with the title, outlet and date of its article before it, as it is embedded.

    A sentence of an article rarely repeats who or when: the title and the date say it.
    """
    source = ", ".join(part for part in (article.outlet, article.published and format_date(article.published)) if part)
    head = f"{article.title} ({source})" if source else article.title
    return f"{head}. {article.text[start:end]}"
