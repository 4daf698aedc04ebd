"""Who may come in: on a machine without accounts whoever sits at it, on one with accounts those who give their name."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Coroutine
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from anyio import to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcier.errors import HostRefused
from sourcier.ui.login import login_page, words_for
from sourcier.ui.sessions import COOKIE, LIFETIME_SECONDS, Sessions

LOGIN, LOGOUT = "/login", "/logout"
# The page in one language and in the other.
PAGES = {"/", "/fr", "/en"}
# What Gradio asks its own server as it starts; it tells nothing and changes nothing the second time.
OPEN = {"/gradio_api/startup-events"}
# Read-only requests may come from a link on another site, the others only from our own page.
READING = {"GET", "HEAD", "OPTIONS"}
LONGEST_FORM = 10_000
LOOPBACK_NAME = "localhost"


class Accounts(Protocol):
    """What the entrance needs of the accounts."""

    def names(self) -> tuple[str, ...]: ...

    def verify(self, name: str, password: str) -> bool: ...

    def pause(self, name: str) -> int: ...


class Entrance:
    """The rules, asked at every request, so that an account made or removed meanwhile counts at once."""

    def __init__(self, accounts: Accounts, language: str, beside: str, *, is_public: bool) -> None:
        """What lies under the path `beside` asks for tokens itself; `is_public`: other machines reach the page."""
        self._accounts = accounts
        self._language = language
        self._words = words_for(language)
        self._beside = beside
        self._is_public = is_public
        self._sessions = Sessions()

    def reader(self, request: HTTPConnection) -> str | None:
        """Who asks: the name of an account, "" on a machine without any; None for a stranger."""
        names = self._accounts.names()
        if not names and not self._is_public:
            return ""
        name = self._sessions.name(request.cookies)
        return name if name in names else None

    def answer(self, request: Request) -> Callable[[], Coroutine[Any, Any, Response]] | None:
        """What to say instead of letting a request through; None to let it through."""
        path, closed = str(request.scope["path"]), self._is_public or bool(self._accounts.names())
        if not closed and not is_loopback(_host_of(request)):
            return self._refuse_host
        if path.startswith(self._beside) or path in OPEN:
            return None
        if request.method not in READING and _comes_from_elsewhere(request):
            return self._refuse
        if closed and path == LOGIN:
            return (lambda: self._log_in(request)) if request.method == "POST" else self._show_login
        if closed and path == LOGOUT:
            return lambda: self._log_out(request)
        if self.reader(request) is None:
            return self._lead_to_login if request.method == "GET" and path in PAGES else self._refuse
        return None

    async def _show_login(self) -> Response:
        return self._login()

    async def _log_in(self, request: Request) -> Response:
        form = parse_qs((await _start_of(request, LONGEST_FORM)).decode("utf-8", "replace"))
        name, password = (form.get(field, [""])[0] for field in ("username", "password"))
        name = name.strip()
        seconds = await to_thread.run_sync(self._accounts.pause, name)
        if seconds:
            return self._login(self._words.wait.format(seconds=seconds), name, 429)
        if not await to_thread.run_sync(self._accounts.verify, name, password):
            return self._login(self._words.wrong, name, 401)
        home = RedirectResponse("./", 303)
        home.set_cookie(
            COOKIE,
            self._sessions.begin(name),
            max_age=LIFETIME_SECONDS,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return home

    async def _log_out(self, request: Request) -> Response:
        self._sessions.end(request.cookies)
        away = RedirectResponse("./login", 303)
        away.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return away

    async def _lead_to_login(self) -> Response:
        return RedirectResponse("./login", 303)

    async def _refuse(self) -> Response:
        return JSONResponse({"detail": self._words.title}, 401)

    async def _refuse_host(self) -> Response:
        return PlainTextResponse(HostRefused().message(self._language), 403)

    def _login(self, problem: str = "", name: str = "", status: int = 200) -> Response:
        page = login_page(self._words, problem, name)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})


class AtTheEntrance:
    """ASGI middleware: what `entrance` refuses goes no further."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # Nothing of the page uses one.
            await send({"type": "websocket.close"})
        elif scope["type"] == "http" and (said := self._entrance.answer(Request(scope, receive))) is not None:
            await (await said())(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, is this machine and reached by it alone."""
    if host == LOOPBACK_NAME:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_of(request: Request) -> str:
    """The name by which this machine was called; a page elsewhere may have had it pointed here."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _comes_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site made a browser send this; programs send neither of the two headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


async def _start_of(request: Request, most: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            break
    return bytes(body[:most])
