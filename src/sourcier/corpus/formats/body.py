"""Which lines of a page are the body of its article: an extractor says where it stands, the page what stands there.

An extractor loses lists, tables, headings and paragraphs that end in a line break; the element that holds what it found
holds them too. Insets about other things are told by their element, the names of its class, their links.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

from sourcier.corpus.blocks import is_prose, prose_length
from sourcier.corpus.formats.page import INLINE, Shown, bare
from sourcier.corpus.phrases import Kind, kind_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The body is the innermost element with this share of what the extractor found: the rest may be a footer.
HOLDING = 0.85
# An element with more than this share of the body is no inset, whatever its name is.
LARGEST_INSET = 0.3
INSET_TAGS = frozenset(
    {"nav", "footer", "form", "button", "dialog", "figcaption", "fieldset", "menu", "video", "audio", "amp-ad"}
)
INSET_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar"})
# Words of class names and identifiers in French and English: "td-related-posts", "blocNewsletter", "su-partage".
INSET_NAME = re.compile(
    r"(?:shar(?:e|ing|er|edaddy)|partage[rz]?|addtoany|social|sociaux|reseaux|related\w*|similar|similaire|connexe|"
    r"newsletter|infolettre|mailing|comment(?:s|aire|aires|list)?|reactions?|jcomments|disqus|tags?|keywords?|motscles|"
    r"etiquettes?|pubs?|ads?|advert\w*|publicite|sponsor\w*|outbrain|taboola|promo\w*|bio|biograph\w+|breadcrumbs?|"
    r"ariane|crumbs?|(?:audio|video)?players?|tts|captions?|legend(?:e|es|s)?|credits?|copyright|teasers?|recirc\w*|exergues?|"
    r"rec(?:o|ommend|ommand)(?:s|ed|e|es|ation|ations)?|mostread|popular|populaires?|trending|cookies?|consent|cmp|gdpr|"
    r"rgpd|toolbar|tools|outils|print|ratings?|votes?|sondage|poll|abo|abonnement|subscri(?:be|ption)|login|regist(?:er|ration)|"
    r"popup|modal|pager|pagination|prevnext|twitter|tweets?|instagram|tiktok|embed|yarpp|donat\w+|follow|feedback|toc)"
)
# What holds a headline and its teaser; a section, a date or a picture's credit may stand over the headline.
CARDS, KICKER_LENGTH = frozenset({"article", "div", "li", "section", "td"}), 60
FEWEST_CARDS, CARDS_READ = 2, 6
STANDFIRST_NAME = re.compile(
    r"chapos?|chapeau|lead|lede|standfirst|intro(?:duction)?|desc(?:ription)?|excerpt|summary|deck|dek|sous[-_]?titre|"
    r"sub(?:title|head|heading)|accroche|abstract|resume"
)
WORD_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NAMED = ("class", "id", "role", "data-component", "data-module", "data-type")
# Above the body, a shorter line is its signature or a label.
STANDFIRST_LENGTH = 60
# With less than this share of the sentences that an extractor found outside insets, the element was the wrong one.
LEAST_SHARE = 0.8
# A line whose letters are mostly those of links leads elsewhere.
LINKED = 0.75
# Shorter lines stand in others by accident; in a book, looking for each line in every other would take minutes.
CONTAINED_LENGTH, MANY_LINES = 30, 3000


def body_lines(shown: Sequence[Shown], extracted: Iterable[str], title: str) -> list[Shown]:
    """The lines of the body, given the lines an extractor found; none when these are nowhere on the page."""
    said = _said(shown, extracted, title)
    if not said:
        return []
    held = _held(shown, said)
    total = sum(len(shown[index].bare) for index in said)
    body = _innermost(shown[0].element.getroottree().getroot(), held, HOLDING * total)
    insets = _Insets(held, LARGEST_INSET * total)
    within = set(body.iter())
    start = next(index for index in said if shown[index].element in within)
    above = range(_place_of(title, shown, start) + 1, start)
    inside = (index for index in range(start, len(shown)) if shown[index].element in within)
    kept = [
        *(index for index in above if _is_standfirst(shown[index]) and not insets.hold(shown[index])),
        *(index for index in inside if not insets.hold(shown[index])),
    ]
    ended = _to_the_end(shown, kept, set(said).intersection(kept))
    among = set(ended)
    read = [index for index in ended if not _announces_link(shown, index, among)]
    found = [index for index in said if not insets.hold(shown[index])]
    return [shown[index] for index in (read if _prose(shown, read) >= LEAST_SHARE * _prose(shown, found) else found)]


def _prose(shown: Sequence[Shown], indices: Iterable[int]) -> int:
    return sum(prose_length(shown[index].text) for index in indices)


def _said(shown: Sequence[Shown], extracted: Iterable[str], title: str) -> list[int]:
    """The indices of the lines that the extractor found, the title excepted."""
    lines = {bare(line) for line in extracted} - {"", bare(title)}
    together = " ".join(lines) if len(shown) <= MANY_LINES else ""
    return [
        index
        for index, line in enumerate(shown)
        if line.bare in lines or (len(line.bare) >= CONTAINED_LENGTH and line.bare in together)
    ]


def _held(shown: Sequence[Shown], said: Iterable[int]) -> dict[HtmlElement, int]:
    """How many letters of the lines `said` each element of the page holds."""
    held: dict[HtmlElement, int] = defaultdict(int)
    for index in said:
        held[shown[index].element] += len(shown[index].bare)
    for element in reversed(list(shown[0].element.getroottree().getroot().iter())):
        if held.get(element) and (parent := element.getparent()) is not None:
            held[parent] += held[element]
    return held


def _innermost(root: HtmlElement, held: dict[HtmlElement, int], least: float) -> HtmlElement:
    element = root
    while (inner := next((child for child in element if held.get(child, 0) >= least), None)) is not None:
        element = inner
    return element


def _to_the_end(shown: Sequence[Shown], kept: Sequence[int], said: Set[int]) -> list[int]:
    """The lines `kept` without what stands under the last paragraph in other elements than paragraphs do."""
    prose = [index for index in said if is_prose(shown[index].text)]
    if not prose:
        return list(kept)
    shapes = Counter[str]()
    for index in prose:
        shapes[_shape(shown[index].element)] += len(shown[index].text)
    usual = shapes.most_common(1)[0][0]
    paragraphs = [index for index in said if _shape(shown[index].element) == usual]
    last = max(paragraphs)
    parents = {shown[index].element.getparent() for index in paragraphs}
    alike = {_shape(parent) for parent in parents if parent is not None and parent.get("class")}

    def goes_with_them(element: HtmlElement) -> bool:
        place: HtmlElement | None = element
        while place is not None and place not in parents:
            parent = place.getparent()
            if parent in parents or (parent is not None and _shape(parent) in alike):
                return True
            place = parent
        return place is not None

    return [index for index in kept if index <= last or goes_with_them(shown[index].element)]


def _shape(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''}"


def _announces_link(shown: Sequence[Shown], index: int, kept: Set[int]) -> bool:
    """Whether the line is "Lire aussi" over a link that has been left out."""
    return index + 1 < len(shown) and index + 1 not in kept and kind_of(shown[index].text) is Kind.LABEL


class _Insets:
    """The elements of a page that are set into the text, or around it, and are no part of it."""

    def __init__(self, held: dict[HtmlElement, int], largest: float) -> None:
        self._held = held
        self._largest = largest
        self._known: dict[HtmlElement, bool] = {}

    def hold(self, line: Shown) -> bool:
        """Whether `line` stands in an inset, or is nothing but a link."""
        leads_away = line.linked >= LINKED and not (is_prose(line.text) and line.text.endswith("."))
        return leads_away or self._is_within(line.element)

    def _is_within(self, element: HtmlElement) -> bool:
        climbed: list[HtmlElement] = []
        place: HtmlElement | None = element
        found = False
        while place is not None and not found:
            if place in self._known:
                found = self._known[place]
                break
            climbed.append(place)
            found = (self._held.get(place, 0) <= self._largest and _is_inset(place)) or _is_listed(place)
            place = place.getparent()
        self._known |= dict.fromkeys(climbed, found)
        return found


def _is_inset(element: HtmlElement) -> bool:
    if element.tag in INSET_TAGS or element.get("role") in INSET_ROLES:
        return True
    # In a figure, words of the article are in its quotations and tables.
    if element.tag == "figure":
        return next(element.iter("table", "blockquote", "ul", "ol", "p"), None) is None
    if element.tag == "a" and any(child.tag not in INLINE for child in element.iterdescendants()):
        return True
    if element.tag in CARDS and _is_card(element):
        return True
    return any(map(INSET_NAME.fullmatch, _names(element))) or (element.tag == "aside" and _is_of_links(element))


def _is_listed(element: HtmlElement) -> bool:
    """Whether `element` is one card of several, however long its teaser is beside a short article."""
    if element.tag not in CARDS or not _is_card(element):
        return False
    parent = element.getparent()
    alike = (other for other in (parent if parent is not None else ()) if _shape(other) == _shape(element))
    return sum(map(_is_card, islice(alike, CARDS_READ))) >= FEWEST_CARDS


def _is_card(element: HtmlElement) -> bool:
    """Whether `element` begins with a heading that is a link: to the article that it tells of."""
    for heading in element.iter("h2", "h3", "h4", "h5"):
        title = heading.text_content().strip()
        links = [*heading.iter("a"), *heading.iterancestors("a")]
        if title and any(title in link.text_content() for link in links):
            return element.text_content().strip().find(title) in range(KICKER_LENGTH)
    return False


def _names(element: HtmlElement) -> list[str]:
    names = " ".join(element.get(attribute) or "" for attribute in NAMED)
    return [word.lower() for word in WORD_OF_NAME.findall(names)]


def _is_of_links(element: HtmlElement) -> bool:
    """Whether `element` has links and no paragraph: a box of the article explains, other boxes lead elsewhere."""
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return 2 * linked > len(element.text_content()) or not any(
        is_prose(p.text_content().strip()) for p in element.iter("p", "li")
    )


def _place_of(title: str, shown: Sequence[Shown], start: int) -> int:
    """The index of the last line before `start` that is the title, or ends with it; `start` - 1 when none is."""
    wanted = bare(title)
    places = (index for index in range(start - 1, -1, -1) if wanted and shown[index].bare.endswith(wanted))
    return next(places, start - 1)


def _is_standfirst(line: Shown) -> bool:
    named = any(STANDFIRST_NAME.fullmatch(word) for word in _names(line.element))
    parent = line.element.getparent()
    named = named or (parent is not None and any(STANDFIRST_NAME.fullmatch(word) for word in _names(parent)))
    return (named and len(line.text) >= STANDFIRST_LENGTH / 2) or (
        len(line.text) >= STANDFIRST_LENGTH and line.text.endswith((".", "!", "?", "…", "»"))
    )
