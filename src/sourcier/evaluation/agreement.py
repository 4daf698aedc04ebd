"""How far a test of entailment agrees with people, on pairs that people labelled (RTE3-FR)."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from sourcier.errors import FileUnreadable, LLMGarbled, LLMInterrupted, LLMTimeout
from sourcier.evaluation.significance import SEED, wilson
from sourcier.evaluation.support import Entails, entailed_by_rule
from sourcier.schema import Article, Evidence, Noun, Sentence

# Pairs that a judge is tried on: its accuracy is known to about seven points, for a few minutes of a local model.
PAIRS = 200
ENTAILED, LABELS = "0", frozenset({"0", "1", "2"})
COLUMNS = ("premise", "hypothesis", "label")
RULE = "rule"


class Agreement(Noun):
    """How a test of entailment agrees with the labels of people, on pairs drawn once and for all."""

    name: str = Field(description="The judge's model, or `rule`.")
    pairs: int = Field(description="Those that it gave a verdict on.")
    failed: int = Field(description="Those that it gave none on.")
    accuracy: float
    low: float = Field(description="Lower end of the 95 % Wilson interval of the accuracy.")
    high: float
    kappa: float = Field(description="Cohen's (1960): 0 for a judge that guesses, 1 for one always right.")


@dataclass(frozen=True)
class Pair:
    """A text, and whether a person says that it entails another."""

    premise: str
    hypothesis: str
    entailed: bool


def agreement(
    name: str, entails: Entails, pairs: Sequence[Pair], progress: Callable[[int, int], None] = lambda done, total: None
) -> Agreement:
    """How `entails` agrees with the labels of `pairs`; `progress(done, total)` is told after each.

    A pair on which it gives no clear verdict is counted apart; raises LLMError when nobody replies at all.
    """
    verdicts = []
    for pair in pairs:
        verdicts.append(_verdict(entails, pair))
        progress(len(verdicts), len(pairs))
    told = [(said, pair.entailed) for said, pair in zip(verdicts, pairs, strict=True) if said is not None]
    agreed = sum(said == known for said, known in told)
    low, high = wilson(agreed, len(told))
    return Agreement(
        name=name,
        pairs=len(told),
        failed=len(pairs) - len(told),
        accuracy=agreed / len(told) if told else 0.0,
        low=low,
        high=high,
        kappa=kappa(told),
    )


def rule_agreement(pairs: Sequence[Pair]) -> Agreement:
    """How the rule agrees with the labels of `pairs`."""
    return agreement(RULE, entailed_by_rule, pairs)


def kappa(told: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa (1960) of two raters' yes or no: agreement beyond chance; 0 where chance alone would agree."""
    if not told:
        return 0.0
    total = len(told)
    agreed = sum(one == other for one, other in told) / total
    yes, other_yes = sum(one for one, _ in told) / total, sum(other for _, other in told) / total
    by_chance = yes * other_yes + (1 - yes) * (1 - other_yes)
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0


def read_pairs(path: Path, count: int = PAIRS) -> tuple[Pair, ...]:
    """`count` pairs of a file like those of RTE3-FR, the same ones every time, in the order of the file.

    It is tab-separated with the columns premise, hypothesis and label (0 entailed, 1 neither, 2 contradicted).
    Raises FileUnreadable.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            pairs = list(_pairs(path, csv.DictReader(file, delimiter="\t")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileUnreadable(path=path, reason=error) from None
    if not pairs:
        raise FileUnreadable(path=path, reason="0")
    chosen = random.Random(SEED).sample(range(len(pairs)), min(count, len(pairs)))  # noqa: S311 (nothing is secret)
    return tuple(pairs[rank] for rank in sorted(chosen))


def _pairs(path: Path, rows: csv.DictReader[str]) -> Iterator[Pair]:
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise FileUnreadable(path=path, reason=", ".join(COLUMNS))
    for row in rows:
        if row["label"] not in LABELS:
            raise FileUnreadable(path=path, reason=f"{rows.line_num}: label {row['label']}")
        yield Pair(row["premise"], row["hypothesis"], row["label"] == ENTAILED)


def _verdict(entails: Entails, pair: Pair) -> bool | None:
    try:
        return entails(pair.hypothesis, [_premise(pair.premise)])
    except (LLMGarbled, LLMInterrupted, LLMTimeout):
        return None


def _premise(text: str) -> Evidence:
    article = Article(id="premise", path="premise", title="premise", text=text)
    sentence = Sentence(article_id=article.id, index=0, start=0, end=len(text))
    return Evidence(marker=1, sentence=sentence, article=article, text=text)
