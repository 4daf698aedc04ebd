"""A forward pass as one call: the vectors are those of the model, which is not asked any more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from sourcier import artifacts
from sourcier.index.embedding import QUERIES_UNTRACED, SentenceTransformerEmbedder
from sourcier.index.tracing import plain, traced

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TEXTS = ["Le pont ?", "Qui a signé, mardi soir, l'accord sur la reconstruction du pont de la Roche ?", "le pont " * 150]


def loaded(folder: Path) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu")


def inputs(model: SentenceTransformer, text: str) -> dict[str, torch.Tensor]:
    return dict(model.tokenizer([text], truncation=True, max_length=model.max_seq_length, return_tensors="pt"))


@pytest.mark.parametrize("text", TEXTS)
def test_one_call_gives_what_the_model_gives_without_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = loaded(artifacts.locate("e5-small"))
    one, read = traced(model), inputs(model, text)
    with torch.inference_mode():
        exact = plain(model)(read)
        monkeypatch.setattr(model[0], "forward", lambda inputs: pytest.fail("the model was asked"))
        assert torch.allclose(one(read), exact, atol=1e-5)


def test_a_model_that_decides_by_length_computes_by_itself(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traced pass would decide for every text as it did for the first."""
    model = loaded(tiny)
    forward = model[0].forward

    def deciding(read: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        found: dict[str, torch.Tensor] = forward(read)
        if read["input_ids"].shape[1] > 10:
            found["token_embeddings"] = found["token_embeddings"] * 2
        return found

    monkeypatch.setattr(model[0], "forward", deciding)
    one, exact = traced(model), plain(model)
    for text in ("le pont", "le pont rouvre " * 10):
        read = inputs(model, text)
        with torch.inference_mode():
            assert torch.equal(one(read), exact(read))


def test_a_model_that_cannot_be_traced_computes_by_itself(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = loaded(tiny)
    exact = plain(model)
    with torch.inference_mode():
        vectors = exact(inputs(model, "le pont"))

    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("no tracer")

    monkeypatch.setattr(torch.jit, "trace", failing)
    with torch.inference_mode():
        assert torch.equal(traced(model)(inputs(model, "le pont")), vectors)


def test_questions_keep_their_vectors_when_tracing_begins() -> None:
    embedder, later = (SentenceTransformerEmbedder("e5-small") for _ in range(2))
    for number in range(QUERIES_UNTRACED):
        later.embed_query(f"Question {number} ?")
    for text in TEXTS:
        one, two = embedder.embed_query(text), later.embed_query(text)
        assert np.allclose(one.vector, two.vector, atol=1e-5)
        assert np.allclose(one.words, two.words, atol=1e-5)
