"""The page of two runs side by side: how the measures differ, and the questions lost and won."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.evaluation.case import Case
from sourcier.evaluation.comparison import compare, shared
from sourcier.evaluation.outcomes import mark
from sourcier.evaluation.page.cases import case_body
from sourcier.evaluation.page.measuring import difference_table
from sourcier.evaluation.page.parts import navigation, section, whole
from sourcier.evaluation.page.reporting import lacking, provenance_list
from sourcier.evaluation.page.words import Words
from sourcier.evaluation.report import Report
from sourcier.standalone import clean

Pair = tuple[Case, Case]


def to_compared_html(before: Report, after: Report, language: str = "fr") -> str:
    """A page of two runs over the questions that they share, in `language` ("fr", else English)."""
    words = Words(language)
    title = " → ".join(_names(before, after, words))
    lost, won = _flipped(before, after)
    count = words("compared_lead", n=shared(before, after), worse=len(lost), better=len(won))
    for side, report in (("before_case", before), ("after_case", after)):
        lacks = " ".join(lacking(report, words))
        count += f" {words(side)}{words('colon')}{lacks}" if lacks else ""
    parts = (
        ("differences", words("differences"), difference_table(compare(before, after), words)),
        ("lost", f"{words('flipped_worse')} ({len(lost)})", _pairs(lost, "l", before, after, words)),
        ("won", f"{words('flipped_better')} ({len(won)})", _pairs(won, "w", before, after, words)),
        ("provenance", words("provenance"), _two(provenance_list(before.provenance, words),
                                                 provenance_list(after.provenance, words), words)),
    )  # fmt: skip
    head = f'<header><h1>{clean(title)}</h1><p class="lead">{clean(count)}</p></header>'
    legends = {"differences": words("difference_legend")}
    sections = "".join(section(*part, legends.get(part[0], "")) for part in parts)
    return whole(title, head + navigation(part[:2] for part in parts) + sections, words.language)


def _names(before: Report, after: Report, words: Words) -> tuple[str, str]:
    """What tells the runs apart: their models, else when they were begun."""
    if before.key != after.key:
        return before.key, after.key
    return f"{before.key}, {words.moment(before.provenance.started)}", words.moment(after.provenance.started)


def _flipped(before: Report, after: Report) -> tuple[list[Pair], list[Pair]]:
    """The questions that were right and are not any more, and the other way round."""
    known = {case.id: case for case in before.cases}
    pairs = [(known[case.id], case) for case in after.cases if case.id in known]
    same = [(was, now) for was, now in pairs if mark(was.gold) == mark(now.gold)]
    lost = [(was, now) for was, now in same if was.right and not now.right]
    return lost, [(was, now) for was, now in same if now.right and not was.right]


def _pairs(pairs: Sequence[Pair], prefix: str, before: Report, after: Report, words: Words) -> str:
    shown = (
        _pair(was, now, f"{prefix}{number}", before, after, words) for number, (was, now) in enumerate(pairs, start=1)
    )
    return "".join(shown) or f"<p>{clean(words('flipped_none'))}</p>"


def _pair(was: Case, now: Case, anchor: str, before: Report, after: Report, words: Words) -> str:
    bodies = _two(
        case_body(was, f"{anchor}b", before.provenance, words),
        case_body(now, f"{anchor}a", after.provenance, words),
        words,
    )
    return (
        f'<details class="case" id="{anchor}"><summary><span class="asked"><span class="question" dir="auto" '
        f'lang="{clean(now.gold.language)}">{clean(now.question)}</span><span class="meta">{clean(now.id)} · '
        f"{clean(words.kind(now.kind))}</span></span></summary>{bodies}</details>"
    )


def _two(before: str, after: str, words: Words) -> str:
    columns = zip((words("before_case"), words("after_case")), (before, after), strict=True)
    shown = (f'<div class="body"><p class="side">{clean(name)}</p>{markup}</div>' for name, markup in columns)
    return f'<div class="two">{"".join(shown)}</div>'
