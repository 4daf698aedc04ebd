"""Embeddings through sentence-transformers: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sourcier import artifacts
from sourcier.errors import EmbedderUnknown

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Span = tuple[int, int]
# Measured on French passages of 190 tokens, two cores: 4 is faster than the library's 32, which pads more.
BATCH = 4


class Embedder(Protocol):
    """What turns text into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would: an index is only opened with the fingerprint that made it."""

    def prepare(self) -> None:
        """Load what embedding needs, before the first question comes; raises EmbedderUnknown."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """For each text the unit vectors of its spans, read in the context of that text: shape (spans, dimension)."""

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimension,)."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with its own prompts for questions and passages.

    The model is loaded when it is first needed: an index that has nothing to embed is brought in step without it.
    """

    def __init__(self, name: str) -> None:
        """Name an artifact, or a model by path or hub name; raises ArtifactMissing for an absent artifact."""
        path = artifacts.locate(name) if name in artifacts.names() else None
        self.fingerprint = artifacts.fingerprint(name) if path else name
        self._source = path or Path(name)
        # One forward pass at a time: torch already uses every core, and two passes at once only compete.
        self._lock = Lock()

    def prepare(self) -> None:
        with self._lock:
            _ = self._model

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """One pass reads a whole passage, and its sentences are means of their tokens in it.

        Günther et al. (2024), "Late chunking": a sentence keeps the sense that its neighbours give it, and nothing is
        read twice. A model that does not pool by the mean reads each span alone.
        """
        with self._lock:
            if not self._pools_by_mean:
                stretches = [[text[start:end] for start, end in of] for text, of in zip(texts, spans, strict=True)]
                return [self._encode(alone) for alone in stretches]
            tokens = self._model.encode_document(
                list(texts), batch_size=BATCH, output_value="token_embeddings", convert_to_numpy=False
            )
            offsets = self._offsets(texts)
        return [
            _means(token.float().numpy(), offset, len(text), of)
            for text, token, offset, of in zip(texts, tokens, offsets, spans, strict=True)
        ]

    def embed_query(self, text: str) -> Vectors:
        with self._lock:
            vector = self._model.encode_query(text, normalize_embeddings=True)
        return np.asarray(vector, dtype=np.float32)

    @cached_property
    def _model(self) -> SentenceTransformer:
        return _load(self._source)

    @cached_property
    def _pools_by_mean(self) -> bool:
        poolings = [getattr(module, "pooling_mode", None) for module in self._model]
        return poolings[1:2] == ["mean"] and len(poolings) <= 3

    def _offsets(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Where the tokens of each text stand in it, of shape (tokens, 2); those of the prompt lie before it."""
        # In the order of SentenceTransformer.encode_document.
        named = (self._model.prompts.get(name) for name in ("document", "passage", "corpus"))
        prompt = next((prompt for prompt in named if prompt), "")
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


def unit(vectors: NDArray[Any]) -> Vectors:
    """`vectors` (rows, or one) at length 1; those of length 0 stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths, lengths, 1), dtype=np.float32)


def _means(tokens: Vectors, offsets: NDArray[np.int64], length: int, spans: Sequence[Span]) -> Vectors:
    """Unit means of the tokens that touch each span; of all of them, as the model pools, for the whole text.

    A span beyond the longest input of the model is given the mean of what was read.
    """
    starts, ends = offsets[:, 0], offsets[:, 1]
    whole = tokens.mean(axis=0)
    means = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = (starts < end) & (ends > start) & (ends > starts)
        partial = (start, end) != (0, length) and inside.any()
        means[row] = tokens[inside].mean(axis=0) if partial else whole
    return unit(means)


def _load(model: Path) -> SentenceTransformer:
    # The import alone takes seconds: a command that embeds nothing does not pay for it.
    from sentence_transformers import SentenceTransformer

    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    local = model.is_dir()
    try:
        return SentenceTransformer(str(model), device="cpu", trust_remote_code=False, local_files_only=local)
    except (OSError, ValueError) as error:
        raise EmbedderUnknown(name=model) from error
