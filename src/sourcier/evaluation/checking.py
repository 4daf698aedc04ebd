"""Gold questions held against the articles that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcier.errors import BadGold
from sourcier.evaluation.dataset import GoldEvidence, GoldQuestion
from sourcier.evaluation.matching import article_named, contains, dated, spans_of, states
from sourcier.evaluation.mistakes import GoldArticleMissing, GoldFactUnproved, GoldForbiddenProof, GoldQuoteMissing
from sourcier.schema import Article


def check_gold(questions: Iterable[GoldQuestion], articles: Sequence[Article]) -> tuple[BadGold, ...]:
    """Every mistake that only the articles show, in the order of the questions; empty when all is well.

    A mistake is an evidence article that is not there, a quote that its text does not hold word for word, a fact of
    which no wording stands in a quote or in the date of its article, or a forbidden wording that a quote holds.
    """
    return tuple(mistake for question in questions for mistake in _mistakes(question, articles))


def _mistakes(question: GoldQuestion, articles: Sequence[Article]) -> Iterator[BadGold]:
    proofs: list[str] = []
    for evidence in question.evidence:
        article = article_named(evidence.article, articles)
        if article is None:
            yield GoldArticleMissing(place=question.place, id=question.id, article=evidence.article)
            continue
        if not spans_of(evidence.quote, article.text):
            yield _quote_missing(question, evidence)
        proofs.append(dated(evidence.quote, article))
    for fact in question.facts:
        if not any(states(proof, fact) for proof in proofs):
            yield GoldFactUnproved(place=question.place, id=question.id, fact=fact[0])
    for wording in question.forbidden:
        if any(contains(evidence.quote, wording) for evidence in question.evidence):
            yield GoldForbiddenProof(place=question.place, id=question.id, wording=wording)


def _quote_missing(question: GoldQuestion, evidence: GoldEvidence) -> BadGold:
    return GoldQuoteMissing(place=question.place, id=question.id, quote=evidence.quote, article=evidence.article)
