"""The article in an HTML page: the only door to trafilatura and htmldate.

They take most of a second to import, so that they are imported where they are used.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sourcier.corpus.blocks import is_prose
from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.dating import announced_date, article_date, header_date, update_date
from sourcier.corpus.formats.body import MANY_LINES, body_lines
from sourcier.corpus.formats.metadata import Declared, declared
from sourcier.corpus.formats.naming import HEADINGS, TITLE_WORDS, outlet_of, title_of, without_outlet
from sourcier.corpus.formats.page import Shown, bare, shown_lines
from sourcier.corpus.formats.unseen import prune_unseen
from sourcier.corpus.names import byline_of, is_desk, signed_names
from sourcier.corpus.phrases import kind_of
from sourcier.corpus.reading import clean
from sourcier.corpus.skipped import Reason, Refused
from sourcier.schema import ArticleDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What these libraries log of a damaged file is said by our own reason; nobody is to see it twice, on the terminal.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# Lines above the title where a page may give the date, and lines under it.
ABOVE_TITLE, UNDER_TITLE, UNDER_STANDFIRST = 6, 25, 8


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
        prune_unseen(tree)
        head = declared(tree)
        shown = shown_lines(tree)
        outlet = outlet_of(head.outlets, head.titles, title_of(tree, head.titles))
        extracted = _extracted(tree)
        titles = [without_outlet(title, outlet) for title in head.titles]
        title = title_of(tree, titles, outlet) or _heading_above(shown, extracted)
        lines = [line.text for line in body_lines(shown, extracted, title)] or extracted
        published = head.published or _found_date(tree)
    except Refused:
        raise
    except Exception as error:  # a parser of untrusted pages may raise anything; one page must not stop the others
        raise Refused(Reason.DAMAGED) from error
    if all(kind_of(line) for line in lines):
        raise Refused(Reason.NO_BODY)
    # A block of the page is a paragraph, whatever its length: no line of it may be joined to the next.
    body = read_scrape("\n\n".join(lines), title=title or None)
    visible = _visible_head([line.text for line in shown], title, outlet)
    # A page that shows a change and declares it as its publication does not say when it was published.
    published = visible.published or (None if visible.updated and head.overwritten else published)
    return Scrape(
        paragraphs=body.paragraphs,
        removed=_left_out(shown, body, title),
        title=body.title,
        byline=_byline(head, visible, body, outlet),
        outlet=outlet,
        published=published,
        updated=visible.updated or _later(head.updated, published),
        url=head.url,
    )


def _extracted(tree: HtmlElement) -> list[str]:
    """The lines that trafilatura finds, with precision first: pages of a few lines only come out without it."""
    from trafilatura import bare_extraction

    for precise in (True, False):
        document = bare_extraction(tree, favor_precision=precise, include_comments=False)
        # The other type it may return, a dictionary, is that of a deprecated option.
        text = document.text if document and not isinstance(document, dict) else None
        if lines := [line for line in clean(text or "").split("\n") if line.strip()]:
            return lines
    raise Refused(Reason.NO_BODY)


def _heading_above(shown: Sequence[Shown], extracted: Sequence[str]) -> str:
    """The last heading above the first sentence found, when the page declares no title."""
    first = next((bare(line) for line in extracted if is_prose(line)), "")
    place = next((index for index, line in enumerate(shown) if line.bare == first), 0)
    headings = (line.text for line in reversed(shown[:place]) if line.element.tag in HEADINGS)
    return next((text for text in headings if len(text.split()) >= TITLE_WORDS), "")


def _found_date(tree: HtmlElement) -> ArticleDate | None:
    """The publication date elsewhere in the head: the text is left out, whose dates are those of other articles too."""
    from htmldate import find_date

    head = deepcopy(tree)
    for body in head.xpath("//body"):
        for element in list(body):
            if element.tag != "script":
                body.remove(element)
        body.text = None
    found = find_date(head, original_date=True, extensive_search=False, deferred_url_extractor=True)
    return article_date(date.fromisoformat(found), "day", "metadata") if found else None


@dataclass(frozen=True)
class _Visible:
    """What the lines around the title say."""

    published: ArticleDate | None = None
    updated: ArticleDate | None = None
    byline: str | None = None


def _visible_head(lines: Sequence[str], title: str, outlet: str | None) -> _Visible:
    wanted = bare(title)
    places = [index for index, line in enumerate(lines) if wanted and bare(line).endswith(wanted)]
    if not places:
        announced = {found for line in lines if (found := announced_date(line))}
        return _Visible(announced.pop() if len(announced) == 1 else None)
    place = _before_body(places, lines)
    under = lines[place + 1 : place + 1 + UNDER_TITLE]
    prose = [index for index, line in enumerate(under) if is_prose(line) and not header_date(line)]
    # A standfirst may come first, of a paragraph or two, the date under it.
    first, _, third = (*prose, len(under), len(under), len(under))[:3]
    near = [*under[: min(third, first + UNDER_STANDFIRST)], *lines[max(0, place - ABOVE_TITLE) : place]]
    published = next((found for line in near if (found := announced_date(line))), None)
    published = published or next((found for line in under[:first] if (found := header_date(line))), None)
    published = published or (header_date(lines[place - 1]) if place else None)
    updated = next((found for line in near if (found := update_date(line))), None)
    signed = (line if is_desk(line) else line.removeprefix(outlet or "") for line in under[: first + UNDER_STANDFIRST])
    bylines = (byline_of(line.strip()) for line in signed)
    return _Visible(published, updated, next(filter(None, bylines), None))


def _before_body(places: Sequence[int], lines: Sequence[str]) -> int:
    """Of the places of the title, the last above the first paragraph: it comes again under the body, and in menus."""
    first = next((index for index, line in enumerate(lines) if index > places[0] and is_prose(line)), len(lines))
    return max(place for place in places if place < first or place == places[0])


def _byline(head: Declared, visible: _Visible, body: Scrape, outlet: str | None) -> str | None:
    """Who signs: as the page shows it when this names whom the page declares, or when it declares nobody."""
    names = [name for name in head.authors if bare(name) != bare(outlet or "")]
    shown = visible.byline if visible.byline and signed_names(visible.byline) else None
    if not names:
        return shown or body.byline
    return shown if shown and _says_more(shown, names) else ", ".join(names)


def _says_more(shown: str, names: Sequence[str]) -> bool:
    """Whether `shown` holds all `names`, and beside them at most who else signs: "Anne Le Goff avec AFP"."""
    rest = f" {bare(shown)} "
    for name in names:
        if f" {bare(name)} " not in rest:
            return False
        rest = rest.replace(f" {bare(name)} ", " ", 1)
    others = rest.removeprefix(" et").removeprefix(" and").strip()
    return not others or is_desk(others)


def _later(updated: ArticleDate | None, published: ArticleDate | None) -> ArticleDate | None:
    """The date of change that the head of a page declares; by default it repeats that of publication."""
    return updated if updated and published and updated.value > published.value else None


def _left_out(shown: Sequence[Shown], body: Scrape, title: str) -> tuple[str, ...]:
    said = {bare(paragraph) for paragraph in body.paragraphs}
    together = " ".join(said) if len(shown) <= MANY_LINES else ""
    return tuple(
        line.text for line in shown if line.bare not in said and line.bare not in together and line.text != title
    )
