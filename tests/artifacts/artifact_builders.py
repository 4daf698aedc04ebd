"""Small artifacts and mirrors that misbehave as told."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from sourcier.artifacts.artifact import Artifact, Chunks, Mirror, MirrorError, Piece, SourceFile

PART_SIZE = 1_000
PARTS = 22
CONTENT = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(700))[
    : PART_SIZE * (PARTS - 1) + 7
]


@dataclass(frozen=True)
class ScriptedMirror:
    """Gives `content`, but for what goes wrong at a position in the file; notes the offsets it is asked for."""

    content: bytes
    label: str = "scripted"
    fails_at: int | None = None
    ends_at: int | None = None
    flips_at: int | None = None
    pause_seconds: float = 0.0
    chunk: int = 300
    scratch_size: int = 0
    asked: list[int] = field(default_factory=list)
    log: Path | None = None

    def stream(self, offset: int, scratch: Path) -> Chunks:
        self.asked.append(offset)
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{offset}\n")
        (scratch / "under way").write_bytes(b"x" * 10)
        content = bytearray(self.content)
        if self.flips_at is not None:
            content[self.flips_at] ^= 1
        end = min(position for position in (len(content), self.ends_at, self.fails_at) if position is not None)
        while offset < end:
            yield b""
            time.sleep(self.pause_seconds)
            yield bytes(content[offset : min(offset + self.chunk, end)])
            offset += self.chunk
        if self.fails_at is not None:
            raise MirrorError("cut")


def pieces_of(content: bytes, size: int) -> tuple[Piece, ...]:
    parts = (content[start : start + size] for start in range(0, len(content), size))
    return tuple(Piece(len(part), hashlib.sha256(part).hexdigest()) for part in parts)


def source_file(*mirrors: Mirror, content: bytes = CONTENT, part_size: int = PART_SIZE) -> SourceFile:
    return SourceFile(
        name="model.bin",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        mirrors=mirrors,
        parts=pieces_of(content, part_size),
    )


def one_file_artifact(*mirrors: Mirror) -> Artifact:
    return Artifact(name="small", licence="MIT", files=(source_file(*mirrors),), entry="model.bin")
