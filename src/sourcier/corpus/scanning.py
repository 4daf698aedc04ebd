"""Which files of a folder may be articles, and their bytes: nothing waits, leaves the folder, or reads too much."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sourcier.corpus.sidecar import SIDECAR
from sourcier.corpus.skipped import MAX_BYTES, MAX_CONTAINER_BYTES, Reason, Refused, Skipped
from sourcier.errors import FolderExpected, FolderMissing

# Files that may hold many articles.
CONTAINERS = frozenset({".json", ".jsonl", ".ndjson", ".zip"})
SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".mhtml", ".mht", ".pdf", ".docx"}) | CONTAINERS


@dataclass(frozen=True)
class Scan:
    """What a folder holds: paths relative to it, with forward slashes, in a stable order."""

    files: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def scan(root: Path, without: Collection[Path] = ()) -> Scan:
    """Look through `root` and its folders without opening a file.

    Hidden names, the sidecar, and the files and folders `without` are passed over. Raises FolderMissing,
    FolderExpected.
    """
    if root.is_file():
        raise FolderExpected(path=root)
    if not root.is_dir():
        raise FolderMissing(path=root)
    left_out = {str(path.resolve()) for path in without}
    files: list[str] = []
    skipped: list[Skipped] = []
    for path, reason in _walk(root.resolve(), "", left_out):
        if reason is None:
            files.append(path)
        else:
            skipped.append(Skipped(path, reason))
    return Scan(tuple(files), tuple(skipped))


def suffix_of(path: str) -> str:
    """The suffix of a file name, in lower case: ".txt"; empty when it has none."""
    return PurePosixPath(path).suffix.lower()


def most_bytes(path: str) -> int:
    """The size, in bytes, over which the file at `path` is refused."""
    return MAX_CONTAINER_BYTES if suffix_of(path) in CONTAINERS else MAX_BYTES


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of the file at `path` in `root`; raises Refused when it is gone, closed, special or too large."""
    limit = most_bytes(path)
    try:
        with open(root / path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(Reason.SPECIAL)
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise Refused(Reason.VANISHED) from None
    except IsADirectoryError:
        raise Refused(Reason.SPECIAL) from None
    except OSError as error:
        raise Refused(Reason.UNREADABLE) from error
    if len(data) > limit:
        raise Refused(Reason.TOO_LARGE)
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a FIFO put in the place of the file since the scan would hold us forever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _walk(root: Path, folder: str, left_out: Collection[str]) -> Iterator[tuple[str, Reason | None]]:
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield folder or ".", Reason.UNREADABLE
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith(".") or path == SIDECAR or entry.path in left_out:
            continue
        if not _is_unicode(entry.name):
            yield path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), Reason.NAME
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, left_out)
        elif not _links_to_inner_folder(root, entry):
            yield path, _why_not(root, entry)


def _links_to_inner_folder(root: Path, entry: os.DirEntry[str]) -> bool:
    """Whether this is a link to a folder of `root`: its files have their own names, and following it may never end."""
    return entry.is_symlink() and Path(entry.path).is_dir() and _is_inside(root, entry)


def _is_inside(root: Path, entry: os.DirEntry[str]) -> bool:
    return Path(os.path.realpath(entry.path)).is_relative_to(root)


def _why_not(root: Path, entry: os.DirEntry[str]) -> Reason | None:
    """Why the file is no article, None when it may be one."""
    try:
        if entry.is_symlink() and not _is_inside(root, entry):
            return Reason.OUTSIDE
        status = entry.stat()
    except FileNotFoundError:
        return Reason.VANISHED
    except OSError:
        return Reason.UNREADABLE
    if not stat.S_ISREG(status.st_mode):
        return Reason.SPECIAL
    if suffix_of(entry.name) not in SUFFIXES:
        return Reason.UNSUPPORTED
    return Reason.TOO_LARGE if status.st_size > most_bytes(entry.name) else None


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
