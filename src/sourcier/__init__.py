"""Sourcier: questions to a folder of press articles, every sentence of the answer proved by an article's sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcier.assistant import Assistant, ask
    from sourcier.errors import SourcierError
    from sourcier.schema import Answer, Article, Citation, Evidence, Statement, Turn

__all__ = ["Answer", "Article", "Assistant", "Citation", "Evidence", "SourcierError", "Statement", "Turn", "ask"]

_HOMES = {"Assistant": "assistant", "ask": "assistant", "SourcierError": "errors"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `sourcier list` does not wait for the libraries that answer."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"sourcier.{_HOMES.get(name, 'schema')}"), name)
