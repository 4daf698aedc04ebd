"""An encoder compiled by OpenVINO: the only door to it."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from inspect import signature
from pathlib import Path
from typing import Any

import torch

# On import OpenVINO tells a statistics server so, unless its telemetry package cannot be imported.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]

import openvino  # noqa: E402
from openvino.frontend import FrontEndManager  # noqa: E402
from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder  # noqa: E402

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "last_hidden_state"
MODEL_FILE = "model.xml"


def compiled(encoder: Any, home: Path, *, bf16: bool) -> CompiledEncoder:
    """What takes the place of a transformers encoder, multiplying bf16 numbers or fp32 ones.

    The converted model is kept in `home`, without which it takes 7 s each time; a folder that cannot be written only
    costs that. Raises ValueError for a model that is no encoder of tokens, and what OpenVINO raises.
    """
    if encoder.config.is_encoder_decoder or not set(INPUTS) <= set(signature(encoder.forward).parameters):
        raise ValueError(f"not an encoder: {type(encoder).__name__}")
    core = openvino.Core()
    # After it come a build number and a branch.
    place = home / openvino.__version__.split("-")[0]
    model = core.compile_model(
        _kept(core, place) or _converted(encoder, place),
        "CPU",
        {
            # One text after another, each by every core.
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": "bf16" if bf16 else "f32",
            # Pinned threads of two processes wait for the same core while another is free.
            "ENABLE_CPU_PINNING": False,
        },
    )
    return CompiledEncoder(model, encoder.config)


class CompiledEncoder(torch.nn.Module):
    """Called as the encoder was; one call at a time."""

    def __init__(self, model: openvino.CompiledModel, config: Any) -> None:
        super().__init__()
        self.config = config
        self._request = model.create_infer_request()

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_unread: object
    ) -> dict[str, torch.Tensor]:
        """The vectors of the tokens; what else is said of a single text (its segments, all 0) changes nothing."""
        given = dict(zip(INPUTS, (input_ids.numpy(), attention_mask.numpy()), strict=True))
        return {OUTPUT: torch.from_numpy(self._request.infer(given, share_inputs=True)[0])}


class _Hidden(torch.nn.Module):
    """An encoder that gives the vectors of the tokens and nothing else."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[OUTPUT]
        return hidden


def _kept(core: openvino.Core, place: Path) -> openvino.Model | None:
    with suppress(RuntimeError):  # What was half written is converted anew.
        return core.read_model(place / MODEL_FILE)
    return None


def _converted(encoder: torch.nn.Module, place: Path) -> openvino.Model:
    # Two texts, one of them padded.
    mask = torch.tensor([[1] * 16, [1] * 8 + [0] * 8])
    frontend = FrontEndManager().load_by_framework("pytorch")
    with _silent(), torch.inference_mode():
        decoder = TorchScriptPythonDecoder(
            _Hidden(encoder), example_input=dict(zip(INPUTS, (torch.ones_like(mask), mask), strict=True))
        )
        model = frontend.convert(frontend.load(decoder))
    with suppress(OSError, RuntimeError):
        _keep(model, place)
    return model


@contextmanager
def _silent() -> Iterator[None]:
    """Tracing reads every attribute of a model, and hears of each shape and each deprecated one."""
    logger = logging.getLogger("transformers")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _keep(model: openvino.Model, place: Path) -> None:
    """Whole or not at all; what other versions left goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.iterdir():
        shutil.rmtree(old)
    with tempfile.TemporaryDirectory(dir=place.parent, ignore_cleanup_errors=True) as work:
        openvino.save_model(model, Path(work) / "whole" / MODEL_FILE, compress_to_fp16=False)
        (Path(work) / "whole").replace(place)
