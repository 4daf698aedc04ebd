"""How often a password may be tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# Whoever mistypes is never stopped; whoever guesses gets 7,200 tries a day.
MOST_TRIES = 5
WINDOW = timedelta(minutes=1)


def pause(tries: Iterable[datetime], now: datetime, most: int = MOST_TRIES) -> timedelta:
    """How long to wait before the next try: until fewer than `most` fall within the last `WINDOW`; zero if so.

    Moments after `now` do not count: a clock that was set back locks nobody out.
    """
    recent = sorted(moment for moment in tries if now - WINDOW < moment <= now)
    return recent[-most] + WINDOW - now if len(recent) >= most else timedelta(0)
