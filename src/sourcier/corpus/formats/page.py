"""The lines of a page as a browser breaks them, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.corpus.reading import clean
from sourcier.language.analysis import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that run on in their line; every other one begins a new line.
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd"}
    | {"label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
CELLS = frozenset({"td", "th"})
BETWEEN_CELLS = " | "
# What holds no text of the page, or text that belongs to a form.
SKIPPED = frozenset(
    {"head", "script", "style", "template", "noscript", "textarea", "select", "option", "iframe", "object"}
)


@dataclass(frozen=True)
class Shown:
    """A line of a page; `bare` are its words, `linked` is the share of its letters that are links."""

    text: str
    bare: str
    element: HtmlElement
    linked: float


def shown_lines(tree: HtmlElement) -> list[Shown]:
    """The lines that a browser shows, top down; a row of a table that holds nothing but words is one line."""
    lines: list[Shown] = []
    run: list[str] = []
    linked = 0
    element = tree

    def end_line() -> None:
        nonlocal linked
        text = " ".join(clean("".join(run)).split()).strip(BETWEEN_CELLS)
        if text:
            lines.append(Shown(text, bare(text), element, linked / max(1, _letters(run))))
        run.clear()
        linked = 0

    for text, place, breaks, in_link in _runs(tree):
        if breaks:
            end_line()
        element = place
        run.append(text)
        linked += _letters([text]) if in_link else 0
    end_line()
    return lines


def bare(text: str) -> str:
    """`text` folded, without the marks that a copy of it may or may not have."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _runs(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement, bool, bool]]:
    """The runs of text in order: text, the block it stands in, whether a line begins with it, whether it is a link."""
    # An element is on the stack twice: to be opened, then, marked, to be closed. Recursion would end on deep pages.
    stack: list[tuple[HtmlElement, HtmlElement, bool, bool, bool]] = [(tree, tree, False, False, False)]
    while stack:
        element, block, in_row, in_link, closing = stack.pop()
        if closing:
            breaks = not _runs_on(element, in_row)
            if breaks or element.tail:
                yield element.tail or "", block, breaks, in_link
            continue
        if element is not tree:
            stack.append((element, block, in_row, in_link, True))
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        runs_on = _runs_on(element, in_row)
        inside = block if runs_on else element
        inside_link = in_link or element.tag == "a"
        if element.tag in CELLS and in_row:
            yield BETWEEN_CELLS, inside, False, inside_link
        yield element.text or "", inside, not runs_on, inside_link
        row = in_row or (element.tag == "tr" and _is_row_of_words(element))
        stack.extend((child, inside, row, inside_link, False) for child in reversed(element))


def _runs_on(element: HtmlElement, in_row: bool) -> bool:
    return element.tag in INLINE or in_row


def _is_row_of_words(row: HtmlElement) -> bool:
    cells = 0
    for element in row.iterdescendants():
        cells += element.tag in CELLS
        if element.tag not in CELLS and element.tag not in INLINE and element.tag != "p":
            return False
    return cells > 1


def _letters(runs: list[str]) -> int:
    return sum(len(run) - run.count(" ") for run in runs)
