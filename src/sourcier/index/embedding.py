"""Embeddings through sentence-transformers: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sourcier.index.models import load_error, locate_model
from sourcier.index.vectors import Vectors, unit
from sourcier.language.content import content_spans

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Span = tuple[int, int]
# The names under which sentence-transformers looks for a model's prompt, in its order.
QUERY_PROMPTS, DOCUMENT_PROMPTS = ("query",), ("document", "passage", "corpus")
# About 20 kB each.
QUERIES_KEPT = 256
# Measured on French passages of 190 tokens, two cores: 4 is faster than the library's 32, which pads more.
BATCH = 4


@dataclass(frozen=True)
class Reading:
    """A text as a model read it."""

    spans: Vectors
    """The unit vectors of the spans asked for, of shape (spans, dimension)."""
    words: Vectors
    """The unit vectors of the tokens of its words, without stop words; none unless the model pools by the mean."""


@dataclass(frozen=True)
class Query:
    """A question as it is searched for."""

    text: str
    vector: Vectors
    """Of length 1, of shape (dimension,)."""
    words: Vectors
    """As in `Reading`."""


class Embedder(Protocol):
    """What turns text into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would: an index is only opened with the fingerprint that made it."""

    def prepare(self) -> None:
        """Load what embedding needs, before the first question comes; raises EmbedderUnknown."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Reading]:
        """Each text as read, with the vectors of its spans in the context of that text."""

    def embed_query(self, text: str) -> Query:
        """A question."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with its own prompts for questions and passages.

    The model is loaded when it is first needed: an index that has nothing to embed is brought in step without it.
    """

    def __init__(self, name: str) -> None:
        """Name an artifact, or a model by path or hub name; raises what `locate_model` raises."""
        model = locate_model(name)
        self.fingerprint = model.fingerprint
        self._source = model.folder
        # One forward pass at a time: torch already uses every core, and two passes at once only compete.
        self._lock = Lock()

    def prepare(self) -> None:
        with self._lock:
            _ = self._model

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Reading]:
        """One pass reads a whole text, and its spans are means of their tokens in it.

        Günther et al. (2024), "Late chunking": a sentence keeps the sense that its neighbours give it, and nothing is
        read twice. A model that does not pool by the mean reads each span alone.
        """
        with self._lock:
            if not self._pools_by_mean:
                stretches = [[text[start:end] for start, end in of] for text, of in zip(texts, spans, strict=True)]
                return [_without_words(self._encode(alone)) for alone in stretches]
            tokens = _tokens(self._model.encode_document, texts)
            offsets = self._offsets(texts, DOCUMENT_PROMPTS)
        return [_reading(*of) for of in zip(texts, tokens, offsets, spans, strict=True)]

    def embed_query(self, text: str) -> Query:
        """The last ones are kept: a question is asked again, reworded as a follow-up or with another filter."""
        return self._query(text)

    @cached_property
    def _query(self) -> Callable[[str], Query]:
        return lru_cache(QUERIES_KEPT)(self._embed_query)

    def _embed_query(self, text: str) -> Query:
        with self._lock:
            if not self._pools_by_mean:
                vector = self._model.encode_query(text, normalize_embeddings=True)
                reading = _without_words(np.asarray(vector, dtype=np.float32)[None])
            else:
                (tokens,) = _tokens(self._model.encode_query, [text])
                (offsets,) = self._offsets([text], QUERY_PROMPTS)
                reading = _reading(text, tokens, offsets, [(0, len(text))])
        return Query(text, reading.spans[0], reading.words)

    @cached_property
    def _model(self) -> SentenceTransformer:
        return _load(self._source)

    @cached_property
    def _pools_by_mean(self) -> bool:
        poolings = [getattr(module, "pooling_mode", None) for module in self._model]
        return poolings[1:2] == ["mean"] and len(poolings) <= 3

    def _offsets(self, texts: Sequence[str], prompts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Where the tokens of each text stand in it, of shape (tokens, 2); those of the prompt lie before it."""
        prompt = next((prompt for name in prompts if (prompt := self._model.prompts.get(name))), "")
        read = self._model.tokenizer(
            [prompt + text for text in texts],
            return_offsets_mapping=True,
            truncation=True,
            max_length=self._model.max_seq_length,
        )
        return [np.array(offsets) - len(prompt) for offsets in read["offset_mapping"]]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode_document(list(texts), batch_size=BATCH, normalize_embeddings=True)
        return np.asarray(vectors, dtype=np.float32)


def _tokens(encode: Callable[..., Any], texts: Sequence[str]) -> list[Vectors]:
    """For each text the vectors of its tokens, those of the prompt and of the marks around it among them."""
    read = encode(list(texts), batch_size=BATCH, output_value="token_embeddings", convert_to_numpy=False)
    return [tokens.float().numpy() for tokens in read]


def _reading(text: str, tokens: Vectors, offsets: NDArray[np.int64], spans: Sequence[Span]) -> Reading:
    """A whole text is the mean of all its tokens, as the model pools it; any other span, of those that touch it.

    A span beyond the longest input of the model is given the mean of what was read.
    """
    means = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = _touching(offsets, start, end)
        partial = (start, end) != (0, len(text)) and inside.any()
        means[row] = tokens[inside].mean(axis=0) if partial else tokens.mean(axis=0)
    of_words = np.zeros(len(tokens), dtype=np.bool_)
    for start, end in content_spans(text):
        of_words |= _touching(offsets, start, end)
    return Reading(unit(means), unit(tokens[of_words]))


def _touching(offsets: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    starts, ends = offsets[:, 0], offsets[:, 1]
    return (starts < end) & (ends > start) & (ends > starts)


def _without_words(spans: Vectors) -> Reading:
    return Reading(spans, np.zeros((0, spans.shape[-1]), dtype=np.float32))


def _load(model: Path) -> SentenceTransformer:
    # The import alone takes seconds: a command that embeds nothing does not pay for it.
    from sentence_transformers import SentenceTransformer

    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        return SentenceTransformer(
            str(model),
            device="cpu",
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise load_error(model, error) from error
