"""Two runs of the same questions, compared question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Protocol

from pydantic import Field

from sourcier.evaluation.measures import BY_NAME, METRICS, Metric
from sourcier.evaluation.outcomes import Outcome
from sourcier.evaluation.significance import bootstrap, holm, mcnemar, sign_flips, two_sided
from sourcier.schema import Noun

# How often a false alarm is borne, for the gate as a whole: the usual share.
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
    losable: int = Field(description="Questions whose value was not the worst there is.")
    p: float = Field(description="Two-sided: were the runs alike, how likely a difference so great, either way.")
    p_drop: float = Field(description="One-sided: how likely a drop so great.")
    p_gate: float | None = Field(default=None, description="p_drop after Holm's correction; None outside the gate.")
    higher_is_better: bool

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def dropped(self) -> bool:
        """Whether it became significantly worse: what the gate asks."""
        return self.p_gate is not None and self.p_gate < ALPHA

    @property
    def lower(self) -> bool:
        """Whether it seems worse, by a test that is not corrected for being one of many: what the gate mentions."""
        return self.p_gate is None and self.p_drop < ALPHA

    @property
    def significant(self) -> bool:
        """Whether the runs differ, in either direction."""
        return self.p < ALPHA


def compare(before: Compared, after: Compared) -> tuple[Difference, ...]:
    """Every measure of both runs over the questions that they share; empty when they share none.

    Paired tests: McNemar's exact one for shares, flipped signs for means; Holm's correction over those that are gated.
    """
    was, now = before.outcomes, after.outcomes
    pairs = [(was[id_].values, now[id_].values) for id_ in _shared(was, now)]
    found = [difference for metric in METRICS if (difference := _difference(metric, pairs)) is not None]
    family = [difference for difference in found if BY_NAME[difference.name].gated]
    corrected = holm([difference.p_drop for difference in family])
    p_gate = {difference.name: p for difference, p in zip(family, corrected, strict=True)}
    return tuple(difference.model_copy(update={"p_gate": p_gate.get(difference.name)}) for difference in found)


def unseen(compared: Sequence[Difference]) -> tuple[Difference, ...]:
    """The gated measures with so few questions to lose that losing all of them, and nothing else, fails no gate."""
    family = [difference for difference in compared if difference.p_gate is not None]
    return tuple(difference for difference in family if mcnemar(difference.losable, 0) * len(family) >= ALPHA)


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
        p_drop, p_rise = sign_flips(gains), sign_flips([-gain for gain in gains])
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
        losable=sum(was != (not metric.higher_is_better) for was, _ in both),
        p=two_sided(p_drop, p_rise),
        p_drop=p_drop,
        higher_is_better=metric.higher_is_better,
    )
