"""An earlier run kept beside the questions, small enough to read in a diff: one line for each question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError, model_validator

from sourcier.errors import FileUnreadable
from sourcier.evaluation.comparison import Difference, compare
from sourcier.evaluation.measures import METRICS
from sourcier.evaluation.outcomes import Outcome
from sourcier.evaluation.provenance import Provenance
from sourcier.evaluation.report import Report
from sourcier.schema import Noun

# Those that the gate asks about, in the order in which a line has them.
COLUMNS = tuple(metric.name for metric in METRICS if metric.gated)
# Times move with the machine and with what else runs on it: a slower run is news from half as much again.
SLOWER = 1.5
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
    rows = {
        id_: (outcome.mark, tuple(outcome.values.get(name) for name in COLUMNS))
        for id_, outcome in report.outcomes.items()
    }
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


def write_baseline(path: Path, report: Report) -> None:
    """Put `report` in the file under its model, beside those of other models there."""
    baselines = read_baselines(path) | {report.model: to_baseline(report)}
    document = json.loads(FILE.dump_json(dict(sorted(baselines.items()))))
    path.write_text(_written(document) + "\n", encoding="utf-8")


def _written(value: object, indent: str = "") -> str:
    """JSON whose objects are indented and whose lists stand on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + "  "
    items = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(items) + f"\n{indent}}}"


FILE = TypeAdapter(dict[str, Baseline])
