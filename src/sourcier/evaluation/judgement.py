"""An answer held against its gold question: pure functions, no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.matching import Span, attributed, contains, overlap, spans_of, states
from sourcier.schema import Answer, Article, Citation, Evidence, Statement

# As `Answer.text` writes them; what else stands in brackets is a gloss.
OWN_MARKER = re.compile(r" \[\d+\]")


def is_correct(question: GoldQuestion, answer: Answer, articles: Mapping[str, Article]) -> bool:
    """Whether an answerable question was answered with every fact and no forbidden wording.

    False for an unanswerable question, and for a refusal or an interrupted answer whatever it says.
    """
    if not question.answerable or answer.status != "answered":
        return False
    return not missing_facts(question, answer, articles) and not forbidden_found(question, answer, articles)


def missing_facts(question: GoldQuestion, answer: Answer, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The first wording of each fact that the answer does not state."""
    said = _said(question, answer, articles)
    return tuple(fact[0] for fact in question.facts if not any(states(text, fact) for text in said))


def forbidden_found(question: GoldQuestion, answer: Answer, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The forbidden wordings that the answer contains."""
    said = _said(question, answer, articles)
    return tuple(wording for wording in question.forbidden if any(contains(text, wording) for text in said))


def is_refused(answer: Answer) -> bool:
    """Whether the answer says that the articles do not say."""
    return answer.status == "not_in_corpus"


def facts_stand_in(question: GoldQuestion, evidence: Iterable[Evidence]) -> bool:
    """Whether every fact stands in one of the sentences read, or in the date of its article where it proves the answer.

    What an answer that quotes them all would be held to state.
    """
    texts = [
        _under_attribution(question, item.text, (item.sentence.start, item.sentence.end), item.article)
        for item in evidence
    ]
    return all(any(states(text, fact) for text in texts) for fact in question.facts)


def is_exact(citation: Citation, articles: Mapping[str, Article]) -> bool:
    """Whether the quote is, character for character, the span of the article that the citation names."""
    article = articles.get(citation.article_id)
    return article is not None and article.text[citation.start : citation.end] == citation.quote


def is_relevant(citation: Citation, question: GoldQuestion, articles: Mapping[str, Article]) -> bool:
    """Whether a citation proves something that the question asks: the unit of citation relevance.

    The gold annotation decides: the cited span shares a character with a gold quote, in the article that is named or in
    one that prints the same words; or the cited sentence states every fact of the question by itself.
    """
    article = articles.get(citation.article_id)
    return article is not None and _proves(question, citation.quote, (citation.start, citation.end), article)


def _said(question: GoldQuestion, answer: Answer, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """What is held against facts: each sentence for itself, a quotation without the outlet and date put before it.

    What a gloss tells of a sentence ("hier [jeudi 21 décembre 2023]") counts as said.

    An answer in words of its own is one text, of which a sentence may be that cites nothing.
    """
    if not any(map(_is_quotation, answer.statements)):
        return (OWN_MARKER.sub("", answer.text),)
    return tuple(text for statement in answer.statements for text in _of_statement(question, statement, articles))


def _of_statement(question: GoldQuestion, statement: Statement, articles: Mapping[str, Article]) -> Iterator[str]:
    if not _is_quotation(statement):
        yield statement.shown
        return
    glosses = " ".join(gloss.text for gloss in statement.glosses)
    for citation in statement.citations:
        article = articles.get(citation.article_id)
        span = citation.start, citation.end
        said = _under_attribution(question, citation.quote, span, article) if article else citation.quote
        yield f"{said} ; {glosses}" if glosses else said


def _is_quotation(statement: Statement) -> bool:
    return statement.support == "quoted" and all(citation.quote in statement.text for citation in statement.citations)


def _under_attribution(question: GoldQuestion, quote: str, span: Span, article: Article) -> str:
    """A quote with what its attribution says, which counts only where the quote proves something that is asked."""
    return attributed(quote, article, question.kind) if _proves(question, quote, span, article) else quote


def _proves(question: GoldQuestion, quote: str, span: Span, article: Article) -> bool:
    gold = (place for evidence in question.evidence for place in spans_of(evidence.quote, article.text))
    return any(overlap(span, place) for place in gold) or (
        bool(question.facts) and all(states(quote, fact) for fact in question.facts)
    )
