"""Embeddings through sentence-transformers: the only door to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sourcier import artifacts
from sourcier.errors import EmbedderUnknown

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
# Measured on French passages of 190 tokens, two cores: 4 is faster than the library's 32, which pads more.
BATCH = 4


class Embedder(Protocol):
    """What turns text into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would: an index is only opened with the fingerprint that made it."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension)."""

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimension,)."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with its own prompts for questions and passages."""

    def __init__(self, name: str) -> None:
        """Load an artifact by name, or a model by path or hub name; raises ArtifactMissing for an absent artifact."""
        path = artifacts.locate(name) if name in artifacts.names() else None
        self.fingerprint = artifacts.fingerprint(name) if path else name
        self._model = _load(path or Path(name))
        # One forward pass at a time: torch already uses every core, and two passes at once only compete.
        self._lock = Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            vectors = self._model.encode_document(
                list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        with self._lock:
            vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


def _load(model: Path) -> SentenceTransformer:
    # The import alone takes seconds: a command that embeds nothing does not pay for it.
    from sentence_transformers import SentenceTransformer

    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    local = model.is_dir()
    try:
        return SentenceTransformer(str(model), device="cpu", trust_remote_code=False, local_files_only=local)
    except (OSError, ValueError) as error:
        raise EmbedderUnknown(name=model) from error
