"""The conversations of one owner: kept with their proofs, searched, renamed, deleted."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from sourcier.desk.clock import Clock, moment_of, ticks
from sourcier.desk.database import Database
from sourcier.desk.exchange import Exchange
from sourcier.desk.kept import TITLE_TYPED, Kept, clipped, one_line, title_of, writable
from sourcier.desk.storing import Apart, put_together, question_in, taken_apart, words_of
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
        self._owner = writable(owner)
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

    def save(
        self, id_: str | None, exchanges: Sequence[Exchange], collection: str = "", upon: datetime | None = None
    ) -> Kept:
        """Keep the conversation as it stands; a new one, titled by its first question, when `id_` is None.

        With `upon`, the `changed` of what was read, it becomes a new one too when another page added to it since; but
        of two answers to the same question the last is kept. An exchange that changed loses what was said of it.
        """
        apart, words = _prepared(exchanges)
        with self._database.writing() as connection:
            row = self._begun(connection, new_id(), exchanges) if id_ is None else self._row(connection, id_)
            before = _turns(connection, row["number"])
            if upon is not None and row["changed"] != ticks(upon) and not _is_same_question(before, apart):
                row, before = self._begun(connection, new_id(), exchanges), {}
            return self._written(connection, row, before, apart, words, collection)

    def begin(self, id_: str, exchanges: Sequence[Exchange], collection: str = "") -> Kept:
        """Keep a new conversation under `id_`, which `new_id` made; kept there already, it is brought up to date."""
        apart, words = _prepared(exchanges)
        with self._database.writing() as connection:
            row = self._begun(connection, id_, exchanges)
            return self._written(connection, row, _turns(connection, row["number"]), apart, words, collection)

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
        forget(self._database)

    def source(self, article_id: str) -> Article | None:
        """The article as it was when an answer last read it; None when no conversation of the owner did."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT articles.said FROM articles JOIN cited USING (digest) "
                "JOIN conversations ON conversations.number = cited.conversation "
                "WHERE conversations.owner = ? AND articles.id = ? "
                "ORDER BY conversations.changed DESC, cited.conversation DESC, cited.turn DESC LIMIT 1",
                (self._owner, writable(article_id)),
            ).fetchone()
            return Article.model_validate_json(row["said"]) if row else None

    def _row(self, connection: sqlite3.Connection, id_: str) -> sqlite3.Row:
        """The one way to a conversation: by its id and its owner."""
        row: sqlite3.Row | None = connection.execute(f"{LISTED} AND id = ?", (self._owner, writable(id_))).fetchone()
        if row is None:
            raise ConversationGone
        return row

    def _begun(self, connection: sqlite3.Connection, id_: str, exchanges: Sequence[Exchange]) -> sqlite3.Row:
        now = ticks(self._clock())
        connection.execute(
            "INSERT OR IGNORE INTO conversations (id, owner, title, collection, created, changed) "
            "VALUES (?, ?, ?, '', ?, ?)",
            (id_, self._owner, title_of(exchanges), now, now),
        )
        return self._row(connection, id_)

    def _written(
        self,
        connection: sqlite3.Connection,
        row: sqlite3.Row,
        before: Mapping[int, str],
        apart: Sequence[Apart],
        words: str,
        collection: str,
    ) -> Kept:
        collection = writable(collection)
        if _write_turns(connection, row["number"], before, apart) or row["collection"] != collection:
            # Another moment than before, even by a clock that stands still: by it other pages know of the change.
            now = max(ticks(self._clock()), row["changed"] + 1)
            connection.execute(
                "UPDATE conversations SET changed = ?, collection = ? WHERE number = ?",
                (now, collection, row["number"]),
            )
            _index(connection, row["number"], row["title"], words)
        return _kept(self._row(connection, row["id"]))


def new_id() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(ID_BYTES)


def _prepared(exchanges: Sequence[Exchange]) -> tuple[list[Apart], str]:
    """The exchanges taken apart and the words that they are found by: made before anybody waits for the file."""
    return [taken_apart(exchange) for exchange in exchanges], indexed("\n".join(map(words_of, exchanges)))


def _turns(connection: sqlite3.Connection, number: int) -> dict[int, str]:
    rows = connection.execute("SELECT turn, said FROM turns WHERE conversation = ?", (number,))
    return {row["turn"]: row["said"] for row in rows}


def _is_same_question(before: Mapping[int, str], apart: Sequence[Apart]) -> bool:
    """Whether both end with an answer to one question, and have the same before it."""
    last = len(apart)
    return (
        len(before) == last > 0
        and all(before.get(turn) == each.said for turn, each in enumerate(apart[:-1], start=1))
        and question_in(before[last]) == question_in(apart[-1].said)
    )


def _write_turns(
    connection: sqlite3.Connection, number: int, before: Mapping[int, str], apart: Sequence[Apart]
) -> bool:
    """Bring the turns of a conversation from `before` to what they are now; whether any had to be touched."""
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
