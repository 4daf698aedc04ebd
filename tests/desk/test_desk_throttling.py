"""A few wrong passwords a minute, whatever the moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sourcier.desk.throttling import MOST_TRIES, WINDOW, pause

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
TRIES = st.lists(st.integers(-200, 200), max_size=12)


def at(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_the_first_tries_wait_for_nothing() -> None:
    assert pause([], NOON) == timedelta(0)
    assert pause([at(-second) for second in range(MOST_TRIES - 1)], NOON) == timedelta(0)


def test_after_them_one_waits_until_the_oldest_is_a_minute_old() -> None:
    tries = [at(-50), at(-40), at(-30), at(-20), at(-10)]
    assert pause(tries, NOON) == timedelta(seconds=10)
    assert pause(tries, at(10)) == timedelta(0)


def test_tries_of_the_future_lock_nobody_out() -> None:
    assert pause([at(100)] * 50, NOON) == timedelta(0)


@given(TRIES)
def test_whoever_waits_as_long_as_is_said_may_try_and_no_earlier(seconds: list[int]) -> None:
    tries = [at(second) for second in seconds if second <= 0]
    left = pause(tries, NOON)
    assert timedelta(0) <= left <= WINDOW
    assert pause(tries, NOON + left) == timedelta(0)
    if left:
        assert pause(tries, NOON + left - timedelta(microseconds=1)) > timedelta(0)


@given(st.lists(st.integers(0, 600), max_size=80))
def test_no_minute_sees_more_tries_than_allowed(asked: list[int]) -> None:
    made: list[datetime] = []
    for second in sorted(asked):
        if not pause(made, at(second)):
            made.append(at(second))
    for first in made:
        assert sum(first <= each < first + WINDOW for each in made) <= MOST_TRIES
