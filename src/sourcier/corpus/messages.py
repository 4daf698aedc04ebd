"""What the processes that read files say to the one that asked, one message on a line.

JSON and no pickle: a file that took its reader over must not reach the process that asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sourcier.corpus.sidecar import Sidecar
from sourcier.corpus.skipped import Reason, Skipped
from sourcier.schema import Article

ARTICLE, SKIPPED, FAULT = b"A", b"S", b"F"


class Signal(Enum):
    """What is said beside articles."""

    READY = b"R"
    DONE = b"D"
    # Done with the file, and with this process: its memory is worn.
    LEAVING = b"L"


@dataclass(frozen=True)
class Fault:
    """An error of ours, for whoever mends it."""

    trace: str


Message = Article | Skipped | Fault | Signal


@dataclass(frozen=True)
class Setup:
    """What a reading process is told first; `seconds` between two articles, `memory` in bytes of address space."""

    root: Path
    sidecar: Sidecar
    seconds: float
    memory: int

    def to_line(self) -> bytes:
        values = (str(self.root), self.sidecar.model_dump(mode="json"), self.seconds, self.memory)
        return json.dumps(values).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Setup:
        root, sidecar, seconds, memory = json.loads(line)
        return cls(Path(root), Sidecar.model_validate(sidecar), seconds, memory)


def to_line(message: Message) -> bytes:
    """`message` with the line end after it."""
    if isinstance(message, Article):
        return ARTICLE + message.model_dump_json().encode() + b"\n"
    if isinstance(message, Skipped):
        return SKIPPED + json.dumps([message.path, message.reason.name]).encode() + b"\n"
    if isinstance(message, Fault):
        return FAULT + json.dumps(message.trace).encode() + b"\n"
    return message.value + b"\n"


def from_line(line: bytes) -> Message:
    """The message on a line; raises ValueError when it is none."""
    kind, rest = line[:1], line[1:]
    if kind == ARTICLE:
        return Article.model_validate_json(rest)
    if kind == SKIPPED:
        return _skipped(json.loads(rest))
    if kind == FAULT:
        return Fault(str(json.loads(rest)))
    return Signal(kind)


def _skipped(values: object) -> Skipped:
    match values:
        case [str(path), str(name)] if name in Reason.__members__:
            return Skipped(path, Reason[name])
    raise ValueError(values)
