"""The tables of numbers: the measures, the kinds, the articles, the judge's agreement, two runs beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sourcier.evaluation.by_article import ArticleRow, by_article
from sourcier.evaluation.case import Case
from sourcier.evaluation.comparison import Difference
from sourcier.evaluation.measures import Measure, measures
from sourcier.evaluation.page.parts import interval_bar, row, table
from sourcier.evaluation.page.words import Words
from sourcier.evaluation.report import Report
from sourcier.evaluation.significance import wilson
from sourcier.standalone import clean

# Which measures stand together, by the beginning of their names; the first that fits.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "judge": ("judged_",),
    "citations": ("statement_support", "citation"),
    "search": ("facts_in_evidence", "recall@", "mrr", "ndcg@", "evidence_"),
    "answers": ("",),
}
SHOWN_GROUPS = ("answers", "citations", "judge", "search")


def measure_table(report: Report, compared: Sequence[Difference], words: Words) -> str:
    """Every share and mean with its interval drawn, and with what it was in an earlier run where there is one."""
    scores = [measure for measure in report.measures().values() if measure.unit in ("share", "mean")]
    known = [measure for measure in scores if measure.value is not None]
    differences = {difference.name: difference for difference in compared}
    columns = ("measure", "valued", "n", *(("before", "after", "pairs", "p_drop") if compared else ()))
    bodies = []
    for group in SHOWN_GROUPS:
        own = [measure for measure in known if _group(measure.name) == group]
        rows = "".join(_measure_row(each, differences.get(each.name), bool(compared), words) for each in own)
        bodies.append(_body(words(group), rows, len(columns)) if own else "")
    return table(words("measures"), [words(name) for name in columns], "".join(bodies))


def kind_table(report: Report, words: Words) -> str:
    """How each kind of question went."""
    columns = ("kind", "n", "right", "refused", "recall@5", "facts_read", "failed")
    rows = "".join(_kind_row(kind, report.of_kind(kind), words) for kind in report.kinds)
    return table(words("kinds"), [words(name) for name in columns], f"<tbody>{rows}</tbody>")


def article_table(report: Report, words: Words) -> str:
    """How the questions on each article went."""
    columns = ("article", "questions", "correct", "recall@5", "read", "cited", "elsewhere")
    rows = "".join(_article_row(each, words) for each in by_article(report.cases))
    return table(words("articles"), [words(name) for name in columns], f"<tbody>{rows}</tbody>")


def agreement_table(report: Report, words: Words) -> str:
    """How far the judge, and the rule, agree with people."""
    rows = "".join(
        row(
            clean(words(each.name)),
            _barred(each.accuracy, each.low, each.high, words),
            words.decimal(f"{each.kappa:.3f}"),
            str(each.pairs),
            str(each.failed),
        )
        for each in report.agreements
    )
    columns = ("agreement", "accuracy", "kappa", "pairs", "failed")
    return table(words("agreement"), [words(name) for name in columns], f"<tbody>{rows}</tbody>")


def difference_table(compared: Sequence[Difference], words: Words) -> str:
    """Two runs, measure by measure; what differs significantly stands out."""
    columns = ("measure", "before", "after", "change", "interval", "n", "worse", "better", "p")
    rows = "".join(
        row(
            clean(words(each.name)),
            *(words.decimal(f"{value:.3f}") for value in (each.before, each.after)),
            words.decimal(f"{each.change:+.3f}"),
            words.decimal(f"{each.low:+.2f} – {each.high:+.2f}"),
            *(str(count) for count in (each.n, each.worse, each.better)),
            words.decimal(f"{each.p:.3f}"),
            kind="significant" if each.significant else "",
        )
        for each in compared
    )
    return table(words("differences"), [words(name) for name in columns], f"<tbody>{rows}</tbody>")


def _group(name: str) -> str:
    return next(group for group, beginnings in GROUPS.items() if name.startswith(beginnings))


def _body(title: str, rows: str, columns: int) -> str:
    return f'<tbody><tr class="group"><th scope="rowgroup" colspan="{columns}">{clean(title)}</th></tr>{rows}</tbody>'


def _measure_row(measure: Measure, difference: Difference | None, compared: bool, words: Words) -> str:
    less = "" if measure.higher_is_better else f' <span class="soft">({clean(words("less"))})</span>'
    drawn = _barred(measure.value, measure.low, measure.high, words)
    against = _against(difference, words) if compared else ()
    return row(f"{clean(words(measure.name))}{less}", drawn, str(measure.n), *against)


def _against(difference: Difference | None, words: Words) -> Iterable[str]:
    if difference is None:
        return "", "", "", ""
    mark = f' <strong class="alarm">{clean(words("dropped"))}</strong>' if difference.dropped else ""
    if difference.lower:
        mark = f' <span class="soft">({clean(words("lower"))})</span>'
    values = (words.decimal(f"{value:.3f}") for value in (difference.before, difference.after))
    return *values, str(difference.n), words.decimal(f"{difference.p_drop:.3f}") + mark


def _kind_row(kind: str, cases: Sequence[Case], words: Words) -> str:
    values = measures(cases)
    right = sum(case.right for case in cases)
    return row(
        clean(words.kind(kind)),
        str(len(cases)),
        _barred(right / len(cases), *wilson(right, len(cases)), words, f"{right}/{len(cases)}"),
        f"{sum(case.refused for case in cases)}/{len(cases)}",
        *(_number(values[name], words) for name in ("recall@5", "facts_in_evidence")),
        str(sum(case.error is not None for case in cases)),
    )


def _article_row(found: ArticleRow, words: Words) -> str:
    correct = found.correct
    drawn = _barred(correct.value, correct.low, correct.high, words)
    counts = (f"{count}/{found.questions}" if found.questions else "–" for count in (found.read, found.cited))
    title = f"{clean(found.title)} " if found.title else ""
    name = f'{title}<span class="path">{clean(found.path)}</span>'
    return row(name, str(found.questions), drawn, _number(found.recall, words), *counts, str(found.elsewhere))


def _barred(value: float | None, low: float | None, high: float | None, words: Words, shown: str = "") -> str:
    if value is None or low is None or high is None:
        return "–"
    number = f"<span>{shown or words.decimal(f'{value:.3f}')}</span>"
    interval = f'<span class="range">{words.share(low)} – {words.share(high)}</span>'
    return f'<span class="beside">{number}{interval_bar(value, low, high)}{interval}</span>'


def _number(measure: Measure, words: Words) -> str:
    return "–" if measure.value is None else words.decimal(f"{measure.value:.3f}")
