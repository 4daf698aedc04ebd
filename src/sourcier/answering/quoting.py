"""Answering without a model: the best sentences word for word, attributed and dated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourcier.answering.chronology import in_order
from sourcier.answering.claims import Claim
from sourcier.answering.conflicts import distinct, sides
from sourcier.answering.glosses import glosses
from sourcier.answering.pointing import from_antecedent
from sourcier.answering.sources import source_of
from sourcier.answering.wording import wording
from sourcier.language.answer_types import CAUSE, shares_of_type
from sourcier.language.comparing import compares_sources
from sourcier.schema import Article, Citation, Evidence, Statement

# At most so many quotations make an answer, only those that score this close to the best one, and none after a fall of
# `FALL` from one to the next. Of the dev questions of both gold sets they hold all facts of .85, and .47 of them prove
# what is asked; of the calibration questions .83 and .27 (five, .7 and no fall: .80 and .35, .83 and .24).
MOST_QUOTES = 7
LEAST_SHARE = 0.75
FALL = 0.17
# Where the best sentence says the very thing asked, what does not say it must be nearly as good.
LEAST_BESIDE = 0.9
# The other side of what the best sentence says may be worded unlike the question, and so may another paper.
LEAST_SIDE, LEAST_PAPER = 0.6, 0.7


def quote_best(
    question: str, evidence: Sequence[Evidence], found: Sequence[Claim], language: str
) -> tuple[Statement, ...]:
    """Statements that quote the best of `evidence` (given best first) in the order that `question` wants.

    `found` is what they claim of the thing asked: every side that sources take on it is quoted. What points back to the
    sentence before is quoted with it.
    """
    chosen = in_order(question, choose(question, evidence, found), found)
    ends = {(item.article.id, item.sentence.end) for item in chosen}
    return tuple(quotation(_whole(item, ends), language) for item in chosen)


def to_read(question: str, evidence: Sequence[Evidence], found: Sequence[Claim]) -> list[Evidence]:
    """`evidence` as a model is to read it: the sides that differ first, then what would be quoted, then the rest."""
    taken = [side.first.item for side in sides(found)]
    return list({item.marker: item for item in (*taken, *choose(question, evidence, found), *evidence)}.values())


def choose(question: str, evidence: Sequence[Evidence], found: Sequence[Claim]) -> list[Evidence]:
    """The sentences worth quoting, best first."""
    best = evidence[0].score if evidence else 0.0
    wanted = [claim.item for claim in distinct(found) if claim.item.score >= LEAST_SIDE * best]
    if compares_sources(question):
        wanted += [item for item in _first_of_each_source(evidence) if item.score >= LEAST_PAPER * best]
    beside = list(_close(evidence, best))
    saying = {claim.item.marker for claim in found}
    if evidence and evidence[0].marker in saying:
        beside = [item for item in beside if item.marker in saying or item.score >= LEAST_BESIDE * best]
    beside += _other_reasons(question, evidence, [*wanted, *beside])
    markers = [item.marker for item in (*wanted, *beside)]
    kept = set(list(dict.fromkeys(markers))[:MOST_QUOTES])
    return [item for item in evidence if item.marker in kept]


def _whole(item: Evidence, quoted: set[tuple[str, int]]) -> Evidence:
    """The sentence from that to which it points back, unless that is `quoted` itself, by its article and end."""
    whole = from_antecedent(item)
    before = item.article.text[: item.sentence.start].rstrip()
    return item if (item.article.id, len(before)) in quoted else whole


def _other_reasons(question: str, evidence: Sequence[Evidence], heard: Sequence[Evidence]) -> list[Evidence]:
    """The first reason that each source not `heard` gives, where `question` asks why: they seldom give the same."""
    shares = shares_of_type(question, [item.text for item in evidence], frozenset({CAUSE}))
    sources = {source_of(item) for item in heard}
    reasons = [item for item, share in zip(evidence, shares, strict=True) if share]
    least = LEAST_PAPER * max((item.score for item in heard), default=0.0)
    return [item for item in _first_of_each_source(reasons) if item.score >= least and source_of(item) not in sources]


def _close(evidence: Sequence[Evidence], best: float) -> Iterator[Evidence]:
    """The first of `evidence`, up to a fall of the score."""
    yield from evidence[:1]
    for before, item in pairwise(evidence):
        if item.score < LEAST_SHARE * best or before.score - item.score > FALL:
            return
        yield item


def _first_of_each_source(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list({source_of(item): item for item in reversed(evidence)}.values())[::-1]


def quotation(item: Evidence, language: str) -> Statement:
    """One sentence of an article with who wrote it and when: "Outlet (date) : « … »"."""
    opening, closing = (" : « ", " »") if language == "fr" else (": “", "”")
    before = f"{attribution(item.article, language)}{opening}"
    return Statement(
        text=f"{before}{item.text}{closing}",
        citations=(cite(item),),
        support="quoted",
        glosses=glosses(item, language, len(before)),
    )


def attribution(article: Article, language: str) -> str:
    """The outlet and the date in brackets; the headline, quoted, where the outlet is not known."""
    words = wording(language)
    return f"{article.outlet or words.titled.format(title=article.title)} ({words.published(article.published)})"


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
