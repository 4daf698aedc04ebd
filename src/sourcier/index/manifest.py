"""The manifest: which files were read, which articles stand in them and how each was cut. One SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from sourcier.corpus import Reason, Skipped, merge_copies
from sourcier.errors import StoreDamaged, StoreOutdated
from sourcier.index.faults import store_error
from sourcier.index.layout import store_of
from sourcier.index.passages import Cut, passage_id
from sourcier.index.rows import (
    SPAN_BYTES,
    Entry,
    FileReading,
    article_of,
    article_row,
    place_row,
    spans_of,
    vectors_blob,
    vectors_of,
)
from sourcier.index.vectors import Vectors
from sourcier.schema import Article

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE places (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, precedence INTEGER, article_id TEXT, said TEXT, trace TEXT,
    reason TEXT);
CREATE INDEX places_by_article ON places (article_id);
CREATE INDEX places_by_file ON places (file);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, sentences BLOB NOT NULL, passages BLOB NOT NULL, terms TEXT NOT NULL,
    stored TEXT NOT NULL, signature BLOB NOT NULL, dispatch_id TEXT);
CREATE TABLE vectors (id TEXT PRIMARY KEY, vectors BLOB NOT NULL);
CREATE TABLE words (passage TEXT PRIMARY KEY, tokens BLOB NOT NULL);
"""
# Goes up when the tables change.
FORMAT = 4
HELD = "id IN (SELECT article_id FROM places WHERE article_id IS NOT NULL)"
BUSY_SECONDS = 30.0
# Read whole in a tenth of a second.
CHECKED_BYTES = 32_000_000


class Manifest:
    """Every write is a transaction: after a crash the manifest is as before it or as after it.

    An article is there as long as a file holds it: the last file that is forgotten takes it out of every reading.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the manifest of an index folder.

        Raises StoreDamaged when it is absent and not to be created, StoreOutdated when another version made it.
        """
        self._store = store_of(folder)
        file = self._file = folder / "articles.sqlite"
        if not create and not file.is_file():
            raise StoreDamaged(store=self._store, reason=f"{file.name} ?")
        with self._translated():
            # Readers serve several threads; SQLite's own lock orders them.
            self._db = sqlite3.connect(file, check_same_thread=False, timeout=BUSY_SECONDS)
            empty = not self._db.execute("SELECT 1 FROM sqlite_master").fetchone()
            if empty and not create:
                raise StoreDamaged(store=self._store, reason=f"{file.name} ?")
            if create:
                # A reader holds on to one moment while the writer goes on.
                self._db.execute("PRAGMA journal_mode = WAL")
            if empty:
                self._db.executescript(f"{SCHEMA} PRAGMA user_version = {FORMAT};")
        if self._number("PRAGMA user_version") != FORMAT:
            self._db.close()
            raise StoreOutdated(store=self._store)

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def get(self, key: str) -> str | None:
        """A recorded value, None when never set."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0][0] if rows else None

    def record(self, values: Mapping[str, str]) -> None:
        """Record values."""
        with self._transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def state(self) -> str:
        """The number of the last change begun."""
        return self.get("begun") or "0"

    def settled(self) -> bool:
        """Whether the last change begun was ended: otherwise a crash may have left something undone anywhere."""
        return self.state() == self.get("ended")

    def begin(self) -> None:
        """Say that a change begins, before anything is written anywhere."""
        self.record({"begun": str(int(self.state()) + 1)})

    def abandon(self) -> None:
        """Say that the change begun wrote nothing."""
        self.record({"begun": self.get("ended") or "0"})

    def end(self) -> None:
        """Say that all that the change had to write is written."""
        self.record({"ended": self.state()})

    def stamps(self) -> dict[str, str]:
        """The state in which each file was read, by path."""
        return dict(self._rows("SELECT path, stamp FROM files"))

    def skipped(self) -> list[Skipped]:
        """The files, or pieces of files, that gave no article."""
        rows = self._rows("SELECT path, reason FROM places WHERE reason IS NOT NULL ORDER BY path")
        return [Skipped(path, Reason[reason]) for path, reason in rows]

    def holds_other_than(self, files: Iterable[str]) -> bool:
        """Whether a file not among `files` holds an article."""
        emptied = set(files)
        held = self._rows("SELECT DISTINCT file FROM places WHERE article_id IS NOT NULL")
        return any(file not in emptied for (file,) in held)

    def articles_in(self, files: Iterable[str]) -> set[str]:
        """The ids of the articles that these files hold."""
        found: set[str] = set()
        for file in files:
            rows = self._rows("SELECT article_id FROM places WHERE file = ? AND article_id IS NOT NULL", file)
            found.update(id_ for (id_,) in rows)
        return found

    def put(self, readings: Iterable[FileReading], entries: Iterable[Entry]) -> None:
        """Write what files hold, over what they held, and new texts, in one step."""
        with self._transaction() as db:
            for reading in readings:
                db.execute("DELETE FROM places WHERE file = ?", (reading.path,))
                db.executemany(
                    "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [place_row(reading.path, found, rank) for found, rank in reading.ranked()],
                )
                db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (reading.path, reading.stamp))
            for entry in entries:
                db.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", article_row(entry))
                db.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (entry.id, vectors_blob(entry.vectors)))
                words = ((passage_id(entry.id, number), tokens) for number, tokens in enumerate(entry.words))
                db.executemany("INSERT OR REPLACE INTO words VALUES (?, ?)", words)

    def forget(self, files: Iterable[str]) -> None:
        """Forget files and what they held, in one step."""
        with self._transaction() as db:
            for file in files:
                db.execute("DELETE FROM places WHERE file = ?", (file,))
                db.execute("DELETE FROM files WHERE path = ?", (file,))

    def sweep(self) -> dict[str, int]:
        """Forget the texts that no file holds any more; gives the number of passages of each, by id."""
        with self._transaction() as db:
            rows = db.execute(f"SELECT id, passages FROM articles WHERE NOT {HELD}").fetchall()  # noqa: S608
            ids = [(id_,) for id_, _ in rows]
            db.executemany("DELETE FROM articles WHERE id = ?", ids)
            db.executemany("DELETE FROM vectors WHERE id = ?", ids)
            counts = {id_: len(spans_of(passages)) for id_, passages in rows}
            words = ((passage_id(id_, number),) for id_, count in counts.items() for number in range(count))
            db.executemany("DELETE FROM words WHERE passage = ?", words)
        return counts

    def hold(self) -> None:
        """From now on, read the manifest as it is at this moment, whatever another process writes.

        Raises StoreDamaged when a small file is damaged anywhere; a large one is checked where it is read.
        """
        if self._file.stat().st_size <= CHECKED_BYTES and (found := self._rows("PRAGMA quick_check(1)")) != [("ok",)]:
            raise StoreDamaged(store=self._store, reason=found[0][0])
        with self._translated():
            self._db.execute("BEGIN")
            # The moment is that of the first reading.
            self._db.execute("SELECT 1 FROM meta").fetchone()

    def ids(self) -> set[str]:
        """The ids of the texts written, whether or not a file still holds them."""
        return {id_ for (id_,) in self._rows("SELECT id FROM articles")}

    def places(self) -> set[str]:
        """The path of every file, and of every piece of one, whether or not it gave an article."""
        return {path for (path,) in self._rows("SELECT path FROM places")}

    def count(self) -> int:
        """How many articles there are."""
        return self._number("SELECT count(DISTINCT article_id) FROM places")

    def passage_count(self) -> int:
        """How many passages the articles have."""
        return self._number(f"SELECT sum(length(passages)) FROM articles WHERE {HELD}") // SPAN_BYTES  # noqa: S608

    def grouped(self) -> int:
        """How many articles belong to a dispatch."""
        return self._number("SELECT count(*) FROM articles WHERE dispatch_id IS NOT NULL")

    def articles(self, ids: Iterable[str] | None = None, *, trace: bool = False) -> list[Article]:
        """The articles, or those of `ids`, in the order of ids; what was removed and where they stood with `trace`."""
        query = (
            "SELECT articles.id, places.said, places.trace, articles.text, articles.dispatch_id "
            "FROM articles JOIN places ON places.article_id = articles.id {} "
            "ORDER BY articles.id, places.precedence, places.path"
        )
        if ids is None:
            rows = self._rows(query.format(""))
        else:
            rows = [row for id_ in sorted(ids) for row in self._rows(query.format("WHERE articles.id = ?"), id_)]
        return [
            merge_copies(article_of(said, seen if trace else "{}", text, group) for _, said, seen, text, group in of)[0]
            for _, of in groupby(rows, key=lambda row: row[0])
        ]

    def cuts(self) -> list[Cut]:
        """How each article is cut, in the order of ids."""
        rows = self._held("sentences, passages")
        return [Cut(spans_of(sentences), spans_of(passages)) for _, sentences, passages in rows]

    def terms(self, ids: Iterable[str] | None = None) -> dict[str, list[str]]:
        """The words of the sentences of each article, or of those of `ids`, blanks between, in the order of ids."""
        if ids is None:
            rows = self._held("terms")
        else:
            query = "SELECT id, terms FROM articles WHERE id = ?"
            rows = [row for id_ in sorted(ids) for row in self._rows(query, id_)]
        return {id_: words.split("\n") for id_, words in rows}

    def stored(self, ids: Iterable[str]) -> dict[str, str]:
        """What Chroma was told of these articles."""
        rows = (row for id_ in ids for row in self._rows("SELECT id, stored FROM articles WHERE id = ?", id_))
        return dict(rows)

    def set_stored(self, stored: Mapping[str, str]) -> None:
        """Record what Chroma was told of articles."""
        with self._transaction() as db:
            db.executemany("UPDATE articles SET stored = ? WHERE id = ?", [(told, id_) for id_, told in stored.items()])

    def signatures(self) -> dict[str, bytes]:
        """The signature of each article, by which reprints are found."""
        return dict(self._held("signature"))

    def text(self, id_: str) -> str:
        """The text of an article."""
        return str(self._rows("SELECT text FROM articles WHERE id = ?", id_)[0][0])

    def set_dispatches(self, dispatches: Mapping[str, str]) -> None:
        """Record the dispatch of each article that belongs to one; every other belongs to none."""
        with self._transaction() as db:
            known = dict(db.execute("SELECT id, dispatch_id FROM articles WHERE dispatch_id IS NOT NULL"))
            changed = [id_ for id_ in {**known, **dispatches} if known.get(id_) != dispatches.get(id_)]
            rows = [(dispatches.get(id_), id_) for id_ in changed]
            db.executemany("UPDATE articles SET dispatch_id = ? WHERE id = ?", rows)

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of the sentences of those of these articles that are there, one after the other, by article."""
        marks = ", ".join("?" * len(ids))
        rows = self._rows(f"SELECT id, vectors FROM vectors WHERE id IN ({marks})", *ids)  # noqa: S608
        return {id_: vectors_of(blob) for id_, blob in rows}

    def passage_words(self, passages: Sequence[str]) -> list[bytes]:
        """The tokens of these passages, as `late_interaction` encodes them."""
        marks = ", ".join("?" * len(passages))
        found = dict(self._rows(f"SELECT passage, tokens FROM words WHERE passage IN ({marks})", *passages))  # noqa: S608
        return [found.get(passage, b"") for passage in passages]

    def _held(self, columns: str) -> list[tuple[Any, ...]]:
        return self._rows(f"SELECT id, {columns} FROM articles WHERE {HELD} ORDER BY id")  # noqa: S608

    def _number(self, query: str) -> int:
        [(number,)] = self._rows(query)
        return int(number or 0)

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._translated():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._translated(), self._db:
            yield self._db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise store_error(self._store, error) from error
