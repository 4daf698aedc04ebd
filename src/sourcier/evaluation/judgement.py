"""An answer held against its gold question: pure functions, no model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.matching import contains, dated, overlap, spans_of, states
from sourcier.schema import Answer, Article, Citation, Evidence


def is_correct(question: GoldQuestion, answer: Answer) -> bool:
    """Whether an answerable question was answered with every fact and no forbidden wording.

    False for an unanswerable question, and for a refusal or an interrupted answer whatever it says.
    """
    if not question.answerable or answer.status != "answered":
        return False
    return not missing_facts(question, answer) and not forbidden_found(question, answer)


def missing_facts(question: GoldQuestion, answer: Answer) -> tuple[str, ...]:
    """The first wording of each fact that the answer does not state."""
    return tuple(fact[0] for fact in question.facts if not states(answer.text, fact))


def forbidden_found(question: GoldQuestion, answer: Answer) -> tuple[str, ...]:
    """The forbidden wordings that the answer contains."""
    return tuple(wording for wording in question.forbidden if contains(answer.text, wording))


def is_refused(answer: Answer) -> bool:
    """Whether the answer says that the articles do not say."""
    return answer.status == "not_in_corpus"


def facts_stand_in(question: GoldQuestion, evidence: Iterable[Evidence]) -> bool:
    """Whether every fact stands in one of the sentences read, or in the date of its article."""
    texts = [dated(item.text, item.article) for item in evidence]
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
    if article is None:
        return False
    gold = [span for evidence in question.evidence for span in spans_of(evidence.quote, article.text)]
    return any(overlap((citation.start, citation.end), span) for span in gold) or (
        bool(question.facts) and all(states(citation.quote, fact) for fact in question.facts)
    )
