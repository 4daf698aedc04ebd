"""The files of an index, and who may write them.

STORE/current        name of the folder in use: swapped in one step when an index is rebuilt
STORE/index-N/       articles.sqlite · chroma/ · lexical-STATE/
STORE/.lock          held by the one writer
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sourcier.errors import StoreBusy, StoreDamaged, StoreMissing
from sourcier.index.faults import store_error

POINTER = "current"


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the right to write `store`, made if absent; raises StoreBusy at once, naming the holder's process."""
    holder = store / ".lock.pid"
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        pid = holder.read_text(encoding="ascii").strip() if holder.exists() else "?"
        raise StoreBusy(store=store, pid=pid) from None
    except OSError as error:
        raise store_error(store, error) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def current(store: Path) -> Path:
    """The index folder in use; raises StoreMissing when there is none, StoreDamaged when it is gone."""
    if not exists(store):
        raise StoreMissing(store=store)
    name = (store / POINTER).read_text(encoding="ascii", errors="replace").strip()
    if not name or not (store / name).is_dir():
        raise StoreDamaged(store=store, reason=f"{POINTER}: {name!r}")
    return store / name


def exists(store: Path) -> bool:
    """Whether `store` holds an index."""
    return (store / POINTER).is_file()


def fresh(store: Path) -> Path:
    """A new empty index folder, not in use yet."""
    number = 1 + max((int(folder.name.split("-")[1]) for folder in store.glob("index-*")), default=0)
    folder = store / f"index-{number}"
    folder.mkdir()
    return folder


def publish(store: Path, folder: Path) -> None:
    """Make `folder` the index in use and remove the others; a reader sees the old or the new one whole."""
    pending = store / (POINTER + ".new")
    pending.write_text(folder.name, encoding="ascii")
    pending.replace(store / POINTER)
    discard(store, keep=folder)


def discard(store: Path, keep: Path) -> None:
    """Remove every index folder but `keep`."""
    for folder in store.glob("index-*"):
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)
