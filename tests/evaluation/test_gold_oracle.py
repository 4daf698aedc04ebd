"""An assistant that cites the sentences a person chose is right everywhere: the questions are fair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gold_builders import ScriptedAssistant, answer, reported

from sourcier.answering.quoting import quotation
from sourcier.corpus import read_folder
from sourcier.evaluation import GoldQuestion, Report, load_gold
from sourcier.evaluation.asking import Examiner
from sourcier.evaluation.matching import article_named, overlap, spans_of
from sourcier.evaluation.ranking import gold_articles
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Answer, Article, Evidence, Sentence

ROOT = Path(__file__).parents[2]


@pytest.fixture(
    scope="module", params=[("seeds", "evals/seeds.yaml"), ("evals/fiction/articles", "evals/fiction/gold.yaml")]
)
def report(request: pytest.FixtureRequest) -> Report:
    folder, file = request.param
    articles = read_folder(ROOT / folder).articles
    questions = load_gold(ROOT / file)
    named = gold_articles(questions, articles)
    examined = (
        Examiner(
            ScriptedAssistant({question.question: oracle(question, articles)}, articles=by_id(articles)), named
        ).ask(question)
        for question in questions
    )
    return reported(*examined)


@pytest.mark.parametrize(
    "name",
    [
        "correct",
        "refusal",
        "statement_support",
        "citation_recall",
        "citation_precision",
        "citations_exact",
        "citation_relevance",
    ],
)
def test_the_oracle_is_always_right(report: Report, name: str) -> None:
    wrong = [case.id for case in report.cases if not (case.correct if case.answerable else case.refused)]
    assert wrong == []
    assert report.measures()[name].value == 1.0


def oracle(question: GoldQuestion, articles: tuple[Article, ...]) -> Answer:
    """Every whole sentence that meets the gold evidence, under its outlet and date."""
    if not question.answerable:
        return answer(question.question, status="not_in_corpus")
    statements = tuple(quotation(item, "fr") for item in sentences(question, articles))
    return answer(question.question).model_copy(update={"statements": statements})


def sentences(question: GoldQuestion, articles: tuple[Article, ...]) -> Iterator[Evidence]:
    marker = 0
    for proof in question.evidence:
        article = article_named(proof.article, articles)
        assert article is not None
        gold = spans_of(proof.quote, article.text)
        for index, (start, end) in enumerate(sentence_spans(article.text)):
            if any(overlap(span, (start, end)) for span in gold):
                marker += 1
                sentence = Sentence(article_id=article.id, index=index, start=start, end=end)
                yield Evidence(marker=marker, sentence=sentence, article=article, text=article.text[start:end])


def by_id(articles: tuple[Article, ...]) -> dict[str, Article]:
    return {article.id: article for article in articles}
