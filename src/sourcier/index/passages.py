"""Passages: runs of whole sentences, the unit of search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcier.corpus import file_title
from sourcier.language.dates import format_date
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article

# About 190 tokens of French: a paragraph or two of a newspaper.
PASSAGE_CHARACTERS = 900
# Part of the fingerprint of an index: raise it when sentences, passages, their head or their terms change.
CHUNKER_VERSION = 5

Span = tuple[int, int]
Spans = NDArray[np.int32]


@dataclass(frozen=True)
class Cut:
    """How a text is cut: half-open spans, of shape (count, 2)."""

    sentences: Spans
    """The characters of each sentence."""
    passages: Spans
    """The sentences of each passage: every sentence stands in exactly one."""

    def passage_span(self, number: int) -> Span:
        """The characters of a passage."""
        first, end = self.passages[number]
        return int(self.sentences[first, 0]), int(self.sentences[end - 1, 1])


def cut(text: str) -> Cut:
    """Sentences, and passages of at most `PASSAGE_CHARACTERS`; a longer sentence is a passage of its own."""
    sentences = sentence_spans(text)
    return Cut(_array(sentences), _array(_runs(sentences)))


def passage_id(article_id: str, number: int) -> str:
    """The id under which the vector of a passage is stored."""
    return f"{article_id}:{number}"


def head(article: Article) -> str:
    """The title, outlet and date of an article: a passage of it rarely repeats who or when.

    A file name that stands for a title says nothing of the text, and changes when the file is renamed.
    """
    title = "" if article.title == file_title(article.path) else article.title
    source = ", ".join(part for part in (article.outlet, article.published and format_date(article.published)) if part)
    return f"{title} ({source})" if title and source else title or source


def _runs(sentences: Sequence[Span]) -> list[Span]:
    runs: list[Span] = []
    for index, (_, end) in enumerate(sentences):
        first = runs[-1][0] if runs else index
        if runs and end - sentences[first][0] <= PASSAGE_CHARACTERS:
            runs[-1] = (first, index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _array(spans: Sequence[Span]) -> Spans:
    return np.array(spans, dtype=np.int32).reshape(-1, 2)
