"""One gold question asked, timed and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Protocol

from sourcier.errors import SourcierError
from sourcier.evaluation.case import Case, Read
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.judgement import (
    facts_stand_in,
    forbidden_found,
    is_correct,
    is_exact,
    is_refused,
    is_relevant,
    missing_facts,
)
from sourcier.evaluation.ranking import DEPTH, gold_sentences, rank_articles, rank_sentences
from sourcier.evaluation.support import Entails, citation_scores, entailed_by_rule, supported
from sourcier.language.analysis import fold
from sourcier.schema import Answer, Article, Evidence, RetrievedPassage, Turn

MILLISECONDS = 1000.0


class Answering(Protocol):
    """What the evaluation needs of an assistant."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        ...

    @property
    def model_name(self) -> str:
        """Who words the answers."""
        ...

    def search(self, question: str, k: int, as_of: date | None = None) -> Sequence[RetrievedPassage]:
        """The `k` best passages, best first."""
        ...

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        """The answer as it grows, with the evidence from the first on; the last one is complete."""
        ...


@dataclass(frozen=True)
class Examiner:
    """Puts questions to `assistant`; `named` are the articles of their evidence, by the paths that name them."""

    assistant: Answering
    named: Mapping[str, Article]
    judge: Entails | None = None

    def ask(self, question: GoldQuestion) -> Case:
        """The case of one question; whatever the assistant raises becomes `Case.error`."""
        blank = Case(
            gold=question, model=self.assistant.model_name, missing_facts=tuple(fact[0] for fact in question.facts)
        )
        try:
            answer, times = _timed(self.assistant, question)
            case = blank.model_copy(update=times | self._judged(question, answer))
        except Exception as error:
            return blank.model_copy(update={"error": _said(error)})
        return self._judged_by_model(case)

    def _judged(self, question: GoldQuestion, answer: Answer) -> dict[str, object]:
        articles = self.assistant.articles
        found = self.assistant.search(answer.searched_question, DEPTH, question.as_of)
        return {
            "searched_question": answer.searched_question,
            "status": answer.status,
            "statements": answer.statements,
            "notice": answer.notice,
            "text": answer.text,
            "evidence": _read(answer.evidence, gold_sentences(question, self.named)),
            "nearest": tuple(article.path for article in answer.nearest),
            "correct": is_correct(question, answer, articles),
            "refused": is_refused(answer),
            "doubted": any(remark.kind == "doubt" for remark in answer.remarks),
            "missing_facts": missing_facts(question, answer, articles),
            "forbidden_found": forbidden_found(question, answer, articles),
            "facts_in_evidence": question.answerable and facts_stand_in(question, answer.evidence),
            "supported": tuple(supported(statement, articles, entailed_by_rule) for statement in answer.statements),
            "citations": len(answer.citations),
            "citations_exact": sum(is_exact(citation, articles) for citation in answer.citations),
            "citations_relevant": sum(is_relevant(citation, question, articles) for citation in answer.citations),
            "cited": citation_scores(answer.statements, entailed_by_rule),
            "articles": rank_articles([articles[hit.passage.article_id] for hit in found], question, self.named),
            "sentences": rank_sentences(answer.evidence, question, self.named),
            "answerability": answer.answerability,
            "tokens": answer.tokens,
            "error": answer.notice if _model_failed(answer) else None,
        }

    def _judged_by_model(self, case: Case) -> Case:
        if self.judge is None:
            return case
        try:
            return case.model_copy(update={"judged": citation_scores(case.statements, self.judge)})
        except SourcierError as error:
            return case.model_copy(update={"error": case.error or _said(error)})


def _timed(assistant: Answering, question: GoldQuestion) -> tuple[Answer, dict[str, object]]:
    """The complete answer, and the milliseconds to its evidence, to its first statement (if any) and to its end."""
    started = perf_counter()
    evidence_ms = first_ms = None
    answer: Answer | None = None
    for answer in assistant.stream(question.question, question.history, question.as_of):
        passed = (perf_counter() - started) * MILLISECONDS
        evidence_ms = passed if evidence_ms is None else evidence_ms
        first_ms = passed if first_ms is None and answer.statements else first_ms
    if answer is None:
        raise ValueError("the assistant gave no answer")
    total_ms = (perf_counter() - started) * MILLISECONDS
    return answer, {"evidence_ms": evidence_ms, "first_ms": first_ms, "total_ms": total_ms}


def _model_failed(answer: Answer) -> bool:
    """Whether the model left the answer to the articles, or in the middle: only then is an answer given a notice."""
    return answer.status == "interrupted" or (answer.status == "answered" and answer.notice is not None)


def _read(evidence: Sequence[Evidence], gold: frozenset[str]) -> tuple[Read, ...]:
    return tuple(
        Read(
            marker=item.marker,
            article_id=item.article.id,
            path=item.article.path,
            title=item.article.title,
            outlet=item.article.outlet,
            published=item.article.published,
            text=item.text,
            context=item.context,
            start=item.sentence.start,
            end=item.sentence.end,
            score=item.score,
            gold=fold(item.text) in gold,
        )
        for item in sorted(evidence, key=lambda item: -item.score)
    )


def _said(error: Exception) -> str:
    said = error.message("en") if isinstance(error, SourcierError) else f"{type(error).__name__}: {error}"
    # Half a character, as a server may send one, can be written to no file.
    return said.encode("utf-8", "replace").decode()
