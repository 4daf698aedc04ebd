"""The schema of the desk, as the steps that lead to it: a step that was released is never changed, another is added.

Articles are kept once, by the digest of all that is known of them: the same text with another title is another row.
"""

from __future__ import annotations

Step = tuple[str, ...]

STEPS: tuple[Step, ...] = (
    (
        """
        CREATE TABLE conversations (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            title TEXT NOT NULL,
            collection TEXT NOT NULL,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX conversations_newest ON conversations (owner, changed DESC, number DESC)",
        """
        CREATE TABLE turns (
            conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
            turn INTEGER NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (conversation, turn)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE articles (digest BLOB PRIMARY KEY, id TEXT NOT NULL, said TEXT NOT NULL) STRICT",
        "CREATE INDEX articles_by_id ON articles (id)",
        """
        CREATE TABLE cited (
            conversation INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            digest BLOB NOT NULL REFERENCES articles,
            PRIMARY KEY (conversation, turn, digest),
            FOREIGN KEY (conversation, turn) REFERENCES turns ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX cited_by_article ON cited (digest)",
        """
        CREATE TRIGGER swept AFTER DELETE ON cited
        WHEN NOT EXISTS (SELECT 1 FROM cited WHERE digest = old.digest)
        BEGIN DELETE FROM articles WHERE digest = old.digest; END
        """,
        """
        CREATE VIRTUAL TABLE words USING fts5 (title, said, tokenize = 'unicode61 remove_diacritics 2', detail = full)
        """,
        "CREATE TRIGGER unworded AFTER DELETE ON conversations BEGIN DELETE FROM words WHERE rowid = old.number; END",
        """
        CREATE TABLE feedback (
            conversation INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            note TEXT NOT NULL,
            given INTEGER NOT NULL,
            PRIMARY KEY (conversation, turn),
            FOREIGN KEY (conversation, turn) REFERENCES turns ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE accounts (
            name TEXT PRIMARY KEY,
            password TEXT NOT NULL,
            token BLOB UNIQUE
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE attempts (name TEXT NOT NULL, moment INTEGER NOT NULL) STRICT",
        "CREATE INDEX attempts_by_name ON attempts (name, moment)",
    ),
    (
        """
        CREATE TABLE preferences (
            owner TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (owner, name)
        ) STRICT, WITHOUT ROWID
        """,
    ),
)
