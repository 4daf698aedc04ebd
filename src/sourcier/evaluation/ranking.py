"""Rankings of articles and of sentences, held against the evidence that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pydantic import Field

from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.matching import overlap, spans_of
from sourcier.evaluation.metrics import ndcg_at_k, recall_at_k, reciprocal_rank
from sourcier.language.analysis import fold
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article, Evidence, Noun

# Depths at which recall is reported: the first one, what a page shows, what the contract of `search` returns.
DEPTHS = (1, 3, 5, 10)
DEPTH = max(DEPTHS)


class Ranked(Noun):
    """The ranking metrics of one question."""

    recall: dict[int, float] = Field(description="recall@k by k.")
    reciprocal_rank: float
    ndcg: float = Field(description="nDCG@10.")


def gold_articles(questions: Iterable[GoldQuestion], articles: Iterable[Article]) -> dict[str, Article]:
    """The articles that the evidence of `questions` names, by the path it names them with."""
    wanted = {evidence.article for question in questions for evidence in question.evidence}
    return {path: article for article in articles for path in (article.path, *article.also_at) if path in wanted}


def rank_articles(found: Sequence[Article], question: GoldQuestion, named: Mapping[str, Article]) -> Ranked:
    """The metrics of the articles of the passages found, best first: relevant are those of the evidence.

    recall@k looks at the articles of the first k passages; MRR and nDCG rank each article by its best passage. Reprints
    of one dispatch are one article: the search gives one of them, the gold question may name another.
    """
    relevant = {_source(named[evidence.article]) for evidence in question.evidence if evidence.article in named}
    sources = [_source(article) for article in found]
    return _ranked(sources, list(dict.fromkeys(sources)), relevant)


def rank_sentences(read: Sequence[Evidence], question: GoldQuestion, named: Mapping[str, Article]) -> Ranked:
    """The metrics of the sentences `read`, by their scores: relevant are those that meet a gold quote.

    The same words are the same sentence wherever they stand: the evidence shows one reprint of a dispatch, the gold
    question may name another.
    """
    by_score = [fold(item.text) for item in sorted(read, key=lambda item: -item.score)]
    return _ranked(by_score, by_score, gold_sentences(question, named))


def gold_sentences(question: GoldQuestion, named: Mapping[str, Article]) -> frozenset[str]:
    """The sentences that share a character with a gold quote, folded."""
    quoted = [
        (named[evidence.article], spans_of(evidence.quote, named[evidence.article].text))
        for evidence in question.evidence
        if evidence.article in named
    ]
    return frozenset(
        fold(article.text[start:end])
        for article, gold in quoted
        for start, end in sentence_spans(article.text)
        if any(overlap((start, end), span) for span in gold)
    )


def _source(article: Article) -> str:
    return article.dispatch_id or article.id


def _ranked(found: Sequence[str], ranked: Sequence[str], relevant: AbstractSet[str]) -> Ranked:
    return Ranked(
        recall={k: recall_at_k(found, relevant, k) for k in DEPTHS},
        reciprocal_rank=reciprocal_rank(ranked, relevant),
        ndcg=ndcg_at_k(ranked, relevant, DEPTH),
    )
