"""Articles kept as Markdown: the front matter read, the marks taken off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.dating import metadata_date
from sourcier.corpus.dumps import plain

FRONT_MATTER = re.compile(r"\A\s*---\n(?P<fields>.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
TITLE_FIELDS = ("title", "titre")
OUTLET_FIELDS = ("outlet", "source", "site", "journal", "media", "média", "publication")
BYLINE_FIELDS = ("byline", "author", "authors", "auteur", "auteurs")
DATE_FIELDS = ("published", "date", "publié", "publie", "date_published", "datePublished", "published_time")


def read_markdown(text: str) -> Scrape:
    """The article in a cleaned Markdown file."""
    match = FRONT_MATTER.match(text)
    fields = _fields(match["fields"]) if match else {}
    body = text[match.end() :] if match else text
    title = _first(fields, TITLE_FIELDS)
    scrape = read_scrape(body, title=plain(title) if title else None, markdown=True)
    return replace(
        scrape,
        outlet=_first(fields, OUTLET_FIELDS) or scrape.outlet,
        byline=_first(fields, BYLINE_FIELDS) or scrape.byline,
        published=next((found for name in DATE_FIELDS if (found := metadata_date(fields.get(name)))), scrape.published),
        removed=(*(match["fields"].split("\n") if match else ()), *scrape.removed),
    )


def _fields(text: str) -> dict[str, Any]:
    """The fields of a front matter, none when it is not a mapping: a rule of dashes may open a plain text."""
    try:
        fields = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(name): value for name, value in fields.items()} if isinstance(fields, dict) else {}


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value and str(value).strip():
            return str(value).strip()
    return None
