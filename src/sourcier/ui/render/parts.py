"""Pieces that several panes share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sourcier.schema import ArticleDate
from sourcier.ui.texts import Texts


def origin(outlet: str | None, path: str, published: ArticleDate | None, texts: Texts) -> str:
    """Outlet (the file's name when unknown) and date."""
    known = "outlet" if outlet else "outlet file"
    moment = f' datetime="{machine_date(published)}"' if published else ""
    return (
        f'<p class="origin"><span class="{known}" dir="auto">{escape(outlet or path)}</span> '
        f"<time{moment}>{escape(texts.date(published))}</time></p>"
    )


def reprints(outlets: Sequence[str], texts: Texts) -> str:
    """Who else printed the dispatch: one source, whatever their number."""
    if not outlets:
        return ""
    return f'<p class="reprints" dir="auto">{escape(texts.reprints.format(outlets=", ".join(outlets)))}</p>'


def door(article_id: str, start: int, end: int, texts: Texts) -> str:
    """What opens an article at `start:end`."""
    return (
        f'<button type="button" class="door" data-article="{escape(article_id)}" data-start="{start}" '
        f'data-end="{end}">{escape(texts.read_article)}</button>'
    )


def spoken(marker: int, outlet: str, published: ArticleDate | None, texts: Texts) -> str:
    """What a marker is called by a screen reader."""
    return escape(texts.source.format(marker=marker, outlet=outlet, date=texts.date(published)))


def machine_date(published: ArticleDate) -> str:
    """ISO 8601 cut at what is known: "2024-06" for a month."""
    length = {"day": len("2024-06-26"), "month": len("2024-06"), "year": len("2024")}[published.precision]
    return published.value.isoformat()[:length]


def icon(path: str) -> str:
    """A drawing of 20 by 20, in the colour of the text around it."""
    return f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="{path}"/></svg>'
