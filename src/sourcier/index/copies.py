"""The copies of the files of an index that is on a server, in a folder of this machine.

HOME/LISTING/PASSAGES/   the files of the index in use, and of the one before: its head is LISTING/PASSAGES
HOME/work/PASSAGES/      what a writer makes: whenever it is stopped, the server keeps the index as it was
HOME/coming/             what is being brought
"""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from sourcier.errors import CacheReadOnly
from sourcier.index.layout import ADDRESS
from sourcier.index.replica import PASSING
from sourcier.stores import Server

HEAD = re.compile(r"[0-9a-f]{32}/[\w-][\w.-]*", re.ASCII)
WORK, COMING, SUSPECT = "work", "coming", "suspect"
OWNER = "owner"


class Copies:
    """Copies by the heads they are of; every method raises CacheReadOnly when the folder cannot be written."""

    def __init__(self, home: Path, server: Server) -> None:
        """Keep those of the index at `server` under `home`, which is made."""
        self.home = home
        with self._written():
            home.mkdir(parents=True, exist_ok=True)
            (home / ADDRESS).write_text(str(server), encoding="utf-8")

    def has(self, head: str) -> bool:
        """Whether there is a copy of what `head` names."""
        return (self.home / head).is_dir()

    def bring(self, head: str, fill: Callable[[Path, list[Path]], None]) -> None:
        """Have `fill` write the files of `head` into a folder, given the copies it may take from, the best first.

        One process at a time does so; those that wait for it find the copy there.
        """
        with self._written(), FileLock(self.home / ".coming.lock"):
            if not self.has(head):
                coming = self.home / COMING
                shutil.rmtree(coming, ignore_errors=True)
                coming.mkdir()
                fill(coming, self._all()[:1])
                self.keep(coming, head)

    def keep(self, folder: Path, head: str) -> None:
        """Make `folder` the copy of `head`, and remove all others but the last one."""
        with self._written():
            others = [copy for copy in self._all() if copy != self.home / head]
            if not self.has(head):
                (self.home / head).parent.mkdir(exist_ok=True)
                folder.rename(self.home / head)
            for old in others[1:]:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def suspected(self, head: str) -> Iterator[None]:
        """Inside, the copy of `head` is none: what is sound of it is taken by the one that is brought instead."""
        suspect = self.home / SUSPECT
        with self._written(), FileLock(self.home / ".coming.lock"):
            # Another process may just have suspected it too: the one that is brought is sound for both.
            if self.has(head):
                shutil.rmtree(suspect, ignore_errors=True)
                (self.home / head).rename(suspect)
        try:
            yield
        finally:
            shutil.rmtree(suspect, ignore_errors=True)

    def work(self, passages: str) -> Path:
        """An empty folder to make an index in."""
        with self._written():
            shutil.rmtree(self.home / WORK, ignore_errors=True)
            (self.home / WORK / passages).mkdir(parents=True)
        return self.home / WORK / passages

    def work_on(self, copy: Path) -> Path:
        """The same, with the files of a copy."""
        work = self.work(copy.name)
        with self._written():
            passing = shutil.ignore_patterns(*(f"*{end}" for end in PASSING))
            shutil.copytree(copy, work, ignore=passing, dirs_exist_ok=True)
        return work

    def owner(self) -> str:
        """A name that no other folder of copies has."""
        file = self.home / OWNER
        with self._written():
            if not file.is_file():
                file.write_text(uuid.uuid4().hex, encoding="ascii")
            return file.read_text(encoding="ascii")

    def _all(self) -> list[Path]:
        """The copies there are, one that is suspected first, then the one last used."""
        copies = [copy for copy in self.home.glob("*/*") if HEAD.fullmatch(f"{copy.parent.name}/{copy.name}")]
        suspect = [self.home / SUSPECT] if (self.home / SUSPECT).is_dir() else []
        return suspect + sorted(copies, key=lambda copy: copy.stat().st_mtime, reverse=True)

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CacheReadOnly(path=self.home, reason=error.strerror or error) from error
