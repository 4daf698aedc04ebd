"""The timeline as one page that needs nothing else: the drawing, then the same articles as tables.

Titles, outlets and paths come from the files of others: each piece is escaped, and the page may run nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from importlib.resources import files

from sourcier.language.bases import dated
from sourcier.schema import Article
from sourcier.standalone import clean, document
from sourcier.standalone import length as _n
from sourcier.timeline.layout import Drawing, Label, Link, Mark, Rule, lay_out
from sourcier.timeline.words import WORDS, Words


def page(articles: Sequence[Article], language: str) -> str:
    """The whole page, as HTML."""
    words = WORDS[language]
    known = sorted((article for article in articles if article.published), key=_date)
    unknown = [article for article in articles if not article.published]
    numbers = _numbers(articles)
    tables = "".join(
        _table(name, own, numbers, words)
        for name, own in ((words.dated, known), (words.undated.capitalize(), unknown))
        if own
    )
    style = files(__package__).joinpath("style.css").read_text("utf-8")
    drawing = drawing_svg(lay_out(articles, language), words.summary(articles), words)
    return document(words.title, drawing + tables, style, language)


def drawing_svg(drawing: Drawing, summary: str, words: Words) -> str:
    """The drawing as an SVG element; each mark tells its article when pointed at."""
    shapes = "".join(
        (
            *map(_rule, drawing.rules),
            *map(_link, drawing.links),
            *(_mark(mark, words) for mark in drawing.marks),
            *map(_label, drawing.labels),
        )
    )
    described = escape(f"{words.title}. {summary}. {words.described}")
    return (
        f'<figure><svg viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" role="img" aria-label="{described}">'
        f"{shapes}</svg></figure>"
    )


def _rule(rule: Rule) -> str:
    return f'<line class="rule" x1="{_n(rule.x1)}" y1="{_n(rule.y1)}" x2="{_n(rule.x2)}" y2="{_n(rule.y2)}"/>'


def _link(link: Link) -> str:
    start, *bends = (f"{_n(x)} {_n(y)}" for x, y in (link.start, link.bend1, link.bend2, link.end))
    return f'<path class="link" d="M{start}C{" ".join(bends)}"/>'


def _mark(mark: Mark, words: Words) -> str:
    kind = f"mark {mark.tone}{' hollow' if mark.hollow else ''}{' bar' if mark.is_bar else ''}"
    title = f"<title>{_told(mark.article, words)}</title>" if mark.article else ""
    return (
        f'<rect class="{kind}" x="{_n(mark.left)}" y="{_n(mark.y - mark.height / 2)}" '
        f'width="{_n(mark.right - mark.left)}" height="{_n(mark.height)}" rx="{_n(mark.height / 2)}">{title}</rect>'
    )


def _label(label: Label) -> str:
    kind = f"{label.tone}{' bold' if label.bold else ''}"
    whole = f"<title>{clean(label.whole)}</title>" if label.whole else ""
    return (
        f'<text class="{kind}" x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}" '
        f'text-anchor="{label.anchor}">{whole}{clean(label.text)}</text>'
    )


def _date(article: Article) -> date:
    return article.published.value if article.published else date.max


def _told(article: Article, words: Words) -> str:
    when = dated(article.published, words.language)
    return f"{clean(article.title)}\n{clean(article.outlet or words.unknown)}, {escape(when)}"


def _table(name: str, articles: Sequence[Article], numbers: dict[str, str], words: Words) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in words.columns)
    rows = "".join(
        f'<tr><td class="when">{escape(dated(article.published, words.language))}</td>'
        f'<td dir="auto">{clean(article.outlet or "")}</td><td dir="auto">{clean(article.title)}</td>'
        f'<td class="number">{numbers.get(article.dispatch_id or "", "")}</td>'
        f'<td class="file" dir="auto">{clean(article.path)}</td></tr>'
        for article in articles
    )
    caption = f"{escape(name)} <span>{escape(words.count(len(articles)))}</span>"
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _numbers(articles: Sequence[Article]) -> dict[str, str]:
    met = dict.fromkeys(article.dispatch_id for article in articles if article.dispatch_id is not None)
    return {dispatch: str(number) for number, dispatch in enumerate(met, start=1)}
