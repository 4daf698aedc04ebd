"""Whether the evidence holds the answer: gold questions, on their own articles and in a haystack.

python benchmarks/evidence.py [PATH/piaf-v1.0.json]

For each answerable gold question (seeds, fiction, and the two folders of evals/calibration): do all facts stand in the
first four sentences, in the first 1,000 and 2,200 characters; for questions in English, is the article in the first
three. With PIAF, the articles lie among its 761 paragraphs, in one index.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from piaf import read_piaf, write_paragraphs

from sourcier import Assistant
from sourcier.evaluation import load_gold
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.matching import dated, states
from sourcier.resources import shipped
from sourcier.schema import Evidence

EVALS = Path(__file__).parents[1] / "evals"
SETS = {
    "seeds": (EVALS / "seeds.yaml", shipped("seeds")),
    "fiction": (EVALS / "fiction" / "gold.yaml", EVALS / "fiction" / "articles"),
    "calibration a": (EVALS / "calibration" / "a.yaml", EVALS / "calibration" / "a"),
    "calibration b": (EVALS / "calibration" / "b.yaml", EVALS / "calibration" / "b"),
    "calibration a in English": (EVALS / "calibration" / "a-english.yaml", EVALS / "calibration" / "a"),
    "calibration b in English": (EVALS / "calibration" / "b-english.yaml", EVALS / "calibration" / "b"),
}
SENTENCES, CHARACTERS, TOP_ARTICLES = 4, (1000, 2200), 3


def main(haystack: Path | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        for title, (gold, articles) in SETS.items():
            folder = Path(name) / title / "articles"
            shutil.copytree(articles, folder)
            if haystack:
                write_paragraphs(read_piaf(haystack)[0], folder / "haystack")
            assistant = Assistant.open(folder, store=Path(name) / title / "index", llm="extractive")
            assistant._characters = max(CHARACTERS)
            report(title, assistant, [question for question in load_gold(gold) if question.answerable])


def report(title: str, assistant: Assistant, questions: Sequence[GoldQuestion]) -> None:
    """One line a split: shares of questions."""
    held: dict[str, list[list[bool]]] = defaultdict(list)
    english: list[bool] = []
    for question in questions:
        evidence = assistant.evidence(question.question, question.history, question.as_of)
        held[question.split].append(holds(question, evidence))
        if question.language == "en":
            wanted = {Path(proof.article).name for proof in question.evidence}
            hits = assistant.search(question.question, TOP_ARTICLES, question.as_of)
            found = [Path(assistant.articles[hit.passage.article_id].path).name for hit in hits]
            english.append(not wanted.isdisjoint(found))
    for split, rows in held.items():
        shares = " · ".join(f"{share:.3f}" for share in np.mean(rows, axis=0))
        print(
            f"{title}, {split} (n = {len(rows)}): {SENTENCES} sentences, 1,000, 2,200 characters: {shares}", flush=True
        )
    if english:
        print(f"{title}: English, article in the first {TOP_ARTICLES}: {np.mean(english):.3f} (n = {len(english)})")


def holds(question: GoldQuestion, evidence: Sequence[Evidence]) -> list[bool]:
    """Whether the first sentences, and the first characters, hold all facts."""
    lengths = np.cumsum([len(item.text) for item in evidence])
    counts = [SENTENCES, *(int(np.sum(lengths <= limit)) for limit in CHARACTERS)]
    texts = [" ".join(dated(item.text, item.article) for item in evidence[:count]) for count in counts]
    return [all(states(text, fact) for fact in question.facts) for text in texts]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
