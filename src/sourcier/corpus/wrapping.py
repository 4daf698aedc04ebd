"""Lines of a text as its author meant them: a paragraph a line, also when the file was wrapped at some width."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from sourcier.corpus.dating import is_header
from sourcier.corpus.phrases import kind_of

# A text is wrapped when this share of its lines inside blocks runs on in lower case, over two line ends or more.
RUN_ON_SHARE, RUN_ON_COUNT = 0.3, 2
# Lines shorter than this are headings and lists, longer ones are paragraphs: neither tells of wrapping.
SHORTEST, LONGEST = 30, 130
# Of the lines surely cut, the emptiest tenth may be headings before a list: the next one says how full a cut line is.
OUTLIERS = 10
SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', ":", ";")
# No heading, item or paragraph ends with these.
OPEN_END = re.compile(r"(?:,|\b(?:de|du|des|la|le|les|un|une|à|au|aux|et|en|par|pour|sur|dans|que|qui|avec))$")
# "franco-marocain" keeps its hyphen at the end of a line, "coopéra-tion" does not.
COMPOUND_FIRST = re.compile(
    r"(?i)\b(?:\w*o|non|ex|vice|sous|sud|nord|est|ouest|mi|demi|quasi|après|avant|celui|celle|ceux|grand|\d+)-$"
)


@dataclass(frozen=True)
class Line:
    """A line that is not blank; `gap` when a blank line, or the beginning of the text, stands before it."""

    text: str
    gap: bool


def lines_of(text: str) -> list[Line]:
    """The lines of `text` with single spaces; where the text is wrapped, those of a paragraph are joined."""
    lines = _split(text)
    fill = _fill_of_wrapping(lines)
    if fill is None:
        return lines
    words = Counter(re.findall(r"[\w-]+", text))
    joined: list[Line] = []
    last = ""
    for line in lines:
        room_wanted = len(last) <= LONGEST and _fill(last, line.text) >= fill
        if joined and not line.gap and (room_wanted or _is_cut(last, line.text)):
            joined[-1] = Line(_join(joined[-1].text, line.text, words), joined[-1].gap)
        else:
            joined.append(line)
        last = line.text
    return joined


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = True
    for raw in text.split("\n"):
        if line := " ".join(raw.split()):
            lines.append(Line(line, gap))
        gap = not line
    return lines


def _fill_of_wrapping(lines: list[Line]) -> int | None:
    """How full the lines are that were cut for want of room, in characters with the next word; None when none were."""
    inside = [
        (before.text, after.text)
        for before, after in pairwise(lines)
        if not after.gap and SHORTEST <= len(before.text) <= LONGEST
    ]
    # Papers that write their buttons in lower case are not wrapped.
    cut = [pair for pair in inside if _is_cut(*pair) and not (kind_of(pair[1]) or is_header(pair[1]))]
    # With more paragraphs a line than cuts, what goes on in lower case are the buttons of the page.
    paragraphs = sum(len(line.text) > LONGEST for line in lines)
    if len(cut) < max(RUN_ON_COUNT, RUN_ON_SHARE * len(inside), paragraphs):
        return None
    fills = sorted(_fill(before, after) for before, after in cut)
    # Where the width is fixed, no cut line with its next word fits into the longest.
    return min(fills[len(fills) // OUTLIERS], 1 + max(len(before) for before, _ in cut))


def _is_cut(before: str, after: str) -> bool:
    """Whether a sentence surely goes on from one line to the next."""
    return bool(OPEN_END.search(before)) or (after[0].islower() and not before.endswith(SENTENCE_END))


def _fill(before: str, after: str) -> int:
    return len(before) + 1 + len(after.split(" ", 1)[0])


def _join(before: str, after: str, words: Counter[str]) -> str:
    if not (before.endswith("-") and before[-2:-1].isalpha() and after[0].islower()):
        return f"{before} {after}"
    first, second = re.split(r"[^\w-]", before)[-1], re.split(r"[^\w-]", after, maxsplit=1)[0]
    hyphenated = words[first + second] >= words[first[:-1] + second] and (
        words[first + second] > 0 or COMPOUND_FIRST.search(first)
    )
    return before + after if hyphenated else before[:-1] + after
