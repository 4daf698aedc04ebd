"""An earlier run kept beside the questions, small enough to read in a diff: one line for each question."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError, model_validator

from sourcier.errors import FileUnreadable, NotCompared, RunFailed
from sourcier.evaluation.comparison import Difference, compare
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.measures import METRICS
from sourcier.evaluation.outcomes import Outcome, mark
from sourcier.evaluation.provenance import Provenance
from sourcier.evaluation.report import Report
from sourcier.files import write_whole
from sourcier.schema import Noun

# In the order in which a line has them.
COLUMNS = tuple(metric.name for metric in METRICS if metric.kept)
# Times move with the machine and with what else runs on it: a slower run is news from half as much again.
SLOWER = 1.5
# Of what is kept, what a run must ask again: with less the gate would pass what it did not look at.
SHARED = 0.5
OLD = "measures of an older version: remove the file, then save anew with --save"

Row = tuple[str, tuple[float | None, ...]]


class Baseline(Noun):
    """What is kept of one run."""

    provenance: Provenance
    times: dict[str, float]
    columns: tuple[str, ...]
    cases: dict[str, Row]

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        if any(len(values) != len(self.columns) for _, values in self.cases.values()):
            raise ValueError("a line has not as many values as there are columns")
        return self

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What came of each question, by its id."""
        return {id_: Outcome(mark=mark, values=self._named(values)) for id_, (mark, values) in self.cases.items()}

    def _named(self, values: tuple[float | None, ...]) -> dict[str, float]:
        return {name: value for name, value in zip(self.columns, values, strict=True) if value is not None}


class Slower(Noun):
    """A time that is SLOWER times what it was."""

    name: str
    before: float
    after: float


def to_baseline(report: Report) -> Baseline:
    """What a later run is compared with."""
    rows = {id_: _row(outcome) for id_, outcome in report.outcomes.items()}
    return Baseline(provenance=report.provenance, times=report.times, columns=COLUMNS, cases=rows)


def drops(report: Report, baseline: Baseline) -> tuple[Difference, ...]:
    """The measures that are significantly worse than in `baseline`, by paired tests: see `comparison`.

    Only questions that both runs asked in the same words, with the same expectations, are compared.
    """
    return tuple(difference for difference in compare(baseline, report) if difference.dropped)


def slower(report: Report, baseline: Baseline) -> tuple[Slower, ...]:
    """The times that are much longer than in `baseline`: worth a look, no reason to fail."""
    return tuple(
        Slower(name=name, before=before, after=after)
        for name, after in report.times.items()
        if (before := baseline.times.get(name)) is not None and after > before * SLOWER
    )


def known_baseline(
    path: Path, model: str, asked: Sequence[GoldQuestion], gold: Sequence[GoldQuestion] = ()
) -> Baseline:
    """What is kept of `model`, known before anything is asked to be of the questions that will be `asked`.

    Of what is kept, questions of `gold` that are not asked now, such as those of the other half, are not missed. Raises
    FileUnreadable, and NotCompared for less than SHARED of the others.
    """
    found = read_baselines(path).get(model)
    asking = {question.id: mark(question) for question in asked}
    aside = {question.id for question in gold} - set(asking)
    kept = {id_: row for id_, row in found.cases.items() if id_ not in aside} if found else {}
    same = sum(asking.get(id_) == marked for id_, (marked, _) in kept.items())
    if found is None or not same or same < SHARED * len(kept):
        raise NotCompared(path=path, key=model, shared=same, total=len(kept))
    return found


def read_baselines(path: Path) -> dict[str, Baseline]:
    """The baselines of a file by `Report.model`; none when there is no file. Raises FileUnreadable."""
    if not path.exists():
        return {}
    try:
        return FILE.validate_json(path.read_bytes())
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror) from None
    except ValidationError as error:
        old = any("measures" in details["loc"] for details in error.errors())
        raise FileUnreadable(path=path, reason=OLD if old else error.errors()[0]["msg"]) from None


def write_baseline(path: Path, report: Report, gold: Sequence[GoldQuestion] = ()) -> None:
    """Put `report` in the file under its model, beside those of other models there.

    What was kept of questions of `gold` that the run did not ask stays. Raises FileUnreadable and FileUnwritable, and
    RunFailed when cases failed: their outcome is the machine's and not Sourcier's.
    """
    if report.failed:
        raise RunFailed(path=path, failed=len(report.failed))
    baselines = read_baselines(path)
    made, before = to_baseline(report), baselines.get(report.model)
    stays = before.outcomes if before else {}
    rows = {
        question.id: _row(stays[question.id])
        for question in gold
        if question.id in stays and stays[question.id].mark == mark(question)
    }
    merged = made.model_copy(update={"cases": rows | made.cases})
    document = json.loads(FILE.dump_json(dict(sorted((baselines | {report.model: merged}).items()))))
    write_whole(path, _written(document) + "\n")


def _row(outcome: Outcome) -> Row:
    return outcome.mark, tuple(outcome.values.get(name) for name in COLUMNS)


def _written(value: object, indent: str = "") -> str:
    """JSON whose objects are indented and whose lists stand on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + "  "
    items = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(items) + f"\n{indent}}}"


FILE = TypeAdapter(dict[str, Baseline])
