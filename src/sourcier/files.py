"""Writing a file so that it is never found half written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sourcier.errors import FileUnwritable


def write_whole(path: Path, text: str) -> None:
    """Put `text` in `path`: what was there stays until all of it is on the disk. Raises FileUnwritable."""
    try:
        # A pipe or a terminal has nothing to keep, and nothing may take its place.
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError:
        raise FileUnwritable(path=path) from None


def _replace(target: Path, text: str) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        # Only there when it did not take the place of the other.
        with suppress(OSError):
            beside.unlink()
