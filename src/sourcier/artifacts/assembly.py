"""A source file put together from its mirrors, piece by verified piece."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO

from sourcier.artifacts.artifact import Chunks, Mirror, MirrorError, Piece, SourceFile

CHUNK = 1 << 20

Report = Callable[[int], None]


def assemble(file: SourceFile, folder: Path, scratch: Path, report: Report) -> None:
    """Make `folder / file.name` the whole, verified file; `report` is told the bytes at hand.

    Verified pieces that an earlier, cut assembly left there are kept. Raises MirrorError with the reason of every
    mirror when none brings the file any further.
    """
    path = folder / file.name
    path.touch()
    with path.open("r+b") as target:
        missing = _missing_pieces(file, target)
        report(target.tell())
        while missing:
            gained, reasons = _try_mirrors(file, missing, target, scratch, report)
            if not gained:
                raise MirrorError("; ".join(reasons))
        os.fsync(target.fileno())


def _missing_pieces(file: SourceFile, target: BinaryIO) -> list[Piece]:
    """The pieces not yet in `target`, which is cut back to those that are."""
    missing = list(file.pieces)
    end = 0
    while missing and _digest(target, missing[0].size) == missing[0].sha256:
        end += missing.pop(0).size
    target.truncate(end)
    target.seek(end)
    return missing


def _digest(target: BinaryIO, size: int) -> str:
    digest = hashlib.sha256()
    while size and (chunk := target.read(min(size, CHUNK))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()


def _try_mirrors(
    file: SourceFile, missing: list[Piece], target: BinaryIO, scratch: Path, report: Report
) -> tuple[int, list[str]]:
    """Take pieces off `missing` as mirrors give them; returns how many, and why mirrors stopped before the end."""
    before = len(missing)
    reasons = []
    for mirror in file.mirrors:
        try:
            _take_pieces(mirror, missing, target, scratch, report)
            break
        except MirrorError as failure:
            reasons.append(f"{mirror.label}: {failure}")
    return before - len(missing), reasons


def _take_pieces(mirror: Mirror, missing: list[Piece], target: BinaryIO, scratch: Path, report: Report) -> None:
    """Append every missing piece to `target`; on MirrorError, `target` ends after the last one verified."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    start = target.tell()
    try:
        with closing(mirror.stream(start, scratch)) as chunks:
            supply = _Supply(chunks, lambda: report(target.tell() + _folder_size(scratch)))
            while missing:
                _append(missing[0], supply, target, report)
                start = target.tell()
                missing.pop(0)
    finally:
        target.truncate(start)
        target.seek(start)
        shutil.rmtree(scratch, ignore_errors=True)


def _append(piece: Piece, supply: _Supply, target: BinaryIO, report: Report) -> None:
    digest, wanted = hashlib.sha256(), piece.size
    while wanted:
        chunk = supply.take(wanted)
        target.write(chunk)
        digest.update(chunk)
        wanted -= len(chunk)
        report(target.tell())
    if digest.hexdigest() != piece.sha256:
        raise MirrorError("wrong bytes")


class _Supply:
    """Chunks of any length, handed out without crossing the boundary asked for."""

    def __init__(self, chunks: Chunks, idle: Callable[[], None]) -> None:
        self._chunks = chunks
        self._idle = idle
        self._left = b""

    def take(self, limit: int) -> bytes:
        """One to `limit` bytes; `idle` is called while there are none yet. Raises MirrorError at the end."""
        while not self._left:
            try:
                self._left = next(self._chunks)
            except StopIteration:
                raise MirrorError("too few bytes") from None
            if not self._left:
                self._idle()
        taken, self._left = self._left[:limit], self._left[limit:]
        return taken


def _folder_size(folder: Path) -> int:
    """Bytes of what is under way; a file that pip is copying from one place to another counts once."""
    sizes: dict[str, int] = {}
    for root, _, names in os.walk(folder):  # Unlike Path.rglob, it passes over a folder that vanishes meanwhile.
        for name in names:
            with suppress(FileNotFoundError):
                sizes[name] = (Path(root) / name).stat().st_size
    return sum(sizes.values())
