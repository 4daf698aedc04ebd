"""Articles as JSON: an object, an array of them, or one on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

from sourcier.corpus.boilerplate import Scrape
from sourcier.corpus.formats.fields import is_article, read_fields
from sourcier.corpus.reading import decode, is_wide
from sourcier.corpus.skipped import MAX_BYTES, Reason, Refused

Found = Iterator[tuple[str, Scrape | Reason]]
# Around a value, beside what JSON itself passes over.
BLANK = " \t\r\n\0\ufeff"


def read_json(data: bytes) -> Found:
    """The articles of a JSON file: one object, an array, an object that holds one array, or one object on each line.

    Each comes with what follows the path of the file in its own: "/3" for the third, from 1; nothing when there is only
    one. Raises Refused when there is none.
    """
    try:
        value = _parsed(decode(data))
    except Refused:
        # Exports of one object on each line are often named .json.
        if not _is_object_a_line(data):
            raise
        yield from read_json_lines(data)
        return
    if is_article(value):
        yield "", read_fields(value)
        return
    rows = _rows(value)
    if not rows:
        raise Refused(Reason.NO_ARTICLE)
    for rank, row in enumerate(rows, 1):
        yield f"/{rank}", _article(row)


def read_json_lines(data: bytes) -> Found:
    """The article on each line, as `read_json` gives them, by the number of the line from 1; blank lines are none."""
    empty = True
    for number, line in enumerate(_lines(data), 1):
        if line.strip(BLANK):
            empty = False
            yield f"/{number}", _article_on(line)
    if empty:
        raise Refused(Reason.EMPTY)


def _parsed(text: str) -> object:
    stripped = text.strip(BLANK)
    if not stripped:
        raise Refused(Reason.EMPTY)
    try:
        return json.loads(stripped)
    except ValueError as error:
        raise Refused(Reason.NO_JSON) from error


def _is_object_a_line(data: bytes) -> bool:
    first = next((line for line in _lines(data) if line.strip(BLANK)), "")
    try:
        return isinstance(_parsed(first), dict)
    except Refused:
        return False


def _rows(value: object) -> list[object]:
    """The array that `value` is, or the only one of objects that it holds."""
    if isinstance(value, list):
        return value
    held = list(value.values()) if isinstance(value, dict) else []
    arrays = [rows for rows in held if isinstance(rows, list) and any(isinstance(row, dict) for row in rows)]
    return arrays[0] if len(arrays) == 1 else []


def _lines(data: bytes) -> Iterator[str]:
    """The lines of a file, decoded one by one: a large export is in memory once."""
    if is_wide(data):
        yield from decode(data).split("\n")
    else:
        yield from map(decode, BytesIO(data))


def _article_on(line: str) -> Scrape | Reason:
    if len(line) > MAX_BYTES:
        return Reason.TOO_LARGE
    try:
        return _article(_parsed(line))
    except Refused as refusal:
        return refusal.reason
    except (MemoryError, RecursionError):
        return Reason.TOO_COMPLEX


def _article(value: object) -> Scrape | Reason:
    """One that cannot be read stops no other."""
    try:
        return read_fields(value)
    except Refused as refusal:
        return refusal.reason
    except (MemoryError, RecursionError):
        return Reason.TOO_COMPLEX
