"""The cases of a run as they are compared and kept: by question, one value for each metric."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sourcier.evaluation.case import Case
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.measures import METRICS
from sourcier.schema import Noun

# Hexadecimal signs that tell one question from what it was before a change.
MARK = 12
DIGITS = 4


class Outcome(Noun):
    """What came of one question: its values by the name of the metric, and which question it was."""

    mark: str
    values: dict[str, float]


def outcomes_of(cases: Iterable[Case]) -> dict[str, Outcome]:
    """The values of every metric that a case has one for, by the id of its question."""
    return {case.id: Outcome(mark=mark(case.gold), values=_values(case)) for case in cases}


def mark(question: GoldQuestion) -> str:
    """A short hash of what is asked and expected, wherever it is written and whatever is noted beside it."""
    content = question.model_dump_json(exclude={"place", "note", "split"})
    return hashlib.sha256(content.encode()).hexdigest()[:MARK]


def _values(case: Case) -> dict[str, float]:
    """Rounded as they are kept, so that a run does not differ from itself."""
    found = ((metric.name, metric.of(case)) for metric in METRICS)
    return {name: round(float(value), DIGITS) for name, value in found if value is not None}
