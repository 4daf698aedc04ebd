"""What a reader has chosen on the page: small texts by name, no secrets."""

from __future__ import annotations

from sourcier.desk.database import Database
from sourcier.desk.kept import writable

# More than any choice takes; a longer one is a mistake, or an attack.
LONGEST = 2000


class Preferences:
    """Those of one owner."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = writable(owner)

    def all(self) -> dict[str, str]:
        """Everything chosen, by name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, value FROM preferences WHERE owner = ?", (self._owner,)).fetchall()
        return {row["name"]: row["value"] for row in rows}

    def get(self, name: str) -> str | None:
        """What was chosen, None when nothing was."""
        return self.all().get(name)

    def set(self, name: str, value: str | None) -> None:
        """Keep a choice in the place of the one before; None forgets it. What is too long is not kept."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM preferences WHERE owner = ? AND name = ?", (self._owner, writable(name)))
            if value is not None and len(value) <= LONGEST:
                row = (self._owner, writable(name), writable(value))
                connection.execute("INSERT INTO preferences VALUES (?, ?, ?)", row)
