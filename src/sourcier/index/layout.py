"""The files of an index, and who may write them.

STORE/current        name of the folder in use: swapped in one step when an index is rebuilt
STORE/index-N/       articles.sqlite · chroma/ · terms-STATE/
STORE/.lock          held by the one writer
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sourcier.errors import FolderExpected, StoreBusy, StoreDamaged, StoreMissing, StoreUnreadable
from sourcier.index.faults import store_error

POINTER = "current"
NUMBERED = re.compile(r"index-(\d+)")


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the right to write `store`, made if absent; raises StoreBusy at once, naming the holder's process."""
    if store.is_file():
        raise FolderExpected(path=store)
    holder = store / ".lock.pid"
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreBusy(store=store, pid=_holder(holder)) from None
    except OSError as error:
        raise store_error(store, error) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def current(store: Path) -> Path:
    """The index folder in use; raises StoreMissing when there is none, StoreDamaged when it is gone or unreadable."""
    if store.is_file():
        raise FolderExpected(path=store)
    if not exists(store):
        raise StoreMissing(store=store)
    try:
        name = (store / POINTER).read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise StoreUnreadable(store=store, reason=error.strerror) from None
    if not name or not (store / name).is_dir():
        raise StoreDamaged(store=store, reason=f"{POINTER}: {name!r}")
    return store / name


def exists(store: Path) -> bool:
    """Whether `store` holds an index."""
    return (store / POINTER).is_file()


def fresh(store: Path) -> Path:
    """A new empty index folder, not in use yet."""
    taken = (match[1] for path in store.iterdir() if (match := NUMBERED.fullmatch(path.name)))
    number = 1 + max(map(int, taken), default=0)
    folder = store / f"index-{number}"
    folder.mkdir()
    return folder


def publish(store: Path, folder: Path) -> None:
    """Make `folder` the index in use and remove the others; a reader sees the old or the new one whole."""
    pointer = store / POINTER
    # Who watches the folder is not told of a change where there is none.
    if not exists(store) or pointer.read_bytes() != folder.name.encode():
        pending = store / (POINTER + ".new")
        pending.write_text(folder.name, encoding="ascii")
        pending.replace(pointer)
    for other in store.iterdir():
        if other != folder and _is_index(other):
            shutil.rmtree(other, ignore_errors=True)


def _is_index(folder: Path) -> bool:
    """Whether `folder` was made by `fresh`: a person may keep other things beside, under whatever name."""
    held = {path.name for path in folder.iterdir()} if NUMBERED.fullmatch(folder.name) and folder.is_dir() else {""}
    return not held or "articles.sqlite" in held


def _holder(file: Path) -> str:
    """The process that wrote `file`, which it removes when it ends."""
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        return "?"
