"""Gold questions, the field's metrics and a report: how well one's own questions on one's own articles are answered."""

from sourcier.evaluation.baseline import Baseline, Drop, compare, read_baselines, to_baseline, write_baseline
from sourcier.evaluation.checking import check_gold
from sourcier.evaluation.dataset import GoldEvidence, GoldQuestion, load_gold
from sourcier.evaluation.rendering import to_json, to_markdown, to_table
from sourcier.evaluation.report import Case, Measure, Report
from sourcier.evaluation.runner import Answering, evaluate, evaluate_gold

__all__ = [
    "Answering",
    "Baseline",
    "Case",
    "Drop",
    "GoldEvidence",
    "GoldQuestion",
    "Measure",
    "Report",
    "check_gold",
    "compare",
    "evaluate",
    "evaluate_gold",
    "load_gold",
    "read_baselines",
    "to_baseline",
    "to_json",
    "to_markdown",
    "to_table",
    "write_baseline",
]
