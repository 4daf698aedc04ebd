"""Gold questions, the field's metrics and a report: how well one's own questions on one's own articles are answered."""

from sourcier.evaluation.agreement import Agreement, agreement, read_pairs, rule_agreement
from sourcier.evaluation.asking import Answering
from sourcier.evaluation.baseline import (
    Baseline,
    Slower,
    drops,
    known_baseline,
    read_baselines,
    slower,
    to_baseline,
    write_baseline,
)
from sourcier.evaluation.case import Case, Read
from sourcier.evaluation.checking import check_gold
from sourcier.evaluation.comparison import Difference, compare, shared, unseen
from sourcier.evaluation.dataset import GoldEvidence, GoldQuestion, load_gold
from sourcier.evaluation.judge import Judge
from sourcier.evaluation.measures import Measure
from sourcier.evaluation.page import to_compared_html, to_html
from sourcier.evaluation.provenance import Provenance, take_provenance
from sourcier.evaluation.rendering import (
    compared_json,
    compared_markdown,
    compared_tables,
    to_json,
    to_line,
    to_markdown,
    to_tables,
)
from sourcier.evaluation.report import Report
from sourcier.evaluation.runner import carry_on, checked_gold, evaluate, evaluate_gold, questions_digest
from sourcier.evaluation.runs import Run, open_run, read_run

__all__ = [
    "Agreement",
    "Answering",
    "Baseline",
    "Case",
    "Difference",
    "GoldEvidence",
    "GoldQuestion",
    "Judge",
    "Measure",
    "Provenance",
    "Read",
    "Report",
    "Run",
    "Slower",
    "agreement",
    "carry_on",
    "check_gold",
    "checked_gold",
    "compare",
    "compared_json",
    "compared_markdown",
    "compared_tables",
    "drops",
    "evaluate",
    "evaluate_gold",
    "known_baseline",
    "load_gold",
    "open_run",
    "questions_digest",
    "read_baselines",
    "read_pairs",
    "read_run",
    "rule_agreement",
    "shared",
    "slower",
    "take_provenance",
    "to_baseline",
    "to_compared_html",
    "to_html",
    "to_json",
    "to_line",
    "to_markdown",
    "to_tables",
    "unseen",
    "write_baseline",
]
