"""Who has given their name, by the cookie of their browser."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

COOKIE = "sourcier-session"
# A week: a working machine is unlocked once a day, a name is asked for once a week.
LIFETIME_SECONDS = 7 * 24 * 3600
# The oldest is ended first; a person has one for each browser.
MOST_SESSIONS = 10_000


@dataclass(frozen=True)
class Reader:
    """Who asks: an account, and the mark it bore then, which its next password or holder changes.

    Both are empty on a machine without accounts.
    """

    name: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Session:
    """A browser that gave a name, and until when it is believed, in seconds of the clock."""

    reader: Reader
    until: float


class Sessions:
    """The sessions of a running page: ended with it, for nothing of them is written down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_token: dict[str, Session] = {}

    def begin(self, reader: Reader) -> str:
        """The cookie of a new session of `reader`."""
        now = self._clock()
        live = {token: session for token, session in self._by_token.items() if session.until > now}
        token = secrets.token_urlsafe()
        self._by_token = dict([*live.items(), (token, Session(reader, now + LIFETIME_SECONDS))][-MOST_SESSIONS:])
        return token

    def reader(self, cookies: Mapping[str, str], marks: Mapping[str, str]) -> Reader | None:
        """Whose browser sends `cookies`; None when it gave no name, too long ago, or bears another of `marks` now."""
        session = self._by_token.get(cookies.get(COOKIE, ""))
        if session is None or session.until <= self._clock():
            return None
        return session.reader if marks.get(session.reader.name) == session.reader.mark else None

    def end(self, cookies: Mapping[str, str]) -> None:
        """Forget the browser that sends `cookies`."""
        self._by_token.pop(cookies.get(COOKIE, ""), None)
