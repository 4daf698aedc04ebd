"""What the head of a page declares of its article: JSON-LD, OpenGraph, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from sourcier.corpus.dating import metadata_date
from sourcier.corpus.formats.links import web_address
from sourcier.corpus.names import signed_names
from sourcier.corpus.reading import clean
from sourcier.schema import ArticleDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLES = re.compile(
    r"(?:news|reportage|analysis|opinion|review|social|live|blog|tech|scholarly|advertiser).*|article|report"
)
# Templates leave a comma at the end of a list, and control characters inside strings.
LAST_COMMA = re.compile(r",(?=\s*[}\]])")
LONGEST_DATA, MOST_NODES = 2_000_000, 5_000
TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title")
OUTLETS = ("og:site_name", "application-name", "dc.publisher", "apple-mobile-web-app-title", "al:ios:app_name")
AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "sailthru.author", "byl")
AUTHORS_ENDING = ":author"
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "dc.date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "publish-date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "date",
)
UPDATED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")


@dataclass(frozen=True)
class Declared:
    """What a page declares; lists are in the order of trust, the best first.

    `published` is `overwritten` when it has the very time of the last change: a publisher may keep only this one.
    """

    titles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: ArticleDate | None = None
    updated: ArticleDate | None = None
    overwritten: bool = False
    url: str | None = None


def declared(tree: HtmlElement) -> Declared:
    """What `tree` declares of its article; a field that is missing or damaged is left out."""
    article = _article(tree)
    meta = _meta(tree)
    micro = _microdata(tree)
    document = _texts([tree.findtext(".//title")])
    published = [article.get("datePublished"), *_of(meta, PUBLISHED), micro.get("datePublished")]
    updated = [article.get("dateModified"), *_of(meta, UPDATED), micro.get("dateModified")]
    times = [
        next((value for value in values if isinstance(value, str) and ":" in value), None)
        for values in (published, updated)
    ]
    return Declared(
        titles=tuple(_texts([article.get("headline"), *_of(meta, TITLES), micro.get("headline"), *document])),
        outlets=tuple(_texts([*_of(meta, OUTLETS[:1]), *_names(article.get("publisher")), *_of(meta, OUTLETS[1:])])),
        authors=_authors(article, meta, micro, tree),
        published=_first_date(published),
        updated=_first_date(updated),
        overwritten=times[0] is not None and times[0] == times[1],
        url=_address(tree, meta),
    )


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD node of the article of the page: the first with a headline, of a type that is an article's."""
    nodes = [node for data in _json(tree) for node in _nodes(data)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if any(ARTICLES.fullmatch(kind.lower()) for kind in _kinds(node))]
    # An article that is an item of a list, or that another node cites, has no body or author of its own.
    found = next((node for node in articles if "datePublished" in node or "author" in node), None)
    found = found or next((node for node in articles if "headline" in node), {})
    return {name: _resolved(value, by_id) for name, value in found.items()}


def _json(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        for attempt in (text, LAST_COMMA.sub("", text)) if len(text) <= LONGEST_DATA else ():
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in `data`, the outermost first; what lists other articles is not entered."""
    queue = [data]
    for _ in range(MOST_NODES):
        if not queue:
            return
        value = queue.pop(0)
        if isinstance(value, list):
            queue = [*value, *queue]
        elif isinstance(value, dict):
            yield value
            queue += [inner for name, inner in value.items() if name in ("@graph", "mainEntity", "mainEntityOfPage")]
            queue += [value[name] for name in ("author", "publisher") if isinstance(value.get(name), (dict, list))]


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in by_id:
        return by_id[str(value["@id"])]
    return value


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content and (@property or @name or @itemprop)]"):
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute):
                found.setdefault(name.lower(), []).append(element.get("content"))
    return found


def _of(meta: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _microdata(tree: HtmlElement) -> dict[str, str]:
    """The first value of each property of the outermost article described by attributes."""
    items = tree.xpath("//*[@itemscope and contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')]")
    found: dict[str, str] = {}
    for element in items[0].xpath(".//*[@itemprop]") if items else ():
        value = element.get("content") or element.get("datetime") or " ".join(element.text_content().split())
        for name in element.get("itemprop").split():
            found.setdefault(name, value)
    return found


def _authors(
    article: dict[str, Any], meta: dict[str, list[str]], micro: dict[str, str], tree: HtmlElement
) -> tuple[str, ...]:
    """Who the page says wrote it, from the first place that names somebody."""
    by_link = [" ".join(link.text_content().split()) for link in tree.xpath("//a[contains(@rel, 'author')]")[:3]]
    ending = [value for name, values in meta.items() if name.endswith(AUTHORS_ENDING) for value in values]
    places = [
        _names(article.get("author"), kind="Person") or _names(article.get("author")),
        [*_of(meta, AUTHORS), *ending],
        [micro["author"]] if "author" in micro else [],
        by_link,
    ]
    signed = (tuple(dict.fromkeys(name for text in _texts(place) for name in signed_names(text))) for place in places)
    return next((names for names in signed if names), ())


def _names(value: Any, kind: str | None = None) -> list[str]:
    """The names of the persons or organizations in a JSON-LD value: text, an object, or a list of them."""
    values = value if isinstance(value, list) else [value]
    found: list[Any] = []
    for item in values:
        if isinstance(item, dict) and (kind is None or kind in _kinds(item)):
            found += item["name"] if isinstance(item.get("name"), list) else [item.get("name")]
        elif isinstance(item, str) and kind is None:
            found.append(item)
    return _texts(found)


def _texts(values: Iterable[Any]) -> list[str]:
    """The values that are text, entities decoded twice (pages encode what is encoded already), each once."""
    texts = (" ".join(clean(unescape(unescape(value))).split()) for value in values if isinstance(value, str))
    return list(dict.fromkeys(text for text in texts if text))


def _first_date(values: Iterable[Any]) -> ArticleDate | None:
    for value in values:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and (found := metadata_date(item)):
                return found
    return None


def _address(tree: HtmlElement, meta: dict[str, list[str]]) -> str | None:
    links = [link.get("href") or "" for link in tree.xpath("//link[@rel='canonical']")]
    return next(filter(None, (web_address(address) for address in (*links, *_of(meta, ("og:url",))))), None)
