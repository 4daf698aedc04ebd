"""The title of a page's article and the paper it is in: what a reader sees wins over what the page declares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcier.corpus.formats.page import bare
from sourcier.corpus.names import is_section
from sourcier.corpus.reading import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3")
# A headline has three words or more; a shorter heading is a section.
TITLE_WORDS = 3
# Between a headline and the name of the paper, and between this name and its slogan.
SEPARATOR = re.compile(r"\s+[-–—|•·:/»>]+\s+|\s*[|•]\s*|(?<=\w)\s*:\s+(?=[A-ZÀ-Ý])")
SLOGAN = re.compile(
    r",\s+(?:le|la|les|l['’]|un|une|premier|première|toute?|votre|quotidien|journal|site|actualités?|infos?|information)\b.*",
    re.IGNORECASE,
)
HOST = re.compile(r"(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/?")
DOMAIN = re.compile(r"\.(?:fr|com|net|org|info|be|ch|ca|ma|dz|tn|sn|ci|tv|africa|eu)$", re.IGNORECASE)
# Headings of the window that opens over a page are no title, nor is an outlet's name of more words than this.
OUTLET_WORDS = 8


def title_of(tree: HtmlElement, declared: Sequence[str], outlet: str | None = None) -> str:
    """The headline: the heading that the page also declares, else its only h1, else what it declares; "" when none.

    The name of the paper, with its slogan, is no headline.
    """
    headings = [text for tag in HEADINGS for text in _headings(tree, tag)]
    wanted = [bare(title) for title in declared]
    found = [heading for heading in headings if any(_is_in(bare(heading), title) for title in wanted)]
    if found:
        return max(found, key=len)
    # A heading may begin with the section or the place: the declared title is then the headline alone.
    for title in declared:
        if any(bare(heading).endswith(bare(title)) for heading in headings):
            return title
    firsts = [heading for heading in _headings(tree, "h1") if len(heading.split()) >= TITLE_WORDS]
    if len(firsts) == 1 and not _names_outlet(firsts[0], outlet):
        return firsts[0]
    return next((title for title in declared if not _names_outlet(title, outlet)), "")


def outlet_of(names: Sequence[str], titles: Sequence[str], title: str) -> str | None:
    """The paper, from the names that the page declares, else from what its titles add to `title`; None when unsure."""
    beside = [name for text in titles for name in _beside(text, title)]
    declared = [_without_slogan(name, (*names, *beside)) for name in names if not HOST.fullmatch(name)]
    candidates = [*declared, *(name for name in beside if not HOST.fullmatch(name) and not is_section(name))]
    if not candidates:
        return None
    # "Le-Phare.fr" and "Le Phare" are one paper: the name without the domain is the one it goes by.
    plain = DOMAIN.sub("", candidates[0])
    return next((name for name in candidates if bare(name) == bare(plain)), candidates[0])


def without_outlet(title: str, outlet: str | None) -> str:
    """`title` without the name of the outlet that pages add: "Titre | Le Phare"."""
    parts = SEPARATOR.split(title)
    if not outlet or len(parts) < 2:
        return title
    places = [match.span() for match in SEPARATOR.finditer(title)]
    for start, end in places:
        if bare(title[end:]).startswith(bare(outlet)):
            return title[:start]
        if bare(title[:start]) == bare(outlet):
            return title[end:]
    return title


def _names_outlet(title: str, outlet: str | None) -> bool:
    return outlet is not None and f"{bare(title)} ".startswith(f"{bare(outlet)} ")


def _headings(tree: HtmlElement, tag: str) -> list[str]:
    texts = (" ".join(clean(heading.text_content()).split()) for heading in tree.iter(tag))
    return [text for text in texts if text]


def _is_in(heading: str, title: str) -> bool:
    return len(heading.split()) >= TITLE_WORDS and (
        title == heading or title.startswith(f"{heading} ") or title.endswith(f" {heading}")
    )


def _beside(text: str, title: str) -> list[str]:
    """What `text` adds to `title`, after it or before it, the part next to it first."""
    wanted = bare(title)
    if not wanted or bare(text) == wanted:
        return []
    for match in SEPARATOR.finditer(text):
        if bare(text[: match.start()]) == wanted:
            return [part for part in SEPARATOR.split(text[match.end() :]) if _may_name(part)]
        if bare(text[match.end() :]) == wanted:
            return [part for part in SEPARATOR.split(text[: match.start()]) if _may_name(part)][:1]
    return []


def _may_name(part: str) -> bool:
    return bool(part.strip()) and len(part.split()) <= OUTLET_WORDS


def _without_slogan(name: str, others: Sequence[str]) -> str:
    """The name of the paper alone: "Le Phare - Actualités en direct" gives "Le Phare"."""
    shorter = [
        other
        for other in others
        if other != name and not HOST.fullmatch(other) and bare(name).startswith(f"{bare(other)} ")
    ]
    if shorter and not is_section(shorter[0]):
        return min(shorter, key=len)
    first = SEPARATOR.split(name)[0]
    return SLOGAN.sub("", first if len(first) > 2 else name).strip()
