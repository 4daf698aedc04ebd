"""Whether what an answer shows is said by what it cites: held against the articles, whatever the answerer claims.

The test of entailment is given: `entailed_by_rule` here, or a model (`judge`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Protocol

from sourcier.answering.quoting import quotation
from sourcier.answering.verification import find_proof
from sourcier.evaluation.judgement import is_exact
from sourcier.schema import Article, Citation, Evidence, Noun, Sentence, Statement

# The languages in which an answer attributes what it quotes.
ATTRIBUTED_IN = ("fr", "en", "ar")


class Entails(Protocol):
    """A test of entailment; may raise what keeps it from a verdict."""

    def __call__(self, text: str, premises: Sequence[Evidence]) -> bool:
        """Whether `premises`, taken together, say `text`."""


class CitationScores(Noun):
    """Citation recall and precision of one answer, in [0, 1], and of which statements the quotes say all."""

    recall: float
    precision: float
    supported: tuple[bool, ...]


def entailed_by_rule(text: str, premises: Sequence[Evidence]) -> bool:
    """Whether `text` quotes one premise word for word under its own outlet and date, or passes for proved by them.

    The latter is `verification.find_proof`. It is monotone: more premises never take a proof away.
    """
    return any(_quotes(text, premise) for premise in premises) or find_proof(text, premises) is not None


def supported(statement: Statement, articles: Mapping[str, Article], entails: Entails) -> bool:
    """Whether the spans that a statement cites, as they stand in the articles, say it: the unit of statement support.

    A citation that is not exact supports nothing.
    """
    exact = [citation for citation in statement.citations if is_exact(citation, articles)]
    premises = [_evidence(citation, articles[citation.article_id]) for citation in exact]
    return bool(premises) and entails(statement.text, premises)


def citation_scores(statements: Sequence[Statement], entails: Entails) -> CitationScores | None:
    """Citation recall and precision as ALCE defines them (Gao et al. 2023, section 3); None without a statement.

    Recall: the share of statements that all their quotes together entail. Precision: the share of citations whose
    statement is so entailed and that are not irrelevant; one is irrelevant when it does not entail the statement by
    itself and the others do without it. Quotes are taken as they are shown.
    """
    if not statements:
        return None
    whole = tuple(entails(statement.text, _as_shown(statement)) for statement in statements)
    precise = [
        entailed and not _is_irrelevant(rank, statement, entails)
        for entailed, statement in zip(whole, statements, strict=True)
        for rank in range(len(statement.citations))
    ]
    return CitationScores(recall=fmean(whole), precision=fmean(precise), supported=whole)


def _quotes(text: str, premise: Evidence) -> bool:
    return text == premise.text or any(text == quotation(premise, language).text for language in ATTRIBUTED_IN)


def _is_irrelevant(rank: int, statement: Statement, entails: Entails) -> bool:
    premises = _as_shown(statement)
    others = premises[:rank] + premises[rank + 1 :]
    if not others or entails(statement.text, premises[rank : rank + 1]):
        return False
    return entails(statement.text, others)


def _as_shown(statement: Statement) -> tuple[Evidence, ...]:
    return tuple(_evidence(citation, _as_cited(citation)) for citation in statement.citations)


def _as_cited(citation: Citation) -> Article:
    """What a reader knows of the article from its citation."""
    return Article(
        id=citation.article_id,
        path=citation.path,
        title=citation.title,
        outlet=citation.outlet,
        published=citation.published,
        text=citation.quote,
    )


def _evidence(citation: Citation, article: Article) -> Evidence:
    sentence = Sentence(article_id=article.id, index=0, start=citation.start, end=citation.end)
    return Evidence(marker=citation.marker, sentence=sentence, article=article, text=citation.quote)
