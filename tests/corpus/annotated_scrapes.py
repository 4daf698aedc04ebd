"""Annotated scrapes: pages of invented papers, whose lines bear what must become of them.

    ! byline: who signs it          ! published: 2024-03-14 day stated          ! outlet: Echo24.ma
    = the title          + a line of the body          - a line of the page around it
    ? a line of the page around it that nothing tells from the body: in doubt it stays

    + a sentence. ‖- Lire aussi : a title          two parts of one line
    + ⟦[3]⟧a sentence          between ⟦ and ⟧: marks of the program that made the text, no part of the body

A `+` alone is a blank line inside a body; a body with such lines is wrapped at a width, and its blocks are paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "scrapes"
MARKS = re.compile("⟦.*?⟧")
MARKED = str.maketrans("", "", "⟦⟧")


@dataclass(frozen=True)
class AnnotatedScrape:
    name: str
    raw: str
    title: str
    body: tuple[str, ...]
    around: tuple[str, ...]
    doubtful: tuple[str, ...]
    said: dict[str, str | None]


def annotated_scrapes() -> list[AnnotatedScrape]:
    return [parse(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.scrape"))]


def parse(name: str, annotated: str) -> AnnotatedScrape:
    raw: list[str] = []
    marked: dict[str, list[str]] = {"=": [], "+": [], "-": [], "?": []}
    said: dict[str, str | None] = {}
    for line in annotated.split("\n"):
        if line.startswith("!"):
            field, _, value = line[2:].partition(":")
            said[field] = value.strip() or None
            continue
        parts = [part.strip() for part in line.split("‖")]
        raw.append(" ".join(part[2:].translate(MARKED) for part in parts))
        for part in filter(None, parts):
            marked[part[0]].append(MARKS.sub("", part[2:]).strip())
    body = marked["+"]
    if "" in body:
        body = [" ".join(block.split()) for block in "\n".join(body).split("\n\n")]
    around, title = tuple(filter(None, marked["-"])), (marked["="] or [""])[0]
    return AnnotatedScrape(name, "\n".join(raw), title, tuple(body), around, tuple(marked["?"]), said)
