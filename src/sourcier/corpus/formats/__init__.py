"""The articles in the bytes of one file, whatever its format: each format has its module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.formats.archive import read_archive
from sourcier.corpus.formats.docx import read_docx
from sourcier.corpus.formats.html import read_html
from sourcier.corpus.formats.kinds import Kind, kind_of
from sourcier.corpus.formats.markdown import read_markdown
from sourcier.corpus.formats.mhtml import read_mhtml
from sourcier.corpus.formats.pdf import read_pdf
from sourcier.corpus.formats.records import read_json, read_json_lines
from sourcier.corpus.origin import Raw
from sourcier.corpus.reading import decode, read_text
from sourcier.corpus.scanning import suffix_of
from sourcier.corpus.skipped import Reason, Refused

HTML_START = ("<!doctype html", "<html")


def read_format(data: bytes, path: str) -> Iterator[tuple[str, Scrape | Reason]]:
    """Every article in the bytes of the file at `path`, with its own path, or why there is none.

    An article that is one of many in its file stands under it: "export.jsonl/12", "lot.zip/2024/a.html". Articles come
    one by one: the next is not read before it is asked for.
    """
    return _articles(data, path, kind_of(data, path))


def _articles(data: bytes, path: str, kind: Kind) -> Iterator[tuple[str, Scrape | Reason]]:
    try:
        if kind is Kind.ARCHIVE:
            yield from _members(data, path)
        elif kind is Kind.JSON:
            for place, found in read_json(data):
                yield f"{path}{place}", found
        elif kind is Kind.JSON_LINES:
            for place, found in read_json_lines(data):
                yield f"{path}{place}", found
        else:
            yield path, _read_one(data, path, kind)
    except Refused as refusal:
        yield path, refusal.reason
    except (MemoryError, RecursionError):
        yield path, Reason.TOO_COMPLEX


def _members(data: bytes, path: str) -> Iterator[tuple[str, Scrape | Reason]]:
    for name, content in read_archive(data):
        place = f"{path}/{name}"
        if isinstance(content, Reason):
            yield place, content
        elif (kind := kind_of(content, name)) is Kind.ARCHIVE:
            yield place, Reason.NESTED
        else:
            yield from _articles(content, place, kind)


def _read_one(data: bytes, path: str, kind: Kind) -> Scrape:
    if kind is Kind.PDF:
        return read_pdf(data)
    if kind is Kind.DOCX:
        return read_docx(data)
    if kind is Kind.MHTML:
        return read_mhtml(data)
    text, suffix = read_text(data), suffix_of(path)
    is_html = suffix in (".html", ".htm") or text.lstrip()[:20].lower().startswith(HTML_START)
    read = read_html if is_html else read_markdown if suffix == ".md" else read_scrape
    return replace(read(text), raw=Raw((decode(data),), is_html=is_html))
