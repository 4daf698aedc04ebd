"""Full text search in what is kept: any words, in any order, the last one as far as it is typed."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold

WORD = re.compile(r"[^\W_]+")


def indexed(text: str) -> str:
    """`text` as it is indexed: folded, so that "œuvre" is found by "oeuvre"; SQLite cuts it into words."""
    return " ".join(WORD.findall(fold(text)))


def query(search: str) -> str:
    """What SQLite is asked for: every word of `search`, the last one as the beginning of a word; "" without any."""
    found = WORD.findall(fold(search))
    # Between quotes no word is an operator; an asterisk after them asks for a beginning.
    return " ".join(f'"{word}"' for word in found) + "*" if found else ""
