"""The SQLite file: made, migrated and opened for one transaction at a time, each with a connection to itself.

Any thread and several processes may read and write; SQLite orders the writers.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sourcier.desk.migrations import STEPS, Step
from sourcier.errors import DeskBusy, DeskDamaged, DeskFull, DeskNewer, DeskUnreadable, DeskUnwritable, SourcierError

# "Sour" in ASCII: by it a file of another program is recognised, and left alone.
APPLICATION_ID = 0x536F7572
# Another writer takes milliseconds; whoever waits longer is told.
WAIT_SECONDS = 10.0
# Read and written by its owner alone: it holds what people asked, and the hashes of their passwords.
PRIVATE = 0o600
# Connections kept for the next readers.
MOST_IDLE = 4
State = tuple[int, ...]
"""The process, and what changes whenever a file is replaced or written."""
Idle = tuple[State, sqlite3.Connection]
# By the primary code of SQLite's errors; what is not here is a damaged file.
FAULTS: dict[int, type[SourcierError]] = {
    sqlite3.SQLITE_BUSY: DeskBusy,
    sqlite3.SQLITE_LOCKED: DeskBusy,
    sqlite3.SQLITE_READONLY: DeskUnwritable,
    sqlite3.SQLITE_FULL: DeskFull,
    sqlite3.SQLITE_CANTOPEN: DeskUnreadable,
    sqlite3.SQLITE_PERM: DeskUnreadable,
    sqlite3.SQLITE_AUTH: DeskUnreadable,
    sqlite3.SQLITE_IOERR: DeskUnreadable,
}


class Database:
    """One file; safe to share between threads."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self._wait = wait
        self._idle: list[Idle] = []
        weakref.finalize(self, _close_all, self._idle)

    @classmethod
    def open(cls, path: Path, steps: Sequence[Step] = STEPS, wait: float = WAIT_SECONDS) -> Database:
        """The database in `path`, made when missing and brought to the schema of `steps`.

        Raises DeskUnreadable, DeskDamaged, DeskNewer, DeskUnwritable, DeskFull, DeskBusy; a file that is refused is
        left as it was.
        """
        database = cls(path, wait)
        with _told(path):
            _make_private(path)
            with database._connected() as connection:
                _migrate(path, connection, steps)
        return database

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the file; raises what `open` raises."""
        with _told(self.path), self._kept() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of what is done within, or nothing of it; raises what `open` raises."""
        with _told(self.path), self._connected() as connection:
            with _transaction(connection, "BEGIN IMMEDIATE"):
                yield connection
            # Nothing stays beside the file, though readers keep it open; one that reads just now is not waited for.
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _kept(self) -> Iterator[sqlite3.Connection]:
        """A connection of an earlier reader, as long as nothing has touched the file since.

        To open one takes seventy times as long as to read what is usually read.
        """
        state = self._state()
        connection = self._left(state) or self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if len(self._idle) < MOST_IDLE:
            self._idle.append((state, connection))
        else:
            connection.close()

    def _left(self, state: State) -> sqlite3.Connection | None:
        while self._idle:
            try:
                known, connection = self._idle.pop()
            except IndexError:  # another thread took the last one
                break
            if known == state:
                return connection
            connection.close()
        return None

    def _state(self) -> State:
        stat = self.path.stat()
        # What a process forked from this one does with a connection of it damages the file.
        return os.getpid(), stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as connection:
            yield connection

    def _connect(self) -> sqlite3.Connection:
        # "rw": a file that was taken away is said to be, not made anew in silence.
        address = f"{self.path.resolve().as_uri()}?mode=rw"
        # One thread at a time has it, not always the same.
        connection = sqlite3.connect(address, self._wait, isolation_level=None, uri=True, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            # What was acknowledged survives a power cut too.
            connection.execute("PRAGMA synchronous = FULL")
            # What was deleted is gone from the file.
            connection.execute("PRAGMA secure_delete = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _close_all(idle: list[Idle]) -> None:
    while idle:
        idle.pop()[1].close()


def _make_private(path: Path) -> None:
    """Make the file when it is missing, and keep others out of it; those of its log inherit that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
    if path.stat().st_mode & ~PRIVATE & 0o777:
        path.chmod(PRIVATE)


def _migrate(path: Path, connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    if not _is_ours(connection):
        raise DeskUnreadable(path=path, reason="application_id")
    if _version(connection) < len(steps):
        connection.execute("PRAGMA journal_mode = WAL")
        with _transaction(connection, "BEGIN IMMEDIATE"):
            # Another process may have done it meanwhile.
            for step in steps[_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {max(len(steps), _version(connection))}")
    if _version(connection) > len(steps):
        raise DeskNewer(path=path)


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether Sourcier made the file, or nobody has written in it yet."""
    [marked] = connection.execute("PRAGMA application_id").fetchone()
    [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(marked == APPLICATION_ID or (marked == 0 and tables == 0))


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some faults, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What fails in SQLite or in the file system as an error a person can act on."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code, what is above it tells more of it.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise FAULTS.get(code, DeskDamaged)(path=path, reason=error) from None
    except OSError as error:
        raise DeskUnreadable(path=path, reason=error.strerror or error) from None
    except UnicodeEncodeError:
        # What was given cannot be written: nothing is wrong with the file.
        raise
    except (ValueError, OverflowError) as error:
        # What stands there is not what was put there: letters that are none, dates beyond all years.
        raise DeskDamaged(path=path, reason=type(error).__name__) from None
