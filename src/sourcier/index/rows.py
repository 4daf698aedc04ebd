"""What stands in the rows of the manifest, and the values they are made from and read back to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sourcier.corpus import Skipped
from sourcier.index.passages import Cut, Spans
from sourcier.index.vectors import Vectors
from sourcier.schema import Article

# Two integers of four bytes.
SPAN_BYTES = 8
# What the reader of an article asks for only when it looks at one: how it was taken out of its file.
TRACE = {"removed", "origin"}


@dataclass(frozen=True)
class FileReading:
    """What was found in one file: articles, and pieces that gave none; `stamp` tells the file's state when read."""

    path: str
    stamp: str
    found: tuple[Article | Skipped, ...]
    precedences: tuple[int, ...]
    """Which of the copies of a text speaks first: the least."""

    def ranked(self) -> Iterator[tuple[Article | Skipped, int]]:
        """What was found, with its precedence."""
        return zip(self.found, self.precedences, strict=True)

    @property
    def articles(self) -> list[Article]:
        return [found for found in self.found if isinstance(found, Article)]


@dataclass(frozen=True)
class Entry:
    """What is computed of one text."""

    id: str
    text: str
    cut: Cut
    terms: tuple[str, ...]
    """Of the sentences, blanks between."""
    vectors: Vectors
    """Of the sentences."""
    words: tuple[bytes, ...]
    """Of the passages, as `late_interaction.encode` gives them."""
    signature: bytes
    stored: str
    """What Chroma was told of the article beside its text: when it changes, Chroma is told again."""


def place_row(file: str, found: Article | Skipped, precedence: int) -> tuple[str | int | None, ...]:
    """Where an article stands, or a piece of a file that gave none."""
    if isinstance(found, Skipped):
        return found.path, file, precedence, None, None, None, found.reason.name
    said = found.model_dump_json(exclude={"text", *TRACE}, exclude_defaults=True)
    return found.path, file, precedence, found.id, said, found.model_dump_json(include=TRACE), None


def article_row(entry: Entry) -> tuple[str | bytes, ...]:
    """What is computed of a text, but for its vectors."""
    spans = [spans.astype("<i4").tobytes() for spans in (entry.cut.sentences, entry.cut.passages)]
    return entry.id, entry.text, *spans, "\n".join(entry.terms), entry.stored, entry.signature


def article_of(said: str, trace: str, text: str, dispatch_id: str | None) -> Article:
    """The article that stands at a place."""
    return Article.model_validate(json.loads(said) | json.loads(trace) | {"text": text, "dispatch_id": dispatch_id})


def spans_of(blob: bytes) -> Spans:
    """Spans read back, of shape (count, 2)."""
    return np.frombuffer(blob, dtype="<i4").reshape(-1, 2)


def vectors_blob(vectors: Vectors) -> bytes:
    """Vectors in half precision, which moves a cosine by less than .0001 and halves what every question reads."""
    return vectors.astype("<f2").tobytes()


def vectors_of(blob: bytes) -> Vectors:
    """Vectors read back, one after the other."""
    return np.frombuffer(blob, dtype="<f2").astype(np.float32)
