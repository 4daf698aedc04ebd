"""What came of the questions that each article answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from sourcier.evaluation.case import Case
from sourcier.evaluation.highlight import quoted_spans
from sourcier.evaluation.measures import BY_NAME, SHOWN_DEPTH, Measure, measured
from sourcier.schema import Citation, Noun

RECALL = BY_NAME[f"recall@{SHOWN_DEPTH}"]
CORRECT = BY_NAME["correct"]


class ArticleRow(Noun):
    """One article: the questions whose evidence names it, and who else cites it."""

    path: str
    title: str = Field(description="Empty when none of its sentences was ever read.")
    questions: int
    recall: Measure = Field(description="recall@5 of its questions: of all their articles, where they have several.")
    correct: Measure
    read: int = Field(description="Its questions for which one of its sentences was read, or its quote elsewhere.")
    cited: int = Field(description="Its questions whose answer cites it, or its quote from a reprint.")
    elsewhere: int = Field(description="Answers to other questions that cite it.")


def by_article(cases: Sequence[Case]) -> tuple[ArticleRow, ...]:
    """A row for each article that a question names or an answer cites, the most asked about first."""
    named = {evidence.article for case in cases for evidence in case.gold.evidence}
    cited = {citation.path for case in cases for citation in _citations(case)}
    titles = {item.path: item.title for case in cases for item in case.evidence}
    rows = (_row(path, titles, cases) for path in named | cited)
    return tuple(sorted(rows, key=lambda row: (-row.questions, row.path)))


def _row(path: str, titles: Mapping[str, str], cases: Sequence[Case]) -> ArticleRow:
    own = [case for case in cases if _quotes(path, case)]
    ids = {case.id for case in own}
    return ArticleRow(
        path=path,
        title=titles.get(path, ""),
        questions=len(own),
        recall=measured(RECALL, own),
        correct=measured(CORRECT, own),
        read=sum(_met(path, case, ((item.path, item.text) for item in case.evidence)) for case in own),
        cited=sum(_met(path, case, ((item.path, item.quote) for item in _citations(case))) for case in own),
        elsewhere=sum(any(item.path == path for item in _citations(case)) for case in cases if case.id not in ids),
    )


def _citations(case: Case) -> Iterator[Citation]:
    return (citation for statement in case.statements for citation in statement.citations)


def _quotes(path: str, case: Case) -> list[str]:
    return [evidence.quote for evidence in case.gold.evidence if evidence.article == path]


def _met(path: str, case: Case, found: Iterable[tuple[str, str]]) -> bool:
    """Whether one of these sentences, each with its path, is of the article or holds what proves the answer."""
    quotes = _quotes(path, case)
    return any(place == path or quoted_spans(text, quotes) for place, text in found)
