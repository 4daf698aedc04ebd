"""Embedding beside plain sentence-transformers (fp32, 32 texts at a time), the same weights, in one run.

python benchmarks/embedding.py [--sample N] [--piaf PATH/piaf-v1.0.json]

The passages are those that Sourcier cuts, of the seeds or of PIAF's paragraphs. Plain `encode` gives the vectors of the
passages; Sourcier gives those of their sentences and words too. Each computes in a process of its own, in turn: the
best of the rounds counts, of a question the median. Of a small sample plain `encode` makes one batch, which pads more
than those of a large one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

import numpy as np

from sourcier import artifacts
from sourcier.evaluation import load_gold
from sourcier.index.acceleration import this_machine
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.passages import cut
from sourcier.index.vectors import Vectors
from sourcier.resources import shipped

MODEL = "e5-small"
SAMPLE, ROUNDS, LIBRARY_BATCH = 128, 3, 32
Who = Literal["plain", "torch", "openvino"]


def main() -> None:
    arguments = parsed()
    passages = sample(texts_of_piaf(arguments.piaf) if arguments.piaf else texts_of_seeds(), arguments.sample)
    questions = [gold.question for gold in load_gold(Path(__file__).parents[1] / "evals")]
    contenders: list[Who] = ["plain", "torch"]
    if this_machine().openvino:
        contenders.append("openvino")
    print(f"{this_machine()}\n{len(passages)} passages of {np.mean([len(text) for text in passages]):.0f} characters")
    processes = {who: ProcessPoolExecutor(1, get_context("spawn")) for who in contenders}
    vectors = {who: process.submit(embed, who, passages).result()[1] for who, process in processes.items()}
    rounds = [
        {who: process.submit(embed, who, passages).result()[0] for who, process in processes.items()}
        for _ in range(ROUNDS)
    ]
    for who, process in processes.items():
        seconds, plain = min(taken[who] for taken in rounds), min(taken["plain"] for taken in rounds)
        cosine = np.sum(vectors[who] * vectors["plain"], axis=1).min()
        asked = process.submit(ask, who, questions).result() * 1000
        speed = f"{len(passages) / seconds:6.1f} passages/s  × {plain / seconds:.2f}"
        print(f"{process.submit(name, who).result():24} {speed}  cosine ≥ {cosine:.5f}  a question {asked:5.1f} ms")
        process.shutdown()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--piaf", type=Path)
    return parser.parse_args()


def texts_of_seeds() -> list[str]:
    return [path.read_text("utf-8", errors="replace") for path in sorted(shipped("seeds").glob("*.txt"))]


def texts_of_piaf(source: Path) -> list[str]:
    articles = json.loads(source.read_text("utf-8"))["data"]
    return [paragraph["context"] for article in articles for paragraph in article["paragraphs"]]


def sample(texts: Sequence[str], count: int) -> list[str]:
    """Passages of `texts`, at most `count`."""
    cuts = [(text, cut(text)) for text in texts]
    passages = [text[slice(*of.passage_span(row))] for text, of in cuts for row in range(len(of.passages))]
    return random.Random(1).sample(passages, min(count, len(passages)))


def embed(who: Who, passages: Sequence[str]) -> tuple[float, Vectors]:
    """Seconds, and the vectors of the passages."""
    vectors_of, _, _ = contender(who)
    started = time.perf_counter()
    vectors = vectors_of(passages)
    return time.perf_counter() - started, vectors


def ask(who: Who, questions: Sequence[str]) -> float:
    """The median of the seconds of a question, each asked once."""
    _, vector_of, _ = contender(who)
    times = []
    for question in questions:
        started = time.perf_counter()
        vector_of(question)
        times.append(time.perf_counter() - started)
    return float(np.median(times))


def name(who: Who) -> str:
    """With the way it computes."""
    return contender(who)[2]


@cache
def contender(who: Who) -> tuple[Callable[[Sequence[str]], Vectors], Callable[[str], Vectors], str]:
    """How passages and how a question are embedded, and the name of it; loaded once in its process."""
    if who == "plain":
        # A process of Sourcier's does not import it so early.
        from sentence_transformers import SentenceTransformer

        plain = SentenceTransformer(str(artifacts.locate(MODEL)), device="cpu")
        return (
            lambda texts: plain.encode_document(
                list(texts), batch_size=LIBRARY_BATCH, normalize_embeddings=True, show_progress_bar=False
            ),
            lambda question: plain.encode_query(question, normalize_embeddings=True),
            "plain encode",
        )
    ours = SentenceTransformerEmbedder(MODEL, who)
    return (
        lambda texts: np.array([read.spans[0] for read in ours.embed_spans(texts, [spans(text) for text in texts])]),
        lambda question: ours.embed_query(question).vector,
        f"Sourcier, {ours.way}",
    )


def spans(text: str) -> list[tuple[int, int]]:
    """The whole text, then its sentences."""
    return [(0, len(text)), *((int(start), int(end)) for start, end in cut(text).sentences)]


if __name__ == "__main__":
    main()
