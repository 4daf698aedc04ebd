"""Whether an index is whole: what is recorded, what is stored and what is found again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sourcier.errors import StoreDamaged, StoreReadOnly
from sourcier.index import layout
from sourcier.index.manifest import Manifest
from sourcier.index.passages import passage_id
from sourcier.index.store import VectorStore
from sourcier.index.terms import open_terms

# Vectors that are looked for again: every one of a small index, a spread of a large one.
SAMPLE = 200
# Among so many nearest a stored vector must find itself: repeated sentences share a place.
NEAREST = 10


@dataclass(frozen=True)
class Health:
    """What the examination of an index counted."""

    articles: int
    passages: int
    sentences: int
    embedding: str


def examine(store: Path) -> Health:
    """Check the index in `store`; raises StoreMissing, or StoreDamaged naming what is wrong.

    It runs in a process of its own: damaged index files can crash the library that reads them.
    """
    folder = layout.current(store)
    command = [sys.executable, "-m", "sourcier.index.doctor", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        raise StoreDamaged(store=store, reason="chroma")
    problem, counts = json.loads(done.stdout.splitlines()[-1])
    if problem:
        raise StoreDamaged(store=store, reason=problem)
    return Health(**counts)


def _examine(folder: Path) -> tuple[str, Health | None]:
    """What is wrong, empty when nothing is, and the counts."""
    try:
        with Manifest(folder) as manifest:
            articles, cuts = manifest.articles(), manifest.cuts()
            vectors = manifest.sentence_vectors([article.id for article in articles])
            terms = open_terms(folder, manifest)
            embedding = manifest.get("embedding") or "?"
        passages = [
            passage_id(article.id, number)
            for article, cut in zip(articles, cuts, strict=True)
            for number in range(len(cut.passages))
        ]
        sentences = sum(len(cut.sentences) for cut in cuts)
        problem = _compare(VectorStore(folder / "chroma"), passages)
    except (StoreDamaged, StoreReadOnly) as error:
        return str(error.values["reason"]), None
    for article, cut in zip(articles, cuts, strict=True):
        if article.id not in vectors or not len(vectors[article.id]) or len(vectors[article.id]) % len(cut.sentences):
            problem = problem or f"sentences: {article.path}"
    for lexical, count in ((terms.passages, len(passages)), (terms.sentences, sentences)):
        if len(lexical.scores("")) != count:
            problem = problem or "BM25"
    health = Health(len(articles), len(passages), sentences, embedding)
    return problem, health


def _compare(vectors: VectorStore, ids: Sequence[str]) -> str:
    stored = vectors.ids()
    if stored != set(ids):
        return f"passages: {len(stored - set(ids))} + / {len(set(ids) - stored)} -"
    sample = list(ids)[:: max(1, len(ids) // SAMPLE)]
    found = vectors.vectors(sample)
    lost = [id_ for id_ in sample if id_ not in {near for near, _ in vectors.nearest(found[id_], NEAREST)}]
    return f"passages: {len(lost)}/{len(sample)} ?" if lost else ""


if __name__ == "__main__":
    found, health = _examine(Path(sys.argv[1]))
    sys.stdout.write(json.dumps([found, asdict(health) if health else None]) + "\n")
