"""The manifest: which articles are indexed and how each was cut. One SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sourcier.errors import StoreDamaged
from sourcier.index.faults import store_error
from sourcier.schema import Article, Passage, Sentence

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, sentences TEXT NOT NULL, passages TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Entry:
    """An article with its sentences and passages."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


class Manifest:
    """Every write is a transaction: after a crash the manifest is as before it or as after it."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the manifest of an index folder; raises StoreDamaged when it is absent and not to be created."""
        self._store = folder.parent
        file = folder / "articles.sqlite"
        if not create and not file.is_file():
            raise StoreDamaged(store=self._store, reason=f"{file.name} ?")
        with self._translated():
            # Readers serve several threads; SQLite's own lock orders them.
            self._db = sqlite3.connect(file, check_same_thread=False)
        if create:
            with self._translated():
                self._db.executescript(SCHEMA)

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *exception: object) -> None:
        self._db.close()

    def get(self, key: str) -> str | None:
        """A recorded value, None when never set."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0][0] if rows else None

    def set(self, values: Mapping[str, str]) -> None:
        """Record values."""
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    def articles(self) -> dict[str, Article]:
        """Every article, by id."""
        rows = self._rows("SELECT article FROM articles ORDER BY id")
        return {article.id: article for article in (Article.model_validate_json(text) for (text,) in rows)}

    def entries(self) -> list[Entry]:
        """Every article with its sentences and passages, in the order of ids."""
        rows = self._rows("SELECT article, sentences, passages FROM articles ORDER BY id")
        return [_entry(*row) for row in rows]

    def state(self) -> str:
        """A hash of all entries: it changes when any article or its cut does."""
        digest = sha256()
        for row in self._rows("SELECT article, sentences, passages FROM articles ORDER BY id"):
            digest.update("\0".join(row).encode())
        return digest.hexdigest()[:16]

    def put(self, entries: Iterable[Entry]) -> None:
        """Write articles over those of the same id."""
        self._write("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", [_row(entry) for entry in entries])

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the articles of these ids."""
        self._write("DELETE FROM articles WHERE id = ?", [(id_,) for id_ in ids])

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        with self._translated():
            return self._db.execute(query, values).fetchall()

    def _write(self, statement: str, rows: Iterable[tuple[str, ...]]) -> None:
        with self._translated(), self._db:
            self._db.executemany(statement, rows)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise store_error(self._store, error) from error


def _row(entry: Entry) -> tuple[str, str, str, str]:
    sentences = json.dumps([(sentence.start, sentence.end) for sentence in entry.sentences])
    passages = json.dumps([(passage.id, passage.start, passage.end) for passage in entry.passages])
    return entry.article.id, entry.article.model_dump_json(), sentences, passages


def _entry(article_json: str, sentences: str, passages: str) -> Entry:
    article = Article.model_validate_json(article_json)
    return Entry(
        article=article,
        sentences=tuple(
            Sentence(article_id=article.id, index=index, start=start, end=end)
            for index, (start, end) in enumerate(json.loads(sentences))
        ),
        passages=tuple(
            Passage(id=id_, article_id=article.id, start=start, end=end) for id_, start, end in json.loads(passages)
        ),
    )
