"""How questions slow down as an index grows: 3,000, 30,000 and 300,000 passages, one table.

python benchmarks/scale.py PATH/piaf-v1.0.json [PASSAGES …]

The articles are synthetic: sentences of PIAF drawn anew into articles of five passages, each sentence with the vectors
that the model gives it alone (nobody embeds 300,000 passages for a benchmark). Texts, terms, passages, sentences and
token codes are all there, as an indexing writes them; the questions are PIAF's and are embedded by the model. Each
index is opened by a process of its own, whose start, memory and times are told.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
from piaf import read_piaf

from sourcier.index.catalogue import save_catalogue
from sourcier.index.embedding import Reading, SentenceTransformerEmbedder
from sourcier.index.manifest import Manifest
from sourcier.index.place import open_place
from sourcier.index.reader import fingerprint
from sourcier.index.rows import FileReading
from sourcier.index.terms import save_terms
from sourcier.index.vectors import unit
from sourcier.index.writer import compute
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article, ArticleDate
from sourcier.settings import load_settings

SIZES = (3_000, 30_000, 300_000)
# Sentences that the model reads; an article has enough of them for five passages.
POOL, SENTENCES = 600, 24
ARTICLES_A_BATCH = 100
QUESTIONS, CHARACTERS = 200, 2000


class Drawn(SentenceTransformerEmbedder):
    """Gives the sentences of a pool the vectors that the model gave them, and a passage those of its sentences."""

    def learn(self, pool: Sequence[str]) -> None:
        """Read each sentence once."""
        read = super().embed_spans(pool, [[(0, len(text))] for text in pool])
        self._known = dict(zip(pool, read, strict=True))
        self._nothing = Reading(np.ones_like(read[0].spans[:1]), np.zeros_like(read[0].spans[:0]))

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Reading]:
        return [self._drawn(text, of) for text, of in zip(texts, spans, strict=True)]

    def _drawn(self, text: str, spans: Sequence[tuple[int, int]]) -> Reading:
        read = [self._known.get(text[start:end], self._nothing) for start, end in spans[1:]] or [self._nothing]
        sentences = np.concatenate([each.spans for each in read])
        whole = unit(sentences.mean(axis=0, keepdims=True))
        return Reading(np.concatenate([whole, sentences]), np.concatenate([each.words for each in read]))


def main(source: Path, sizes: Sequence[int]) -> None:
    paragraphs, questions = read_piaf(source)
    chance = random.Random(1)
    sentences = [text[start:end] for text in paragraphs.values() for start, end in sentence_spans(text)]
    # A sentence that would be cut otherwise among others has no vector.
    pool = chance.sample([each for each in sentences if sentence_spans(each) == [(0, len(each))]], POOL)
    embedder = Drawn(load_settings().embedding_model)
    embedder.learn(pool)
    asked = json.dumps([question for question, _ in chance.sample(questions, QUESTIONS)])
    print("| passages | sentences | on disk | start | p50 | p95 | memory |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            store = Path(name)
            build(store, embedder, pool, size, chance)
            disk = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
            run = [sys.executable, __file__, "--ask", str(store)]
            told = json.loads(subprocess.run(run, input=asked, capture_output=True, text=True, check=True).stdout)
            print(
                f"| {told['passages']:,} | {told['sentences']:,} | {disk / 1e9:.2f} GB | {told['start']:.1f} s "
                f"| {told['p50']:.0f} ms | {told['p95']:.0f} ms | {told['memory']:.2f} GB |",
                flush=True,
            )


def build(store: Path, embedder: Drawn, pool: Sequence[str], size: int, chance: random.Random) -> None:
    """Write an index of at least `size` passages, as an indexing does once it has read the files."""
    with closing(open_place(store)) as place, place.writing():
        folder = place.fresh()
        with closing(place.vectors(folder, create=True)) as vectors, Manifest(folder, create=True) as manifest:
            manifest.record(fingerprint(embedder))
            manifest.begin()
            written = 0
            drawn = _articles(pool, chance)
            while written < size:
                articles = list(islice(drawn, ARTICLES_A_BATCH))
                entries = compute(articles, embedder, vectors)
                readings = [FileReading(article.path, "", (article,), (0,)) for article in articles]
                manifest.put(readings, entries)
                written += sum(len(entry.cut.passages) for entry in entries)
            save_catalogue(folder, manifest)
            save_terms(folder, manifest)
            manifest.end()
        place.publish(folder)


def _articles(pool: Sequence[str], chance: random.Random) -> Iterator[Article]:
    number = 0
    while True:
        text = " ".join(chance.sample(pool, SENTENCES))
        day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield Article(
            id=sha256(text.encode()).hexdigest()[:32],
            path=f"{number:06}.txt",
            title=f"Article {number}",
            published=ArticleDate.model_validate({"value": day, "precision": "day", "basis": "stated"}),
            text=text,
        )
        number += 1


def ask(store: Path) -> None:
    """Open the index in this process and tell, as JSON, what it took to answer the questions of the standard input."""
    questions = json.load(sys.stdin)
    started = time.perf_counter()
    from sourcier import Assistant

    assistant = Assistant.open(store=store, llm="extractive")
    assistant.evidence(questions[0])
    start = time.perf_counter() - started
    times = []
    for question in questions:
        started = time.perf_counter()
        assistant.evidence(question)
        times.append((time.perf_counter() - started) * 1000)
    with assistant._index.in_use() as index:
        counts = {"passages": len(index.passages), "sentences": len(index.sentences)}
    p50, p95 = np.percentile(times, [50, 95])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({**counts, "start": start, "p50": p50, "p95": p95, "memory": memory}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        ask(Path(sys.argv[2]))
    elif len(sys.argv) > 1 and Path(sys.argv[1]).is_file():
        main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or SIZES)
    else:
        sys.exit("PIAF is not part of the repository: give the path of piaf-v1.0.json.")
