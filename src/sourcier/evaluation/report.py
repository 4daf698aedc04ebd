"""What a run of gold questions gave: every case, and the measures over any group of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Literal

from pydantic import Field

from sourcier.evaluation.dataset import Kind, Split
from sourcier.evaluation.metrics import percentile, wilson
from sourcier.schema import Answer, Noun, Status

# Depths at which recall is reported: the first passage, what a page shows, what the contract of `search` returns.
DEPTHS = (1, 3, 5, 10)
DEPTH = max(DEPTHS)

Unit = Literal["share", "mean", "ms"]


class Case(Noun):
    """One gold question put to the assistant: data also when it failed."""

    id: str
    question: str
    kind: Kind
    split: Split
    answerable: bool
    searched_question: str = ""
    status: Status | None = Field(default=None, description="None when the assistant raised an error.")
    text: str = Field(default="", description="The answer as shown.")
    model: str = ""
    correct: bool = Field(default=False, description="Every fact and no forbidden wording; False if unanswerable.")
    refused: bool = False
    missing_facts: tuple[str, ...] = ()
    forbidden_found: tuple[str, ...] = ()
    facts_in_evidence: bool = False
    citations: int = 0
    citations_exact: int = 0
    citations_relevant: int = 0
    recall: dict[int, float] = Field(default_factory=dict, description="recall@k on articles by k.")
    reciprocal_rank: float = 0.0
    ndcg: float = Field(default=0.0, description="nDCG@10 on articles.")
    evidence_ms: float | None = Field(default=None, description="From the question to the evidence.")
    first_ms: float | None = Field(default=None, description="From the question to the first statement shown.")
    total_ms: float | None = None
    error: str | None = Field(default=None, description="What the assistant raised.")
    answer: Answer | None = Field(default=None, exclude=True, description="The whole answer; not written to files.")


class Measure(Noun):
    """One number over a group of cases."""

    name: str
    value: float | None = Field(description="None when there is nothing to measure.")
    n: int = Field(description="Cases, citations or times that it is computed over.")
    low: float | None = Field(default=None, description="Lower end of the 95 % Wilson interval of a share.")
    high: float | None = Field(default=None, description="Upper end.")
    unit: Unit
    higher_is_better: bool = True


class Report(Noun):
    """The cases of one run with the measures over them."""

    cases: tuple[Case, ...]
    questions_digest: str = Field(description="Hash of the gold questions: two reports compare only when it is equal.")

    @property
    def model(self) -> str:
        """Who worded the answers; empty when every case failed."""
        return next((case.model for case in self.cases if case.model), "")

    @property
    def key(self) -> str:
        """The name of the run in a baseline file: model and half of the questions, such as `extractive/dev`."""
        splits = {case.split for case in self.cases}
        return f"{self.model}/{splits.pop() if len(splits) == 1 else 'all'}"

    @property
    def failed(self) -> tuple[Case, ...]:
        """The cases in which the assistant raised an error."""
        return tuple(case for case in self.cases if case.error is not None)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of question met, in the order met."""
        return tuple(dict.fromkeys(case.kind for case in self.cases))

    def of_kind(self, kind: Kind) -> tuple[Case, ...]:
        """The cases of one kind."""
        return tuple(case for case in self.cases if case.kind == kind)

    def measures(self) -> dict[str, Measure]:
        """The measures over all cases, by name."""
        return measures(self.cases)


def measures(cases: Sequence[Case]) -> dict[str, Measure]:
    """Every measure over `cases`, by name; a failed case counts as neither correct nor refused.

    Intervals of citation shares are approximate: citations of one answer are not independent.
    """
    answerable = [case for case in cases if case.answerable]
    unanswerable = [case for case in cases if not case.answerable]
    computed = (
        _share("correct", answerable, _correct),
        _share("facts_in_evidence", answerable, lambda case: case.facts_in_evidence),
        _share("answerable_refused", answerable, _refused, higher_is_better=False),
        _share("unanswerable_refused", unanswerable, _refused),
        _share("near_refused", (case for case in unanswerable if case.kind == "near_unanswerable"), _refused),
        _share("far_refused", (case for case in unanswerable if case.kind == "far_unanswerable"), _refused),
        _share("trap_refused", (case for case in unanswerable if case.kind == "boilerplate_trap"), _refused),
        _ratio("citations_exact", cases, lambda case: case.citations_exact),
        _ratio("citation_precision", answerable, lambda case: case.citations_relevant),
        *(_mean(f"recall@{k}", answerable, _recall_at(k)) for k in DEPTHS),
        _mean("mrr", answerable, lambda case: case.reciprocal_rank),
        _mean(f"ndcg@{DEPTH}", answerable, lambda case: case.ndcg),
        _time("evidence_p50", 0.50, (case.evidence_ms for case in cases)),
        _time("evidence_p95", 0.95, (case.evidence_ms for case in cases)),
        _time("first_p50", 0.50, (case.first_ms for case in cases)),
        _time("first_p95", 0.95, (case.first_ms for case in cases)),
        _time("total_p50", 0.50, (case.total_ms for case in cases)),
        _time("total_p95", 0.95, (case.total_ms for case in cases)),
    )
    return {measure.name: measure for measure in computed}


def _correct(case: Case) -> bool:
    return case.correct


def _refused(case: Case) -> bool:
    return case.refused


def _recall_at(k: int) -> Callable[[Case], float]:
    return lambda case: case.recall.get(k, 0.0)


def _share(
    name: str, cases: Iterable[Case], holds: Callable[[Case], bool], *, higher_is_better: bool = True
) -> Measure:
    outcomes = [holds(case) for case in cases]
    return _proportion(name, sum(outcomes), len(outcomes), higher_is_better)


def _ratio(name: str, cases: Iterable[Case], good: Callable[[Case], int]) -> Measure:
    """The share of citations, counted over all cases together, that are good."""
    counted = [(good(case), case.citations) for case in cases]
    return _proportion(name, sum(count for count, _ in counted), sum(total for _, total in counted), True)


def _proportion(name: str, successes: int, trials: int, higher_is_better: bool) -> Measure:
    low, high = wilson(successes, trials) if trials else (None, None)
    value = successes / trials if trials else None
    return Measure(
        name=name, value=value, n=trials, low=low, high=high, unit="share", higher_is_better=higher_is_better
    )


def _mean(name: str, cases: Iterable[Case], value: Callable[[Case], float]) -> Measure:
    values = [value(case) for case in cases]
    return Measure(name=name, value=fmean(values) if values else None, n=len(values), unit="mean")


def _time(name: str, share: float, times: Iterable[float | None]) -> Measure:
    known = [time for time in times if time is not None]
    return Measure(name=name, value=percentile(known, share), n=len(known), unit="ms", higher_is_better=False)
