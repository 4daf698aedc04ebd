from __future__ import annotations

import pytest

from sourcier import artifacts
from sourcier.artifacts import REGISTRY, Artifact
from sourcier.artifacts.hub import HubMirror
from sourcier.artifacts.wheels import WheelMirror


@pytest.mark.parametrize("artifact", REGISTRY, ids=lambda artifact: artifact.name)
def test_sizes_and_hashes_agree_with_each_other(artifact: Artifact) -> None:
    assert artifact.licence in {"MIT", "Apache-2.0"}
    assert artifact.entry in {"", *(file.name for file in artifact.files)}
    for file in artifact.files:
        assert file.mirrors
        assert sum(piece.size for piece in file.pieces) == file.size
        hashes = [piece.sha256 for piece in file.pieces]
        assert len(set(hashes)) == len(hashes)
        assert all(len(bytes.fromhex(sha256)) == 32 for sha256 in [file.sha256, *hashes])
        for mirror in file.mirrors:
            match mirror:
                case HubMirror():
                    assert mirror.size == file.size
                case WheelMirror():
                    assert sum(wheel.size for wheel in mirror.wheels) == file.size


def test_names_are_unique() -> None:
    assert len(set(artifacts.names())) == len(REGISTRY)


def test_fingerprints_are_stable_and_differ() -> None:
    # Stores record them: a change here makes every store refuse to open, so it must be meant.
    assert [artifacts.fingerprint(name) for name in artifacts.names()] == [
        "e5-small@6959ae805162",
        "qwen2.5-coder-1.5b@faf6b7fb1282",
    ]


@pytest.mark.generator
def test_the_generator_put_together_has_the_hash_its_publisher_gives() -> None:
    artifacts.fetch("qwen2.5-coder-1.5b")
    assert artifacts.verify("qwen2.5-coder-1.5b")
