"""Bring an index in step with a folder: embed what is new, forget what is gone, touch nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcier.corpus import FolderReading, Skipped, read_folder
from sourcier.errors import NoArticles, StoreReadOnly
from sourcier.index import layout
from sourcier.index.embedding import Embedder
from sourcier.index.manifest import Entry, FileEntry, Manifest
from sourcier.index.passages import article_passages, article_sentences, embedding_text, sentence_id
from sourcier.index.reader import PASSAGES, SENTENCES, build_lexical, check_fingerprint, fingerprint
from sourcier.index.store import Record, VectorStore
from sourcier.schema import Article

# Articles embedded between two writes: what a crash loses, and what the progress bar moves by.
ARTICLES_A_BATCH = 8

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class IndexReport:
    """What an indexing did, in articles."""

    indexed: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]


def build_index(
    articles: Path, store: Path, embedder: Embedder, *, rebuild: bool = False, progress: Progress = lambda done, total: None
) -> IndexReport:
    """Index the folder `articles` into `store`; `progress` is told articles embedded and to embed.

    Raises FolderMissing, NoArticles (the index is left as it was), StoreBusy, StoreReadOnly, StoreMismatch.
    """
    with layout.writing(store):
        try:
            new = rebuild or not layout.exists(store)
            folder = layout.fresh(store) if new else layout.current(store)
            layout.discard(store, keep=folder) if not layout.exists(store) else None
            try:
                return _synchronise(articles, store, folder, embedder, progress)
            except BaseException:
                if new:
                    shutil.rmtree(folder, ignore_errors=True)
                raise
        except (sqlite3.OperationalError, PermissionError) as error:
            raise StoreReadOnly(store=store, reason=error) from error
