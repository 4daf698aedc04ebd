"""Text of articles and models as Markdown shows it: as it is written, on one line."""

from __future__ import annotations

import re

from sourcier.corpus.skipped import printable

# What begins HTML, a cell, code, a link, a picture, a heading or emphasis, unless a backslash stands before it.
MEANING = re.compile(r"[\\`*<>|\[\]#~]|(?<!\w)_|_(?!\w)")


def escaped(text: str) -> str:
    """`text` on one line, in which nothing means anything to Markdown or to a terminal."""
    return MEANING.sub(r"\\\g<0>", printable(" ".join(text.split())))


def code(text: str) -> str:
    """`text` between backquotes, as many as it takes."""
    line = printable(" ".join(text.split()))
    longest = max(map(len, re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"
