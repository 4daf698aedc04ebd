"""The side column: the conversations that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sourcier.desk import Kept
from sourcier.ui.render.parts import icon
from sourcier.ui.texts import Texts

PLUS = "M10 4v12M4 10h12"
LIST = "M4 5h12M4 10h12M4 15h12"
MORE = "M4 10h.01M10 10h.01M16 10h.01"


def side(texts: Texts) -> str:
    """The head of the column, which stays: a new conversation, and a search through those kept."""
    search = escape(texts.search_kept)
    return (
        f'<div class="side-head"><h2>{escape(texts.conversations)}</h2>'
        f'<button type="button" class="renew" data-does="open" data-id="">{icon(PLUS)}{escape(texts.renew)}</button>'
        f'<input type="search" class="find" aria-label="{search}" placeholder="{escape(texts.search)}" '
        'maxlength="200"></div>'
    )


def bench(texts: Texts) -> str:
    """What leads to the column where there is no room for it beside the rest."""
    return (
        '<div class="bench"><button type="button" class="unfold" aria-expanded="false" aria-controls="side">'
        f"{icon(LIST)}"
        f"{escape(texts.conversations)}</button>"
        f'<button type="button" class="renew" data-does="open" data-id="">{icon(PLUS)}{escape(texts.renew)}</button>'
        "</div>"
    )


def kept(conversations: Sequence[Kept], current: str | None, texts: Texts, search: str = "") -> str:
    """The conversations, newest first, each a link that reopens it; the one that is `current` is said to be."""
    if not conversations:
        return f'<p class="none-kept">{escape(texts.none_found if search else texts.none_kept)}</p>'
    items = "".join(_item(each, each.id == current, texts) for each in conversations)
    return f'<nav aria-label="{escape(texts.conversations)}"><ul class="kept">{items}</ul></nav>'


def kept_unread(problem: str) -> str:
    """What is said in the place of the list when it cannot be read."""
    return f'<p class="none-kept problem">{escape(problem)}</p>'


def _item(each: Kept, current: bool, texts: Texts) -> str:
    manage = escape(texts.manage.format(title=each.title))
    return (
        f"<li{' class=current' if current else ''}>"
        f'<a href="#c={escape(each.id)}" dir="auto"{" aria-current=true" if current else ""}>{escape(each.title)}</a>'
        f'<button type="button" class="manage" data-id="{escape(each.id)}" data-title="{escape(each.title)}" '
        f'aria-label="{manage}">{icon(MORE)}</button></li>'
    )
