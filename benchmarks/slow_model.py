"""A model behind OpenAI's protocol that thinks nothing: it repeats the first evidence, at a pace."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

FIRST_EVIDENCE = re.compile(r"^\([^()\n]*\) ([^\n]*)", re.MULTILINE)


class Pace:
    """Seconds before each word; may be changed while answers grow."""

    def __init__(self) -> None:
        self.seconds = 0.0


@contextmanager
def slow_model(pace: Pace) -> Iterator[str]:
    """The spec of a model that goes at `pace`, while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pace))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"openai:slow@http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _handler(pace: Pace) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            except (OSError, ValueError):
                return  # the reader left before its question was whole
            prompt = body["messages"][-1]["content"]
            found = FIRST_EVIDENCE.search(prompt)
            words = (f"OUI : {found.group(1)}" if found else "NON").split(" ")
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for word in words:
                    time.sleep(pace.seconds)
                    self._send({"content": f"{word} "}, None)
                self._send({}, "stop")
                self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                return  # the reader left

        def _send(self, delta: dict[str, str], reason: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "slow", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
