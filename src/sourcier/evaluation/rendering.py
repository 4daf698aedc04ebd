"""A report for a terminal, for a README and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter
from rich.table import Table

from sourcier.evaluation.baseline import Drop
from sourcier.evaluation.report import Case, Measure, Report, measures
from sourcier.schema import Noun

# Characters of an answer shown beside its question: enough to see what went wrong, on one line of a page.
SHORT = 120
LABELS = {
    "fr": {
        "correct": "justes (tous les faits, rien d'interdit)",
        "facts_in_evidence": "tous les faits dans les phrases lues",
        "answerable_refused": "refusées à tort",
        "unanswerable_refused": "sans réponse : refusées",
        "near_refused": "… proches des articles",
        "far_refused": "… loin des articles",
        "trap_refused": "… pièges hors du corps de l'article",
        "citations_exact": "citations exactes au caractère près",
        "citation_precision": "citations qui prouvent ce qui est demandé",
        "evidence_p50": "question → preuves, médiane",
        "evidence_p95": "question → preuves, p95",
        "first_p50": "première phrase, médiane",
        "first_p95": "première phrase, p95",
        "total_p50": "réponse entière, médiane",
        "total_p95": "réponse entière, p95",
        "measure": "mesure",
        "value": "valeur",
        "interval": "intervalle à 95 %",
        "before": "avant",
        "kind": "genre",
        "refused": "refusées",
        "failed": "en échec",
    },
    "en": {
        "correct": "correct (all facts, nothing forbidden)",
        "facts_in_evidence": "all facts in the sentences read",
        "answerable_refused": "wrongly refused",
        "unanswerable_refused": "unanswerable: refused",
        "near_refused": "… near the articles",
        "far_refused": "… far from the articles",
        "trap_refused": "… traps outside the article body",
        "citations_exact": "citations exact to the character",
        "citation_precision": "citations that prove what is asked",
        "evidence_p50": "question → evidence, median",
        "evidence_p95": "question → evidence, p95",
        "first_p50": "first sentence, median",
        "first_p95": "first sentence, p95",
        "total_p50": "whole answer, median",
        "total_p95": "whole answer, p95",
        "measure": "measure",
        "value": "value",
        "interval": "95 % interval",
        "before": "before",
        "kind": "kind",
        "refused": "refused",
        "failed": "failed",
    },
}
Row = tuple[str, ...]


class _Document(Noun):
    """The shape of a report on disk."""

    key: str
    measures: dict[str, Measure]
    kinds: dict[str, dict[str, Measure]]
    report: Report


def to_table(report: Report, drops: Sequence[Drop] = (), language: str = "fr") -> tuple[Table, Table]:
    """Two tables for a terminal: the measures (with what they were, where they dropped), and the kinds."""
    return (
        _table(report.key, _measure_header(drops, language), _measure_rows(report, drops, language)),
        _table(None, _kind_header(language), _kind_rows(report)),
    )


def to_markdown(report: Report, drops: Sequence[Drop] = (), language: str = "en") -> str:
    """The same as Markdown, followed by the cases that went wrong."""
    return "\n".join(
        (
            f"## {report.key}",
            "",
            *_markdown_table(_measure_header(drops, language), _measure_rows(report, drops, language)),
            "",
            *_markdown_table(_kind_header(language), _kind_rows(report)),
            "",
            *_wrong_cases(report),
            "",
        )
    )


def to_json(report: Report) -> str:
    """The measures, overall and by kind, and every case."""
    document = _Document(
        key=report.key,
        measures=report.measures(),
        kinds={kind: measures(report.of_kind(kind)) for kind in report.kinds},
        report=report,
    )
    return TypeAdapter(_Document).dump_json(document, indent=2).decode()


def _label(name: str, language: str) -> str:
    """The label in the language asked for; names of the field (recall@5, mrr) are their own."""
    return LABELS["fr" if language == "fr" else "en"].get(name, name)


def _measure_header(drops: Sequence[Drop], language: str) -> Row:
    names = ("measure", "value", "interval", "n", *(("before",) if drops else ()))
    return tuple(_label(name, language) for name in names)


def _measure_rows(report: Report, drops: Sequence[Drop], language: str) -> list[Row]:
    before = {drop.measure.name: drop for drop in drops}
    rows = []
    for name, measure in report.measures().items():
        row: Row = (_label(name, language), _number(measure), _interval(measure), str(measure.n))
        rows.append((*row, _dropped(before.get(name))) if drops else row)
    return rows


def _kind_header(language: str) -> Row:
    return tuple(
        _label(name, language)
        for name in ("kind", "n", "correct", "refused", "recall@5", "facts_in_evidence", "failed")
    )


def _kind_rows(report: Report) -> list[Row]:
    rows: list[Row] = []
    for kind in report.kinds:
        cases = report.of_kind(kind)
        values = measures(cases)
        rows.append(
            (
                kind,
                str(len(cases)),
                _number(values["correct"]),
                f"{sum(case.refused for case in cases)}/{len(cases)}",
                _number(values["recall@5"]),
                _number(values["facts_in_evidence"]),
                str(sum(case.error is not None for case in cases)),
            )
        )
    return rows


def _number(measure: Measure) -> str:
    if measure.value is None:
        return "–"
    return f"{measure.value:.0f} ms" if measure.unit == "ms" else f"{measure.value:.3f}"


def _interval(measure: Measure) -> str:
    return "" if measure.low is None or measure.high is None else f"{measure.low:.2f} – {measure.high:.2f}"


def _dropped(drop: Drop | None) -> str:
    if drop is None:
        return ""
    return f"{_number(drop.before)} ↓{'!' if drop.significant else ''}"


def _table(title: str | None, header: Row, rows: Iterable[Row]) -> Table:
    table = Table(*header, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*row)
    return table


def _markdown_table(header: Row, rows: Iterable[Row]) -> list[str]:
    lines = [header, ("---", *("---:" for _ in header[1:])), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _wrong_cases(report: Report) -> list[str]:
    """One line for each case that is neither correct nor rightly refused, with why."""
    wrong = (case for case in report.cases if not (case.correct if case.answerable else case.refused))
    return [f"- `{case.id}` {case.question} [{_why(case)}] {_shortened(case.error or case.text)}" for case in wrong]


def _why(case: Case) -> str:
    missing = ", ".join("−" + fact for fact in case.missing_facts)
    found = ", ".join("+" + wording for wording in case.forbidden_found)
    return ", ".join(filter(None, (missing, found))) or case.status or "error"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT] + "…"
