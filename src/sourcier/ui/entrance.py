"""Who may come in: on a machine without accounts whoever sits at it, on one with accounts those who give their name."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcier.errors import HostRefused, SourcierError
from sourcier.ui.login import words_for
from sourcier.ui.sessions import Reader
from sourcier.ui.signing import Accounts, Signing

LOGIN, LOGOUT = "/login", "/logout"
# The page in one language and in the other.
PAGES = {"/", "/fr", "/en"}
# What Gradio asks its own server as it starts; it tells nothing and changes nothing the second time.
OPEN = {"/gradio_api/startup-events"}
READING = {"GET", "HEAD"}
# The names by which a machine calls itself, and by which no other is ever reached.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Where what comes after the entrance finds out who asks.
READER = "sourcier.reader"


class Entrance:
    """The rules, asked at every request, so that an account made or removed meanwhile counts at once."""

    def __init__(
        self,
        accounts: Accounts,
        language: str,
        beside: str,
        *,
        is_public: bool,
        forget: Callable[[str], object] = lambda name: None,
    ) -> None:
        """What lies under the path `beside` asks for tokens itself; `is_public`: other machines reach the page.

        `forget` drops what is held in memory for a name whose password or holder has changed.
        """
        self._accounts = accounts
        self._language = language
        self._title = words_for(language).title
        self._beside = beside
        self._is_public = is_public
        self._signing = Signing(accounts, language, forget)

    async def answer(self, request: Request) -> Response | None:
        """What to say instead of letting a request through; None to let it through, with its `READER` found.

        Raises DeskError when the accounts cannot be read.
        """
        path, marks = str(request.scope["path"]), self._accounts.marks()
        closed = self._is_public or bool(marks)
        if not closed and not is_loopback(_host_of(request)):
            return PlainTextResponse(HostRefused().message(self._language), 403)
        # A link on another site may lead to the page, and to nothing else.
        is_led = request.method in READING and path in {*PAGES, LOGIN}
        if not is_led and _comes_from_elsewhere(request):
            return self._refusal()
        if path.startswith(self._beside) or path in OPEN:
            return None
        if closed and path == LOGIN:
            return await self._signing.log_in(request, marks) if request.method == "POST" else self._signing.form()
        if closed and path == LOGOUT:
            return self._signing.log_out(request) if request.method == "POST" else Response(status_code=405)
        reader = self._signing.reader(request, marks) if closed else Reader()
        if reader is None:
            return RedirectResponse("./login", 303) if request.method == "GET" and path in PAGES else self._refusal()
        request.scope[READER] = reader
        return None

    def told(self, error: SourcierError) -> Response:
        """What keeps everybody out."""
        return PlainTextResponse(error.message(self._language), 503)

    def _refusal(self) -> Response:
        return JSONResponse({"detail": self._title}, 401)


def reader_name(request: HTTPConnection) -> str | None:
    """Who asks, for Gradio: the name of an account, "" on a machine without any; None for a stranger."""
    reader: Reader | None = request.scope.get(READER)
    return None if reader is None else reader.name


class AtTheEntrance:
    """ASGI middleware: what `entrance` refuses goes no further."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # Nothing of the page uses one.
            await send({"type": "websocket.close"})
        elif scope["type"] == "http" and (said := await self._said(Request(scope, receive))) is not None:
            await said(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _said(self, request: Request) -> Response | None:
        try:
            return await self._entrance.answer(request)
        except SourcierError as error:
            return self._entrance.told(error)


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, is this machine and reached by it alone."""
    return host in LOOPBACK


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
