"""What is kept of what was lately asked for, and who waits for whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import neg
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.lately import Lately


@given(st.lists(st.integers(0, 6)), st.integers(1, 4))
def test_no_more_is_kept_than_there_are_places_and_the_latest_are(asked: list[int], most: int) -> None:
    lately: Lately[int, int] = Lately(most)
    for key in asked:
        assert lately.get(key, partial(neg, key)) == -key
        assert len(lately) <= most
    latest = list(dict.fromkeys(reversed(asked)))[:most]
    for key in latest:
        assert lately.get(key, lambda: 1) == -key


def test_one_who_opens_makes_nobody_wait_for_what_is_there() -> None:
    lately: Lately[str, str] = Lately(2)
    lately.get("there", lambda: "there")
    begun, go_on = Event(), Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(30)
        return "slow"

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(lately.get, "slow", slow)
        assert begun.wait(30)
        second = readers.submit(lately.get, "slow", lambda: "twice")
        assert lately.get("there", lambda: "again") == "there"
        go_on.set()
        assert (first.result(30), second.result(30)) == ("slow", "slow")


def test_what_could_not_be_made_takes_no_place_and_is_tried_again() -> None:
    lately: Lately[str, int] = Lately(1)
    lately.get("kept", lambda: 1)
    with pytest.raises(ZeroDivisionError):
        lately.get("failed", lambda: 1 // 0)
    assert lately.get("kept", lambda: 2) == 1
    assert lately.get("failed", lambda: 3) == 3
    assert len(lately) == 1
