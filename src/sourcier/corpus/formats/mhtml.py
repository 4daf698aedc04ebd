"""The article in a page saved whole by a browser: a message whose root is the page, with the address it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.formats.html import read_html
from sourcier.corpus.formats.links import web_address
from sourcier.corpus.reading import read_text
from sourcier.corpus.skipped import Reason, Refused

PAGE_TYPES = ("text/html", "application/xhtml+xml")
TEXT_TYPE = "text/plain"
# Of the whole message in Chrome, of the part in the standard.
ADDRESS_HEADERS = ("Snapshot-Content-Location", "Content-Location")


def read_mhtml(data: bytes) -> Scrape:
    """The article in a saved page; its address is the one the browser was at, whatever the page says of itself.

    Raises Refused when the message is damaged or its root is no page.
    """
    try:
        message = message_from_bytes(data)
        root = _root(message)
        content = root.get_payload(decode=True) if root else None
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a parser of untrusted files may raise anything; one must not stop the others
        raise Refused(Reason.DAMAGED) from error
    if root is None or not isinstance(content, bytes):
        raise Refused(Reason.NO_BODY)
    # The bytes tell their encoding better than the message, as in a page by itself.
    text = read_text(content)
    scrape = read_scrape(text) if root.get_content_type() == TEXT_TYPE else read_html(text)
    address = next(_addresses(message, root), None)
    return replace(scrape, url=address or scrape.url)


def _root(message: Message) -> Message | None:
    """The part that is the page: the one the message names, else the first page, else the first text."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    start = message.get_param("start")
    named = [part for part in parts if start and part["Content-ID"] == start]
    pages = [part for part in (*named, *parts) if part.get_content_type() in PAGE_TYPES]
    texts = [part for part in parts if part.get_content_type() == TEXT_TYPE]
    return next(iter((*pages, *texts)), None)


def _addresses(message: Message, root: Message) -> Iterator[str]:
    for part in (message, root):
        for header in ADDRESS_HEADERS:
            # Long addresses are folded over several lines.
            if address := web_address("".join(str(part[header] or "").split())):
                yield address
