"""Where Gradio puts what is sent to it."""

from __future__ import annotations

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

FOLDER_VARIABLE = "GRADIO_TEMP_DIR"
# Files are taken as they come: what nobody came back for is looked for this often, and deleted when it is this old.
LOOK_SECONDS, OLDEST_SECONDS = 600, 3600
# Ten parcels of the largest size: no disk is filled by one reader.
MOST_BYTES = 1_000_000_000


def is_full() -> bool:
    """Whether what was put down and not deleted yet takes MOST_BYTES."""
    kept = Path(os.environ[FOLDER_VARIABLE]).rglob("*") if FOLDER_VARIABLE in os.environ else ()
    return sum(_size(file) for file in kept) >= MOST_BYTES


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # deleted meanwhile


def keep_apart() -> None:
    """Have a folder that only this process reads, and that goes with it: Gradio's own is one for the whole machine.

    One that a person chose stays. Called before anything of a page is built.
    """
    if FOLDER_VARIABLE in os.environ:
        return
    folder = mkdtemp(prefix="sourcier-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[FOLDER_VARIABLE] = folder
