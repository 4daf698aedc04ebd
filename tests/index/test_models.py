"""Embedding models that are not there, that want to run code, that are not what they were: real ones, very small."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_model import make_model

from sourcier.errors import EmbedderPickled, EmbedderUnknown, EmbedderWantsCode, StoreMismatch
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.models import check_model, locate_model
from sourcier.index.reader import Index


@pytest.fixture
def model(tiny: Path, tmp_path: Path) -> Path:
    """The model, to be changed at will."""
    return Path(shutil.copytree(tiny, tmp_path / "tiny"))


class Exploit:
    """Unpickled, it writes a file."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self._target,)


def test_a_folder_is_a_model(model: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(model))
    embedder.prepare()
    assert embedder.fingerprint == locate_model(str(model)).fingerprint
    assert embedder.fingerprint.startswith("tiny@")


def test_the_same_model_elsewhere_is_the_same_and_another_revision_is_not(model: Path, tmp_path: Path) -> None:
    first = locate_model(str(model)).fingerprint
    moved = Path(shutil.copytree(model, tmp_path / "elsewhere" / "tiny"))
    (moved / "README.md").write_text("Relu.", "utf-8")
    assert locate_model(str(moved)).fingerprint == first
    for file in ("model.safetensors", "tokenizer.json", "1_Pooling/config.json"):
        changed = Path(shutil.copytree(model, tmp_path / file / "tiny"))
        whole = bytearray((changed / file).read_bytes())
        whole[-3] ^= 1
        (changed / file).write_bytes(whole)
        assert locate_model(str(changed)).fingerprint != first


@pytest.mark.parametrize("kind", ["modeling_evil.Evil", "os.path.join", "sentence_transformersevil.Evil", "Evil"])
def test_a_class_of_the_models_own_is_refused_and_nothing_of_it_runs(model: Path, kind: str) -> None:
    ran = model.parent / "ran"
    (model / "modeling_evil.py").write_text(f"from pathlib import Path\nPath({str(ran)!r}).touch()\n", "utf-8")
    modules = json.loads((model / "modules.json").read_text("utf-8"))
    (model / "modules.json").write_text(json.dumps([*modules, modules[0] | {"type": kind}]), "utf-8")
    with pytest.raises(EmbedderWantsCode, match="son propre code") as refusal:
        SentenceTransformerEmbedder(str(model)).prepare()
    assert refusal.value.exit_code == 2
    assert not ran.exists()


def test_an_architecture_of_the_models_own_is_refused_and_nothing_of_it_runs(model: Path) -> None:
    ran = model.parent / "ran"
    (model / "modeling_evil.py").write_text(f"from pathlib import Path\nPath({str(ran)!r}).touch()\n", "utf-8")
    config = json.loads((model / "config.json").read_text("utf-8"))
    classes = {"AutoConfig": "modeling_evil.Config", "AutoModel": "modeling_evil.Model"}
    config |= {"model_type": "evil", "architectures": ["Model"], "auto_map": classes}
    (model / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(EmbedderWantsCode):
        SentenceTransformerEmbedder(str(model)).prepare()
    assert not ran.exists()


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "pytorch_model-00001-of-00001.bin", "1_Pooling/pytorch_model.bin"]
)
def test_weights_that_are_a_pickle_are_refused_and_not_opened(model: Path, name: str) -> None:
    ran = model.parent / "ran"
    if "/" not in name:
        (model / "model.safetensors").unlink()
    (model / name).write_bytes(pickle.dumps(Exploit(ran)))
    with pytest.raises(EmbedderPickled, match="safetensors") as refusal:
        SentenceTransformerEmbedder(str(model)).prepare()
    assert refusal.value.exit_code == 2
    assert not ran.exists()


def test_a_pickle_beside_safetensors_is_not_opened(model: Path) -> None:
    ran = model.parent / "ran"
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(Exploit(ran)))
    SentenceTransformerEmbedder(str(model)).prepare()
    assert not ran.exists()


def test_a_model_without_weights_is_refused(model: Path) -> None:
    (model / "model.safetensors").unlink()
    with pytest.raises((EmbedderPickled, EmbedderUnknown)):
        SentenceTransformerEmbedder(str(model)).prepare()


@pytest.mark.parametrize("written", ["", "{", "[1]", '{"type": 3}', '[{"idx": 0}]'])
def test_a_garbled_list_of_modules_is_refused(model: Path, written: str) -> None:
    (model / "modules.json").write_text(written, "utf-8")
    with pytest.raises((EmbedderUnknown, EmbedderWantsCode)):
        check_model(model)


def test_a_folder_that_is_no_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnknown, match=str(tmp_path)) as refusal:
        SentenceTransformerEmbedder(str(tmp_path))
    assert refusal.value.exit_code == 2


def test_a_name_that_neither_this_machine_nor_the_hub_knows_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    for name in ("modele-inconnu", "nul/part", "../..", "a b", ""):
        with pytest.raises(EmbedderUnknown):
            SentenceTransformerEmbedder(name)


def test_a_model_of_the_hub_is_known_by_its_revision(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    repository = tmp_path / "models--sentence-transformers--tiny"
    fingerprints = set()
    for revision in ("a" * 40, "b" * 40):
        shutil.copytree(tiny, repository / "snapshots" / revision)
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / "main").write_text(revision, "ascii")
        fingerprints.add(locate_model("tiny").fingerprint)
        SentenceTransformerEmbedder("sentence-transformers/tiny").prepare()
    assert fingerprints == {f"tiny@{letter * 16}" for letter in "ab"}


# F7: an index is only asked with the model that made it.


def another_dimension(model: Path, folder: Path) -> Path:
    return make_model(folder / "wider", width=24)


def another_model_of_the_same_dimension(model: Path, folder: Path) -> Path:
    return make_model(folder / "other", seed=1)


def another_revision(model: Path, folder: Path) -> Path:
    retouched = Path(shutil.copytree(model, folder / "retouched" / "tiny"))
    weights = bytearray((retouched / "model.safetensors").read_bytes())
    weights[-2] ^= 1
    (retouched / "model.safetensors").write_bytes(weights)
    return retouched


@pytest.mark.parametrize("other", [another_dimension, another_model_of_the_same_dimension, another_revision])
def test_an_index_made_with_another_model_is_refused_before_the_first_question(
    press: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Callable[[Path, Path], Path]
) -> None:
    store = tmp_path / "store"
    build_index(press, store, SentenceTransformerEmbedder(str(model)))
    Index(store, SentenceTransformerEmbedder(str(model))).close()
    second = SentenceTransformerEmbedder(str(other(model, tmp_path)))
    # Nor is it loaded to find out.
    monkeypatch.setattr("sourcier.index.embedding._load", lambda *_: pytest.fail("loaded"))
    for use in (lambda: Index(store, second), lambda: build_index(press, store, second)):
        with pytest.raises(StoreMismatch, match=f"tiny@.*tiny@.*--store {store} --rebuild"):
            use()
