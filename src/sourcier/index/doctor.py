"""Whether an index is whole: what is recorded, what is stored and what is found again."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from sourcier import errors
from sourcier.errors import StoreDamaged, StoreError, StoreMismatch
from sourcier.index.catalogue import open_catalogue
from sourcier.index.manifest import Manifest
from sourcier.index.passages import Cut, passage_id
from sourcier.index.place import open_place
from sourcier.index.seal import broken
from sourcier.index.store import VectorStore
from sourcier.index.terms import open_terms
from sourcier.index.vectors import Vectors
from sourcier.schema import Article
from sourcier.stores import Store, parse_store

# Read, or looked for, at once.
BATCH = 500
# Vectors that are looked for again: every one of most indexes, a spread of a large one.
SAMPLE = 2000
# Among so many nearest a stored vector must find itself, if not at once then in a wide search.
NEAREST, WIDE = 10, 500
# The graph of an index that is whole leaves a vector in thousands out of reach (1 in 2,500 measured).
LOST_SHARE = 0.005
# A passage that is repeated word for word has the vector of the others, and one may be found for another.
SAME = 0.9999
# Vectors are written with length 1, and come back with it but for rounding.
LENGTH_ERROR = 1e-3


@dataclass(frozen=True)
class Health:
    """What the examination of an index counted."""

    files: int
    articles: int
    passages: int
    sentences: int
    embedding: str
    settled: bool
    """Whether the last indexing came to its end; the next one completes it."""
    writer: str | None = None
    """The process that is writing the index."""


def examine(store: Store, embedding: str | None = None) -> Health:
    """Check the index in `store`; `embedding`, when given, is the fingerprint of the model it is to be asked with.

    Raises StoreMissing, StoreMismatch, or StoreDamaged naming what is wrong. It runs in a process of its own: damaged
    index files can crash the library that reads them.
    """
    with closing(open_place(store)) as place:
        place.verified()
        writer = place.writer()
    command = [sys.executable, "-m", "sourcier.index.doctor", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        raise StoreDamaged(store=store, reason="chroma")
    name, said = json.loads(done.stdout.splitlines()[-1])
    if name != Health.__name__:
        raise getattr(errors, name)(**said | {"store": store})
    health = Health(**said | {"writer": writer})
    if embedding is not None:
        check_embedding(store, health, embedding)
    return health


def check_embedding(store: Store, health: Health, embedding: str) -> None:
    """Raise StoreMismatch when the index was made with another embedding model than `embedding`."""
    if embedding != health.embedding:
        raise StoreMismatch(store=store, found=f"embedding {health.embedding}", wanted=f"embedding {embedding}")


def _examine(store: Store) -> Health:
    """The counts; raises StoreDamaged, and what else stands in the way."""
    with closing(open_place(store)) as place:
        folder = place.current()
        with Manifest(folder) as manifest:
            articles, cuts = manifest.articles(), manifest.cuts()
            health = Health(
                files=len(manifest.stamps()),
                articles=len(articles),
                passages=sum(len(cut.passages) for cut in cuts),
                sentences=sum(len(cut.sentences) for cut in cuts),
                embedding=manifest.get("embedding") or "?",
                settled=manifest.settled(),
            )
            problem = (
                ", ".join(broken(folder) or _databases(folder))
                or _sentences(manifest, articles, cuts)
                or _derived(folder, manifest, health)
            )
            if not problem:
                with closing(place.vectors(folder)) as vectors:
                    problem = _passages(vectors, _passage_ids(articles, cuts), settled=health.settled)
        if problem:
            raise StoreDamaged(store=store, reason=problem)
        return health


def _databases(folder: Path) -> list[str]:
    """The databases in which SQLite finds a fault."""
    return [
        file.name for file in sorted((*folder.glob("*.sqlite"), *folder.glob("*/*.sqlite3"))) if not _is_sound(file)
    ]


def _is_sound(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _sentences(manifest: Manifest, articles: Sequence[Article], cuts: Sequence[Cut]) -> str:
    """The first article whose sentences have not each a vector."""
    for first in range(0, len(articles), BATCH):
        ids = [article.id for article in articles[first : first + BATCH]]
        vectors = manifest.sentence_vectors(ids)
        for article, cut in zip(articles[first : first + BATCH], cuts[first : first + BATCH], strict=True):
            found = vectors.get(article.id, np.zeros(0))
            if not len(found) or len(found) % len(cut.sentences):
                return f"sentences: {article.path}"
    return ""


def _derived(folder: Path, manifest: Manifest, health: Health) -> str:
    """Which of the files that are computed of all texts together is not that of these texts."""
    terms, catalogue = open_terms(folder, manifest), open_catalogue(folder, manifest)
    if len(terms.passages) != health.passages:
        return "BM25"
    rows = len(catalogue.ids), len(catalogue.passages), len(catalogue.sentences)
    return "" if rows == (health.articles, health.passages, health.sentences) else "catalogue"


def _passage_ids(articles: Sequence[Article], cuts: Sequence[Cut]) -> list[str]:
    return [
        passage_id(article.id, number)
        for article, cut in zip(articles, cuts, strict=True)
        for number in range(len(cut.passages))
    ]


def _passages(vectors: VectorStore, ids: Sequence[str], *, settled: bool) -> str:
    """What is wrong with the vectors of these passages, each of which is read."""
    stored, wanted = vectors.ids(), set(ids)
    # An indexing that was stopped, or is under way, has written what the manifest does not know of yet.
    if wanted - stored or (settled and stored - wanted):
        return f"passages: {len(stored - wanted)} + / {len(wanted - stored)} -"
    sample = set(ids[:: max(1, len(ids) // SAMPLE)])
    altered, lost = 0, 0
    for first in range(0, len(ids), BATCH):
        found = vectors.vectors(ids[first : first + BATCH])
        altered += sum(not abs(np.linalg.norm(vector) - 1) < LENGTH_ERROR for vector in found.values())
        lost += _lost(vectors, {id_: vector for id_, vector in found.items() if id_ in sample})
    if altered or lost > LOST_SHARE * len(sample):
        return f"passages: {altered} ≠ / {lost} ?"
    return ""


def _lost(vectors: VectorStore, sample: Mapping[str, Vectors]) -> int:
    """How many of these do not find themselves."""
    left = list(sample)
    for depth in (NEAREST, WIDE):
        found = vectors.nearest_to_each(np.array([sample[id_] for id_ in left]), depth)
        left = [
            id_
            for id_, near in zip(left, found, strict=True)
            if id_ not in dict(near) and max(dict(near).values(), default=0.0) <= SAME
        ]
    return len(left)


def _report(store: Store) -> tuple[str, dict[str, object]]:
    """The name of what is to be said, and what it says."""
    try:
        health = _examine(store)
    except StoreError as error:
        return type(error).__name__, {key: str(value) for key, value in error.values.items()}
    return Health.__name__, asdict(health)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_report(parse_store(sys.argv[1]))) + "\n")
