"""What the reading dialog shows: a whole article, or that it is gone."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from sourcier.schema import Article
from sourcier.ui.marking import paragraphs
from sourcier.ui.render.parts import origin
from sourcier.ui.texts import Texts

WEB = ("http", "https")


def article_page(article: Article, start: int, end: int, texts: Texts, warning: str = "") -> str:
    """The whole article, `start:end` marked, under a `warning` when it is no longer indexed as it was."""
    byline = f'<span class="byline" dir="auto">{escape(article.byline)}</span>' if article.byline else ""
    files = ", ".join(escape(path) for path in (article.path, *article.also_at))
    head = origin(article.outlet, article.path, article.published, texts)
    warned = f'<p class="changed">{escape(warning)}</p>' if warning else ""
    return (
        f'<article lang="{escape(article.language)}"><header>{head}{byline}'
        f'<h2 id="reader-title" dir="auto">{escape(article.title)}</h2>{warned}</header>'
        f"{paragraphs(article.text, start, end)}{_removed(article, texts)}"
        f'<footer class="files">{_original(article.url, texts)}<span>{files}</span></footer></article>'
    )


def article_gone(texts: Texts) -> str:
    """What the reading dialog says of an article that is no longer indexed."""
    return f'<p class="problem" id="reader-title">{escape(texts.gone)}</p>'


def _removed(article: Article, texts: Texts) -> str:
    if not article.removed:
        return ""
    pieces = "".join(f'<p dir="auto">{escape(piece)}</p>' for piece in article.removed)
    name = escape(texts.removed.format(count=texts.number(len(article.removed))))
    return f'<details class="removed"><summary>{name}</summary>{pieces}</details>'


def _original(url: str | None, texts: Texts) -> str:
    """A link to where it was published; any other kind of address stays unsaid."""
    if url is None or not _is_web(url):
        return ""
    return (
        f'<a class="original" href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(texts.original)}</a>"
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.hostname)
