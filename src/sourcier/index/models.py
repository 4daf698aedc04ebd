"""What is known of an embedding model before it is loaded: whether it is safe to load, and which one it is exactly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sourcier import artifacts
from sourcier.artifacts.hub import MODEL_FILES, RepositoryUnknown, snapshot
from sourcier.errors import EmbedderPickled, EmbedderUnknown, EmbedderWantsCode

# Where a sentence-transformers model names the classes it is made of.
MODULES = "modules.json"
OURS = "sentence_transformers."
# A name without an owner is one of theirs.
DEFAULT_OWNER = "sentence-transformers/"
# Weights that are read by unpickling, which can run whatever they say; beside safetensors they are not read.
PICKLED = ("pytorch_model*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
SAFE = "*.safetensors"
# Of a large file the beginning, the end and what lies between at even distances: a model trained further differs
# everywhere, and reading two gigabytes takes seconds each time.
SAMPLES, SAMPLE_BYTES = 16, 1 << 16


@dataclass(frozen=True)
class EmbeddingModel:
    """A model that is on this machine."""

    folder: Path
    fingerprint: str
    """Another one for another model, or for another revision of it."""


def locate_model(name: str) -> EmbeddingModel:
    """The model that `name` names: an artifact, else a folder, else a model of the hub, which is fetched once.

    Raises ArtifactMissing, EmbedderUnknown, EmbedderWantsCode, EmbedderPickled.
    """
    if name in artifacts.names():
        return EmbeddingModel(artifacts.locate(name), artifacts.fingerprint(name))
    folder = Path(name)
    if folder.is_dir():
        check_model(folder)
        return EmbeddingModel(folder, f"{folder.resolve().name}@{_digest(folder)}")
    try:
        folder = snapshot(name if "/" in name else DEFAULT_OWNER + name)
    except RepositoryUnknown:
        raise EmbedderUnknown(name=name) from None
    check_model(folder)
    # The hub names the folder of a revision by its hash.
    return EmbeddingModel(folder, f"{name}@{folder.name[:16]}")


def check_model(folder: Path) -> None:
    """Raise EmbedderWantsCode or EmbedderPickled for a model that could run code of its own when it is loaded.

    The libraries refuse the code too, as long as they are told to trust none; here nothing of it is read.
    """
    if not any((folder / name).is_file() for name in (MODULES, "config.json")):
        raise EmbedderUnknown(name=folder)
    try:
        modules = json.loads((folder / MODULES).read_text("utf-8"))
        types = [str(module["type"]) for module in modules]
    except FileNotFoundError:
        types = []
    except (OSError, ValueError, TypeError, KeyError):
        raise EmbedderUnknown(name=folder) from None
    if not all(type_.startswith(OURS) for type_ in types):
        raise EmbedderWantsCode(name=folder)
    for place in {file.parent for kind in PICKLED for file in folder.rglob(kind)}:
        if not any(place.glob(SAFE)):
            raise EmbedderPickled(name=folder)


def load_error(name: object, error: Exception) -> EmbedderUnknown | EmbedderWantsCode | EmbedderPickled:
    """What the library means by the error that it raises for a model it does not load."""
    said = str(error)
    if "trust_remote_code" in said:
        return EmbedderWantsCode(name=name)
    if "safetensors" in said:
        return EmbedderPickled(name=name)
    return EmbedderUnknown(name=name)


def _digest(folder: Path) -> str:
    digest = blake2b(digest_size=8)
    for file in sorted(file for kind in MODEL_FILES for file in folder.rglob(kind)):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()}:{size}\n".encode())
        with file.open("rb") as content:
            for number in range(SAMPLES):
                content.seek(number * max(0, size - SAMPLE_BYTES) // (SAMPLES - 1))
                digest.update(content.read(SAMPLE_BYTES))
    return digest.hexdigest()
