"""The connection under an HTTP client, to be cut while another thread waits for it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

import httpx

OPENED = ("connect_tcp.complete", "start_tls.complete")


@cache
def certificates() -> ssl.SSLContext:
    """The authorities that clients trust: read once, for that takes 30 ms in which no other thread computes."""
    return httpx.create_ssl_context()


class Wire:
    """Watches one client through its `hooks`: a client that is closed lets a read go on, and the server work on."""

    def __init__(self) -> None:
        self._is_cut = False
        self._stream: Any = None

    @property
    def hooks(self) -> dict[str, list[Callable[[httpx.Request], None]]]:
        """The `event_hooks` of the client."""
        return {"request": [self._watch]}

    def cut(self) -> None:
        """End the connection, now or as soon as there is one; who reads it finds its end."""
        self._is_cut = True
        if self._stream is not None and (line := self._stream.get_extra_info("socket")) is not None:
            with suppress(OSError):
                # Past the layer of TLS, which another thread may be in.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _watch(self, request: httpx.Request) -> None:
        request.extensions = {**request.extensions, "trace": self._note}

    def _note(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith(OPENED):
            self._stream = info["return_value"]
            if self._is_cut:
                self.cut()
