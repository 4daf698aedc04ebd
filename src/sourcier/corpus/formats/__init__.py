"""The articles in the bytes of one file, whatever its format: each format has its module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.formats.html import read_html
from sourcier.corpus.formats.markdown import read_markdown
from sourcier.corpus.formats.pdf import read_pdf
from sourcier.corpus.reading import read_text
from sourcier.corpus.skipped import Reason, Refused

HTML_START = ("<!doctype html", "<html")


def read_format(data: bytes, path: str) -> Iterator[tuple[str, Scrape | Reason]]:
    """Every article in the bytes of the file at `path`, with its own path, or why there is none.

    An article that is one of many in its file stands under it: "export.jsonl/12", "lot.zip/2024/a.html".
    """
    try:
        yield path, _read_one(data, PurePosixPath(path).suffix.lower())
    except Refused as refusal:
        yield path, refusal.reason


def _read_one(data: bytes, suffix: str) -> Scrape:
    if suffix == ".pdf":
        return read_pdf(data)
    text = read_text(data)
    if suffix in (".html", ".htm") or text.lstrip()[:20].lower().startswith(HTML_START):
        return read_html(text)
    return read_markdown(text) if suffix == ".md" else read_scrape(text)
