"""An index in a folder of this machine: its files, and who may write them.

STORE/current        name of the folder in use: swapped in one step when an index is rebuilt
STORE/index-N/       articles.sqlite · catalogue-STATE/ · terms-STATE/ · chroma/ · chroma.sums
STORE/.lock          held by the one writer
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sourcier.errors import FolderExpected, StoreBusy, StoreDamaged, StoreMissing, StoreUnreadable
from sourcier.index.chroma import open_folder
from sourcier.index.faults import store_error
from sourcier.index.seal import seal, unseal
from sourcier.index.store import VectorStore
from sourcier.stores import Store, parse_store

POINTER = "current"
NUMBERED = re.compile(r"index-(\d+)")
PASSAGES = "passages"
# A writer that nobody can name, and how often it is looked at again before that is said.
UNNAMED, LOOKS, LOOK_SECONDS = "?", 40, 0.05
# Beside the copies of an index that is on a server: its address.
ADDRESS = ".server"


class Local:
    """The Place that is a folder; only `writing` creates it."""

    def __init__(self, store: Path) -> None:
        """Name the folder; raises FolderExpected when it is a file."""
        if store.is_file():
            raise FolderExpected(path=store)
        self._store = store
        self._lock = FileLock(store / ".lock", timeout=0)
        self._holder = store / ".lock.pid"

    def close(self) -> None:
        """Nothing is held open."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        try:
            self._store.mkdir(parents=True, exist_ok=True)
            self._take_lock()
        except OSError as error:
            raise store_error(self._store, error) from None
        try:
            self._holder.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def writer(self) -> str | None:
        try:
            with self._lock:
                return None
        except Timeout:
            return self._named()
        except OSError:
            # Where nothing can be locked nothing is written.
            return None

    def exists(self) -> bool:
        return (self._store / POINTER).is_file()

    def current(self) -> Path:
        if not self.exists():
            raise StoreMissing(store=self._store)
        try:
            name = (self._store / POINTER).read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            raise StoreUnreadable(store=self._store, reason=error.strerror) from None
        if not name or not (self._store / name).is_dir():
            raise StoreDamaged(store=self._store, reason=f"{POINTER}: {name!r}")
        return self._store / name

    def verified(self) -> Path:
        return self.current()

    def fresh(self) -> Path:
        taken = (match[1] for path in self._store.iterdir() if (match := NUMBERED.fullmatch(path.name)))
        number = 1 + max(map(int, taken), default=0)
        folder = self._store / f"index-{number}"
        folder.mkdir()
        return folder

    def editable(self) -> Path:
        folder = self.current()
        unseal(folder)
        return folder

    def discard(self, folder: Path) -> None:
        shutil.rmtree(folder)

    def publish(self, folder: Path) -> None:
        pointer = self._store / POINTER
        # Who watches the folder is not told of a change where there is none.
        if not self.exists() or pointer.read_bytes() != folder.name.encode():
            pending = self._store / (POINTER + ".new")
            pending.write_text(folder.name, encoding="ascii")
            pending.replace(pointer)
        for other in self._store.iterdir():
            if other != folder and _is_index(other):
                shutil.rmtree(other, ignore_errors=True)

    def seal(self, folder: Path) -> None:
        seal(folder)

    def vectors(self, folder: Path, *, create: bool = False) -> VectorStore:
        chroma = open_folder(folder / "chroma", self._store, create=create)
        return VectorStore(chroma, PASSAGES, self._store, create=create)

    def _take_lock(self) -> None:
        """Raise StoreBusy when another process has it: who has just taken it says a moment later who it is."""
        for _ in range(LOOKS):
            with suppress(Timeout):
                self._lock.acquire()
                return
            if (holder := self._named()) != UNNAMED:
                raise StoreBusy(store=self._store, pid=holder)
            time.sleep(LOOK_SECONDS)
        raise StoreBusy(store=self._store, pid=UNNAMED)

    def _named(self) -> str:
        """The process that holds the lock; one that was killed has left its number."""
        try:
            number = int(self._holder.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return UNNAMED
        return str(number) if _is_running(number) else UNNAMED


def store_of(folder: Path) -> Store:
    """The store whose index `folder` holds, as a person names it."""
    address = folder.parent.parent / ADDRESS
    return parse_store(address.read_text("utf-8")) if address.is_file() else folder.parent


def _is_running(process: int) -> bool:
    """Whether there is such a process; where this cannot be asked without ending it, there is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_index(folder: Path) -> bool:
    """Whether `folder` was made by `fresh`: a person may keep other things beside, under whatever name."""
    held = {path.name for path in folder.iterdir()} if NUMBERED.fullmatch(folder.name) and folder.is_dir() else {""}
    return not held or "articles.sqlite" in held
