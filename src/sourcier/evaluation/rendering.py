"""A report for a terminal, for a README and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from rich.table import Table
from rich.text import Text

from sourcier.evaluation.comparison import Difference
from sourcier.evaluation.labels import label
from sourcier.evaluation.markdown import code, escaped
from sourcier.evaluation.measures import Measure, measures
from sourcier.evaluation.report import Report
from sourcier.schema import Noun

# Characters of an answer shown beside its question: enough to see what went wrong, on one line of a page.
SHORT = 120
Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Rows under a header, the first column of names, the others of numbers."""

    title: str
    header: Row
    rows: tuple[Row, ...]


class _Document(Noun):
    """The shape of a report on disk."""

    key: str
    measures: dict[str, Measure]
    kinds: dict[str, dict[str, Measure]]
    compared: tuple[Difference, ...]
    report: Report


def to_tables(report: Report, compared: Sequence[Difference] = (), language: str = "fr") -> list[Table]:
    """Tables for a terminal: the measures (with how they differ from `compared`), the kinds, the judge's agreement."""
    return [_table(grid) for grid in _grids(report, compared, language)]


def to_markdown(report: Report, compared: Sequence[Difference] = (), language: str = "en") -> str:
    """The same as Markdown, followed by the cases that went wrong and by what the numbers were made with."""
    grids = "\n\n".join(_markdown(grid) for grid in _grids(report, compared, language))
    return "\n\n".join(filter(None, (grids, "\n".join(_wrong_cases(report)), _origin(report, language)))) + "\n"


def to_json(report: Report, compared: Sequence[Difference] = ()) -> str:
    """The measures, overall and by kind, how they compare, and every case."""
    document = _Document(
        key=report.key,
        measures=report.measures(),
        kinds={kind: measures(report.of_kind(kind)) for kind in report.kinds},
        compared=tuple(compared),
        report=report,
    )
    return TypeAdapter(_Document).dump_json(document, indent=2).decode()


def to_line(report: Report, language: str) -> str:
    """What the numbers were made with, on one line, and whether the judge is to be believed."""
    origin = report.provenance
    versions = " ".join(f"{name} {origin.versions[name]}" for name in ("sourcier",) if name in origin.versions)
    parts = (
        f"{origin.started:%Y-%m-%d %H:%M} UTC",
        versions,
        f"code {origin.code}",
        f"settings {origin.settings_digest}",
        origin.generator,
        origin.index and origin.index.embedding,
        f"seed {origin.seed}",
    )
    said = [" · ".join(part for part in parts if part)]
    if origin.judge and not report.agreements:
        said.append(label("unmeasured", language).format(judge=origin.judge))
    return "\n\n".join(said)


def compared_tables(before: str, after: str, compared: Sequence[Difference], language: str = "fr") -> list[Table]:
    """Two runs side by side, for a terminal."""
    return [_table(_compared_grid(before, after, compared, language))]


def compared_markdown(before: str, after: str, compared: Sequence[Difference], language: str = "en") -> str:
    """The same as Markdown."""
    return _markdown(_compared_grid(before, after, compared, language)) + "\n"


def compared_json(compared: Sequence[Difference]) -> str:
    """The same for other programs."""
    return TypeAdapter(tuple[Difference, ...]).dump_json(tuple(compared), indent=2).decode()


def _grids(report: Report, compared: Sequence[Difference], language: str) -> Iterable[Grid]:
    yield _measure_grid(report, compared, language)
    yield _kind_grid(report, language)
    if report.agreements:
        yield _agreement_grid(report, language)


def _measure_grid(report: Report, compared: Sequence[Difference], language: str) -> Grid:
    differences = {difference.name: difference for difference in compared}
    names = ("measure", "value", "interval", "n", *(("before", "after", "pairs", "p") if compared else ()))
    rows = []
    measured = {name: measure for name, measure in report.measures().items() if measure.n}
    for name, measure in measured.items():
        row: Row = (label(name, language), _number(measure), _interval(measure.low, measure.high), str(measure.n))
        rows.append((*row, *_against(differences.get(name))) if compared else row)
    return Grid(_title(report, language), _header(names, language), tuple(rows))


def _title(report: Report, language: str) -> str:
    partial = label("partial", language).format(n=len(report.cases), asked=report.asked)
    return f"{report.key} ({partial})" if report.left else report.key


def _kind_grid(report: Report, language: str) -> Grid:
    rows: list[Row] = []
    for kind in report.kinds:
        cases = report.of_kind(kind)
        values = measures(cases)
        refused = f"{sum(case.refused for case in cases)}/{len(cases)}"
        failed = sum(case.error is not None for case in cases)
        shown = (_number(values[name]) for name in ("recall@5", "evidence_ndcg@10", "facts_in_evidence"))
        rows.append((kind, str(len(cases)), _number(values["correct"]), refused, *shown, str(failed)))
    names = ("kind", "n", "correct", "refused", "recall@5", "evidence_ndcg@10", "facts_in_evidence", "failed")
    return Grid("", _header(names, language), tuple(rows))


def _agreement_grid(report: Report, language: str) -> Grid:
    rows = tuple(
        (
            label(found.name, language),
            f"{found.accuracy:.3f}",
            _interval(found.low, found.high),
            f"{found.kappa:.3f}",
            str(found.pairs),
            str(found.failed),
        )
        for found in report.agreements
    )
    return Grid("", _header(("agreement", "accuracy", "interval", "kappa", "pairs", "failed"), language), rows)


def _compared_grid(before: str, after: str, compared: Sequence[Difference], language: str) -> Grid:
    rows = tuple(
        (
            label(found.name, language),
            f"{found.before:.3f}",
            f"{found.after:.3f}",
            f"{found.change:+.3f}",
            f"{found.low:+.3f} – {found.high:+.3f}",
            str(found.n),
            str(found.worse),
            str(found.better),
            f"{found.p:.3f}{' *' if found.significant else ''}",
        )
        for found in compared
    )
    names = ("measure", "before", "after", "change", "interval", "n", "worse", "better", "p")
    return Grid(f"{before} → {after}", _header(names, language), rows)


def _header(names: Iterable[str], language: str) -> Row:
    return tuple(label(name, language) for name in names)


def _number(measure: Measure) -> str:
    if measure.value is None:
        return "–"
    if measure.unit == "tokens":
        return f"{measure.value:.0f}"
    return f"{measure.value:.0f} ms" if measure.unit == "ms" else f"{measure.value:.3f}"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.2f} – {high:.2f}"


def _against(difference: Difference | None) -> Row:
    """What a measure was and is over the questions of both, and how likely so great a drop is by chance.

    Marked `↓!` where the gate does not believe in chance, `↓` where it does not ask and the test alone would not.
    """
    if difference is None:
        return "", "", "", ""
    mark = " ↓!" if difference.dropped else " ↓" if difference.lower else ""
    values = (f"{value:.3f}" for value in (difference.before, difference.after))
    return *values, str(difference.n), f"{difference.p_drop:.3f}{mark}"


def _table(grid: Grid) -> Table:
    # As text: names of models and files are no markup of the terminal's.
    table = Table(title=Text(grid.title) if grid.title else None)
    for number, name in enumerate(grid.header):
        table.add_column(Text(name), justify="right" if number else "left")
    for row in grid.rows:
        table.add_row(*map(Text, row))
    return table


def _markdown(grid: Grid) -> str:
    rows = ((escaped(name), *numbers) for name, *numbers in grid.rows)
    lines = [grid.header, ("---", *("---:" for _ in grid.header[1:])), *rows]
    title = [f"## {escaped(grid.title)}", ""] if grid.title else []
    return "\n".join([*title, *("| " + " | ".join(line) + " |" for line in lines)])


def _wrong_cases(report: Report) -> list[str]:
    """One line for each case that went wrong, with why."""
    wrong = (case for case in report.cases if case.why)
    return [
        f"- {code(case.id)} {escaped(case.question)} [{escaped(', '.join(case.why))}] {escaped(_shortened(case.text))}"
        for case in wrong
    ]


def _origin(report: Report, language: str) -> str:
    return "\n\n".join(map(escaped, to_line(report, language).split("\n\n")))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT] + "…"
