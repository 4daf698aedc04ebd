"""Full text search in what is kept: any words, in any order, the last one as far as it is typed."""

from __future__ import annotations

import re
import sqlite3

from sourcier.language.analysis import fold

WORD = re.compile(r"[^\W_]+")


def indexed(text: str) -> str:
    """`text` as it is indexed: folded, so that "œuvre" is found by "oeuvre"; SQLite cuts it into words."""
    return " ".join(WORD.findall(fold(text)))


def query(search: str) -> str:
    """What SQLite is asked for: every word of `search`, the last one as the beginning of a word; "" without any."""
    words = WORD.findall(fold(search))
    # The "l" of "l'œuvre" is no word that anybody looks for, unless it is all there is.
    found = [word for word in words if len(word) > 1 or word.isdigit()] or words
    # Between quotes no word is an operator; an asterisk after them asks for a beginning.
    return " ".join(f'"{word}"' for word in found) + "*" if found else ""


def forget(connection: sqlite3.Connection) -> None:
    """Rewrite the index without what was deleted, which SQLite only marks as such."""
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
