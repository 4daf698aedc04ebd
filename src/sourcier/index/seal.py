"""Whether the files of vectors are as they were when the last indexing ended: some damage to them is silent."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

SEAL = "chroma.sums"
# Chroma keeps a directory for each collection; without this file it holds nothing yet, and changes when it is read.
WRITTEN = "index_metadata.pickle"
READ_BYTES = 1 << 20


def seal(folder: Path) -> None:
    """Record the sums of the files of an index folder, in one step."""
    pending = folder / (SEAL + ".new")
    pending.write_text(json.dumps(_sums(folder)), encoding="utf-8")
    pending.replace(folder / SEAL)


def unseal(folder: Path) -> None:
    """Forget the sums, before anything changes."""
    (folder / SEAL).unlink(missing_ok=True)


def broken(folder: Path) -> list[str]:
    """The files that changed since they were sealed, or are gone; none when an indexing was stopped before its end."""
    try:
        sealed = json.loads((folder / SEAL).read_text("utf-8"))
    except FileNotFoundError:
        return []
    except ValueError:
        return [SEAL]
    now = _sums(folder)
    return sorted(name for name in {*sealed, *now} if sealed.get(name) != now.get(name))


def _sums(folder: Path) -> dict[str, int]:
    files = sorted(file for mark in folder.glob(f"chroma/*/{WRITTEN}") for file in mark.parent.iterdir())
    return {file.relative_to(folder).as_posix(): _sum(file) for file in files}


def _sum(file: Path) -> int:
    total = 0
    with file.open("rb") as content:
        while read := content.read(READ_BYTES):
            total = zlib.crc32(read, total)
    return total
