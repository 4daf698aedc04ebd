"""A Chroma server of this machine, as `chroma run` starts it."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from sourcier.errors import StoreError
from sourcier.index.chroma import open_server
from sourcier.stores import Server

START_SECONDS = 30.0


class ChromaServer:
    """Runs inside `with`; may be stopped, frozen and started again in between, on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self) -> ChromaServer:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()

    def store(self, name: str) -> Server:
        return Server("http", "127.0.0.1", self.port, name)

    def start(self) -> None:
        program = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
        command = [program, "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + START_SECONDS
        while not self._is_alive():
            assert time.monotonic() < end
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def _is_alive(self) -> bool:
        try:
            open_server(self.store("any")).close()
        except StoreError:
            return False
        return True
