"""The record kept beside the files of a model: what they were when they were put there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sourcier.artifacts.artifact import Artifact

State = Literal["missing", "present", "damaged"]

MANIFEST = "artifact.json"


class KeptFile(BaseModel):
    """The size in bytes and the hash of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str


class Manifest(BaseModel):
    """What a folder holds, by path relative to it, and the sources it was made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    fingerprint: str
    build_version: int
    sources: dict[str, str]
    files: dict[str, KeptFile]


def state_of(artifact: Artifact, folder: Path) -> State:
    """Whether `folder` holds the artifact, judged by its manifest and the sizes of its files: nothing is hashed."""
    if _stat(folder) is None:
        return "missing"
    manifest = _read(folder)
    if manifest is None:
        return "damaged"
    if manifest.fingerprint != artifact.fingerprint:
        return "missing"
    whole = all(_size(folder / path) == file.size for path, file in manifest.files.items())
    return "present" if whole else "damaged"


def is_intact(artifact: Artifact, folder: Path, report: Callable[[int], None]) -> bool:
    """Whether every file in `folder` has its bytes; `report` is told the bytes read. Without a build, the registry's
    own hashes decide rather than the manifest's.
    """
    if state_of(artifact, folder) != "present" or (manifest := _read(folder)) is None:
        return False
    expected = {path: file.sha256 for path, file in manifest.files.items()}
    if artifact.build is None:
        expected = manifest.sources
    read = 0
    for path, sha256 in expected.items():
        if hash_file(folder / path) != sha256:
            return False
        read += _size(folder / path)
        report(read)
    return True


def write_manifest(artifact: Artifact, folder: Path) -> None:
    """Record what `folder` holds, once all of it has reached the disk."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    for path in paths:
        _sync(path)
    manifest = Manifest(
        name=artifact.name,
        fingerprint=artifact.fingerprint,
        build_version=artifact.build.version if artifact.build else 0,
        sources={file.name: file.sha256 for file in artifact.files},
        files={
            path.relative_to(folder).as_posix(): KeptFile(size=_size(path), sha256=hash_file(path)) for path in paths
        },
    )
    target = folder / MANIFEST
    target.write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    _sync(target)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(folder: Path) -> Manifest | None:
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None


def _size(path: Path) -> int:
    """Bytes of a file; -1 when there is none."""
    status = _stat(path)
    return status.st_size if status else -1


def _stat(path: Path) -> os.stat_result | None:
    """None for what cannot be seen, be it absent or out of reach."""
    try:
        return path.stat()
    except OSError:
        return None


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
