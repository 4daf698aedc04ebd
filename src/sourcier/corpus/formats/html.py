"""The article in an HTML page: the only door to trafilatura and htmldate.

They take most of a second to import, so that they are imported where they are used.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from sourcier.corpus.blocks import is_prose
from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.dating import announced_date, article_date, header_date
from sourcier.corpus.names import byline_of
from sourcier.corpus.phrases import kind_of
from sourcier.corpus.reading import clean
from sourcier.corpus.skipped import Reason, Refused
from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# What these libraries log of a damaged file is said by our own reason; nobody is to see it twice, on the terminal.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# Elements that run on in their line; every other one begins a new line.
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u", "wbr"}
)
# What a browser does not show: text here was never read by anyone.
UNSEEN_TAGS = "//style | //template | //noscript | //comment() | //svg | //iframe | //object | //*[@hidden]"
UNSEEN = f"{UNSEEN_TAGS} | //*[@aria-hidden='true'] | //script[not(@type='application/ld+json')]"
UNSEEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Lines above the title where a page may give the date, and lines under it.
ABOVE_TITLE, UNDER_TITLE = 6, 25


def read_html(html: str) -> Scrape:
    """The article in an HTML page; its date is the visible "Publié le …" before that of the metadata.

    French publishers overwrite the machine-readable date of publication with that of the last change.
    Raises Refused when the page is damaged or holds no article.
    """
    from trafilatura import load_html

    try:
        tree = load_html(html)
        if tree is None:
            raise Refused(Reason.NO_BODY)
        _prune(tree)
        # Precision first; pages of a few lines only come out without it.
        document = _document(tree, precise=True) or _document(tree, precise=False)
        stated = _head_date(tree)
        visible = _visible_lines(tree)
    except Refused:
        raise
    except Exception as error:  # a parser of untrusted pages may raise anything; one page must not stop the others
        raise Refused(Reason.DAMAGED) from error
    # A block of the page is a paragraph, whatever its length: no line of it may be joined to the next.
    lines = [line for line in clean((document and document.text) or "").split("\n") if line.strip()]
    if document is None or all(kind_of(line) for line in lines):
        raise Refused(Reason.NO_BODY)
    title = _without_outlet(clean(document.title or ""), document.sitename, tree)
    body = read_scrape("\n\n".join(lines), title=title or None)
    published, byline = _visible_head(visible, title)
    said = _bare(" ".join(body.paragraphs))
    return Scrape(
        paragraphs=body.paragraphs,
        removed=tuple(line for line in visible if _bare(line) not in said and line != title),
        title=body.title,
        byline=clean(document.author) if document.author else byline or body.byline,
        outlet=clean(document.sitename) if document.sitename else None,
        published=published or stated,
    )


def _document(tree: HtmlElement, *, precise: bool) -> Document | None:
    from trafilatura import bare_extraction

    document = bare_extraction(tree, favor_precision=precise, include_comments=False, with_metadata=True)
    # The other type it may return, a dictionary, is that of a deprecated option.
    return document if not isinstance(document, dict) and document and document.text else None


def _prune(tree: HtmlElement) -> None:
    styled = [element for element in tree.xpath("//*[@style]") if UNSEEN_STYLE.search(element.get("style"))]
    for element in (*tree.xpath(UNSEEN), *styled):
        if element.getparent() is not None:
            element.drop_tree()


def _head_date(tree: HtmlElement) -> ArticleDate | None:
    """The publication date of the metadata: the text is left out, whose dates are those of other articles too."""
    from htmldate import find_date

    head = deepcopy(tree)
    for body in head.xpath("//body"):
        for element in list(body):
            if element.tag != "script":
                body.remove(element)
        body.text = None
    found = find_date(head, original_date=True, extensive_search=False, deferred_url_extractor=True)
    return article_date(date.fromisoformat(found), "day", "metadata") if found else None


def _visible_lines(tree: HtmlElement) -> list[str]:
    tree = deepcopy(tree)
    for element in tree.xpath("//head | //script"):
        element.drop_tree()
    for element in tree.iter():
        if element.tag not in INLINE:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in clean(tree.text_content()).split("\n"))
    return [line for line in lines if line]


def _visible_head(lines: list[str], title: str) -> tuple[ArticleDate | None, str | None]:
    """The date and the author shown around the title."""
    places = [index for index, line in enumerate(lines) if fold(line) == fold(title)]
    if not places:
        announced = {found for line in lines if (found := announced_date(line))}
        return (announced.pop() if len(announced) == 1 else None), None
    place = places[-1]
    under = lines[place + 1 : place + 1 + UNDER_TITLE]
    prose = next((index for index, line in enumerate(under) if is_prose(line) and not header_date(line)), len(under))
    # A standfirst may come first, the date under it.
    near = [*under[: prose + 4], *lines[max(0, place - ABOVE_TITLE) : place]]
    published = next((found for line in near if (found := announced_date(line))), None)
    published = published or next((found for line in under[:prose] if (found := header_date(line))), None)
    byline = next((name for line in under[:prose] if (name := byline_of(line))), None)
    return published, byline


def _without_outlet(title: str, outlet: str | None, tree: HtmlElement) -> str:
    """`title` without the name of the outlet that pages add: "Titre | Le Phare"."""
    headings = [" ".join(clean(heading.text_content()).split()) for heading in tree.xpath("//h1")]
    if len(headings) == 1 and headings[0] and fold(title).startswith(fold(headings[0])):
        return headings[0]
    return re.sub(rf"\s*[-–—|•·:]\s*{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE) if outlet else title


def _bare(text: str) -> str:
    return " ".join(fold(text).split())
