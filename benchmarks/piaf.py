"""Retrieval on PIAF (French questions on Wikipedia paragraphs): each ranking, several fused, what Sourcier returns.

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
from sourcier.index.embedding import Query, SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.retrieval import fusion
from sourcier.retrieval.hybrid import DEPTH, FIRST_WEIGHTS, Ranking, retrieve
from sourcier.settings import load_settings

K = 10
Scores = Mapping[int, float]


def main(source: Path) -> None:
    paragraphs, questions = read_piaf(source)
    embedder = SentenceTransformerEmbedder(load_settings().embedding_model)
    with tempfile.TemporaryDirectory() as name:
        articles, store = Path(name) / "articles", Path(name) / "index"
        write_paragraphs(paragraphs, articles)
        started = time.perf_counter()
        build_index(articles, store, embedder)
        taken = time.perf_counter() - started
        index = Index(store, embedder)
        print(f"{len(index.passages)} passages, {len(index.sentences)} sentences indexed in {taken:.0f} s", flush=True)
        compare(index, questions)


def read_piaf(source: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The paragraphs by file name, and each question with the file that answers it."""
    data = json.loads(source.read_text(encoding="utf-8"))["data"]
    contexts = [paragraph for article in data for paragraph in article["paragraphs"]]
    files = {f"{number:04}.txt": paragraph["context"] for number, paragraph in enumerate(contexts)}
    questions = [(qa["question"], file) for file, p in zip(files, contexts, strict=True) for qa in p["qas"]]
    return files, questions


def write_paragraphs(paragraphs: Mapping[str, str], folder: Path) -> None:
    """One file a paragraph."""
    folder.mkdir()
    for file, paragraph in paragraphs.items():
        (folder / file).write_text(paragraph, encoding="utf-8")


def compare(index: Index, questions: list[tuple[str, str]]) -> None:
    """Print a table of the rankings."""
    ways: dict[str, Callable[[Query], list[str]]] = {
        "lexical": lambda query: _files(index, _lexical(index, query)),
        "dense": lambda query: _files(index, _dense(index, query)),
        "both, RRF": lambda query: _files(
            index, fusion.reciprocal_rank([_dense(index, query), _lexical(index, query)])
        ),
        "both, convex": lambda query: _files(
            index, fusion.convex([_dense(index, query), _lexical(index, query)], FIRST_WEIGHTS)
        ),
        "with late interaction, RRF": lambda query: _found(index, query, Ranking("rrf")),
        "Sourcier": lambda query: _found(index, query, Ranking()),
    }
    results: dict[str, list[tuple[float, ...]]] = {name: [] for name in ways}
    for question, wanted in questions:
        query = index.embed(question)
        for name, way in ways.items():
            results[name].append(measures(way(query), wanted))
    print_table(results)


def measures(files: list[str], wanted: str) -> tuple[float, ...]:
    """R@1, R@5, R@10, MRR@10 and nDCG@10 of a ranking of files."""
    recalls = [recall_at_k(files, {wanted}, k) for k in (1, 5, K)]
    return (*recalls, reciprocal_rank(files[:K], {wanted}), ndcg_at_k(files, {wanted}, K))


def print_table(results: Mapping[str, list[tuple[float, ...]]]) -> None:
    """The mean of each measure, a line a ranking."""
    print("| ranking | R@1 | R@5 | R@10 | MRR@10 | nDCG@10 |")
    print("|---|---|---|---|---|---|")
    for name, rows in results.items():
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)) + " |")


def _dense(index: Index, query: Query) -> Scores:
    return index.dense_passages(query.vector, DEPTH)


def _lexical(index: Index, query: Query) -> Scores:
    return index.lexical_passages(query.text, DEPTH)


def _found(index: Index, query: Query, ranking: Ranking) -> list[str]:
    hits = retrieve(index, query, DEPTH, ranking=ranking)
    return list(dict.fromkeys(index.articles[hit.passage.article_id].path for hit in hits))


def _files(index: Index, scores: Scores) -> list[str]:
    """Files by their best passage, best first."""
    ranked = sorted(scores, key=lambda row: -scores[row])
    return list(dict.fromkeys(index.articles[index.passages[row].article_id].path for row in ranked))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("PIAF is not part of the repository: give the path of piaf-v1.0.json.")
    main(Path(sys.argv[1]))
