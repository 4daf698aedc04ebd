"""A page fetched to a file of the folder, which keeps the address it came from and is read as any other."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import encodebytes
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sourcier.corpus.fetching import Page
from sourcier.errors import FileUnwritable

# A PDF and an export stay as they were published, to the byte; pages and texts go into a message that names their
# address, which browsers open.
BARE = {"application/pdf": ".pdf", "application/json": ".json", "application/ld+json": ".json"}
WRAPPED = ".mhtml"
# In bytes; file systems allow 255, and some systems fewer for the whole path.
NAME_LENGTH = 100
DIGEST_LENGTH = 8
# Base64 has no hyphen, so that the boundary is met nowhere in it.
BOUNDARY = "--sourcier--"
CHARSET = re.compile(r"[\w.:-]{1,40}", re.ASCII)


def save(page: Page, folder: Path) -> Path:
    """Write `page` into `folder`, over what the same address gave before; raises FileUnwritable."""
    path = folder / file_name(page)
    # Hidden until it is whole: who reads the folder meanwhile passes it over.
    unfinished = folder / f".{path.name}.part"
    try:
        folder.mkdir(exist_ok=True)
        unfinished.write_bytes(page.data if page.kind in BARE else _message(page))
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise FileUnwritable(path=path) from error
    return path


def file_name(page: Page) -> str:
    """The name of the file of `page`: its site and path for people, a digest of its address to be the only one."""
    parts = urlsplit(page.asked)
    words = f"{(parts.hostname or '').removeprefix('www.')} {unquote(parts.path)}"
    readable = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", words)).encode("utf-8", "ignore")[:NAME_LENGTH]
    digest = hashlib.sha256(page.asked.split("#")[0].encode("utf-8", "replace")).hexdigest()[:DIGEST_LENGTH]
    # A letter before the digest, whose digits might be taken for a date.
    return f"{readable.decode(errors='ignore').strip('-._')}-u{digest}{BARE.get(page.kind, WRAPPED)}"


def _message(page: Page) -> bytes:
    charset = f"; charset={page.charset}" if page.charset and CHARSET.fullmatch(page.charset) else ""
    head = (
        "From: <Saved by Sourcier>",
        f"Snapshot-Content-Location: {page.url}",
        f"Date: {format_datetime(datetime.now(UTC))}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="{page.kind}"; boundary="{BOUNDARY}"',
        "",
        f"--{BOUNDARY}",
        f"Content-Type: {page.kind}{charset}",
        "Content-Transfer-Encoding: base64",
        f"Content-Location: {page.url}",
        "",
        "",
    )
    return "\r\n".join(head).encode("ascii") + encodebytes(page.data) + f"\r\n--{BOUNDARY}--\r\n".encode()
