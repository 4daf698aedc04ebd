"""Moments: in UTC, kept as microseconds since 1970."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def ticks(moment: datetime) -> int:
    """`moment` as it is kept."""
    return (moment - EPOCH) // TICK


def moment_of(kept: int) -> datetime:
    """The moment that `ticks` kept."""
    return EPOCH + kept * TICK
