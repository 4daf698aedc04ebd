"""The fastest way that this machine has to compute the vectors of a model, and proof that they stay the same."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from sourcier.artifacts import cache_dir
from sourcier.errors import BackendMissing
from sourcier.index.vectors import Vectors, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Backend = Literal["auto", "torch", "openvino"]
Way = Literal["cuda fp16", "mps fp32", "openvino bf16", "openvino fp32", "torch bf16", "torch fp32"]
# What every machine can do, and what the others are compared with.
EXACT: Way = "torch fp32"
# Read when torch is imported. Its threads burn a core while they wait for one another, and wait long when another
# process has the core: beside one busy process, on two cores, sleeping halves the time of a passage and of a question.
THREADS_SLEEP = ("OMP_WAIT_POLICY", "PASSIVE")
# Without one of them bf16 is emulated: 14 times slower than fp32, measured on AVX2.
BF16_INSTRUCTIONS = ("avx512_bf16", "amx_bf16")
# Two sentences of different lengths: what a way does with padding is compared too.
PROBES = (
    "Le pont est fermé.",
    "La bibliothèque municipale rouvrira ses portes lundi, après six mois de travaux et deux reports.",
)
# bf16 keeps .9999 of e5-small where int8 keeps .974, which changes the ranking.
FAITHFUL = 0.999


@dataclass(frozen=True)
class Machine:
    """What there is to compute with."""

    cuda: bool = False
    mps: bool = False
    bf16: bool = False
    """The processor multiplies bf16 numbers itself."""
    openvino: bool = False
    """The optional library is installed."""


@dataclass(frozen=True)
class Accelerated:
    """A model ready to compute."""

    model: SentenceTransformer
    way: Way
    refused: tuple[str, ...] = ()
    """The faster ways tried before, each with the reason."""

    def __str__(self) -> str:
        return f"{self.way} ({'; '.join(self.refused)})" if self.refused else self.way


def accelerate(
    load: Callable[[], SentenceTransformer], fingerprint: str, backend: Backend = "auto", machine: Machine | None = None
) -> Accelerated:
    """The model that `load` gives, in 32 bits on the processor, made to compute by the fastest way that stays faithful.

    A way is faithful when the cosines of its vectors with the exact ones are at least `FAITHFUL`: so an index made one
    way is searched another way, and `fingerprint`, under which a converted model is kept, says nothing of the way. One
    that is not, or that fails, gives place to the next. Raises BackendMissing, and what `load` raises.
    """
    os.environ.setdefault(*THREADS_SLEEP)
    machine = machine or this_machine()
    if backend == "openvino" and not machine.openvino:
        raise BackendMissing(backend=backend)
    model = load()
    refused: list[str] = []
    for way in ways(machine, backend):
        if way == EXACT:
            break
        exact = _probe(model)
        try:
            _take(way, model, fingerprint)
            likeness = float(np.sum(exact * _probe(model), axis=1).min())
        except Exception as error:  # Whatever a driver or a converter raises, there is another way.
            refused.append(f"{way}: {type(error).__name__}")
        else:
            if likeness >= FAITHFUL:
                return Accelerated(model, way, tuple(refused))
            refused.append(f"{way}: cosine {likeness:.4f}")
        model = load()
    return Accelerated(model, EXACT, tuple(refused))


def this_machine() -> Machine:
    """What this machine has, as torch sees it."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return Machine(
        cuda=torch.cuda.is_available(),
        mps=torch.backends.mps.is_available(),
        bf16=any(capabilities.get(name, False) for name in BF16_INSTRUCTIONS),
        openvino=find_spec("openvino") is not None,
    )


def ways(machine: Machine, backend: Backend) -> tuple[Way, ...]:
    """What `machine` can do within `backend`, the fastest first; the exact way is always the last one.

    Measured on e5-small, passages a second against torch fp32: with AVX512_BF16 OpenVINO bf16 2.1 to 2.6 and torch bf16
    1.5 to 1.9; with AVX2 alone OpenVINO fp32 1.1 to 1.2, and 1.6 for a question.
    """
    graphics = backend != "openvino"
    compiled = backend != "torch" and machine.openvino
    had: dict[Way, bool] = {
        "cuda fp16": machine.cuda and graphics,
        "mps fp32": machine.mps and graphics,
        "openvino bf16": machine.bf16 and compiled,
        "openvino fp32": not machine.bf16 and compiled,
        "torch bf16": machine.bf16,
        EXACT: True,
    }
    return tuple(way for way, has in had.items() if has)


def _probe(model: SentenceTransformer) -> Vectors:
    return unit(np.asarray(model.encode(list(PROBES)), dtype=np.float32))


def _take(way: Way, model: SentenceTransformer, fingerprint: str) -> None:
    import torch

    match way:
        case "cuda fp16":
            model.to("cuda", torch.float16)
        case "mps fp32":
            model.to("mps")
        case "torch bf16":
            model.to(torch.bfloat16)
        case "openvino bf16" | "openvino fp32":
            # It is optional, and takes most of a second.
            from sourcier.index.compilation import compiled

            encoder = model[0]
            encoder.model = compiled(encoder.model, _home(fingerprint), bf16=way == "openvino bf16")


def _home(fingerprint: str) -> Path:
    return cache_dir() / "openvino" / re.sub(r"[^\w.@-]+", "-", fingerprint)
