"""Whether an index is whole: what is recorded, what is stored and what is found again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sourcier.errors import StoreDamaged, StoreReadOnly
from sourcier.index import layout
from sourcier.index.lexical import LexicalIndex
from sourcier.index.manifest import Manifest
from sourcier.index.passages import sentence_id
from sourcier.index.reader import PASSAGES, SENTENCES, lexical_folder
from sourcier.index.store import VectorStore

# Vectors of each collection that are looked for again: every one of a small index, a spread of a large one.
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
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        try:
            problem, health = pool.submit(_examine, folder).result()
        except BrokenProcessPool:
            raise StoreDamaged(store=store, reason="chroma") from None
    if problem or health is None:
        raise StoreDamaged(store=store, reason=problem)
    return health


def _examine(folder: Path) -> tuple[str, Health | None]:
    """What is wrong, empty when nothing is, and the counts."""
    try:
        with Manifest(folder) as manifest:
            entries, state = manifest.entries(), manifest.state()
            embedding = manifest.get("embedding") or "?"
        expected = {
            PASSAGES: [passage.id for entry in entries for passage in entry.passages],
            SENTENCES: [sentence_id(sentence) for entry in entries for sentence in entry.sentences],
        }
        for name, ids in expected.items():
            if problem := _compare(VectorStore(folder / "chroma", name), name, ids):
                return problem, None
            lexical = LexicalIndex.load(lexical_folder(folder, state) / name)
            if ids and (lexical is None or len(lexical.scores("")) != len(ids)):
                return f"lexical/{name}", None
    except (StoreDamaged, StoreReadOnly) as error:
        return str(error.values["reason"]), None
    counts = (len(entries), len(expected[PASSAGES]), len(expected[SENTENCES]))
    return "", Health(*counts, embedding=embedding)


def _compare(collection: VectorStore, name: str, ids: Sequence[str]) -> str:
    stored = collection.ids()
    if stored != set(ids):
        return f"{name}: {len(stored - set(ids))} + / {len(set(ids) - stored)} -"
    sample = list(ids)[:: max(1, len(ids) // SAMPLE)]
    vectors = collection.vectors(sample)
    lost = [id_ for id_ in sample if id_ not in {found for found, _ in collection.nearest(vectors[id_], NEAREST)}]
    return f"{name}: {len(lost)}/{len(sample)} ?" if lost else ""
