"""What a model is made of: source files with their bytes pinned, and where those bytes can be had.

Any mirror will do, because the hash decides. A file is a run of pieces, each with its own hash: a fetch that was
cut goes on at the first piece that is not yet there, from whichever mirror answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

# A generator, so that closing it stops what a mirror has under way.
Chunks = Generator[bytes, None, None]
Stage = Literal["waiting", "download", "check", "build"]


class Progress(Protocol):
    """Told how far a fetch is: bytes done out of bytes in all, in one stage of it; `waiting` is for another process."""

    def __call__(self, done: int, total: int, stage: Stage) -> None: ...


class MirrorError(Exception):
    """A mirror did not give the bytes asked for; the text says why, in a few words."""


class Mirror(Protocol):
    """A place that holds the bytes of one source file."""

    @property
    def label(self) -> str:
        """How the mirror is named to a person."""

    @property
    def scratch_size(self) -> int:
        """Bytes it may hold in its scratch folder at one time."""

    def stream(self, offset: int, scratch: Path) -> Chunks:
        """The bytes of the file from `offset` on, with an empty chunk now and then while waiting.

        `scratch` is an empty folder to work in. Raises MirrorError.
        """


@dataclass(frozen=True)
class Piece:
    """A run of bytes of a file that can be verified by itself."""

    size: int
    sha256: str


@dataclass(frozen=True)
class SourceFile:
    """A file as published: its bytes, pinned by size and hash, and its mirrors in the order they are tried."""

    name: str
    size: int
    sha256: str
    mirrors: tuple[Mirror, ...]
    parts: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts of the file; the whole file when it has none."""
        return self.parts or (Piece(self.size, self.sha256),)


@dataclass(frozen=True)
class Build:
    """How the source files become what is used; `version` changes whenever the result does."""

    run: Callable[[Path, Path], None]
    version: int
    size: int


@dataclass(frozen=True)
class Artifact:
    """A model: a folder of verified source files, or of what a build makes of them.

    `entry` is the file to give to whoever uses the model; the folder itself when empty.
    """

    name: str
    licence: str
    files: tuple[SourceFile, ...]
    build: Build | None = None
    entry: str = ""

    @property
    def size(self) -> int:
        """Bytes on disk once fetched."""
        return self.build.size if self.build else self.download_size

    @property
    def download_size(self) -> int:
        """Bytes of the source files."""
        return sum(file.size for file in self.files)

    @property
    def fingerprint(self) -> str:
        """A short name of the model's exact content: equal sources and an equal build give an equal fingerprint."""
        content = [file.sha256 for file in self.files] + [str(self.build.version if self.build else 0)]
        return f"{self.name}@{hashlib.sha256(' '.join(content).encode()).hexdigest()[:12]}"
