"""What is told of a conversation that is kept, and of what a reader thought of an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from sourcier.desk.exchange import Exchange
from sourcier.schema import Noun

Verdict = Literal["right", "wrong", "incomplete"]
# A line of the list; a longer question shows its beginning.
TITLE_MADE = 80
# What a person types is kept longer, but not without end.
TITLE_TYPED = 200
# No-break spaces stay: French typography lives on them.
SPACES = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")


class Kept(Noun):
    """A conversation as the list of conversations shows it."""

    id: str = Field(description="Random: it tells nothing and cannot be guessed.")
    title: str = Field(description="Its first question, or what its owner called it; one line.")
    collection: str = Field(description="The collection asked; empty for the only one.")
    created: datetime = Field(description="In UTC.")
    changed: datetime = Field(description="When an exchange was last saved, in UTC.")


class Judgement(Noun):
    """What a reader thought of an answer."""

    verdict: Verdict
    note: str = Field(default="", description="In the reader's words.")
    given: datetime = Field(description="In UTC.")


def title_of(exchanges: Sequence[Exchange]) -> str:
    """The first question on one line, its beginning when it is long; empty without any."""
    return clipped(one_line(exchanges[0].question), TITLE_MADE) if exchanges else ""


def one_line(text: str) -> str:
    """`text` without line breaks, and without the characters nobody sees: control, direction, half of a pair."""
    spaced = SPACES.sub(" ", text)
    return "".join(character for character in spaced if unicodedata.category(character)[0] != "C").strip()


def writable(text: str) -> str:
    """`text` with "?" for each half of a surrogate pair, which no file can hold; a browser may send one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where there is one."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head[: head.rfind(" ")] if " " in head else head) + "…"
