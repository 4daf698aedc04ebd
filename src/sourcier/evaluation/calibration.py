"""How well the answerability by which code refuses tells the questions that the articles answer from the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import fmean

from pydantic import Field

from sourcier.evaluation.case import Case
from sourcier.evaluation.significance import Z_95, wilson
from sourcier.schema import Noun

# Groups of the reliability diagram, and the least questions in one: fewer say nothing of a share.
MOST_BINS, LEAST_IN_BIN = 8, 8
# What a sum of floats may be off by.
ROUNDING = 1e-9
Point = tuple[float, float]


class Bin(Noun):
    """Questions of like answerability."""

    n: int
    answerability: float = Field(description="Mean.")
    answerable: float = Field(description="Share that the articles answer.")
    low: float = Field(description="Lower end of its 95 % Wilson interval.")
    high: float


class Calibration(Noun):
    """The answerability of every question held against whether the articles answer it."""

    answerable: int = Field(description="Questions that the articles answer.")
    unanswerable: int
    curve: tuple[Point, ...] = Field(
        description="ROC: for each threshold, strictest first, the share of unanswerable questions that it lets "
        "through, and of answerable ones."
    )
    auc: float = Field(description="How likely an answerable question is closer than an unanswerable one.")
    low: float | None = Field(description="Lower end of its 95 % interval; None where none can be told.")
    high: float | None
    decided: Point = Field(
        description="The same two shares as it was really decided, with the threshold of each answerer."
    )
    bins: tuple[Bin, ...]


def calibrate(cases: Sequence[Case]) -> Calibration | None:
    """The calibration over the cases that have an answerability; None unless some are answerable and some are not."""
    known = sorted(
        ((case.answerability, case) for case in cases if case.answerability is not None), key=lambda pair: -pair[0]
    )
    yes = sum(case.answerable for _, case in known)
    no = len(known) - yes
    if not (yes and no):
        return None
    ranked = [(answerability, case.answerable) for answerability, case in known]
    curve = _curve(ranked, yes, no)
    auc = _area(curve)
    low, high = _interval(auc, yes, no)
    through = [case for _, case in known if not case.refused]
    decided = (sum(not case.answerable for case in through) / no, sum(case.answerable for case in through) / yes)
    return Calibration(
        answerable=yes,
        unanswerable=no,
        curve=curve,
        auc=auc,
        low=low,
        high=high,
        decided=decided,
        bins=_bins(ranked[::-1]),
    )


def _curve(ranked: Sequence[tuple[float, bool]], yes: int, no: int) -> tuple[Point, ...]:
    """Questions of equal answerability pass together."""
    points = [(0.0, 0.0)]
    false, true = 0, 0
    for _, alike in groupby(ranked, key=lambda pair: pair[0]):
        passed = [answerable for _, answerable in alike]
        true += sum(passed)
        false += len(passed) - sum(passed)
        points.append((false / no, true / yes))
    return tuple(points)


def _area(curve: Sequence[Point]) -> float:
    """By trapezia: ties count for half (Mann & Whitney 1947)."""
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(curve))


def _interval(auc: float, yes: int, no: int) -> tuple[float, float] | tuple[None, None]:
    """The 95 % interval by the standard error of Hanley & McNeil (1982), cut to [0, 1].

    Where all pairs are in order, or none is, that error is 0 however few they are: there is no interval to tell.
    """
    if math.isclose(auc, 0.0, abs_tol=ROUNDING) or math.isclose(auc, 1.0, abs_tol=ROUNDING):
        return None, None
    both_closer = auc / (2 - auc)
    closer_than_both = 2 * auc**2 / (1 + auc)
    variance = auc * (1 - auc) + (yes - 1) * (both_closer - auc**2) + (no - 1) * (closer_than_both - auc**2)
    margin = Z_95 * math.sqrt(max(0.0, variance) / (yes * no))
    return max(0.0, auc - margin), min(1.0, auc + margin)


def _bins(ordered: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Groups of as equal a number of questions as can be, by answerability."""
    count = max(1, min(MOST_BINS, len(ordered) // LEAST_IN_BIN))
    edges = [len(ordered) * number // count for number in range(count + 1)]
    return tuple(_bin(ordered[start:end]) for start, end in pairwise(edges))


def _bin(members: Sequence[tuple[float, bool]]) -> Bin:
    yes = sum(answerable for _, answerable in members)
    low, high = wilson(yes, len(members))
    return Bin(
        n=len(members),
        answerability=fmean(answerability for answerability, _ in members),
        answerable=yes / len(members),
        low=low,
        high=high,
    )
