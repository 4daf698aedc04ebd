"""A cross-encoder, which reads a question and a passage together: slower and finer than any index."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sourcier.index.models import load_error

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReranker:
    """Any cross-encoder of sentence-transformers, by name or path; code of its own is never run."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()

    def prepare(self) -> None:
        """Load the model; raises EmbedderUnknown, EmbedderWantsCode or EmbedderPickled."""
        with self._lock:
            _ = self._model

    def scores(self, question: str, passages: list[str]) -> NDArray[np.float32]:
        """How well each passage answers, of shape (passages,)."""
        with self._lock:
            return np.asarray(self._model.predict([(question, passage) for passage in passages]), dtype=np.float32)

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self._name, device="cpu", trust_remote_code=False)
        except (OSError, ValueError) as error:
            raise load_error(self._name, error) from error
        return model
