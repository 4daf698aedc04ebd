"""Files taken out of the folder of articles: moved aside into a hidden folder in it, from where they come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from sourcier.corpus.adding import move_to
from sourcier.errors import FileUnwritable

# Hidden, so that it is not read; beside the articles, so that moving is instant and people find it.
TRASH = ".corbeille"


@dataclass(frozen=True)
class SetAside:
    """A file that was moved: where it was, and where it is, relative to the folder of articles."""

    path: str
    trash: str


def set_aside(folder: Path, places: Sequence[str]) -> tuple[SetAside, ...]:
    """Move aside the files that hold an article found at `places` (paths as the index has them).

    Of an article that stands in a file of its own, a file that holds others too is left; else that one goes, with all
    that it holds. Empty when no file is there any more. Raises FileUnwritable.
    """
    found = dict(filter(None, (_file(folder, place) for place in places)))
    own = [path for path, whole in found.items() if whole]
    return tuple(_moved(folder, path) for path in own or list(found)[:1])


def put_back(folder: Path, moved: Iterable[SetAside]) -> tuple[str, ...]:
    """Move the files back, under another name where theirs was taken meanwhile; gives where they are.

    Raises FileUnwritable.
    """
    return tuple(_move(folder, each.trash, each.path) for each in moved if (folder / each.trash).is_file())


def _file(folder: Path, place: str) -> tuple[str, bool] | None:
    """The file of `place`, and whether the article is all of it; None when there is no such file in `folder`."""
    parts = PurePosixPath(place).parts
    for length in range(len(parts), 0, -1):
        path = "/".join(parts[:length])
        file = folder / path
        with suppress(OSError):
            if file.is_file() and not file.is_symlink() and file.resolve().is_relative_to(folder.resolve()):
                return path, length == len(parts)
    return None


def _moved(folder: Path, path: str) -> SetAside:
    return SetAside(path, _move(folder, path, f"{TRASH}/{path}"))


def _move(folder: Path, path: str, wanted: str) -> str:
    """Move a file of `folder` to `wanted`, or to that name with a number; gives its path."""
    name = PurePosixPath(wanted)
    try:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            place = name if number == 1 else name.with_name(f"{name.stem} ({number}){name.suffix}")
            with suppress(FileExistsError):
                move_to(folder / path, folder / place)
                return str(place)
    except OSError as error:
        raise FileUnwritable(path=folder / wanted) from error
    raise AssertionError("numbers do not end")
