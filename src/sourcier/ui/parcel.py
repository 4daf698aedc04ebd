"""What Python hands to the scripts of the page: a JSON text in a component that shows nothing."""

from __future__ import annotations

import json
import time


def article(html: str) -> str:
    """The reading dialog opens with `html`."""
    return _wrapped(kind="article", html=html)


def copied(text: str) -> str:
    """`text` goes to the clipboard."""
    return _wrapped(kind="copy", text=text)


def file(name: str, media_type: str, text: str) -> str:
    """The browser saves `text`: nothing is written on this machine, and no address gives it to another session."""
    return _wrapped(kind="file", name=name, type=media_type, text=text)


def told(text: str) -> str:
    """`text` is said in passing."""
    return _wrapped(kind="told", text=text)


def _wrapped(**values: str) -> str:
    # A value that stays the same is no event, hence the moment. Without "<", nothing is markup on its way.
    return json.dumps({**values, "moment": time.monotonic_ns()}, ensure_ascii=False).replace("<", "\\u003c")
