"""Answering without a model: the best sentences word for word, attributed and dated."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.language.dates import format_date
from sourcier.schema import Article, Citation, Evidence, Statement

# At most so many quotations make an answer, and only those that score this close to the best one. Of the dev and
# calibration questions they hold all facts of .81 (.74 with four, .83 with six), and .27 of them prove what is asked
# (.28, .25).
MOST_QUOTES = 5
LEAST_SHARE = 0.7


def quote_best(evidence: Sequence[Evidence], language: str) -> tuple[Statement, ...]:
    """Statements that quote the best of `evidence` (given best first), in its order."""
    best = evidence[0].score if evidence else 0.0
    chosen = [item for item in evidence[:MOST_QUOTES] if item.score >= LEAST_SHARE * best]
    return tuple(quotation(item, language) for item in chosen)


def quotation(item: Evidence, language: str) -> Statement:
    """One sentence of an article with who wrote it and when: "Outlet (date) : « … »"."""
    quote = f"« {item.text} »" if language == "fr" else f"“{item.text}”"
    colon = " :" if language == "fr" else ":"
    return Statement(
        text=f"{attribution(item.article, language)}{colon} {quote}", citations=(cite(item),), support="quoted"
    )


def attribution(article: Article, language: str) -> str:
    """The outlet and the date in brackets; the headline, quoted, where the outlet is not known."""
    title = f"« {article.title} »" if language == "fr" else f"“{article.title}”"
    return f"{article.outlet or title} ({format_date(article.published, language)})"


def cite(item: Evidence) -> Citation:
    """The citation of a piece of evidence."""
    return Citation(
        marker=item.marker,
        article_id=item.article.id,
        path=item.article.path,
        title=item.article.title,
        outlet=item.article.outlet,
        published=item.article.published,
        quote=item.text,
        start=item.sentence.start,
        end=item.sentence.end,
        also_in=item.also_in,
    )
