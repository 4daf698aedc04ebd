"""An article given field by field: the names that exports use in French and in English, and the shapes of values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.dating import metadata_date
from sourcier.corpus.formats.html import read_html
from sourcier.corpus.formats.links import web_address
from sourcier.corpus.reading import clean
from sourcier.corpus.skipped import Reason, Refused
from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

# Names without accents, capitals, spaces, hyphens or underscores, the best known first: "date_publication",
# "datePublication" and "Date publication" are one.
TITLE = "title titre headline".split()
TEXT = "text texte body content contenu articlebody corps fulltext maintext html contenthtml".split()
OUTLET = "outlet journal publisher publication newspaper media sitename site source".split()
BYLINE = "byline author authors auteur auteurs creator signature".split()
PUBLISHED = (
    "published publishedat publishedtime publishedon datepublished datepublish datepublication datedepublication "
    "publicationdate publishdate pubdate publie publiele date"
).split()
UPDATED = "updated updatedat updatedtime datemodified dateupdated modified modifiedat lastmodified misajour".split()
URL = "url link lien permalink canonicalurl sourceurl href".split()
LANGUAGE = "language lang langue inlanguage".split()
# Where an object says in words what it is: {"name": "Le Phare"}, and as WordPress writes its texts.
IN_WORDS = ("name", "nom", "title", "rendered", "value", "text")

TAG = re.compile(r"<[^<>]*>")
PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# A "<" followed by a letter is met in no prose; the name of an element and a ">" after it even less.
MARKUP = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|span|strong|em|a|figure|blockquote|section|article)\b[^<>]*>", re.I
)
LANGUAGE_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def is_article(value: object) -> bool:
    """Whether `value` is an object with the text of an article, rather than one that holds articles."""
    return isinstance(value, Mapping) and bool(_body(_by_name(value)))


def read_fields(value: object) -> Scrape:
    """The article in a JSON object; what its fields say wins over what its text shows.

    Raises Refused when it has no text.
    """
    fields = _by_name(value) if isinstance(value, Mapping) else {}
    text = _body(fields)
    if not text:
        raise Refused(Reason.NO_ARTICLE)
    title = _first(fields, TITLE)
    scrape = _read_body(text, title)
    outlet = _first(fields, OUTLET)
    return replace(
        scrape,
        title=title or scrape.title,
        # The address of a feed is a source too, but no name.
        outlet=outlet if outlet and not web_address(outlet) else scrape.outlet,
        byline=_first(fields, BYLINE) or scrape.byline,
        published=_date(fields, PUBLISHED) or scrape.published,
        updated=_date(fields, UPDATED) or scrape.updated,
        url=next(filter(None, (web_address(_words(fields.get(name))) for name in URL)), scrape.url),
        language=next(filter(None, (_language(_words(fields.get(name))) for name in LANGUAGE)), scrape.language),
    )


def _by_name(value: Mapping[str, object]) -> dict[str, object]:
    """The fields by their bare names; of two that come to one, the first that says something."""
    fields: dict[str, object] = {}
    for name, content in value.items():
        bare = re.sub(r"[\W_]", "", fold(name))
        if not fields.get(bare):
            fields[bare] = content
    return fields


def _body(fields: Mapping[str, object]) -> str:
    """The text, paragraphs apart; empty when there is none."""
    return next(filter(None, (_words(fields.get(name), between="\n\n").strip() for name in TEXT)), "")


def _words(value: object, between: str = ", ") -> str:
    """What a value says: a text, an object by its name, a list of these; nothing for numbers and the rest."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((said for name in IN_WORDS if isinstance(said := value.get(name), str) and said), "")
    if isinstance(value, list):
        return between.join(filter(None, (_words(item) for item in value if not isinstance(item, list))))
    return ""


def _first(fields: Mapping[str, object], names: list[str]) -> str | None:
    """The first of `names` that says something, on one line, without tags and entities."""
    said = (" ".join(clean(unescape(TAG.sub("", _words(fields.get(name))))).split()) for name in names)
    return next(filter(None, said), None)


def _read_body(text: str, title: str | None) -> Scrape:
    if PAGE.match(text):
        return read_html(clean(text))
    if not MARKUP.search(text):
        return read_scrape(clean(text), title=title)
    # What a field holds is the body already: the page made around it says so.
    heading = escape(title or "")
    page = f"<html><head><title>{heading}</title></head><body><article><h1>{heading}</h1>{text}</article></body></html>"
    return read_html(clean(page))


def _date(fields: Mapping[str, object], names: list[str]) -> ArticleDate | None:
    # A number may count seconds in any time zone: unknown rather than a day off.
    written = (fields.get(name) for name in names)
    return next(filter(None, (metadata_date(value) for value in written if isinstance(value, str) and value)), None)


def _language(text: str) -> str | None:
    """The ISO 639-1 code in "fr", "fr-FR"; None for a name in words, which the text tells as well."""
    code = LANGUAGE_CODE.fullmatch(text.strip())
    return code[1].lower() if code else None
