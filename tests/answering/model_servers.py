"""Model servers on loopback that behave, or misbehave, as real ones were seen to."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY = "sk-canary-0123456789abcdef"


class Reply(BaseHTTPRequestHandler):
    """One request being answered; behaviours call its verbs."""

    protocol_version = "HTTP/1.1"
    server: ModelServer

    def do_GET(self) -> None:
        self.server.asked_about.append(self.path)
        self._tell({})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.path.endswith(("/chat", "/chat/completions")):
            self.server.asked_about.append(self.path)
            self._tell(body)
            return
        self.server.requests.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.close_connection = True
        self.server.replying += 1
        with suppress(OSError):
            self.server.behaviour(self)
        self.server.replying -= 1

    def _tell(self, asked: dict[str, Any]) -> None:
        """What the server says of itself under this path."""
        said = self.server.about.get(self.path, lambda asked: None)(asked)
        self.close_connection = True
        with suppress(OSError):
            self.head(200 if said is not None else 404, "application/json")
            self.send(json.dumps(said).encode())

    def head(self, status: int = 200, content_type: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def hang(self) -> None:
        self.server.closing.wait(30)

    def work(self) -> None:
        """Read the prompt, deaf to all but the client leaving."""
        self.connection.settimeout(30)
        self.server.has_left = self.rfile.read(1) == b""

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RD)
        self.connection.close()

    def log_message(self, *args: Any) -> None:
        """Keep the terminal clean."""


Behaviour = Callable[[Reply], None]
# By path, what is said to what is asked.
About = Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]


class ModelServer(ThreadingHTTPServer):
    """A server with one behaviour and the requests it got."""

    daemon_threads = True

    def __init__(self, behaviour: Behaviour, about: About) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.behaviour = behaviour
        self.about = about
        self.asked_about: list[str] = []
        self.closing = Event()
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.replying = 0
        self.has_left = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is part of these tests."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(behaviour: Behaviour, about: About | None = None) -> Iterator[ModelServer]:
    with ModelServer(behaviour, about or {}) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class Dialect:
    """How one protocol writes a streamed reply."""

    kind: str
    path: str
    content_type: str
    encode: Callable[[dict[str, Any]], bytes]
    part: Callable[[str | None], dict[str, Any]]
    last: Callable[[str], dict[str, Any]]
    usage: Callable[[int, int], dict[str, Any]]
    error: dict[str, Any] = field(default_factory=dict)

    def spec(self, server: ModelServer, model: str = "modele") -> str:
        return f"{self.kind}:{model}@{server.address}{self.path}"

    def piece(self, text: str | None) -> bytes:
        return self.encode(self.part(text))

    def end(self, reason: str = "stop") -> bytes:
        return self.encode(self.last(reason))

    def counted(self, prompt: int, completion: int) -> bytes:
        """The end of a reply that says how many tokens it took."""
        return self.encode(self.usage(prompt, completion))


def _choice(delta: dict[str, Any], reason: str | None) -> dict[str, Any]:
    choices = [{"index": 0, "delta": delta, "finish_reason": reason}]
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "modele", "choices": choices}


def _turn(text: str | None, **more: Any) -> dict[str, Any]:
    return {"model": "modele", "message": {"role": "assistant", "content": text}, "done": False, **more}


OPENAI = Dialect(
    kind="openai",
    path="/v1",
    content_type="text/event-stream",
    encode=lambda part: f"data: {json.dumps(part)}\n\n".encode(),
    part=lambda text: _choice({"content": text}, None),
    last=lambda reason: _choice({}, reason),
    usage=lambda prompt, completion: {
        **_choice({}, None),
        "choices": [],
        "usage": {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion},
    },
    error={"error": {"message": f"out of memory, key {KEY}", "type": "server_error"}},
)
OLLAMA = Dialect(
    kind="ollama",
    path="",
    content_type="application/x-ndjson",
    encode=lambda part: f"{json.dumps(part)}\n".encode(),
    part=lambda text: _turn(text),
    last=lambda reason: _turn("", done=True, done_reason=reason),
    usage=lambda prompt, completion: _turn(
        "", done=True, done_reason="stop", prompt_eval_count=prompt, eval_count=completion
    ),
    error={"error": f"out of memory, key {KEY}"},
)
