"""The article in a Word document: the only door to python-docx, which takes a while to import."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.names import is_name
from sourcier.corpus.reading import clean
from sourcier.corpus.skipped import MAX_BYTES, MAX_CONTAINER_BYTES, Reason, Refused

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

MAIN_PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, ROW, TEXT, RUN = (f"{W}{name}" for name in ("p", "tr", "t", "r"))
HIDDEN = f"{W}rPr/{W}vanish"
# What stands for a character, and what is not shown: the second copy of a drawing for old versions of Word, text moved
# elsewhere, text marked as hidden. Deleted text has a name of its own, and is not read.
SPELT = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNSEEN = (FALLBACK, f"{W}moveFrom", f"{W}del")
# Cells of a row on one line, so that a figure stands beside what it counts.
BETWEEN_CELLS = " | "
TITLE_STYLE = "Title"


def read_docx(data: bytes) -> Scrape:
    """The article in a Word document: paragraphs, headings and rows of tables, in order.

    The dates of the document are those of its file and say nothing of publication. Raises Refused when it is damaged or
    locked, holds no text, or announces more than an article does.
    """
    import docx

    try:
        _check_size(data)
        document = docx.Document(BytesIO(data))
        lines = [line for line in map(clean, _lines(document.element.body)) if line.strip()]
        title, author = _title(document), clean(document.core_properties.author or "").strip()
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:  # a parser of untrusted files may raise anything; one must not stop the others
        raise Refused(Reason.DAMAGED) from error
    if not lines:
        raise Refused(Reason.EMPTY)
    # A paragraph of Word is a paragraph, whatever its length.
    scrape = read_scrape("\n\n".join(lines), title=title)
    # The account of whoever typed the text signs only where the text does not, and by the name of a person.
    return replace(scrape, byline=scrape.byline or (author if is_name(author) else None))


def _check_size(data: bytes) -> None:
    """Refuse what would fill the memory: python-docx reads every part of the document."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sizes = {info.filename: info.file_size for info in parts.infolist()}
    if sizes.get(MAIN_PART, 0) > MAX_BYTES or sum(sizes.values()) > MAX_CONTAINER_BYTES:
        raise Refused(Reason.EXPANDS)


def _lines(element: BaseOxmlElement) -> Iterator[str]:
    """The text of every paragraph and row under `element`; what is set beside a paragraph comes after it."""
    for child in element:
        if child.tag in UNSEEN:
            continue
        if child.tag == ROW:
            cells = [" ".join(_lines(cell)) for cell in child]
            yield BETWEEN_CELLS.join(" ".join(cell.split()) for cell in cells if cell.strip())
        elif child.tag == PARAGRAPH:
            yield "".join(_own_text(child))
            yield from _lines(child)
        else:
            yield from _lines(child)


def _own_text(element: BaseOxmlElement) -> Iterator[str]:
    """The text of a paragraph, without that of the boxes anchored in it; tracked insertions belong to it."""
    for child in element:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag in SPELT:
            yield SPELT[child.tag]
        elif child.tag == RUN and child.find(HIDDEN) is not None:
            continue
        elif child.tag not in (PARAGRAPH, *UNSEEN):
            yield from _own_text(child)


def _title(document: Document) -> str | None:
    """The paragraph in the style of titles, else the title among the properties, which templates leave behind."""
    shown = (item.text for item in document.paragraphs if item.style is not None and item.style.name == TITLE_STYLE)
    written = next((text for text in shown if text.strip()), None) or document.core_properties.title
    return " ".join(clean(written).split()) or None
