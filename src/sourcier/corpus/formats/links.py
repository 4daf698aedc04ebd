"""Addresses that a page or a record gives: only those of the web are kept."""

from __future__ import annotations

from urllib.parse import urlsplit

from sourcier.corpus.reading import clean

# Browsers and servers refuse longer ones.
MAX_LENGTH = 2000


def web_address(text: str) -> str | None:
    """`text` when it is an address in http or https without a password, else None."""
    address = clean(text).strip()
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return address if is_web and len(address) <= MAX_LENGTH and not any(map(str.isspace, address)) else None
