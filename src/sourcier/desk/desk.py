"""The desk: the one object through which everything that is kept is reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sourcier.desk.accounts import Accounts
from sourcier.desk.clock import Clock, utc_now
from sourcier.desk.conversations import Conversations
from sourcier.desk.database import Database
from sourcier.desk.feedback import Feedback
from sourcier.desk.preferences import Preferences


@dataclass(frozen=True)
class Desk:
    """What readers of one machine keep; safe to share between threads, and its file between processes."""

    accounts: Accounts
    _database: Database
    _clock: Clock

    @classmethod
    def open(cls, path: Path, clock: Clock = utc_now) -> Desk:
        """The desk in the file `path`, made when missing, brought to the present schema when older.

        Raises DeskUnreadable, DeskUnwritable, DeskDamaged, DeskNewer, DeskBusy or DeskFull, as does every method of
        what it gives; a file that is refused is left as it was.
        """
        database = Database.open(path)
        return cls(Accounts(database, clock), database, clock)

    def conversations(self, owner: str) -> Conversations:
        """Those of `owner`: the name of an account, "" on a machine without accounts."""
        return Conversations(self._database, owner, self._clock)

    def feedback(self, owner: str) -> Feedback:
        """What `owner` said of the answers in those conversations."""
        return Feedback(self._database, owner, self._clock)

    def preferences(self, owner: str) -> Preferences:
        """What `owner` has chosen on the page."""
        return Preferences(self._database, owner)
