"""Ways to compute vectors: which is taken on which machine, and that each gives the vectors of the exact one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from command_line import Run
from sourcier import artifacts
from sourcier.errors import BackendMissing
from sourcier.index import acceleration
from sourcier.index.acceleration import EXACT, FAITHFUL, Accelerated, Backend, Machine, accelerate, this_machine, ways
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.vectors import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

INSTALLED = find_spec("openvino") is not None
TEXTS = ["le pont rouvre ce soir", "la rouvre", "le port ferme", "une du ce soir de la"]
FRENCH = [
    "Le conseil de Lisse a voté, mardi soir, la reconstruction du pont de la Roche.",
    "La piscine ferme.",
    "Odile Cros, maire depuis 2019, promet que l'eau des trois quartiers touchés sera de nouveau potable vendredi.",
]
EVERYTHING = Machine(cuda=True, mps=True, bf16=True, openvino=True)


@pytest.fixture
def load(tiny: Path) -> Callable[[], SentenceTransformer]:
    return lambda: loaded(tiny)


def loaded(folder: Path) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu")


def vectors(model: SentenceTransformer, texts: list[str] = TEXTS) -> Vectors:
    return np.asarray(model.encode(texts, normalize_embeddings=True), dtype=np.float32)


@pytest.mark.parametrize(
    ("machine", "backend", "first"),
    [
        (Machine(), "auto", "torch fp32"),
        (Machine(bf16=True), "auto", "torch bf16"),
        (Machine(openvino=True), "auto", "openvino fp32"),
        (Machine(bf16=True, openvino=True), "auto", "openvino bf16"),
        (Machine(bf16=True, openvino=True), "torch", "torch bf16"),
        (Machine(openvino=True), "torch", "torch fp32"),
        (Machine(mps=True, openvino=True), "auto", "mps fp32"),
        (EVERYTHING, "auto", "cuda fp16"),
        (EVERYTHING, "torch", "cuda fp16"),
        (EVERYTHING, "openvino", "openvino bf16"),
    ],
)
def test_the_fastest_way_of_a_machine_is_tried_first(machine: Machine, backend: Backend, first: str) -> None:
    assert ways(machine, backend)[0] == first


@given(st.builds(Machine, *[st.booleans()] * 4), st.sampled_from(["auto", "torch", "openvino"]))
def test_only_what_a_machine_has_is_tried_and_the_exact_way_is_the_last_resort(
    machine: Machine, backend: Backend
) -> None:
    found = ways(machine, backend)
    assert found[-1] == EXACT
    assert len(set(found)) == len(found)
    for way in found[:-1]:
        name, precision = way.split()
        assert name == "torch" or getattr(machine, name)
        assert machine.bf16 or precision != "bf16"


def test_a_processor_without_bf16_computes_in_fp32(load: Callable[[], SentenceTransformer]) -> None:
    made = accelerate(load, "tiny", machine=Machine())
    assert str(made) == "torch fp32"
    assert np.array_equal(vectors(made.model), vectors(load()))


def test_a_processor_with_bf16_computes_in_it(load: Callable[[], SentenceTransformer]) -> None:
    made = accelerate(load, "tiny", machine=Machine(bf16=True))
    assert str(made) == "torch bf16"
    assert {tensor.dtype for tensor in made.model.parameters()} == {torch.bfloat16}
    assert np.sum(vectors(made.model) * vectors(load()), axis=1).min() >= FAITHFUL


def test_a_way_that_fails_gives_place_to_the_next_and_is_named(load: Callable[[], SentenceTransformer]) -> None:
    here = this_machine()
    absent = Machine(cuda=not here.cuda, mps=not here.mps)
    made = accelerate(load, "tiny", machine=absent)
    assert made.way == EXACT
    assert len(made.refused) == absent.cuda + absent.mps > 0
    assert "cuda fp16: " in str(made) or here.cuda
    assert np.array_equal(vectors(made.model), vectors(load()))


def test_a_way_that_changes_the_vectors_is_not_taken(
    load: Callable[[], SentenceTransformer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def harm(_way: str, model: SentenceTransformer, _fingerprint: str) -> None:
        for tensor in model.parameters():
            tensor.data = tensor.data.round()

    monkeypatch.setattr(acceleration, "_take", harm)
    made = accelerate(load, "tiny", machine=Machine(bf16=True))
    assert str(made).startswith("torch fp32 (torch bf16: cosine ")
    assert np.array_equal(vectors(made.model), vectors(load()))


def test_a_backend_that_is_not_installed_is_named_before_anything_is_loaded() -> None:
    def load() -> SentenceTransformer:
        raise AssertionError

    with pytest.raises(BackendMissing, match=r"sourcier\[openvino\]"):
        accelerate(load, "tiny", "openvino", Machine())


def test_the_setting_reaches_the_model(
    sourcier: Run, press: Path, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acceleration, "this_machine", Machine)
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", str(tiny))
    monkeypatch.setenv("SOURCIER_EMBEDDING_BACKEND", "openvino")
    code, _, errors = sourcier("index", press, "--store", tmp_path / "store")
    assert code == 2
    assert "openvino n'est pas installé" in errors
    monkeypatch.setenv("SOURCIER_EMBEDDING_BACKEND", "torch")
    assert sourcier("index", press, "--store", tmp_path / "store")[0] == 0


def test_vectors_are_in_32_bits_and_the_fingerprint_stays_whatever_the_way(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedders = []
    for machine in (Machine(), Machine(bf16=True)):
        monkeypatch.setattr(acceleration, "this_machine", lambda machine=machine: machine)
        embedder = SentenceTransformerEmbedder(str(tiny))
        embedder.prepare()
        embedders.append(embedder)
    exact, other = embedders
    assert (exact.way, other.way) == ("torch fp32", "torch bf16")
    assert exact.fingerprint == other.fingerprint
    spans = [[(0, len(text)), (0, 2)] for text in TEXTS]
    for one, two in zip(exact.embed_spans(TEXTS, spans), other.embed_spans(TEXTS, spans), strict=True):
        assert two.spans.dtype == two.words.dtype == np.float32
        assert np.allclose(np.linalg.norm(two.spans, axis=1), 1, atol=1e-5)
        assert np.sum(one.spans * two.spans, axis=1).min() >= FAITHFUL
    assert other.embed_query(TEXTS[0]).vector.dtype == np.float32


def test_the_real_model_stays_itself_every_way() -> None:
    folder = artifacts.locate("e5-small")
    exact = vectors(loaded(folder), FRENCH)
    machines = [Machine(bf16=True), *([Machine(openvino=True)] if INSTALLED else [])]
    for machine in machines:
        made = accelerate(lambda: loaded(folder), "e5-small-tested", machine=machine)
        assert made.way == ways(machine, "auto")[0]
        assert not made.refused
        assert np.sum(vectors(made.model, FRENCH) * exact, axis=1).min() >= FAITHFUL


def fresh(script: str, *arguments: object, **environment: str) -> str:
    """What a new process says, both ways."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr


PREPARE = """
import sys
from sourcier.index.embedding import SentenceTransformerEmbedder
embedder = SentenceTransformerEmbedder(*sys.argv[1:])
embedder.prepare()
print(embedder.way)
"""


def test_threads_that_wait_sleep(tiny: Path) -> None:
    """As the library that runs them understood it."""
    assert "OMP_WAIT_POLICY = 'PASSIVE'" in fresh(PREPARE, tiny, OMP_DISPLAY_ENV="true")


if INSTALLED:

    @pytest.fixture
    def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path / "cache"))
        return tmp_path / "cache" / "openvino"

    def compiled(load: Callable[[], SentenceTransformer], machine: Machine | None = None) -> Accelerated:
        return accelerate(load, "some/tiny", "openvino", machine or Machine(openvino=True))

    def test_a_compiled_model_gives_the_same_vectors(load: Callable[[], SentenceTransformer], cache: Path) -> None:
        made = compiled(load)
        assert str(made) == "openvino fp32"
        assert np.allclose(vectors(made.model), vectors(load()), atol=1e-5)
        assert vectors(made.model).dtype == np.float32

    def test_a_converted_model_is_kept_for_its_version_alone(
        load: Callable[[], SentenceTransformer], cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sourcier.index import compilation

        (old := cache / "some-tiny" / "2020.1").mkdir(parents=True)
        compiled(load)
        assert not old.exists()
        (kept,) = (cache / "some-tiny").iterdir()
        assert {file.name for file in kept.iterdir()} == {"model.xml", "model.bin"}
        monkeypatch.setattr(compilation, "_converted", None)
        assert str(compiled(load)) == "openvino fp32"

    @pytest.mark.parametrize("part", ["model.xml", "model.bin"])
    def test_a_kept_model_that_is_damaged_is_converted_anew(
        load: Callable[[], SentenceTransformer], cache: Path, part: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sourcier.index import compilation

        compiled(load)
        (kept,) = cache.rglob(part)
        kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
        assert str(compiled(load)) == "openvino fp32"
        monkeypatch.setattr(compilation, "_converted", None)
        assert str(compiled(load)) == "openvino fp32"

    def test_a_cache_that_cannot_be_written_costs_only_time(
        load: Callable[[], SentenceTransformer], cache: Path
    ) -> None:
        cache.parent.mkdir()
        cache.write_text("Un fichier, pas un dossier.", "utf-8")
        assert str(compiled(load)) == "openvino fp32"

    def test_a_model_that_cannot_be_compiled_is_left_as_it_is(
        load: Callable[[], SentenceTransformer], cache: Path
    ) -> None:
        def unusual() -> SentenceTransformer:
            model = load()
            model[0].model.config.is_encoder_decoder = True
            return model

        made = compiled(unusual, replace(EVERYTHING, bf16=False))
        assert str(made) == "torch fp32 (openvino fp32: ValueError)"
        assert np.array_equal(vectors(made.model), vectors(load()))

    GUARD = """
import os, sys
def guard(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        os._exit(9)
sys.addaudithook(guard)
"""

    def test_compiling_tells_nobody(tiny: Path, tmp_path: Path) -> None:
        """Neither the network, nor the folder of its home where OpenVINO keeps who it has told about."""
        home = tmp_path / "home"
        home.mkdir()
        places = {"HOME": str(home), "USERPROFILE": str(home), "SOURCIER_CACHE": str(tmp_path / "cache")}
        said = fresh(GUARD + PREPARE, tiny, "openvino", CI="", **places)
        assert f"{ways(this_machine(), 'openvino')[0]}\n" in said
        assert not (home / "intel").exists()
