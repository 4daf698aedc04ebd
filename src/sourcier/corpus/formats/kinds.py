"""What a file is: its first bytes say so before its name does, which people change."""

from __future__ import annotations

from enum import Enum, auto

from sourcier.corpus.scanning import suffix_of

PDF_START = b"%PDF-"
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
# The main part of a Word document, as the directory of its archive names it.
DOCX_PART = b"word/document.xml"
# Pages saved whole begin with the head of a message.
HEAD_LENGTH = 2000
HTML_STARTS = (b"<!doctype html", b"<html")


class Kind(Enum):
    """A way of reading a file."""

    TEXT = auto()
    PDF = auto()
    DOCX = auto()
    MHTML = auto()
    JSON = auto()
    JSON_LINES = auto()
    ARCHIVE = auto()


BY_SUFFIX = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".zip": Kind.ARCHIVE,
}


def kind_of(data: bytes, path: str) -> Kind:
    """How to read `data`, whose file is named `path`."""
    named = BY_SUFFIX.get(suffix_of(path), Kind.TEXT)
    if data.startswith(PDF_START):
        return Kind.PDF
    if data.startswith(ZIP_STARTS):
        # A file named as an archive may hold documents, their directories in plain sight.
        is_document = named is Kind.DOCX or (named is not Kind.ARCHIVE and DOCX_PART in data)
        return Kind.DOCX if is_document else Kind.ARCHIVE
    head = data[:HEAD_LENGTH].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(HTML_STARTS):
        return Kind.TEXT
    if b"\nmime-version:" in b"\n" + head and b"multipart/related" in head:
        return Kind.MHTML
    return named
