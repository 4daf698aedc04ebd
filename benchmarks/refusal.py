"""Both error rates of the closeness threshold on the gold questions kept for tuning: what CLOSE is chosen from.

python benchmarks/refusal.py
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from sourcier import Assistant
from sourcier.answering.refusal import is_answerable
from sourcier.evaluation import load_gold
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.resources import shipped
from sourcier.retrieval.query import condense
from sourcier.retrieval.search import search
from sourcier.settings import load_settings

THRESHOLDS = np.arange(0.77, 0.86, 0.005)


def main() -> None:
    questions = [gold for gold in load_gold(Path(__file__).parents[1] / "evals") if gold.split == "dev"]
    settings, today = load_settings(), date.today()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "index"
        Assistant.open(shipped("seeds"), store=store, llm="extractive")
        index = Index(store, SentenceTransformerEmbedder(settings.embedding_model))
        found = [
            search(
                index, gold.question, condense(gold.question, gold.history), settings.evidence_characters, today=today
            )
            for gold in questions
        ]
    french = np.array([findings.language == "fr" for findings in found])
    answerable = np.array([gold.answerable for gold in questions])
    closeness = np.array([findings.closeness for findings in found])
    print("closeness alone, questions in French")
    print("threshold  answerable refused  unanswerable answered")
    for threshold in THRESHOLDS:
        refused = closeness < threshold
        wrongly = np.mean(refused[french & answerable])
        missed = np.mean(~refused[french & ~answerable])
        print(f"{threshold:9.3f}  {wrongly:18.3f}  {missed:21.3f}")
    given = np.array([is_answerable(findings) for findings in found])
    print(f"every rule: answerable refused {np.mean(~given[answerable]):.3f}, ", end="")
    print(f"unanswerable answered {np.mean(given[~answerable]):.3f}")


if __name__ == "__main__":
    main()
