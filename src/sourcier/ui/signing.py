"""Giving one's name and password, and leaving again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sourcier.ui.knocking import Knocks
from sourcier.ui.login import login_page, words_for
from sourcier.ui.sessions import COOKIE, LIFETIME_SECONDS, Reader, Sessions

LONGEST_FORM = 10_000
# Each takes 32 MiB and a core for a third of a second; and nobody waits for more than some seconds of them.
HASHED_AT_ONCE, MOST_WAITING = 2, 20
BUSY_SECONDS = 10


class Accounts(Protocol):
    """What the entrance needs of the accounts."""

    def marks(self) -> Mapping[str, str]: ...

    def verify(self, name: str, password: str) -> bool: ...

    def pause(self, name: str) -> int: ...


class Signing:
    """The form, what is done with it, and the sessions it begins; for one event loop."""

    def __init__(self, accounts: Accounts, language: str, forget: Callable[[str], object]) -> None:
        """`forget` is told a name whose password or holder has changed since the last time: nothing is left of it."""
        self._accounts = accounts
        self._words = words_for(language)
        self._forget = forget
        self._sessions = Sessions()
        self._knocks = Knocks()
        self._hashing = CapacityLimiter(HASHED_AT_ONCE)
        self._met: dict[str, str] = {}

    def reader(self, request: HTTPConnection, marks: Mapping[str, str]) -> Reader | None:
        """Who asks; None for a stranger."""
        return self._sessions.reader(request.cookies, marks)

    def form(self, problem: str = "", name: str = "", status: int = 200) -> Response:
        """The page on which one gives one's name."""
        page = login_page(self._words, problem, name)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})

    async def log_in(self, request: Request, marks: Mapping[str, str]) -> Response:
        """The page for who gives the password of a name, the form again for others."""
        form = parse_qs((await _start_of(request, LONGEST_FORM)).decode("utf-8", "replace"))
        name, password = (form.get(field, [""])[0] for field in ("username", "password"))
        name = name.strip()
        seconds = self._pause(request) or await to_thread.run_sync(self._accounts.pause, name)
        if seconds:
            return self.form(self._words.wait.format(seconds=seconds), name, 429)
        if not await self._is_right(request, name, password):
            return self.form(self._words.wrong, name, 401)
        home = RedirectResponse("./", 303)
        home.set_cookie(
            COOKIE,
            self._sessions.begin(self._welcomed(name, marks)),
            max_age=LIFETIME_SECONDS,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return home

    def log_out(self, request: Request) -> Response:
        """The form, for a browser that is a stranger's from now on."""
        self._sessions.end(request.cookies)
        away = RedirectResponse("./login", 303)
        away.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return away

    def _pause(self, request: Request) -> int:
        if self._hashing.statistics().tasks_waiting >= MOST_WAITING:
            return BUSY_SECONDS
        return self._knocks.pause(_address_of(request))

    async def _is_right(self, request: Request, name: str, password: str) -> bool:
        address = _address_of(request)
        moment = self._knocks.begin(address)
        is_right = await to_thread.run_sync(self._accounts.verify, name, password, limiter=self._hashing)
        if is_right:
            self._knocks.forgive(address, moment)
        return is_right

    def _welcomed(self, name: str, marks: Mapping[str, str]) -> Reader:
        """The account with the mark it bore before its password was looked at."""
        reader = Reader(name, marks.get(name, ""))
        if self._met.setdefault(name, reader.mark) != reader.mark:
            self._forget(name)
            self._met[name] = reader.mark
        return reader


def _address_of(request: Request) -> str:
    return request.client.host if request.client else ""


async def _start_of(request: Request, most: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            break
    return bytes(body[:most])
