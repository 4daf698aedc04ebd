"""Who speaks: one dispatch is one source, under however many titles."""

from __future__ import annotations

from sourcier.answering.orders import inert, is_order
from sourcier.language.dates import format_date
from sourcier.schema import Evidence


def source_of(item: Evidence) -> str:
    """The dispatch that a sentence is of, else its article."""
    return item.article.dispatch_id or item.article.id


def line(item: Evidence) -> str:
    """A sentence and whose it is as models read it: one line, so that none passes for what stands around it."""
    parts = (item.article.outlet, format_date(item.article.published))
    source = ", ".join(inert(part) for part in parts if part and not is_order(part))
    context = f"[{inert(item.context)}] " if item.context and not is_order(item.context) else ""
    return f"({source}) {context}{inert(item.text)}"
