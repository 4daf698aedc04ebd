"""How well the articles' silence is told: the model of refusal, fitted anew and measured.

python benchmarks/refusal.py

Fits the weights of `answering/refusal.py` on the dev questions of evals/ and on evals/calibration, prints them, and for
each set the area under the ROC curve (with and without the questions far from the articles) and both error rates at
every threshold. The test questions are reported with weights that never saw them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.answering.refusal import CONSTANT, WEIGHTS, Signals, signals
from sourcier.evaluation import load_gold
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.filters import Filter
from sourcier.index.reader import Index
from sourcier.resources import shipped
from sourcier.retrieval.query import condense
from sourcier.retrieval.scale import placed
from sourcier.retrieval.search import Findings, search
from sourcier.settings import Settings

EVALS = Path(__file__).parents[1] / "evals"
CALIBRATION = EVALS / "calibration"
# Articles, and the questions about them.
SETS = {
    "seeds": (shipped("seeds"), ("seeds.yaml",)),
    "fiction": (EVALS / "fiction" / "articles", ("fiction/gold.yaml",)),
    "calibration a": (CALIBRATION / "a", ("calibration/a.yaml", "calibration/a-english.yaml")),
    "calibration b": (CALIBRATION / "b", ("calibration/b.yaml", "calibration/b-english.yaml")),
}
RIDGE, STEPS = 0.02, 50
THRESHOLDS = np.arange(0.2, 0.75, 0.05)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """One question with its signals."""

    set: str
    gold: GoldQuestion
    signals: tuple[float, ...]


def main() -> None:
    asked = list(ask_all())
    dev = [each for each in asked if each.gold.split == "dev"]
    weights = fit(dev)
    names = [*(field.name for field in fields(Signals)), "constant"]
    print(*(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=True)))
    print(f"shipped: {WEIGHTS}, {CONSTANT}\n")
    print("| questions | answerable | not | AUC | without far ones |\n|---|---|---|---|---|")
    for name, some in groups(asked):
        near = [each for each in some if each.gold.kind != "far_unanswerable"]
        answerable = sum(each.gold.answerable for each in some)
        areas = f"{auc(weights, some):.2f} | {auc(weights, near):.2f}"
        print(f"| {name} | {answerable} | {len(some) - answerable} | {areas} |")
    print("\nthreshold: answerable refused / unanswerable refused")
    for threshold in THRESHOLDS:
        rates = (f"{name} {both_rates(weights, some, threshold)}" for name, some in groups(asked))
        print(f"{threshold:.2f}:", "; ".join(rates))


def ask_all() -> Iterator[Asked]:
    for name, gold, findings in search_all():
        yield Asked(name, gold, astuple(signals(findings)))


def search_all() -> Iterator[tuple[str, GoldQuestion, Findings]]:
    """Each question with what is found for it."""
    embedder = SentenceTransformerEmbedder(Settings().embedding_model)
    for name, (articles, files) in SETS.items():
        with tempfile.TemporaryDirectory() as folder:
            build_index(articles, Path(folder), embedder)
            index = Index(Path(folder), embedder)
            for gold in (gold for file in files for gold in load_gold(EVALS / file)):
                yield name, gold, found_for(index, gold)
            index.close()


def found_for(index: Index, gold: GoldQuestion) -> Findings:
    alone = condense(gold.question, gold.history)
    characters = Settings().evidence_characters
    only, today = Filter(as_of=gold.as_of), gold.as_of or date.today()
    return placed(index, search(index, gold.question, alone, characters, only, today=today))


def groups(asked: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    yield "dev and calibration", [each for each in asked if each.gold.split == "dev"]
    for name in SETS:
        if tests := [each for each in asked if each.set == name and each.gold.split == "test"]:
            yield f"{name}, test", tests


def fit(asked: Sequence[Asked]) -> Floats:
    """Logistic regression with a small ridge on standardised signals; both classes weigh alike. In raw units."""
    values, labels = np.array([each.signals for each in asked]), np.array([each.gold.answerable for each in asked])
    shares = np.where(labels, 0.5 / labels.sum(), 0.5 / (~labels).sum())
    means = shares @ values
    spreads = np.sqrt(shares @ (values - means) ** 2) + 1e-9
    rows = np.column_stack([(values - means) / spreads, np.ones(len(values))])
    ridge = np.diag([*[RIDGE] * values.shape[1], 0.0])
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (shares * (likely - labels)) + ridge @ found
        curve = rows.T @ (rows * (shares * likely * (1 - likely))[:, None]) + ridge
        found -= np.linalg.solve(curve, slope)
    raw = found[:-1] / spreads
    return np.array([*raw, found[-1] - raw @ means])


def likely(weights: Floats, asked: Sequence[Asked]) -> Floats:
    values = np.array([each.signals for each in asked])
    return np.asarray(1 / (1 + np.exp(-(values @ weights[:-1] + weights[-1]))))


def auc(weights: Floats, asked: Sequence[Asked]) -> float:
    """How often an answerable question is likelier than another; ties count half."""
    found, labels = likely(weights, asked), np.array([each.gold.answerable for each in asked])
    over = found[labels][:, None] - found[~labels][None, :]
    return float(np.mean((over > 0) + 0.5 * (over == 0)))


def both_rates(weights: Floats, asked: Sequence[Asked], threshold: float) -> str:
    refused, labels = likely(weights, asked) < threshold, np.array([each.gold.answerable for each in asked])
    return f"{refused[labels].mean():.2f} / {refused[~labels].mean():.2f}"


if __name__ == "__main__":
    main()
