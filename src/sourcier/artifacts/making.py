"""How a model comes into the cache: room, sources, build, and last of all a rename."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcier.artifacts.artifact import Artifact, MirrorError, Progress
from sourcier.artifacts.assembly import assemble
from sourcier.artifacts.manifest import write_manifest
from sourcier.errors import ArtifactUnreachable, CacheReadOnly, DiskTooSmall

MEGABYTE = 1_000_000


def make(artifact: Artifact, work: Path, home: Path, progress: Progress) -> None:
    """Put the artifact into `home`, working in `work`, a folder of its own on the same disk.

    Raises ArtifactUnreachable, ArtifactCorrupt, DiskTooSmall or CacheReadOnly; the source bytes verified so far stay
    in `work` for the next time.
    """
    sources = work / "sources"
    with _named_errors(artifact, work, home):
        sources.mkdir(parents=True, exist_ok=True)
        _require_room(artifact, sources)
        _gather(artifact, sources, work / "scratch", progress)
        product = _build(artifact, sources, work / "built", progress)
        write_manifest(artifact, product)
        _install(product, home, work / "old")
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _named_errors(artifact: Artifact, work: Path, home: Path) -> Iterator[None]:
    try:
        yield
    except MirrorError as failure:
        raise ArtifactUnreachable(name=artifact.name, reason=failure) from failure
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _too_small(artifact, _needed(artifact, work / "sources"), work) from error
        raise CacheReadOnly(path=home.parent, reason=error.strerror) from error


def _require_room(artifact: Artifact, sources: Path) -> None:
    needed = _needed(artifact, sources)
    if shutil.disk_usage(sources).free < needed:
        raise _too_small(artifact, needed, sources)


def _needed(artifact: Artifact, sources: Path) -> int:
    """Bytes still to be written, at the fullest moment: mirrors' scratch is gone before the build begins."""
    kept = sum(path.stat().st_size for path in sources.glob("*"))
    scratch = max(mirror.scratch_size for file in artifact.files for mirror in file.mirrors)
    return artifact.download_size - kept + max(scratch, artifact.build.size if artifact.build else 0)


def _too_small(artifact: Artifact, needed: int, folder: Path) -> DiskTooSmall:
    free = shutil.disk_usage(folder).free
    return DiskTooSmall(name=artifact.name, path=folder.parent, needed=-(-needed // MEGABYTE), free=free // MEGABYTE)


def _gather(artifact: Artifact, sources: Path, scratch: Path, progress: Progress) -> None:
    """Every source file, whole and verified, in `sources`."""
    before = highest = 0

    def report(at_hand: int) -> None:
        # What mirrors hold in scratch is only roughly what it will be in the file: never more than all, never back.
        nonlocal highest
        highest = max(highest, before + min(at_hand, file.size))
        progress(highest, artifact.download_size, "download")

    for file in artifact.files:
        assemble(file, sources, scratch, report)
        before += file.size


def _build(artifact: Artifact, sources: Path, built: Path, progress: Progress) -> Path:
    """The folder to install: the sources themselves when nothing is built of them."""
    if artifact.build is None:
        return sources
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir()
    progress(0, artifact.build.size, "build")
    artifact.build.run(sources, built)
    progress(artifact.build.size, artifact.build.size, "build")
    return built


def _install(product: Path, home: Path, old: Path) -> None:
    """Rename `product` to `home`, out of which goes what was there."""
    shutil.rmtree(old, ignore_errors=True)
    if home.exists():
        home.replace(old)
    product.replace(home)
