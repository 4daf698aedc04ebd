"""Two runs of the same questions, compared question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Protocol

from pydantic import Field

from sourcier.evaluation.measures import METRICS, Metric
from sourcier.evaluation.outcomes import Outcome
from sourcier.evaluation.significance import bootstrap, mcnemar, paired_bootstrap, two_sided
from sourcier.schema import Noun

# The share of false alarms that is borne for each measure: the usual one.
ALPHA = 0.05


class Compared(Protocol):
    """A run, or what is kept of an earlier one."""

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What came of each question, by its id."""
        ...


class Difference(Noun):
    """One measure of two runs over the questions that both have a value for."""

    name: str
    n: int = Field(description="Questions compared.")
    before: float
    after: float
    low: float = Field(description="Lower end of the 95 % bootstrap interval of the difference, after less before.")
    high: float
    worse: int = Field(description="Questions with a worse value than before.")
    better: int
    p: float = Field(description="Two-sided: were the runs alike, how likely a difference so great, either way.")
    p_drop: float = Field(description="One-sided: how likely a drop so great.")
    higher_is_better: bool

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def dropped(self) -> bool:
        """Whether it became significantly worse: what the gate asks."""
        return self.p_drop < ALPHA

    @property
    def significant(self) -> bool:
        """Whether the runs differ, in either direction."""
        return self.p < ALPHA


def compare(before: Compared, after: Compared) -> tuple[Difference, ...]:
    """Every measure of both runs over the questions that they share; empty when they share none.

    Paired tests: McNemar's exact one for shares, the bootstrap for means (`significance`).
    """
    was, now = before.outcomes, after.outcomes
    pairs = [(was[id_].values, now[id_].values) for id_ in _shared(was, now)]
    found = (_difference(metric, pairs) for metric in METRICS)
    return tuple(difference for difference in found if difference is not None)


def shared(before: Compared, after: Compared) -> int:
    """How many questions both runs asked in the same words and with the same expectations."""
    return len(_shared(before.outcomes, after.outcomes))


def _shared(was: Mapping[str, Outcome], now: Mapping[str, Outcome]) -> list[str]:
    return [id_ for id_, outcome in now.items() if id_ in was and was[id_].mark == outcome.mark]


def _difference(metric: Metric, pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> Difference | None:
    name = metric.name
    both = [(was[name], now[name]) for was, now in pairs if name in was and name in now]
    if not both:
        return None
    changes = [now - was for was, now in both]
    gains = [change if metric.higher_is_better else -change for change in changes]
    worse, better = sum(gain < 0 for gain in gains), sum(gain > 0 for gain in gains)
    if metric.unit == "share":
        p_drop, p_rise = mcnemar(worse, better), mcnemar(better, worse)
    else:
        p_drop, p_rise = paired_bootstrap(gains), paired_bootstrap([-gain for gain in gains])
    low, high = bootstrap(changes) or (0.0, 0.0)
    return Difference(
        name=name,
        n=len(both),
        before=fmean(was for was, _ in both),
        after=fmean(now for _, now in both),
        low=low,
        high=high,
        worse=worse,
        better=better,
        p=two_sided(p_drop, p_rise),
        p_drop=p_drop,
        higher_is_better=metric.higher_is_better,
    )
