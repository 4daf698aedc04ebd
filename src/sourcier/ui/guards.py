"""What every request to the page and every response of it goes through, as ASGI middleware."""

from __future__ import annotations

import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcier.ui.uploads import is_full

# A second lock, should a piece of text ever escape `render`: the browser itself refuses any other address.
# Gradio writes its scripts into the page and compiles its templates, hence the two "unsafe".
HEADERS = {
    "Content-Security-Policy": "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    # With "no-referrer" a form sent over plain HTTP says that it comes from nowhere, and nobody could log in.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# What the names of headers begin with that open a response to other sites.
SHARING = b"access-control-"
NO_SUCH_METHOD = 405
# A refused event is told in this status: at 503, the one of Gradio, its page shows words of its own, in English.
BUSY, GRADIO_BUSY, TOO_LARGE, FULL = 429, 503, 413, 507
QUEUE = "/gradio_api/queue/join"
UPLOAD = "/gradio_api/upload"
RETRY_AFTER = 5
WORDS = {
    "fr": "Trop de lecteurs attendent une réponse\u00a0: réessayez dans un moment.",
    "en": "Too many readers are waiting for an answer: try again in a moment.",
}
# Bytes: of an event of the page, and of all the files that are put down at once.
LARGEST_EVENT = 2_000_000
LARGEST_PARCEL = 100_000_000


class Unshared:
    """No page of another site may read a response: Gradio says of many that it may."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_unshared(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if not name.lower().startswith(SHARING)]
                message = {**message, "headers": kept}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            # Only another site asks, before it sends more than a form could.
            await Response(status_code=NO_SUCH_METHOD, headers=HEADERS)(scope, receive, send)
        else:
            await self._app(scope, receive, send_unshared)


class WithHeaders:
    """`HEADERS` on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class TellingBusy:
    """A full queue, told in the language of the server: the request does not say which page it comes from."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self._app = app
        said = WORDS["fr" if language == "fr" else "en"]
        self._body = json.dumps({"detail": said}, ensure_ascii=False).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].rstrip("/") != QUEUE:
            await self._app(scope, receive, send)
            return
        is_busy = False

        async def send_told(message: Message) -> None:
            nonlocal is_busy
            if message["type"] == "http.response.start" and message["status"] == GRADIO_BUSY:
                is_busy = True
                headers = MutableHeaders(raw=message["headers"])
                headers["Content-Length"] = str(len(self._body))
                headers["Retry-After"] = str(RETRY_AFTER)
                message = {**message, "status": BUSY, "headers": headers.raw}
            elif message["type"] == "http.response.body" and is_busy:
                message = {**message, "body": b"" if message.get("more_body") else self._body}
            await send(message)

        await self._app(scope, receive, send_told)


class Bounded:
    """Requests of a size that a reader sends; a larger one is cut short, and so is a file when too much lies there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"].rstrip("/") == UPLOAD
        if is_upload and is_full():
            await PlainTextResponse("", FULL)(scope, receive, send)
            return
        most = LARGEST_PARCEL if is_upload else LARGEST_EVENT
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > most:
            await PlainTextResponse("", TOO_LARGE)(scope, receive, send)
            return
        received = 0

        async def receive_bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            # What was announced as nothing in particular and grows beyond is treated as if its sender had left.
            return {"type": "http.disconnect"} if received > most else message

        await self._app(scope, receive_bounded, send)
