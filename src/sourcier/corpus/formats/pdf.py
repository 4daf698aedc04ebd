"""The article in a PDF: the only door to pypdf."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.origin import Raw
from sourcier.corpus.reading import clean
from sourcier.corpus.skipped import Reason, Refused

# What it logs of a damaged file is said by our own reason; nobody is to see it twice, on the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# A line on this many pages, and on half of them, is a running head.
PAGES_OF_HEAD = 3


def read_pdf(data: bytes) -> Scrape:
    """The article in a PDF; raises Refused when it is damaged, locked, or a picture of a page."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        raw = tuple(page.extract_text() for page in reader.pages)
    except Exception as error:  # a parser of untrusted files may raise anything; one must not stop the others
        raise Refused(Reason.DAMAGED) from error
    pages = [clean(page).split("\n") for page in raw]
    heads = _running_heads(pages)
    text = "\n".join(line for page in pages for line in page if _masked(line) not in heads)
    if not text.strip():
        raise Refused(Reason.NO_TEXT)
    scrape = read_scrape(text)
    return replace(scrape, removed=scrape.removed + tuple(sorted(heads)), raw=Raw(raw, is_paged=True))


def _running_heads(pages: list[list[str]]) -> set[str]:
    counts = Counter(line for page in pages for line in {_masked(line) for line in page if line.strip()})
    return {line for line, count in counts.items() if count >= PAGES_OF_HEAD and 2 * count >= len(pages)}


def _masked(line: str) -> str:
    """`line` with its page number blotted out."""
    return re.sub(r"\d+", "0", line.strip())
