"""Puts gold questions to an assistant; a case that fails is data and never stops the run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Protocol

from sourcier.errors import SourcierError
from sourcier.evaluation.checking import check_gold
from sourcier.evaluation.dataset import GoldQuestion, Split, load_gold
from sourcier.evaluation.judgement import (
    facts_stand_in,
    forbidden_found,
    is_correct,
    is_exact,
    is_refused,
    is_relevant,
    missing_facts,
)
from sourcier.evaluation.matching import article_named
from sourcier.evaluation.metrics import ndcg_at_k, recall_at_k, reciprocal_rank
from sourcier.evaluation.report import DEPTH, DEPTHS, Case, Report
from sourcier.schema import Answer, Article, Evidence, RetrievedPassage, Turn

MILLISECONDS = 1000.0


class Answering(Protocol):
    """What the evaluation needs of an assistant."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        ...

    def search(self, question: str, k: int) -> Sequence[RetrievedPassage]:
        """The `k` best passages, best first."""
        ...

    def evidence(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Sequence[Evidence]:
        """The sentences that an answer would be made from."""
        ...

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        """The answer as it grows; the last one is complete."""
        ...


Progress = Callable[[int, int, Case], None]


def evaluate_gold(
    assistant: Answering, path: Path, split: Split | None = None, progress: Progress | None = None
) -> Report:
    """Load the gold questions at `path`, check them against the articles, and put them to the assistant.

    Raises BadGold at the first mistake, before any question is asked.
    """
    questions = load_gold(path, split)
    for mistake in check_gold(questions, tuple(assistant.articles.values())):
        raise mistake
    return evaluate(assistant, questions, progress)


def evaluate(assistant: Answering, questions: Sequence[GoldQuestion], progress: Progress | None = None) -> Report:
    """The report of `questions` put to `assistant` one after the other.

    `progress(done, total, case)` is called after each. One search before the first question is not timed, so that
    loading the embedding model is not counted as answering.
    """
    with suppress(Exception):
        assistant.evidence(questions[0].question)
    cases: list[Case] = []
    for question in questions:
        cases.append(run_case(assistant, question))
        if progress is not None:
            progress(len(cases), len(questions), cases[-1])
    return Report(cases=tuple(cases), questions_digest=digest(questions))


def run_case(assistant: Answering, question: GoldQuestion) -> Case:
    """One question asked, timed and judged; whatever the assistant raises becomes `Case.error`."""
    blank = Case(
        id=question.id,
        question=question.question,
        kind=question.kind,
        split=question.split,
        answerable=question.answerable,
        missing_facts=tuple(fact[0] for fact in question.facts),
    )
    try:
        return _ask(assistant, question, blank)
    except Exception as error:
        return blank.model_copy(update={"error": _said(error)})


def digest(questions: Sequence[GoldQuestion]) -> str:
    """A hash of what is asked and expected, whatever the order and the files."""
    contents = sorted(question.model_dump_json(exclude={"place", "note"}) for question in questions)
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()


def _ask(assistant: Answering, question: GoldQuestion, blank: Case) -> Case:
    started = perf_counter()
    evidence = assistant.evidence(question.question, question.history, question.as_of)
    evidence_ms = (perf_counter() - started) * MILLISECONDS
    answer, first_ms, total_ms = _stream(assistant, question)
    articles = assistant.articles
    return blank.model_copy(
        update={
            "answer": answer,
            "searched_question": answer.searched_question,
            "status": answer.status,
            "text": answer.text,
            "model": answer.model,
            "correct": is_correct(question, answer),
            "refused": is_refused(answer),
            "missing_facts": missing_facts(question, answer),
            "forbidden_found": forbidden_found(question, answer),
            "facts_in_evidence": question.answerable and facts_stand_in(question, evidence),
            "citations": len(answer.citations),
            "citations_exact": sum(is_exact(citation, articles) for citation in answer.citations),
            "citations_relevant": sum(is_relevant(citation, question, articles) for citation in answer.citations),
            "evidence_ms": evidence_ms,
            "first_ms": first_ms,
            "total_ms": total_ms,
        }
        | _ranking(assistant, question, answer)
    )


def _stream(assistant: Answering, question: GoldQuestion) -> tuple[Answer, float | None, float]:
    """The complete answer, and the milliseconds to its first statement (None when it has none) and to its end."""
    started = perf_counter()
    first_ms: float | None = None
    answer: Answer | None = None
    for answer in assistant.stream(question.question, question.history, question.as_of):
        if first_ms is None and answer.statements:
            first_ms = (perf_counter() - started) * MILLISECONDS
    if answer is None:
        raise ValueError("the assistant gave no answer")
    return answer, first_ms, (perf_counter() - started) * MILLISECONDS


def _ranking(assistant: Answering, question: GoldQuestion, answer: Answer) -> dict[str, object]:
    """The retrieval metrics on articles; a follow-up is searched for as the assistant rewrote it.

    recall@k looks at the articles of the first k passages; MRR and nDCG rank each article by its best passage.
    """
    named = (article_named(evidence.article, tuple(assistant.articles.values())) for evidence in question.evidence)
    relevant = {article.id for article in named if article is not None}
    found = [hit.passage.article_id for hit in assistant.search(answer.searched_question, DEPTH)]
    ranked = list(dict.fromkeys(found))
    return {
        "recall": {k: recall_at_k(found, relevant, k) for k in DEPTHS},
        "reciprocal_rank": reciprocal_rank(ranked, relevant),
        "ndcg": ndcg_at_k(ranked, relevant, DEPTH),
    }


def _said(error: Exception) -> str:
    return error.message("en") if isinstance(error, SourcierError) else f"{type(error).__name__}: {error}"
