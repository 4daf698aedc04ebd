"""Who speaks: one dispatch is one source, under however many titles."""

from __future__ import annotations

from sourcier.schema import Evidence


def source_of(item: Evidence) -> str:
    """The dispatch that a sentence is of, else its article."""
    return item.article.dispatch_id or item.article.id
