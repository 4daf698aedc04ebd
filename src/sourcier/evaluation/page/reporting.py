"""The page of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.evaluation.calibration import calibrate
from sourcier.evaluation.comparison import Difference
from sourcier.evaluation.page.cases import case_list, fine_cases, wrong_cases
from sourcier.evaluation.page.measuring import agreement_table, article_table, kind_table, measure_table
from sourcier.evaluation.page.parts import definitions, navigation, section, whole
from sourcier.evaluation.page.plots import reliability_plot, roc_plot, time_plot
from sourcier.evaluation.page.words import Words
from sourcier.evaluation.provenance import Provenance
from sourcier.evaluation.report import Report
from sourcier.standalone import clean


def to_html(report: Report, compared: Sequence[Difference] = (), language: str = "fr") -> str:
    """A page of `report` in `language` ("fr", else English), with how it differs from what it is `compared` with."""
    words = Words(language)
    title = words("title", key=report.key)
    parts = list(_parts(report, compared, words))
    sections = "".join(section(*part) for part in parts)
    return whole(title, _head(title, report, words) + navigation(part[:2] for part in parts) + sections, words.language)


def lacking(report: Report, words: Words) -> Iterator[str]:
    """What keeps the numbers of a run from being of all its questions."""
    if report.failed:
        yield words("failed_lead", n=len(report.failed))
    if report.left:
        yield words("partial_lead", n=len(report.cases), asked=report.asked)


def provenance_list(origin: Provenance, words: Words) -> str:
    """Everything that a run was made with."""
    index = origin.index
    pairs = (
        ("started", words.moment(origin.started)),
        ("model", origin.model),
        ("generator", origin.generator),
        ("judge", origin.judge),
        ("embedding", index and index.embedding),
        ("index_articles", index and f"{index.articles}, {index.change}"),
        ("questions_hash", origin.questions[:12]),
        ("settings", f"{origin.settings_digest} ({_pairs(origin.settings)})"),
        ("prompts", _pairs(origin.prompts)),
        ("code", origin.code),
        ("versions", _pairs(origin.versions)),
        ("machine", f"Python {origin.python}, {origin.platform}"),
        ("seed", str(origin.seed)),
    )
    return definitions((words(name), value) for name, value in pairs if value)


def _head(title: str, report: Report, words: Words) -> str:
    wrong = len(wrong_cases(report.cases))
    lead = words("lead", n=len(report.cases), right=len(report.cases) - wrong, wrong=wrong)
    lead = " ".join((lead, *lacking(report, words)))
    origin = report.provenance
    line = " · ".join((words.moment(origin.started), origin.model, f"{words('settings')} {origin.settings_digest}"))
    return (
        f'<header><h1>{clean(title)}</h1><p class="lead">{clean(lead)}</p><details class="provenance"><summary>'
        f"<span>{clean(words('provenance'))}</span> {clean(line)}</summary>{provenance_list(origin, words)}</details>"
        "</header>"
    )


def _parts(report: Report, compared: Sequence[Difference], words: Words) -> Iterator[tuple[str, str, str, str]]:
    """The sections: anchor, title, content, legend."""
    yield "measures", words("measures"), measure_table(report, compared, words), words("legend")
    if report.agreements:
        yield "agreement", words("agreement"), agreement_table(report, words), ""
    wrong, fine = wrong_cases(report.cases), fine_cases(report.cases)
    origin = report.provenance
    looked_at = case_list(wrong, "w", origin, words) or f"<p>{clean(words('wrong_none'))}</p>"
    yield "wrong", f"{words('wrong')} ({len(wrong)})", looked_at, words("unfold") if wrong else ""
    yield "kinds", words("kinds"), kind_table(report, words), ""
    yield "articles", words("articles"), article_table(report, words), words("articles_legend")
    times = time_plot(report.cases, words)
    if times:
        yield "times", words("times"), f'<div class="plots">{times}</div>', ""
    yield "calibration", words("calibration"), *_calibration(report, words)
    if fine:
        yield "fine", f"{words('fine')} ({len(fine)})", case_list(fine, "f", origin, words), words("unfold")


def _calibration(report: Report, words: Words) -> tuple[str, str]:
    found = calibrate(report.cases)
    if found is None:
        return "", words("no_calibration")
    legend = words("calibration_legend", yes=found.answerable, no=found.unanswerable)
    return f'<div class="plots">{roc_plot(found, words)}{reliability_plot(found, words)}</div>', legend


def _pairs(values: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
