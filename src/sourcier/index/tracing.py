"""A model's forward pass as one call.

A pass of e5-small is some three hundred calls, after each of which its thread waits until the others let go of the
interpreter. With two of them busy a question took 250 to 1,240 ms to embed; as one call it takes 60 to 130.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

Forward = Callable[[Mapping[str, "Tensor"]], "Tensor"]
# Lengths in tokens between which, and at which, a traced pass must give what the model gives.
LENGTHS = (5, 24, 200)
TOLERANCE = 1e-5


def plain(model: SentenceTransformer) -> Forward:
    """The vectors of the tokens of padded inputs, of shape (texts, tokens, dimension), as `model` computes them."""

    def forward(inputs: Mapping[str, Tensor]) -> Tensor:
        found: Tensor = model[0](dict(inputs))["token_embeddings"]
        return found

    return forward


def traced(model: SentenceTransformer) -> Forward:
    """The same in one call, where that gives the same vectors; as `model` computes them where it does not.

    Making it takes half a second, and its first two calls are slow.
    """
    import torch

    forward = plain(model)
    examples = [_example(model, length) for length in LENGTHS]
    names = tuple(examples[0])

    class Pass(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = model[0]

        def forward(self, *values: Tensor) -> Tensor:
            return forward(dict(zip(names, values, strict=True)))

    try:
        with torch.inference_mode(), warnings.catch_warnings():
            # To torch its tracer is old; what it has instead needs a compiler on the machine.
            warnings.simplefilter("ignore")
            one: Any = torch.jit.trace(  # type: ignore[no-untyped-call]
                Pass(), tuple(examples[0].values()), check_trace=False
            )

        def call(inputs: Mapping[str, Tensor]) -> Tensor:
            with torch.inference_mode():
                found: Tensor = one(*(inputs[name] for name in names))
            return found

        with torch.inference_mode():
            same = all(torch.allclose(call(each), forward(each), atol=TOLERANCE) for each in examples)
    except Exception:  # whatever a model does that cannot be traced, it computes by itself
        return forward
    return call if same else forward


def _example(model: SentenceTransformer, length: int) -> dict[str, Tensor]:
    text = "le " * (length - 2)
    read = model.tokenizer([text], truncation=True, max_length=model.max_seq_length, return_tensors="pt")
    return {name: values.to(model.device) for name, values in read.items()}
