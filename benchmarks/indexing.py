"""Bringing 10,000 articles in step: the first time, again with nothing changed, with one changed; time and memory.

python benchmarks/indexing.py [ARTICLES]

The articles are words of the seeds drawn into sentences. The embedding model is loaded, and its memory counts, but
vectors are drawn at random: embedding is what throughput.py measures.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from generated import write_articles

from sourcier.index.builder import IndexReport, build_index
from sourcier.index.embedding import Reading, SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.index.vectors import unit
from sourcier.settings import load_settings

ARTICLES = 10_000
# About 350 words.
SENTENCES = range(12, 24)
DIMENSION = 384
WORDS_A_PASSAGE = 94


class RandomEmbedder(SentenceTransformerEmbedder):
    """The real model, loaded, that is not asked."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Reading]:
        generator = np.random.default_rng(len(texts))
        words = [generator.standard_normal((WORDS_A_PASSAGE, DIMENSION)) for _ in texts]
        return [
            Reading(unit(generator.standard_normal((len(of), DIMENSION))), unit(own))
            for of, own in zip(spans, words, strict=True)
        ]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name) / "articles", Path(name) / "store"
        words = write_articles(folder, count, SENTENCES)
        print(f"{count} articles of {words:.0f} words on average")
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
        seconds = time.perf_counter() - started
        print(f"opened in {seconds:.1f} s: {len(index.passages)} passages, {len(index.sentences)} sentences")
        index.close()
        print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
        print(f"of its largest reader: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6:.2f} GB")
        command: list[str | Path] = [Path(sys.executable).with_name("sourcier"), "index", folder, "--store", store]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        print(f"`sourcier index`, nothing changed: {time.perf_counter() - started:.2f} s, start of Python included")


def _say(name: str, report: IndexReport, count: int) -> None:
    print(
        f"{name}: {report.seconds:.2f} s, {count / report.seconds:.0f} articles/s "
        f"({report.indexed} indexed, {report.unchanged} unchanged, {report.removed} removed, {report.grouped} grouped)",
        flush=True,
    )


if __name__ == "__main__":
    main()
