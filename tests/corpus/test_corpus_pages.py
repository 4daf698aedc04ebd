"""Whole pages in twenty layouts: the body as a reader reads it, and what the page says of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from annotated_pages import AnnotatedPage, annotated_pages
from trafilatura import extract

from sourcier.corpus.boilerplate import Scrape
from sourcier.corpus.formats.html import read_html

PAGES = annotated_pages()
# Paragraphs of the body that are repeated word for word below count as lifted out of it.
LEAST_F1 = 0.95


def named(page: AnnotatedPage) -> str:
    return page.name


def read(page: AnnotatedPage) -> Scrape:
    return read_once(page.html)


@cache
def read_once(html: str) -> Scrape:
    return read_html(html)


def f1(text: str, body: tuple[str, ...]) -> float:
    found, wanted = (Counter(re.findall(r"\w+", side.lower())) for side in (text, " ".join(body)))
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def extracted(page: AnnotatedPage, *, precise: bool) -> str:
    return extract(page.html, favor_precision=precise, include_comments=False) or ""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_body_comes_out_as_it_is_read(page: AnnotatedPage) -> None:
    paragraphs = [re.sub(r"\s*\|\s*", " ", line) for line in read(page).paragraphs]
    assert f1(" ".join(paragraphs), page.body) >= LEAST_F1
    assert paragraphs[0] == page.body[0]
    assert paragraphs[-1] == page.body[-1]


@pytest.mark.parametrize("precise", [False, True])
def test_no_page_comes_out_worse_than_from_the_extractor_alone(precise: bool) -> None:
    own = [f1(" ".join(read(page).paragraphs), page.body) for page in PAGES]
    alone = [f1(extracted(page, precise=precise), page.body) for page in PAGES]
    assert sum(own) >= sum(alone)
    assert [page.name for page, mine, its in zip(PAGES, own, alone, strict=True) if mine < its - 0.02] == []


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "published", "updated", "url"])
def test_what_the_page_says_of_its_article(field: str) -> None:
    found = {page.name: getattr(read(page), field) for page in PAGES}
    dated = {
        name: str(value.value) if field in ("published", "updated") and value else value
        for name, value in found.items()
    }
    wrong = {page.name: dated[page.name] for page in PAGES if dated[page.name] != page.said[field]}
    assert wrong == {}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_is_around_the_article_can_be_looked_at(page: AnnotatedPage) -> None:
    scrape = read(page)
    assert scrape.removed
    assert not set(scrape.removed) & set(scrape.paragraphs)
