"""Bringing 10,000 articles in step: the first time, again with nothing changed, with one changed; time and memory.

python benchmarks/indexing.py [ARTICLES]

The articles are sentences of the seeds recombined. The embedding model is loaded, and its memory counts, but vectors
are drawn at random: with it, ten thousand articles take an hour on two cores (throughput.py measures that part).
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sourcier.corpus import read_folder
from sourcier.index.builder import IndexReport, build_index
from sourcier.index.embedding import SentenceTransformerEmbedder, Vectors, unit
from sourcier.index.reader import Index
from sourcier.language.sentences import sentence_spans
from sourcier.resources import shipped
from sourcier.settings import load_settings

ARTICLES = 10_000
# About 350 words, as MODELS of the press have it: twelve sentences in four paragraphs.
PARAGRAPHS, SENTENCES = 4, 3
DIMENSION = 384


class RandomEmbedder(SentenceTransformerEmbedder):
    """The real model, loaded, that is not asked."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Vectors]:
        generator = np.random.default_rng(len(texts))
        return [unit(generator.standard_normal((len(of), DIMENSION))) for of in spans]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name) / "articles", Path(name) / "store"
        write_articles(folder, count)
        embedder = RandomEmbedder(load_settings().embedding_model)
        embedder.prepare()
        first = build_index(folder, store, embedder)
        _say("first", first, count)
        time.sleep(3)  # files written a moment ago are read once more
        _say("again", build_index(folder, store, embedder), count)
        _say("nothing changed", build_index(folder, store, embedder), count)
        next(folder.iterdir()).write_text("Titre neuf\n\nUne seule phrase, mais assez longue pour un article.", "utf-8")
        _say("one changed", build_index(folder, store, embedder), count)
        started = time.perf_counter()
        index = Index(store, embedder)
        print(
            f"opened in {time.perf_counter() - started:.1f} s: {len(index.passages)} passages, {len(index.sentences)} sentences"
        )
        index.close()
        print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
        print(f"of its largest reader: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6:.2f} GB")
        command = [Path(sys.executable).with_name("sourcier"), "index", folder, "--store", store]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        print(f"`sourcier index`, nothing changed: {time.perf_counter() - started:.2f} s, start of Python included")


def write_articles(folder: Path, count: int) -> None:
    """`count` articles of about 350 words, one file each, no two alike."""
    chance = random.Random(1)
    bodies = [article.text for article in read_folder(shipped("seeds")).articles]
    sentences = [body[start:end] for body in bodies for start, end in sentence_spans(body) if end - start > 60]
    folder.mkdir(parents=True)
    for number in range(count):
        paragraphs = [" ".join(chance.choices(sentences, k=SENTENCES)) for _ in range(PARAGRAPHS)]
        text = "\n\n".join([f"Titre de l'article numéro {number}", *paragraphs])
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def _say(name: str, report: IndexReport, count: int) -> None:
    print(
        f"{name}: {report.seconds:.2f} s, {count / report.seconds:.0f} articles/s "
        f"({report.indexed} indexed, {report.unchanged} unchanged, {report.removed} removed, {report.grouped} grouped)",
        flush=True,
    )


if __name__ == "__main__":
    main()
