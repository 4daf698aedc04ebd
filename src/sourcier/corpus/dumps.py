"""Texts that a program made of a page: the marks of Markdown, the numbered links of lynx.

Marks go, words stay. A line that is nothing but links or pictures is kept apart: it is no text of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# In this order: what goes whole, then marks around words that stay.
IMAGE = re.compile(r"!\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)")
MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (IMAGE, ""),
    (LINK, r"\1"),
    (re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])"), r"\1"),
)
FIRST_HEADING = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t]*#*$|^(?P<underlined>\S.*)\n=+$", re.MULTILINE)
# "[12]Facebook": the number of a link stands before its first word, that of a footnote after its last.
NUMBER = re.compile(r"(?<![\w.»)])\[\d{1,4}\] ?(?=[\w«\"'(*])")
BUTTON = re.compile(r"\((?:BUTTON|Submit)\)|\[(?:IMG|IMAGE|INLINE|EMBED|USEMAP)\b[^\]\n]*\]|_{8,}|^\s*#alternate\b")
BULLET = re.compile(r"^[*+•◦]\s+(?=\S)")
# Fewer may be brackets of the article's own.
FEWEST_LINKS = 3


@dataclass(frozen=True)
class Dump:
    """A text without marks; `apart` are its lines of nothing but links, `title` the heading that it marks as such."""

    text: str
    apart: frozenset[str] = frozenset()
    title: str | None = None


def unmarked(text: str, *, markdown: bool = False) -> Dump:
    """`text` without the marks of the program that made it, if any did; `markdown` says that its file is Markdown."""
    if markdown or len(LINK.findall(text)) >= FEWEST_LINKS:
        return _of_markdown(text)
    return _of_lynx(text) if len(NUMBER.findall(text)) >= FEWEST_LINKS else Dump(text)


def plain(text: str) -> str:
    """`text` without the marks of Markdown."""
    for pattern, words in MARKS:
        text = pattern.sub(words, text)
    return text


def _of_markdown(text: str) -> Dump:
    heading = FIRST_HEADING.search(text)
    title = _line(plain(heading["title"] or heading["underlined"])) if heading else None
    lines = text.split("\n")
    apart: set[str] = set()
    for index, line in enumerate(lines):
        if LINK.search(line) and not re.search(r"\w", LINK.sub("", IMAGE.sub("", line))):
            lines[index] = LINK.sub(r"\1", IMAGE.sub(r"\1", line))
            apart.add(_line(plain(lines[index])))
    return Dump(
        "\n".join(BULLET.sub("", line.lstrip()) for line in plain("\n".join(lines)).split("\n")),
        frozenset(apart),
        title,
    )


def _of_lynx(text: str) -> Dump:
    lines = [BULLET.sub("", NUMBER.sub("", line).lstrip()) for line in text.split("\n")]
    return Dump("\n".join(lines), frozenset(_line(line) for line in lines if BUTTON.search(line)))


def _line(text: str) -> str:
    return " ".join(BULLET.sub("", text.strip()).split())
