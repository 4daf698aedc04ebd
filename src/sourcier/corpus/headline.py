"""What stands above the body of a page: the path to it, its title, who signs it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcier.corpus.blocks import HEADLINE_LENGTH, is_prose
from sourcier.corpus.dating import announced_date, header_date, is_header
from sourcier.corpus.names import byline_of, is_section
from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

# Titles have four words or more; a shorter line is one only when nothing better stands above the body.
TITLE_WORDS, SHORT_TITLE_WORDS = 4, 2
HOME = re.compile(r"(?i)^(?:vous êtes ici\s*:?\s*)?(?:accueil|home|a la une|à la une|actualités?)\b\s*(?P<next>\S?)")
STEPS = re.compile(r"\s+[/>»›·|→\\]\s+|\s*[>»›→]\s*")
STEP_LENGTH = 30
# "Outlet.ma. Le ministre …": a domain in front of the first sentence is who publishes it.
OUTLET_PREFIX = re.compile(
    r"(?P<outlet>[A-Z0-9][\w-]{2,25}\.(?:ma|fr|com|net|org|info|dz|tn|sn|ci|ml|bf|be|ch|ca|lu|cm|ga|cd|mg|tv|africa))"
    r"(?:\s*[.:–—]|\s-)(?:\s+(?=[A-ZÀ-Ý«])|$)"
)


@dataclass(frozen=True)
class Head:
    """What was read above the body; `removed` are the indices of its lines, the title's among them."""

    title: str | None = None
    title_index: int | None = None
    byline: str | None = None
    published: ArticleDate | None = None
    removed: set[int] = field(default_factory=set)


def read_head(lines: Sequence[str], out: set[int], known_title: str | None = None) -> Head:
    """Read the lines above the first sentence, leaving aside those already `out`; a known title is not looked for."""
    kept = [index for index in range(len(lines)) if index not in out]
    prose = [rank for rank, index in enumerate(kept) if is_prose(lines[index]) and not is_header(lines[index])] or [len(kept)]
    head = kept[: prose[0]]
    # The date and the author may stand under the standfirst, the first sentence of all. Where more lines of dates follow,
    # they are the headings of a chronology.
    under = kept[prose[0] + 1 : prose[1]] if len(prose) > 1 else []
    dated_under = any(is_header(lines[index]) for index in under) and not any(
        is_header(lines[index]) for index in kept[prose[1] :]
    )
    if known_title:
        title = next((index for index in head if fold(lines[index]) == fold(known_title)), None)
    else:
        title = _title_index(lines, head)
    if title is None:
        below = head
    else:
        below = [index for index in head if index > title]
    removed = set(head) - set(below)
    byline: str | None = None
    published: ArticleDate | None = next((date for index in head if (date := announced_date(lines[index]))), None)
    for index in (*below, *(under if dated_under else ())):
        text = lines[index]
        published = published or announced_date(text) or header_date(text)
        name = byline_of(text)
        byline = byline or name
        one_word = index in below and title is not None and " " not in text and not text.endswith(".")
        if name or one_word or is_header(text) or is_section(text) or announced_date(text):
            removed.add(index)
    text_of_title = known_title or (None if title is None else lines[title])
    return Head(text_of_title, title, byline, published, removed)


def outlet_prefix(text: str) -> tuple[str, str] | None:
    """The outlet named in front of the first sentence, with the characters it takes there."""
    match = OUTLET_PREFIX.match(text)
    return (match["outlet"], match[0]) if match else None


def _title_index(lines: Sequence[str], head: Sequence[int]) -> int | None:
    """The line of `head` that is the title: one said twice if any, else the first that reads like a headline."""
    may_be = [index for index in head if not _is_beside_title(lines, head, index)]
    long = [index for index in may_be if len(lines[index].split()) >= TITLE_WORDS]
    short = [index for index in may_be if len(lines[index].split()) >= SHORT_TITLE_WORDS]
    twice = [index for index in long if _is_said_twice(lines, index)]
    for candidates in (twice, long):
        if candidates:
            return candidates[0]
    return short[-1] if short else None


def _is_beside_title(lines: Sequence[str], head: Sequence[int], index: int) -> bool:
    text = lines[index]
    if text.endswith((".", ",", ";", ":")) or len(text) > HEADLINE_LENGTH:
        return True
    return is_header(text) or bool(byline_of(text)) or is_section(text) or _is_path(text, [lines[other] for other in head])


def _is_path(text: str, others: Sequence[str]) -> bool:
    """Whether `text` is the path to the page: "Accueil / Politique", "Accueil Monde <title>"."""
    home = HOME.match(text)
    if home and (not home["next"] or home["next"] in "/>»›·|→\\-–"):
        return True
    steps = STEPS.split(text)
    if len(steps) > 1 and all(len(step) <= STEP_LENGTH for step in steps[:-1]) and (is_section(steps[0]) or len(steps) > 2):
        return True
    return bool(home) and any(other != text and text.endswith(other) for other in others)


def _is_said_twice(lines: Sequence[str], index: int) -> bool:
    text = fold(lines[index])
    return sum(fold(line).endswith(text) and len(line) < 2 * len(text) + STEP_LENGTH for line in lines) > 1
