from __future__ import annotations

from itertools import product

import pytest
from gold_builders import made, named
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation import Case
from sourcier.evaluation.calibration import LEAST_IN_BIN, MOST_BINS, calibrate
from sourcier.evaluation.significance import wilson

rows = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.7, 0.9]), st.booleans(), st.booleans()), max_size=60)


def cases(*rows: tuple[float | None, bool, bool]) -> list[Case]:
    """Cases of answerability, answerable, refused."""
    return [
        made(named(f"q{n}", answerable=answerable), answerability=answerability, refused=refused)
        for n, (answerability, answerable, refused) in enumerate(rows)
    ]


def test_the_curve_by_hand() -> None:
    # Closest first: yes, no, yes, and a tie of yes with no.
    found = calibrate(
        cases((0.9, True, False), (0.8, False, False), (0.7, True, True), (0.5, True, True), (0.5, False, True))
    )
    assert found is not None
    assert found.curve == ((0, 0), (0, pytest.approx(1 / 3)), (0.5, pytest.approx(1 / 3)), (0.5, pytest.approx(2 / 3)),
                           (1, 1))  # fmt: skip
    # Pairs won: .9 beats both, .7 beats .5, .5 ties with .5: 3.5 of 6.
    assert found.auc == pytest.approx(3.5 / 6)
    assert found.decided == (0.5, pytest.approx(1 / 3))


def test_hanley_and_mcneil_by_hand() -> None:
    # Area .75, two and two: Q1 = .75 / 1.25 = .6, Q2 = 1.125 / 1.75 = .6429; variance (.1875 + .0375 + .0804) / 4.
    found = calibrate(cases((0.9, True, False), (0.8, False, False), (0.7, True, False), (0.6, False, False)))
    assert found is not None
    assert found.auc == pytest.approx(0.75)
    assert found.low == pytest.approx(0.75 - 1.959964 * 0.276291, abs=1e-5)
    assert found.high == 1.0


@pytest.mark.parametrize(("yes", "no"), [(0.9, 0.1), (0.1, 0.9)])
def test_a_curve_that_is_never_wrong_or_always_has_no_interval(yes: float, no: float) -> None:
    found = calibrate(cases((yes, True, False), (no, False, False)))
    assert found is not None
    assert (found.auc, found.low, found.high) == (float(yes > no), None, None)


@pytest.mark.parametrize(
    "known", [[], [(0.9, True, False)], [(0.9, False, True)], [(0.9, True, False), (None, False, True)]]
)
def test_without_both_sorts_there_is_nothing_to_tell_apart(known: list[tuple[float | None, bool, bool]]) -> None:
    assert calibrate(cases(*known)) is None


@given(rows)
def test_the_area_is_the_share_of_pairs_in_order(rows: list[tuple[float, bool, bool]]) -> None:
    found = calibrate(cases(*rows))
    yes, no = (
        [answerability for answerability, answerable, _ in rows if answerable is wanted] for wanted in (True, False)
    )
    assert (found is None) == (not yes or not no)
    if found is not None:
        won = [(a > b) + (a == b) / 2 for a, b in product(yes, no)]
        assert found.auc == pytest.approx(sum(won) / len(won))
        assert (found.low is None) == (found.high is None) == (sum(won) in (0, len(won)))
        if found.low is not None and found.high is not None:
            assert 0 <= found.low <= found.auc <= found.high <= 1
        assert (found.answerable, found.unanswerable) == (len(yes), len(no))


@given(rows)
def test_bins_hold_every_question_once_in_order(rows: list[tuple[float, bool, bool]]) -> None:
    found = calibrate(cases(*rows))
    if found is None:
        return
    assert sum(each.n for each in found.bins) == len(rows)
    assert len(found.bins) <= MOST_BINS
    assert len(found.bins) == 1 or min(each.n for each in found.bins) >= LEAST_IN_BIN
    assert [each.answerability for each in found.bins] == sorted(each.answerability for each in found.bins)
    for each in found.bins:
        assert (each.low, each.high) == wilson(round(each.answerable * each.n), each.n)
