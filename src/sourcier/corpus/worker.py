"""A process that reads files nobody vouches for, on behalf of another: see `pool`.

It is told its limits, then one path on each line, and leaves when nothing more can come.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sourcier.corpus.folder import read_file
from sourcier.corpus.messages import Fault, Message, Setup, Signal, to_line
from sourcier.corpus.skipped import MAX_CONTAINER_BYTES, Reason, Skipped
from sourcier.language.detection import detect_language
from sourcier.schema import Article

if sys.platform != "win32":
    import resource

# A process that once took this share of its memory leaves: what it keeps would count against the next file.
WORN = 0.5
# In characters: the articles of one file are together in the memory of the process that asked.
MOST_ANSWERED = 2 * MAX_CONTAINER_BYTES


def main() -> None:
    """Read files until the input ends."""
    inbox, outbox = _own_streams()
    # Ctrl-C reaches every process of a terminal: the one that asked ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    setup = Setup.from_line(inbox.readline())
    _limit_memory(setup.memory)
    # Loaded before the first file, so that a full disk is not taken for a damaged one.
    detect_language("Lisse")
    _silence(2)
    _say(outbox, Signal.READY)
    for line in inbox:
        _allow(setup.seconds)
        for message in _answers(setup, json.loads(line)):
            _say(outbox, message)
            _allow(setup.seconds)
        _allow(0)
        if _peak_memory() > WORN * setup.memory:
            _say(outbox, Signal.LEAVING)
            return
        _say(outbox, Signal.DONE)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the conversation, out of the reach of libraries that read or print."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _silence(0)
    _silence(1)
    return inbox, outbox


def _silence(stream: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, stream)
    os.close(nothing)


def _limit_memory(size: int) -> None:
    """Let the system refuse memory beyond `size` bytes of address space; macOS accepts the limit and ignores it."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _allow(seconds: float) -> None:
    """Let the system end this process after `seconds` of work, also when a parser never comes back to Python.

    Work and not time: a busy machine and a suspended one read the same files. 0 lifts the limit.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _peak_memory() -> int:
    """The most memory this process has held, in bytes; 0 where it is not known."""
    if sys.platform == "win32":
        return 0
    # On Linux `ru_maxrss` begins at the memory of the process that started this one: a large one with its model loaded.
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _answers(setup: Setup, path: str) -> Iterator[Message]:
    """The articles of a file; whatever befalls its reading, an answer."""
    answered = 0
    try:
        for piece in read_file(setup.root, path, setup.sidecar):
            answered += len(piece.text) + sum(map(len, piece.removed)) if isinstance(piece, Article) else 0
            if answered > MOST_ANSWERED:
                yield Skipped(path, Reason.EXPANDS)
                return
            yield piece
    except (MemoryError, RecursionError):
        yield Skipped(path, Reason.TOO_COMPLEX)
    except Exception:  # a mistake of ours, met by this file alone
        yield Fault(traceback.format_exc())
        yield Skipped(path, Reason.DAMAGED)


def _say(outbox: BinaryIO, message: Message) -> None:
    outbox.write(to_line(message))
    outbox.flush()
