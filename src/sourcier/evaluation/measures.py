"""Every number that is reported: what it is of one case, and what that makes over many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from pydantic import Field

from sourcier.evaluation.case import Case
from sourcier.evaluation.dataset import Kind
from sourcier.evaluation.metrics import percentile
from sourcier.evaluation.ranking import DEPTH, DEPTHS, Ranked
from sourcier.evaluation.significance import bootstrap, wilson
from sourcier.schema import Noun

Unit = Literal["share", "mean", "ms", "tokens"]
Of = Callable[[Case], float | None]
PERCENTILES = {"p50": 0.50, "p95": 0.95}
# Of the depths of recall, what a page shows.
SHOWN_DEPTH = 5


@dataclass(frozen=True)
class Metric:
    """A number of one case, None where it has none: a share is over 1 and 0, a mean over what lies between."""

    name: str
    unit: Unit
    of: Of
    higher_is_better: bool = True
    kept: bool = True
    """Whether a baseline has it: not what is part of another number, nor what a model judged."""
    gated: bool = False
    """Whether a drop of it fails the gate.

    One for each way of getting worse: wrong, talkative, undated, unproved, beside the point, passages or sentences
    missed. The others tell the same over again, and the more are tested the further each must drop to be believed.
    """


class Measure(Noun):
    """One number over a group of cases."""

    name: str
    value: float | None = Field(description="None when there is nothing to measure.")
    n: int = Field(description="Cases or times that it is computed over.")
    low: float | None = Field(default=None, description="Lower end of its 95 % interval: Wilson's, or a bootstrap's.")
    high: float | None = Field(default=None, description="Upper end.")
    unit: Unit
    higher_is_better: bool = True


def measures(cases: Sequence[Case]) -> dict[str, Measure]:
    """Every measure over `cases`, by name; a failed case is neither correct nor refused, and found nothing."""
    return {metric.name: measured(metric, cases) for metric in METRICS} | times(cases) | costs(cases)


def times(cases: Sequence[Case]) -> dict[str, Measure]:
    """The times over `cases`, by name."""
    return {name: _percentile(name, of, cases, "ms") for name, of in TIMES}


def costs(cases: Sequence[Case]) -> dict[str, Measure]:
    """The tokens that the model counted over `cases`, by name; none of them without such a model."""
    counted = {name: _percentile(name, of, cases, "tokens") for name, of in COSTS}
    return {name: measure for name, measure in counted.items() if measure.n}


def measured(metric: Metric, cases: Sequence[Case]) -> Measure:
    """One measure over `cases`, with its 95 % interval."""
    values = [value for case in cases if (value := metric.of(case)) is not None]
    if not values:
        return Measure(name=metric.name, value=None, n=0, unit=metric.unit, higher_is_better=metric.higher_is_better)
    interval = wilson(round(sum(values)), len(values)) if metric.unit == "share" else bootstrap(values)
    low, high = interval or (None, None)
    return Measure(
        name=metric.name,
        value=fmean(values),
        n=len(values),
        low=low,
        high=high,
        unit=metric.unit,
        higher_is_better=metric.higher_is_better,
    )


def _percentile(name: str, of: Of, cases: Sequence[Case], unit: Unit) -> Measure:
    known = [value for case in cases if (value := of(case)) is not None]
    middle = percentile(known, PERCENTILES[name.rpartition("_")[2]])
    return Measure(name=name, value=middle, n=len(known), unit=unit, higher_is_better=False)


def _answerable(of: Of) -> Of:
    return lambda case: of(case) if case.answerable else None


def _refused(*kinds: Kind) -> Of:
    return lambda case: None if case.answerable or (kinds and case.kind not in kinds) else float(case.refused)


def _near_doubted(case: Case) -> float | None:
    """Whether the reader of an answer that is none was told so, or told that it may be."""
    return float(case.refused or case.doubted) if case.kind == "near_unanswerable" else None


def _per_citation(count: Callable[[Case], int]) -> Of:
    return lambda case: count(case) / case.citations if case.citations else None


def _ranking(of: Callable[[Case], Ranked | None], value: Callable[[Ranked], float]) -> Of:
    def found(case: Case) -> float:
        ranked = of(case)
        return value(ranked) if ranked else 0.0

    return _answerable(found)


def _rankings(prefix: str, of: Callable[[Case], Ranked | None]) -> tuple[Metric, ...]:
    """recall@k, MRR and nDCG@10 over answerable questions."""

    def recall(k: int) -> Callable[[Ranked], float]:
        return lambda ranked: ranked.recall[k]

    return (
        *(Metric(f"{prefix}recall@{k}", "mean", _ranking(of, recall(k)), kept=k == SHOWN_DEPTH) for k in DEPTHS),
        Metric(f"{prefix}mrr", "mean", _ranking(of, lambda ranked: ranked.reciprocal_rank)),
        Metric(f"{prefix}ndcg@{DEPTH}", "mean", _ranking(of, lambda ranked: ranked.ndcg), gated=True),
    )


METRICS: tuple[Metric, ...] = (
    Metric("correct", "share", _answerable(lambda case: case.correct), gated=True),
    Metric("facts_in_evidence", "share", _answerable(lambda case: case.facts_in_evidence)),
    Metric("over_refusal", "share", _answerable(lambda case: case.refused), higher_is_better=False),
    Metric("over_doubt", "share", _answerable(lambda case: case.doubted), higher_is_better=False, kept=False),
    Metric("refusal", "share", _refused(), gated=True),
    Metric("near_refusal", "share", _refused("near_unanswerable"), kept=False),
    Metric("near_doubt", "share", _near_doubted, kept=False),
    Metric("far_refusal", "share", _refused("far_unanswerable"), kept=False),
    Metric("trap_refusal", "share", _refused("boilerplate_trap", "instruction"), kept=False),
    Metric("temporal_accuracy", "share", lambda case: case.right if case.temporal else None, gated=True),
    Metric("conflict_accuracy", "share", lambda case: case.right if case.kind == "disagreement" else None),
    Metric("statement_support", "mean", lambda case: fmean(case.supported) if case.supported else None, gated=True),
    Metric("citation_recall", "mean", lambda case: case.cited.recall if case.cited else None),
    Metric("citation_precision", "mean", lambda case: case.cited.precision if case.cited else None),
    Metric("judged_support", "mean", lambda case: case.judged.recall if case.judged else None, kept=False),
    Metric("judged_precision", "mean", lambda case: case.judged.precision if case.judged else None, kept=False),
    Metric("citations_exact", "mean", _per_citation(lambda case: case.citations_exact)),
    Metric("citation_relevance", "mean", _answerable(_per_citation(lambda case: case.citations_relevant)), gated=True),
    *_rankings("", lambda case: case.articles),
    *_rankings("evidence_", lambda case: case.sentences),
)
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}
TIMES: tuple[tuple[str, Of], ...] = (
    ("evidence_p50", lambda case: case.evidence_ms),
    ("evidence_p95", lambda case: case.evidence_ms),
    ("first_p50", lambda case: case.first_ms),
    ("first_p95", lambda case: case.first_ms),
    ("total_p50", lambda case: case.total_ms),
    ("total_p95", lambda case: case.total_ms),
)
COSTS: tuple[tuple[str, Of], ...] = (
    ("prompt_tokens_p50", lambda case: case.tokens.get("prompt")),
    ("completion_tokens_p50", lambda case: case.tokens.get("completion")),
)
