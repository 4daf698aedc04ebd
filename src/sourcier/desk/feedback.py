"""What a reader says of an answer: right, wrong or incomplete, with a note."""

from __future__ import annotations

from sourcier.desk.clock import Clock, moment_of, ticks
from sourcier.desk.database import Database
from sourcier.desk.kept import Judgement, Verdict, writable
from sourcier.errors import ConversationGone

# More than a reader writes of one answer; what is beyond is not kept.
NOTE_LONGEST = 4000
OWN_TURN = (
    "SELECT number, turn FROM conversations JOIN turns ON turns.conversation = number "
    "WHERE owner = ? AND id = ? AND turn = ?"
)
OWN = "SELECT number FROM conversations WHERE owner = ? AND id = ?"


class Feedback:
    """That of one owner, on the owner's own conversations; turns count from 1."""

    def __init__(self, database: Database, owner: str, clock: Clock) -> None:
        self._database = database
        self._owner = writable(owner)
        self._clock = clock

    def give(self, conversation_id: str, turn: int, verdict: Verdict, note: str = "") -> Judgement:
        """Keep what the reader thinks of an answer, in the place of what was said of it before.

        Raises ConversationGone when the owner keeps no such turn.
        """
        judgement = Judgement(verdict=verdict, note=writable(note).strip()[:NOTE_LONGEST], given=self._clock())
        with self._database.writing() as connection:
            own = connection.execute(OWN_TURN, (self._owner, writable(conversation_id), turn)).fetchone()
            if own is None:
                raise ConversationGone
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)",
                (own["number"], own["turn"], judgement.verdict, judgement.note, ticks(judgement.given)),
            )
        return judgement

    def of(self, conversation_id: str) -> dict[int, Judgement]:
        """What was said of a conversation, by turn; raises ConversationGone when the owner keeps no such one."""
        with self._database.reading() as connection:
            own = connection.execute(OWN, (self._owner, writable(conversation_id))).fetchone()
            if own is None:
                raise ConversationGone
            rows = connection.execute(
                "SELECT turn, verdict, note, given FROM feedback WHERE conversation = ? ORDER BY turn", (own["number"],)
            )
            return {
                row["turn"]: Judgement(verdict=row["verdict"], note=row["note"], given=moment_of(row["given"]))
                for row in rows
            }
