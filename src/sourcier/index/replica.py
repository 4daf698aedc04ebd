"""A folder of files taken apart into pieces, and put together again elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcier.index.blobs import PIECE_BYTES, piece_name

# Goes up when the listing is written otherwise.
FORMAT = 1
# What SQLite keeps beside a database while it is open.
PASSING = ("-wal", "-shm")
# Only files inside the folder are ever written, whatever a server says.
PATH = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)

# Gives pieces by name, in the order of the names.
Get = Callable[[Sequence[str]], Iterator[bytes]]


class ListingUnreadable(Exception):
    """It was made by another version, or is no listing."""


@dataclass(frozen=True)
class Listing:
    """The pieces of each file of a folder, by its path in it."""

    files: Mapping[str, Sequence[str]]

    def names(self) -> set[str]:
        """The names of all pieces."""
        return {name for pieces in self.files.values() for name in pieces}

    def packed(self) -> list[bytes]:
        """The listing itself as pieces, the first of which names the others."""
        text = json.dumps({"format": FORMAT, "files": self.files}, sort_keys=True).encode()
        pieces = [text[first : first + PIECE_BYTES] for first in range(0, len(text), PIECE_BYTES)]
        return [json.dumps([piece_name(piece) for piece in pieces]).encode(), *pieces]


def unpack(head: str, get: Get) -> Listing:
    """The listing whose first piece is called `head`; raises ListingUnreadable, and what `get` raises."""
    try:
        (first,) = get([head])
        said = json.loads(b"".join(get(json.loads(first))))
        files = {str(path): [str(name) for name in names] for path, names in said["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ListingUnreadable from None
    if said.get("format") != FORMAT or not all(map(PATH.fullmatch, files)):
        raise ListingUnreadable
    return Listing(files)


def listing_of(folder: Path) -> Listing:
    """The pieces of the files of `folder`."""
    files = {file.relative_to(folder).as_posix(): file for file in files_of(folder)}
    return Listing({path: [piece_name(piece) for piece in read_pieces([file])] for path, file in files.items()})


def files_of(folder: Path) -> list[Path]:
    """The files that make up a folder."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(PASSING))


def read_pieces(files: Iterable[Path]) -> Iterator[bytes]:
    """The pieces of `files`, one after the other."""
    for file in files:
        with file.open("rb") as content:
            while piece := content.read(PIECE_BYTES):
                yield piece


def restore(listing: Listing, target: Path, at_hand: Iterable[Path], get: Get) -> None:
    """Write the files of `listing` into `target`; only pieces that no folder `at_hand` has are asked of `get`."""
    places = {name: place for folder in at_hand for name, place in _places(folder).items()}
    wanted = [name for pieces in listing.files.values() for name in pieces]
    fetched = get(list(dict.fromkeys(name for name in wanted if name not in places)))
    for path, names in listing.files.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # Unbuffered: a piece that comes twice is read back from where it was first written.
        with file.open("wb", buffering=0) as content:
            for name in names:
                if name in places:
                    piece = _read(*places[name])
                else:
                    piece = next(fetched)
                    places[name] = file, content.tell()
                content.write(piece)


def _places(folder: Path) -> dict[str, tuple[Path, int]]:
    """Where each piece of the files of `folder` is found: the file, and how many bytes from its beginning."""
    return {
        piece_name(piece): (file, number * PIECE_BYTES)
        for file in files_of(folder)
        for number, piece in enumerate(read_pieces([file]))
    }


def _read(file: Path, start: int) -> bytes:
    with file.open("rb") as content:
        content.seek(start)
        return content.read(PIECE_BYTES)
