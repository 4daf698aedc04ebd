"""The hub mirror against a real server that misbehaves."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sourcier.artifacts.artifact import MirrorError
from sourcier.artifacts.hub import HubMirror

CONTENT = bytes(range(256)) * 2_000


class Handler(BaseHTTPRequestHandler):
    """The file asked for names the way to answer."""

    def do_GET(self) -> None:
        way = self.path.rsplit("/", 1)[1]
        start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        body = CONTENT if way == "whole" else CONTENT[start:]
        match way:
            case "absent":
                self.send_error(404)
                return
            case "page":
                body = b"<html>Sign in to this network</html>"
            case "silent":
                time.sleep(2)
        self.send_response(206 if start and way != "whole" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        match way:
            case "cut":
                self.wfile.write(body[:1_000])
            case "drip":
                for byte in body[:30]:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.05)
            case _:
                self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients hang up on purpose here."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def received(endpoint: str, way: str, offset: int = 0) -> bytes:
    mirror = HubMirror("owner/name", way, len(CONTENT), endpoint=endpoint, answer_seconds=0.5, patience_seconds=0.3)
    return b"".join(mirror.stream(offset, Path()))


@pytest.mark.parametrize("offset", [0, 300_001])
def test_a_good_hub_gives_the_bytes_from_the_offset(endpoint: str, offset: int) -> None:
    assert received(endpoint, "good", offset) == CONTENT[offset:]


@pytest.mark.parametrize(
    ("way", "offset", "reason"),
    [
        ("absent", 0, "status 404"),
        ("page", 0, "unexpected length"),
        ("whole", 1_000, "does not resume"),
        ("silent", 0, "no answer in 0.5 s"),
        ("cut", 0, "RemoteProtocolError"),
        ("drip", 0, "too slow"),
    ],
)
def test_a_bad_hub_is_given_up_with_the_reason(endpoint: str, way: str, offset: int, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(MirrorError, match=reason):
        received(endpoint, way, offset)
    assert time.monotonic() - began < 2


def test_a_closed_port_and_a_wrong_address_are_given_up_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(MirrorError, match="ConnectError"):
            received(f"http://127.0.0.1:{unused.getsockname()[1]}", "good")
    with pytest.raises(MirrorError, match="InvalidURL"):
        received("http://127.0.0.1:port", "good")
