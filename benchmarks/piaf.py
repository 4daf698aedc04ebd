"""Retrieval on PIAF (French questions on Wikipedia paragraphs): each half, two fusions and ours, in one run.

python benchmarks/piaf.py PATH/piaf-v1.0.json
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from sourcier.evaluation.metrics import ndcg_at_k, recall_at_k, reciprocal_rank
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.retrieval.fusion import fuse
from sourcier.retrieval.hybrid import DEPTH
from sourcier.settings import load_settings

Scores = Mapping[int, float]


def main(source: Path) -> None:
    paragraphs, questions = _read(source)
    embedder = SentenceTransformerEmbedder(load_settings().embedding_model)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        for file, paragraph in paragraphs.items():
            (articles / file).write_text(paragraph, encoding="utf-8")
        started = time.perf_counter()
        build_index(articles, folder / "index", embedder)
        taken = time.perf_counter() - started
        index = Index(folder / "index", embedder)
        print(f"{len(index.passages)} passages, {len(index.sentences)} sentences indexed in {taken:.0f} s")
        _compare(index, questions)


def _read(source: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    data = json.loads(source.read_text(encoding="utf-8"))["data"]
    contexts = [paragraph for article in data for paragraph in article["paragraphs"]]
    files = {f"{number:04}.txt": paragraph["context"] for number, paragraph in enumerate(contexts)}
    questions = [(qa["question"], file) for file, p in zip(files, contexts, strict=True) for qa in p["qas"]]
    return files, questions


def _compare(index: Index, questions: list[tuple[str, str]]) -> None:
    ways: dict[str, Callable[[Scores, Scores], Scores]] = {
        "lexical": lambda dense, lexical: lexical,
        "dense": lambda dense, lexical: dense,
        "RRF k=60": lambda dense, lexical: _reciprocal_rank_fusion(dense, lexical),
        "Sourcier": fuse,
    }
    results: dict[str, list[tuple[float, ...]]] = {name: [] for name in ways}
    for question, wanted in questions:
        dense = index.dense_passages(index.embed(question), DEPTH)
        lexical = index.lexical_passages(question, DEPTH)
        for name, way in ways.items():
            results[name].append(_measures(_files(index, way(dense, lexical)), wanted))
    print("| ranking | R@1 | R@5 | R@10 | MRR@10 | nDCG@10 |")
    print("|---|---|---|---|---|---|")
    for name, rows in results.items():
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)) + " |")


def _files(index: Index, scores: Scores) -> list[str]:
    """Files by their best passage, best first."""
    ranked = sorted(scores, key=lambda row: -scores[row])
    return list(dict.fromkeys(index.articles[index.passages[row].article_id].path for row in ranked))


def _measures(files: list[str], wanted: str) -> tuple[float, ...]:
    recalls = [recall_at_k(files, {wanted}, k) for k in (1, 5, 10)]
    return (*recalls, reciprocal_rank(files[:10], {wanted}), ndcg_at_k(files, {wanted}, 10))


def _reciprocal_rank_fusion(dense: Scores, lexical: Scores, k: int = 60) -> Scores:
    fused: dict[int, float] = {}
    for half in (dense, lexical):
        for rank, row in enumerate(sorted(half, key=lambda row: -half[row]), start=1):
            fused[row] = fused.get(row, 0.0) + 1 / (k + rank)
    return fused


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("PIAF is not part of the repository: give the path of piaf-v1.0.json.")
    main(Path(sys.argv[1]))
