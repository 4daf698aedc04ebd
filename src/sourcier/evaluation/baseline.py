"""The numbers of an earlier run, kept beside the questions, and which of them dropped."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sourcier.evaluation.mistakes import GoldUnreadable
from sourcier.evaluation.report import Measure, Report
from sourcier.schema import Noun

# Shares and means of the same questions only move when something changed; the rest is rounding in the file.
ROUNDING = 5e-4
# Times move with the machine and with what else runs on it: a slower run is news from half as much again.
SLOWER = 1.5


class Baseline(Noun):
    """The measures of one run, by name."""

    questions_digest: str
    measures: dict[str, Measure]


class Drop(Noun):
    """A measure that became worse; `significant` when it left the interval of the baseline."""

    measure: Measure
    before: Measure
    significant: bool


def to_baseline(report: Report) -> Baseline:
    """What a later run is compared with."""
    return Baseline(
        questions_digest=report.questions_digest,
        measures={name: _rounded(measure) for name, measure in report.measures().items()},
    )


def compare(report: Report, baseline: Baseline) -> tuple[Drop, ...] | None:
    """The measures that are worse than in `baseline`; None when the questions are not the same.

    A share drops significantly when it leaves the 95 % interval of the baseline; means and times have no interval and
    are only reported.
    """
    if report.questions_digest != baseline.questions_digest:
        return None
    now = report.measures()
    return tuple(
        Drop(measure=now[name], before=before, significant=_left_interval(now[name], before))
        for name, before in baseline.measures.items()
        if name in now and _is_worse(now[name], before)
    )


def read_baselines(path: Path) -> dict[str, Baseline]:
    """The baselines of a file by `Report.key`; none when there is no file. Raises BadGold for another format."""
    if not path.exists():
        return {}
    try:
        return FILE.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
        raise GoldUnreadable(place=path, reason=reason) from None


def write_baseline(path: Path, report: Report) -> None:
    """Put `report` in the file under its key, beside the other runs there."""
    baselines = read_baselines(path) | {report.key: to_baseline(report)}
    path.write_bytes(FILE.dump_json(dict(sorted(baselines.items())), indent=2) + b"\n")


def _rounded(measure: Measure) -> Measure:
    digits = 1 if measure.unit == "ms" else 4
    rounded = {
        field: None if number is None else round(number, digits)
        for field, number in (("value", measure.value), ("low", measure.low), ("high", measure.high))
    }
    return measure.model_copy(update=rounded)


def _is_worse(now: Measure, before: Measure) -> bool:
    if now.value is None or before.value is None:
        return before.value is not None
    if now.unit == "ms":
        return now.value > before.value * SLOWER
    loss = before.value - now.value if now.higher_is_better else now.value - before.value
    return loss > ROUNDING


def _left_interval(now: Measure, before: Measure) -> bool:
    if before.low is None or before.high is None:
        return False
    if now.value is None:
        return True
    return now.value < before.low if now.higher_is_better else now.value > before.high


FILE = TypeAdapter(dict[str, Baseline])
