"""A visit is its reader's alone: Gradio knows one by a word that the browser chose, and gives all it holds for it."""

from __future__ import annotations

import json
import re
from asyncio import sleep
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcier.ui.entrance import READER
from sourcier.ui.sessions import Reader

API = "/gradio_api/"
# What Gradio offers and the page does not use: some of it writes visits to disk or reads them by other names.
NOT_OURS = re.compile(
    r"/gradio_api/(?:deep_link|process_recording|runs|run-history|stream|call|component_server|"
    r"vibe-[\w-]+|undo-vibe-edit)(?:/|$)"
)
# Files: of any size, and of no visit.
UPLOAD = "/gradio_api/upload"
HEARTBEAT = re.compile(r"/gradio_api/heartbeat/([^/]+)")
NAME = "session_hash"
# Where `OwnVisits` leaves them.
VISITS = "sourcier.visits"
NEWS, JOIN = "/gradio_api/queue/data", "/gradio_api/queue/join"
LAST_WORD = b'"close_stream"'
# Seconds that the last word may take longer than what is told after it.
ON_ITS_WAY = 0.25
# Of one reader: more than Gradio keeps of all.
MOST_VISITS = 10_000


class Visits:
    """Whose each visit is; for one event loop."""

    def __init__(self) -> None:
        self._by_reader: dict[Reader, dict[str, None]] = {}

    def holds(self, reader: Reader, visit: str) -> bool:
        """Whether the visit is the reader's, as one that nobody has made yet becomes."""
        if any(visit in held for other, held in self._by_reader.items() if other != reader):
            return False
        held = self._by_reader.setdefault(reader, {})
        held[visit] = None
        if len(held) > MOST_VISITS:
            # The oldest; a reader's many push out no one else's.
            del held[next(iter(held))]
        return True


class OwnVisits:
    """ASGI middleware within the entrance: the visits of others are not found, nor is what the page does not use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._visits = Visits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self._app(scope, receive, send)
            return
        request, path, body = Request(scope, receive), str(scope["path"]), b""
        if request.method == "POST" and not path.startswith(UPLOAD):
            try:
                body = await request.body()
            except ClientDisconnect:
                return
            receive = _again(body, receive)
        reader, visits = scope.get(READER, Reader()), list(_visits(request, body))
        if NOT_OURS.match(path) or not all(self._visits.holds(reader, visit) for visit in visits):
            await JSONResponse({"detail": "Not Found"}, 404)(scope, receive, send)
        else:
            await self._app({**scope, VISITS: visits}, receive, send)


class LastWordFirst:
    """ASGI middleware within `OwnVisits`: that an event has begun is told after the news of the visit have ended.

    Gradio ends them when nothing is awaited any longer. A page that hears of a new event before that waits for its
    outcome where nothing more is told, for ever.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._ended: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        told = {NEWS: self._note_end, JOIN: self._wait}.get(path.rstrip("/"))

        async def send_in_order(message: Message) -> None:
            if told:
                await told(scope.get(VISITS, ()), message)
            await send(message)

        await self._app(scope, receive, send_in_order)

    async def _note_end(self, visits: Iterable[str], message: Message) -> None:
        if LAST_WORD in message.get("body", b""):
            now = monotonic()
            recent = {visit: at for visit, at in self._ended.items() if at > now - ON_ITS_WAY}
            self._ended = recent | dict.fromkeys(visits, now)

    async def _wait(self, visits: Iterable[str], message: Message) -> None:
        if message["type"] == "http.response.start":
            ended = max((self._ended.get(visit, 0.0) for visit in visits), default=0.0)
            await sleep(max(0.0, ended + ON_ITS_WAY - monotonic()))


def _visits(request: Request, body: bytes) -> Iterator[str]:
    """The visits that a request speaks of, wherever Gradio looks for them."""
    yield from request.query_params.getlist(NAME)
    if beat := HEARTBEAT.match(str(request.scope["path"])):
        yield beat[1]
    visit = _read(body).get(NAME)
    if isinstance(visit, str):
        yield visit


def _read(body: bytes) -> dict[str, Any]:
    """The object in `body`; nothing for what is none, which Gradio refuses."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _again(body: bytes, receive: Receive) -> Receive:
    """What receives `body`, which was read already, and then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return pending.pop() if pending else await receive()

    return received
