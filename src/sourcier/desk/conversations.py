"""The conversations of one owner: kept with their proofs, searched, renamed, deleted."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence

from sourcier.desk.clock import Clock, moment_of, ticks
from sourcier.desk.database import Database
from sourcier.desk.exchange import Exchange
from sourcier.desk.kept import TITLE_TYPED, Kept, clipped, one_line, title_of
from sourcier.desk.storing import Apart, put_together, taken_apart, words_of
from sourcier.desk.words import forget, indexed, query
from sourcier.errors import ConversationGone, ConversationOutdated
from sourcier.schema import Article

# 96 bits: nobody guesses an id.
ID_BYTES = 12
LISTED = "SELECT number, id, title, collection, created, changed FROM conversations WHERE owner = ?"
NEWEST_FIRST = "ORDER BY changed DESC, number DESC"


class Conversations:
    """What one owner keeps; every method raises ConversationGone for one that is deleted or somebody else's."""

    def __init__(self, database: Database, owner: str, clock: Clock) -> None:
        self._database = database
        self._owner = owner
        self._clock = clock

    def all(self, search: str = "") -> tuple[Kept, ...]:
        """Every conversation, newest first; with `search`, those whose title, questions or answers have its words.

        Accents and capitals do not count, and the last word may be a beginning.
        """
        sought = query(search)
        found = "AND number IN (SELECT rowid FROM words WHERE words MATCH ?)" if sought else ""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"{LISTED} {found} {NEWEST_FIRST}",
                (self._owner, sought) if sought else (self._owner,),
            )
            return tuple(_kept(row) for row in rows)

    def about(self, id_: str) -> Kept:
        """What the list tells of one conversation."""
        with self._database.reading() as connection:
            return _kept(self._row(connection, id_))

    def read(self, id_: str) -> tuple[Exchange, ...]:
        """Its exchanges with their whole answers, as they were saved.

        Raises ConversationOutdated when another version of Sourcier wrote what this one cannot read.
        """
        with self._database.reading() as connection:
            row = self._row(connection, id_)
            turns = connection.execute(
                "SELECT said FROM turns WHERE conversation = ? ORDER BY turn", (row["number"],)
            ).fetchall()
            cited = connection.execute(
                "SELECT DISTINCT hex(digest) AS name, said FROM cited JOIN articles USING (digest) "
                "WHERE conversation = ?",
                (row["number"],),
            ).fetchall()
        try:
            articles = {each["name"].lower(): Article.model_validate_json(each["said"]) for each in cited}
            return tuple(put_together(turn["said"], articles) for turn in turns)
        except (ValueError, KeyError, TypeError):
            raise ConversationOutdated(title=row["title"]) from None

    def save(self, id_: str | None, exchanges: Sequence[Exchange], collection: str = "") -> Kept:
        """Keep the conversation as it stands; a new one, titled by its first question, when `id_` is None.

        An exchange that changed loses what was said of it. Of two pages that save one conversation the last is kept.
        """
        apart = [taken_apart(exchange) for exchange in exchanges]
        words = indexed("\n".join(map(words_of, exchanges)))
        now = ticks(self._clock())
        with self._database.writing() as connection:
            row = self._begun(connection, exchanges, now) if id_ is None else self._row(connection, id_)
            if _write_turns(connection, row["number"], apart) or row["collection"] != collection:
                connection.execute(
                    "UPDATE conversations SET changed = ?, collection = ? WHERE number = ?",
                    (now, collection, row["number"]),
                )
                _index(connection, row["number"], row["title"], words)
            return _kept(self._row(connection, row["id"]))

    def rename(self, id_: str, title: str) -> Kept:
        """Call it `title`, on one line; a blank one changes nothing."""
        with self._database.writing() as connection:
            row = self._row(connection, id_)
            new = clipped(one_line(title), TITLE_TYPED) or row["title"]
            connection.execute("UPDATE conversations SET title = ? WHERE number = ?", (new, row["number"]))
            connection.execute("UPDATE words SET title = ? WHERE rowid = ?", (indexed(new), row["number"]))
            return _kept(self._row(connection, id_))

    def delete(self, id_: str) -> None:
        """Forget it, what was said of it, and the articles that no other conversation read."""
        with self._database.writing() as connection:
            number = self._row(connection, id_)["number"]
            connection.execute("DELETE FROM conversations WHERE number = ?", (number,))
            forget(connection)

    def source(self, article_id: str) -> Article | None:
        """The article as it was when an answer last read it; None when no conversation of the owner did."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT articles.said FROM articles JOIN cited USING (digest) "
                "JOIN conversations ON conversations.number = cited.conversation "
                "WHERE conversations.owner = ? AND articles.id = ? "
                "ORDER BY conversations.changed DESC, cited.conversation DESC, cited.turn DESC LIMIT 1",
                (self._owner, article_id),
            ).fetchone()
            return Article.model_validate_json(row["said"]) if row else None

    def _row(self, connection: sqlite3.Connection, id_: str) -> sqlite3.Row:
        """The one way to a conversation: by its id and its owner."""
        row: sqlite3.Row | None = connection.execute(f"{LISTED} AND id = ?", (self._owner, id_)).fetchone()
        if row is None:
            raise ConversationGone
        return row

    def _begun(self, connection: sqlite3.Connection, exchanges: Sequence[Exchange], now: int) -> sqlite3.Row:
        id_ = secrets.token_urlsafe(ID_BYTES)
        connection.execute(
            "INSERT INTO conversations (id, owner, title, collection, created, changed) VALUES (?, ?, ?, '', ?, ?)",
            (id_, self._owner, title_of(exchanges), now, now),
        )
        return self._row(connection, id_)


def _write_turns(connection: sqlite3.Connection, number: int, apart: Sequence[Apart]) -> bool:
    """Bring the turns of a conversation to what they are now; whether any had to be touched."""
    rows = connection.execute("SELECT turn, said FROM turns WHERE conversation = ?", (number,))
    before: Mapping[int, str] = {row["turn"]: row["said"] for row in rows}
    now = dict(enumerate(apart, start=1))
    touched = sorted(
        turn for turn in before.keys() | now.keys() if turn not in now or before.get(turn) != now[turn].said
    )
    for turn in touched:
        connection.execute("DELETE FROM turns WHERE conversation = ? AND turn = ?", (number, turn))
        if turn in now:
            _write_turn(connection, number, turn, now[turn])
    return bool(touched)


def _write_turn(connection: sqlite3.Connection, number: int, turn: int, apart: Apart) -> None:
    connection.execute("INSERT INTO turns VALUES (?, ?, ?)", (number, turn, apart.said))
    for name, article in apart.articles.items():
        digest = bytes.fromhex(name)
        connection.execute(
            "INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", (digest, article.id, article.model_dump_json())
        )
        connection.execute("INSERT INTO cited VALUES (?, ?, ?)", (number, turn, digest))


def _index(connection: sqlite3.Connection, number: int, title: str, words: str) -> None:
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
    connection.execute("INSERT INTO words (rowid, title, said) VALUES (?, ?, ?)", (number, indexed(title), words))


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(
        id=row["id"],
        title=row["title"],
        collection=row["collection"],
        created=moment_of(row["created"]),
        changed=moment_of(row["changed"]),
    )
