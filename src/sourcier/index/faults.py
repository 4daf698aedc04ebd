"""What the files of an index say when something is wrong, as errors a person can act on."""

from __future__ import annotations

import re
from pathlib import Path

from sourcier.errors import StoreBusy, StoreDamaged, StoreError, StoreReadOnly

# How SQLite, Chroma and the system say that a folder takes no more writing; any other complaint is about what it holds.
UNWRITABLE = re.compile(
    r"read-?\s?only|unable to open database file|disk is full|disk i/o|no space left|too large|permission denied|"
    r"quota exceeded",
    re.IGNORECASE,
)
LOCKED = re.compile(r"database (?:table )?is locked", re.IGNORECASE)


def store_error(store: Path, error: Exception) -> StoreError:
    """StoreReadOnly when `error` is about writing, StoreBusy when another writes, else StoreDamaged."""
    if isinstance(error, OSError):
        return StoreReadOnly(store=store, reason=error.strerror or error)
    if UNWRITABLE.search(str(error)):
        return StoreReadOnly(store=store, reason=error)
    if LOCKED.search(str(error)):
        return StoreBusy(store=store, pid="?")
    return StoreDamaged(store=store, reason=f"{type(error).__name__}: {error}")
