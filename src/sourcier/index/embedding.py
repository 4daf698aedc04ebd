"""Embeddings through sentence-transformers: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sourcier.index.acceleration import Accelerated, Backend, accelerate
from sourcier.index.models import load_error, locate_model
from sourcier.index.tracing import Forward, plain, traced
from sourcier.index.vectors import Vectors, unit
from sourcier.language.content import content_spans

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Span = tuple[int, int]
# The names under which sentence-transformers looks for a model's prompt, in its order.
QUERY_PROMPTS, DOCUMENT_PROMPTS = ("query",), ("document", "passage", "corpus")
# About 20 kB each.
QUERIES_KEPT = 256
# A command that asks one question, or a follow-up reworded, is done before tracing would have paid.
QUERIES_UNTRACED = 4
# What may follow the pooling for the mean to be the vector, at length 1 or not.
NORMALIZED: tuple[list[str], ...] = ([], ["Normalize"])
# Of a batch, padding and all. On French passages of 20 to 240 tokens, a core with AVX2: 400 is slower by 7 %, 1,600 by
# 39 % (the feed-forward layers leave the cache). A graphics card has hundreds of times the cores.
TOKENS_A_BATCH, TOKENS_A_BATCH_ELSEWHERE = 800, 32_000
# Texts at a time for a model whose library makes the batches, for the same reason.
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

    def __init__(self, name: str, backend: Backend = "auto") -> None:
        """Name an artifact, or a model by path or hub name; raises what `locate_model` raises."""
        model = locate_model(name)
        self._backend = backend
        self.fingerprint = model.fingerprint
        self._source = model.folder
        # One forward pass at a time: torch already uses every core, and two passes at once only compete.
        self._lock = Lock()
        self._queries = 0

    def prepare(self) -> None:
        with self._lock:
            _ = self._loaded

    @property
    def way(self) -> str:
        """How it computes, and why not faster where a faster way failed."""
        self.prepare()
        return str(self._loaded)

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Reading]:
        """One pass reads a whole text, and its spans are means of their tokens in it.

        Günther et al. (2024), "Late chunking": a sentence keeps the sense that its neighbours give it, and nothing is
        read twice. A model that does not pool by the mean reads each span alone.
        """
        with self._lock:
            if not self._pools_by_mean:
                stretches = [[text[start:end] for start, end in of] for text, of in zip(texts, spans, strict=True)]
                return [_without_words(self._encode(alone)) for alone in stretches]
            tokens = _tokens(self._model, plain(self._model), texts, DOCUMENT_PROMPTS)
        return [_reading(text, *read, of) for text, read, of in zip(texts, tokens, spans, strict=True)]

    def embed_query(self, text: str) -> Query:
        """The last ones are kept: a question is asked again, reworded as a follow-up or with another filter."""
        return self._query(text)

    @cached_property
    def _query(self) -> Callable[[str], Query]:
        return lru_cache(QUERIES_KEPT)(self._embed_query)

    def _embed_query(self, text: str) -> Query:
        with self._lock:
            if not self._pools_by_mean:
                reading = _without_words(unit(self._model.encode_query([text])))
            else:
                self._queries += 1
                forward = self._traced if self._queries > QUERIES_UNTRACED else plain(self._model)
                (tokens,) = _tokens(self._model, forward, [text], QUERY_PROMPTS)
                reading = _reading(text, *tokens, [(0, len(text))])
        return Query(text, reading.spans[0], reading.words)

    @property
    def _model(self) -> SentenceTransformer:
        return self._loaded.model

    @cached_property
    def _loaded(self) -> Accelerated:
        return accelerate(partial(_load, self._source), self.fingerprint, self._backend)

    @cached_property
    def _traced(self) -> Forward:
        return traced(self._model)

    @cached_property
    def _pools_by_mean(self) -> bool:
        """Whether the vector of a text is the mean of those of its tokens, its prompt among them, and nothing more."""
        encoder, *rest = self._model
        plain = list(getattr(encoder, "modality_config", ())) == ["text"]
        pooling = [(getattr(module, "pooling_mode", None), getattr(module, "include_prompt", None)) for module in rest]
        return (
            plain and pooling[:1] == [("mean", True)] and [type(module).__name__ for module in rest[1:]] in NORMALIZED
        )

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return unit(self._model.encode_document(list(texts), batch_size=BATCH))


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """The rows of texts of `lengths` tokens, those of about the same length together, the longest first.

    At most `budget` tokens a batch, all as long as its longest text; one text at least.
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _tokens(
    model: SentenceTransformer, forward: Forward, texts: Sequence[str], prompts: Sequence[str]
) -> list[tuple[Vectors, NDArray[np.int64]]]:
    """Of each text the vectors of its tokens, and where they stand in it, of shape (tokens, 2).

    The tokens of the prompt lie before the text; the marks around both have no length.
    """
    import torch
    from torch.nn.utils.rnn import pad_sequence

    prompt = _prompt(model, prompts)
    read = model.tokenizer(
        [prompt + text for text in texts],
        return_offsets_mapping=True,
        truncation=True,
        max_length=model.max_seq_length,
    )
    offsets = [np.array(of, dtype=np.int64) - len(prompt) for of in read.pop("offset_mapping")]
    padding = {"input_ids": model.tokenizer.pad_token_id or 0}
    vectors: dict[int, Vectors] = {}
    with torch.inference_mode():
        for rows in batches([len(of) for of in offsets], _budget(model)):
            padded = {
                name: pad_sequence([torch.tensor(of[row]) for row in rows], True, padding.get(name, 0)).to(model.device)
                for name, of in read.items()
            }
            found = forward(padded).float().cpu().numpy()
            vectors |= {row: of[: len(offsets[row])] for row, of in zip(rows, found, strict=True)}
    return [(vectors[row], of) for row, of in enumerate(offsets)]


def _prompt(model: SentenceTransformer, names: Sequence[str]) -> str:
    """As the library chooses it."""
    chosen = next((name for name in names if name in model.prompts), model.default_prompt_name)
    return (model.prompts.get(chosen) or "") if chosen else ""


def _budget(model: SentenceTransformer) -> int:
    return TOKENS_A_BATCH if model.device.type == "cpu" else TOKENS_A_BATCH_ELSEWHERE


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
        loaded: SentenceTransformer = SentenceTransformer(
            str(model),
            device="cpu",
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True, "dtype": "float32"},
        )
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise load_error(model, error) from error
    return loaded.eval()
