"""An assistant that cites the sentences a person chose is right everywhere: the questions are fair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gold_builders import ScriptedAssistant, answer

from sourcier.corpus import read_folder
from sourcier.evaluation import GoldQuestion, Report, evaluate, load_gold
from sourcier.evaluation.matching import article_named, overlap, spans_of
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Answer, Article, Citation

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report() -> Report:
    articles = read_folder(ROOT / "seeds").articles
    reports = [
        evaluate(
            ScriptedAssistant({question.question: oracle(question, articles)}, articles=by_id(articles)), (question,)
        )
        for question in load_gold(ROOT / "evals")
    ]
    return Report(cases=tuple(case for report in reports for case in report.cases), questions_digest="")


@pytest.mark.parametrize("name", ["correct", "unanswerable_refused", "citations_exact", "citation_precision"])
def test_the_oracle_is_always_right(report: Report, name: str) -> None:
    wrong = [case.id for case in report.cases if not (case.correct if case.answerable else case.refused)]
    assert wrong == []
    assert report.measures()[name].value == 1.0


def oracle(question: GoldQuestion, articles: tuple[Article, ...]) -> Answer:
    if not question.answerable:
        return answer(question.question, status="not_in_corpus")
    return answer(question.question, *sentences(question, articles))


def sentences(question: GoldQuestion, articles: tuple[Article, ...]) -> Iterator[Citation]:
    """Every whole sentence that meets the gold evidence."""
    marker = 0
    for evidence in question.evidence:
        article = article_named(evidence.article, articles)
        assert article is not None
        gold = spans_of(evidence.quote, article.text)
        for start, end in sentence_spans(article.text):
            if any(overlap(span, (start, end)) for span in gold):
                marker += 1
                yield Citation(
                    marker=marker,
                    article_id=article.id,
                    path=article.path,
                    title=article.title,
                    quote=article.text[start:end],
                    start=start,
                    end=end,
                )


def by_id(articles: tuple[Article, ...]) -> dict[str, Article]:
    return {article.id: article for article in articles}
