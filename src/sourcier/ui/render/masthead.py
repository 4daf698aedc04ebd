"""The head of the page: its name, and what is indexed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape

from sourcier.schema import Article
from sourcier.ui.render.parts import icon
from sourcier.ui.texts import Texts

# A hazel fork over water: the page's mark, drawn here so that nothing is fetched.
EMBLEM = (
    '<svg class="emblem" viewBox="0 0 32 32" aria-hidden="true"><path d="M7 4l9 11 9-11M16 15v7"/>'
    '<path class="water" d="M4 28q3-3 6 0t6 0 6 0 6 0"/></svg>'
)
# A disc, half of it dark.
CONTRAST = "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M10 3v14M12 4v12M14 5.5v9"


def masthead(newest_first: Sequence[Article] | None, texts: Texts, trouble: str | None = None, reader: str = "") -> str:
    """The title, one sentence on what is indexed, or on why nothing can be, who reads, the switch of day and night.

    Nothing is said of the articles while they are not known (None).
    """
    said = escape(trouble or ("" if newest_first is None else _indexed(newest_first, texts)))
    return (
        f'<header class="masthead">{EMBLEM}<h1>Sourcier</h1><p class="corpus{" problem" if trouble else ""}">{said}</p>'
        f"{_account(reader, texts)}"
        f'<button type="button" class="night" aria-label="{escape(texts.night)}" title="{escape(texts.night)}">'
        f"{icon(CONTRAST)}</button></header>"
    )


def _account(reader: str, texts: Texts) -> str:
    """The name of who has an account, and the way out."""
    if not reader:
        return ""
    return (
        f'<form class="account" method="post" action="./logout"><span dir="auto">{escape(reader)}</span>'
        f'<button type="submit">{escape(texts.leave)}</button></form>'
    )


def _indexed(newest_first: Sequence[Article], texts: Texts) -> str:
    """How many articles, and from when to when; undated ones are the last."""
    known = len(newest_first)
    if not known:
        return f"{texts.no_article}."
    count = texts.one_article if known == 1 else texts.some_articles.format(count=texts.number(known))
    # Of ten thousand articles a few are looked at.
    dated = bisect_left(newest_first, True, key=lambda article: article.published is None)
    latest, earliest = (newest_first[row].published for row in (0, dated - 1)) if dated else (None, None)
    return f"{count}, {texts.span(earliest, latest)}." if earliest and latest else f"{count}."
