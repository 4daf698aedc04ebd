"""A process that reads files for this one: begun, asked, and ended when it breaks its limits.

The standard `multiprocessing` would run the caller's own script again in the child: a script without a guard, a
notebook and a program on standard input would all fail.
"""

from __future__ import annotations

import json
import logging
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from sourcier.corpus.messages import Fault, Message, Setup, Signal, from_line
from sourcier.corpus.skipped import Skipped
from sourcier.errors import ReaderFailed
from sourcier.schema import Article

# The child finds its modules where this process does, after the standard library; its own folder holds none.
BOOT = "import sys; sys.path += sys.argv[1:]; from sourcier.corpus.worker import main; main()"
# One thread each: the files are what is read side by side.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# A cold start on a slow disk; it takes about a second otherwise.
START_SECONDS = 60.0
# The child is cut off by the work it does; in time, a machine that does other things too is given this much more.
PATIENCE = 3

log = logging.getLogger(__name__)


class Broken(Exception):
    """The process ended, or went over its time, in the middle of a file."""


class Child:
    """One process, ready to read files."""

    def __init__(self, setup: Setup) -> None:
        """Begin the process; raises ReaderFailed when it does not come up."""
        self._seconds = PATIENCE * setup.seconds
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._process, self._input, answers, self._errors = _begin()
        self._pump = Thread(target=self._listen, args=(answers,), daemon=True)
        self._pump.start()
        try:
            self._write(setup.to_line())
            if self._next(START_SECONDS) is not Signal.READY:
                raise Broken
        except Broken:
            reason = self._complaint()
            self.end()
            raise ReaderFailed(reason=reason) from None
        # The child has turned its own end away: what libraries write of a damaged file goes nowhere.
        self._errors.close()

    def read(self, path: str) -> Iterator[Article | Skipped]:
        """Every article of the file at `path`; raises Broken after those that came before the process was lost."""
        self._write(json.dumps(path).encode() + b"\n")
        while True:
            message = self._next(self._seconds)
            if isinstance(message, Article | Skipped):
                yield message
            elif isinstance(message, Fault):
                log.debug("%s: %s", path, message.trace)
            else:
                if message is Signal.LEAVING:
                    self.end()
                return

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> None:
        """End the process at once; it holds nothing that is not ours."""
        self._process.kill()
        self._process.wait()
        self._pump.join()
        self._errors.close()
        with suppress(OSError):
            self._input.close()

    def _listen(self, answers: IO[bytes]) -> None:
        """Take every answer as it comes, so that waiting for one can be given up."""
        with answers:
            for line in answers:
                self._lines.put(line)
        self._lines.put(b"")

    def _write(self, line: bytes) -> None:
        try:
            self._input.write(line)
            self._input.flush()
        except (OSError, ValueError) as error:
            raise Broken from error

    def _next(self, seconds: float) -> Message:
        # Second by second: when both processes were stopped (Ctrl-Z), the time away counts for one.
        for _ in range(math.ceil(seconds)):
            with suppress(Empty):
                return self._parsed(self._lines.get(timeout=1))
        raise Broken

    def _parsed(self, line: bytes) -> Message:
        try:
            return from_line(line)
        except ValueError as error:
            raise Broken from error

    def _complaint(self) -> str:
        """The last line of what the process wrote before it was ready: the error that stopped it."""
        self._process.kill()
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"code {self._process.wait()}"


def _begin() -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes], IO[bytes]]:
    """The process, with where it listens, answers and complains."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own module, no word of a file
            [sys.executable, "-P", "-c", BOOT, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | ONE_THREAD,
        )
    except OSError as error:
        raise ReaderFailed(reason=error) from error
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise AssertionError("three pipes were asked for")
    return process, process.stdin, process.stdout, process.stderr
