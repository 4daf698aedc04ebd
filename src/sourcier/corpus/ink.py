"""The ink of a text: its letters and digits, folded, and where each stands.

In a page, tags hold no ink and `&eacute;` is one letter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcier.language.analysis import fold

WORD = r"[^\W_]+"
WORDS = re.compile(WORD)
# Markdown keeps the words of a link, not its address.
TEXT = re.compile(rf"\]\([^()\n]*\)|(?P<word>{WORD})")
# Scripts, styles and comments end where they say, or with the file; the rest of a page is tags, entities and words.
HTML = re.compile(
    rf"(?P<unseen><!--|<(?P<name>script|style)\b[^<>]*>?)|<[/!?a-z][^<>]*>|"
    rf"(?P<entity>&(?:#\d{{1,7}}|#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}});?)|(?P<word>{WORD})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ink:
    """The letters and digits of a text, folded, and where each stands; `wide`: the ends of those that are entities."""

    letters: str
    starts: Sequence[int]
    wide: dict[int, int] = field(default_factory=dict)

    def span(self, first: int, length: int) -> tuple[int, int]:
        """The characters that hold `length` letters from the one ranked `first`."""
        last = self.starts[first + length - 1]
        return self.starts[first], self.wide.get(last, last + 1)

    def cuts_a_character(self, first: int, length: int) -> bool:
        """Whether `length` letters from the one ranked `first` begin or end inside a character: the "o" of "œ"."""
        ends = (end for end in (first, first + length) if 0 < end < len(self.starts))
        return any(self.starts[end] == self.starts[end - 1] for end in ends)

    def begins_word(self, rank: int) -> bool:
        """Whether something other than a letter stands before the letter ranked `rank`."""
        return rank in (0, len(self.starts)) or self.starts[rank] > self.starts[rank - 1] + 1


def ink_of(text: str, *, is_html: bool) -> Ink:
    """The ink of `text`, or of the words of a page; in one pass, whatever is left open in it."""
    letters: list[str] = []
    starts: list[int] = []
    wide: dict[int, int] = {}
    pattern, position = HTML if is_html else TEXT, 0
    while match := pattern.search(text, position):
        position = match.end()
        groups = match.groupdict()
        if groups["word"]:
            _add(match["word"], match.start(), letters, starts)
        elif groups.get("unseen"):
            close = "-->" if match["unseen"] == "<!--" else f"</{match['name']}"
            end = re.compile(re.escape(close), re.IGNORECASE).search(text, position)
            if end is None:
                break
            position = end.end() if close == "-->" else end.start()
        elif groups.get("entity"):
            seen = _letters(html.unescape(match["entity"]))
            letters.append(seen)
            starts += [match.start()] * len(seen)
            wide[match.start()] = match.end()
    return Ink("".join(letters), starts, wide)


def _add(word: str, start: int, letters: list[str], starts: list[int]) -> None:
    folded = word.lower() if word.isascii() else fold(word)
    if len(folded) == len(word) and folded.isalnum():
        letters.append(folded)
        starts.extend(range(start, start + len(word)))
        return
    for place, character in enumerate(word, start):
        seen = _letters(character)
        letters.append(seen)
        starts += [place] * len(seen)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
