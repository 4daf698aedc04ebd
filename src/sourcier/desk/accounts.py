"""Who may read on a shared machine: names, hashes of passwords, hashes of tokens."""

from __future__ import annotations

import hashlib
import math
import re
import secrets
import sqlite3
from collections.abc import Mapping

from sourcier.desk.clock import Clock, moment_of, ticks
from sourcier.desk.database import Database
from sourcier.desk.passwords import COST, Cost, checked, hashed, matches
from sourcier.desk.throttling import WINDOW, pause
from sourcier.desk.words import forget
from sourcier.errors import AccountTaken, AccountUnknown, BadAccountName

# Plain small letters: no two names look alike, none differs from another by a capital or an accent alone.
NAME = re.compile(r"[a-z][a-z0-9._-]{0,31}")
# What a token begins with, so that one that strays into a file or a log is recognised.
TOKEN_PREFIX = "sourcier_"  # noqa: S105
# 256 bits: a plain hash of them is as hard to reverse as to guess.
TOKEN_BYTES = 32


class Accounts:
    """The accounts of a machine; safe to share between threads."""

    def __init__(self, database: Database, clock: Clock, cost: Cost = COST) -> None:
        self._database = database
        self._clock = clock
        self._cost = cost

    def names(self) -> tuple[str, ...]:
        """Every account, in the order of their names; empty on a machine without accounts."""
        with self._database.reading() as connection:
            return tuple(row["name"] for row in connection.execute("SELECT name FROM accounts ORDER BY name"))

    def marks(self) -> Mapping[str, str]:
        """Every account with what changes whenever it gets another password, or another holder; tells nothing else."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, password FROM accounts")
            return {row["name"]: _digest(row["password"]).hex() for row in rows}

    def add(self, name: str, password: str, *, adopts: bool = False) -> None:
        """Open an account, which `adopts` what was kept before there were any.

        Raises BadAccountName, PasswordRefused, AccountTaken.
        """
        if not NAME.fullmatch(name):
            raise BadAccountName
        kept = hashed(checked(password), self._cost)
        with self._database.writing() as connection:
            done = connection.execute("INSERT OR IGNORE INTO accounts (name, password) VALUES (?, ?)", (name, kept))
            if not done.rowcount:
                raise AccountTaken(name=name)
            if adopts:
                connection.execute("UPDATE conversations SET owner = ? WHERE owner = ''", (name,))
                connection.execute("UPDATE preferences SET owner = ? WHERE owner = ''", (name,))

    def change(self, name: str, password: str) -> None:
        """Give an account another password, which ends its token; raises PasswordRefused, AccountUnknown."""
        kept = hashed(checked(password), self._cost)
        with self._database.writing() as connection:
            changed = "UPDATE accounts SET password = ?, token = NULL WHERE name = ?"
            _one(connection.execute(changed, (kept, _known(name))), name)
            connection.execute("DELETE FROM attempts WHERE name = ?", (name,))

    def remove(self, name: str) -> None:
        """Close an account with all it kept: nobody who takes the name later may read it. Raises AccountUnknown."""
        with self._database.writing() as connection:
            _one(connection.execute("DELETE FROM accounts WHERE name = ?", (_known(name),)), name)
            connection.execute("DELETE FROM attempts WHERE name = ?", (name,))
            connection.execute("DELETE FROM preferences WHERE owner = ?", (name,))
            connection.execute("DELETE FROM conversations WHERE owner = ?", (name,))
        forget(self._database)

    def verify(self, name: str, password: str) -> bool:
        """Whether this is the password of the account; always False while `pause` asks to wait.

        It takes as long for a name that does not exist.
        """
        if not NAME.fullmatch(name):
            return matches(password, None, self._cost)
        # Counted before it is checked: of many tries at once no more are checked than one after the other.
        if not self._may_try(name):
            return False
        with self._database.reading() as connection:
            row = connection.execute("SELECT password FROM accounts WHERE name = ?", (name,)).fetchone()
        if not matches(password, row["password"] if row else None, self._cost):
            return False
        with self._database.writing() as connection:
            connection.execute("DELETE FROM attempts WHERE name = ?", (name,))
        return True

    def pause(self, name: str) -> int:
        """Seconds before `verify` looks at a password for `name` again; 0 when it does at once."""
        if not NAME.fullmatch(name):
            return 0
        with self._database.reading() as connection:
            rows = connection.execute("SELECT moment FROM attempts WHERE name = ?", (name,))
            left = pause((moment_of(row["moment"]) for row in rows), self._clock())
        return math.ceil(left.total_seconds())

    def issue_token(self, name: str) -> str:
        """A token by which programs read as `name`, told this once; it ends the one before. Raises AccountUnknown."""
        token = TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.writing() as connection:
            done = connection.execute("UPDATE accounts SET token = ? WHERE name = ?", (_digest(token), _known(name)))
            _one(done, name)
        return token

    def holder(self, token: str) -> str | None:
        """Whose token it is; None when it is nobody's, or no longer."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT name FROM accounts WHERE token = ?", (_digest(token),)).fetchone()
        return row["name"] if row else None

    def _may_try(self, name: str) -> bool:
        """Count one more try for `name`, unless it comes too soon."""
        with self._database.writing() as connection:
            # Read once nobody else can write: among tries at once none takes another for one of the future.
            now = self._clock()
            connection.execute(
                "DELETE FROM attempts WHERE moment NOT BETWEEN ? AND ?", (ticks(now - WINDOW), ticks(now))
            )
            rows = connection.execute("SELECT moment FROM attempts WHERE name = ?", (name,)).fetchall()
            if pause((moment_of(row["moment"]) for row in rows), now):
                return False
            connection.execute("INSERT INTO attempts VALUES (?, ?)", (name, ticks(now)))
            return True


def _known(name: str) -> str:
    """`name`, unless no account can have it: SQLite raises errors of its own for half of a surrogate pair."""
    if not NAME.fullmatch(name):
        raise AccountUnknown(name=name)
    return name


def _one(done: sqlite3.Cursor, name: str) -> None:
    if not done.rowcount:
        raise AccountUnknown(name=name)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
