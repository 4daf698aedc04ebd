"""A citation of then against the articles of now: what opens when a kept conversation is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from sourcier.schema import Article, Citation, Noun

Fate = Literal["same", "changed", "gone"]


class Standing(Noun):
    """What became of the article that a citation names."""

    fate: Fate = Field(
        description="`same`: it is indexed as it was; `changed`: its file now holds another text, the one of then is "
        "kept; `gone`: its file is no longer indexed, the text of then is kept."
    )
    article: Article | None = Field(default=None, description="As indexed now; None when gone.")
    span: tuple[int, int] | None = Field(
        default=None, description="Where the quote stands word for word in `article`; None where it no longer does."
    )


def standing(citation: Citation, indexed: Mapping[str, Article]) -> Standing:
    """What became of the article that `citation` names, among those indexed now, by id.

    Where a file now holds several texts, the one that has the quote is taken, else the one with the same title; where
    a text has the quote several times, the place nearest to the one of then. Pure; reads every article of `indexed`
    when none has the id.
    """
    same = indexed.get(citation.article_id)
    if same is not None:
        return Standing(fate="same", article=same, span=(citation.start, citation.end))
    there = [article for article in indexed.values() if citation.path in (article.path, *article.also_at)]
    if not there:
        return Standing(fate="gone")
    article = min(there, key=lambda other: (citation.quote not in other.text, other.title != citation.title))
    return Standing(fate="changed", article=article, span=_nearest(citation, article.text))


def _nearest(citation: Citation, text: str) -> tuple[int, int] | None:
    starts = list(_starts(citation.quote, text))
    if not starts:
        return None
    start = min(starts, key=lambda each: abs(each - citation.start))
    return start, start + len(citation.quote)


def _starts(quote: str, text: str) -> Iterable[int]:
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
