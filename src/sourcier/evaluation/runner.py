"""Puts gold questions to an assistant; a case that fails is data and never stops the run by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sourcier.errors import EvaluationStopped
from sourcier.evaluation.asking import Answering, Examiner
from sourcier.evaluation.case import Case
from sourcier.evaluation.checking import sound_questions
from sourcier.evaluation.dataset import GoldQuestion, Split
from sourcier.evaluation.outcomes import mark
from sourcier.evaluation.provenance import digest, take_provenance
from sourcier.evaluation.ranking import gold_articles
from sourcier.evaluation.report import Report
from sourcier.evaluation.runs import Run
from sourcier.evaluation.support import Entails

Progress = Callable[[int, int, Case], None]


def evaluate_gold(
    assistant: Answering, path: Path, split: Split | None = None, progress: Progress | None = None
) -> Report:
    """Load the gold questions at `path`, check them against the articles, and put them to the assistant.

    Raises BadGold, naming every mistake, before any question is asked.
    """
    return evaluate(assistant, checked_gold(assistant, path, split), progress)


def checked_gold(assistant: Answering, path: Path, split: Split | None = None) -> tuple[GoldQuestion, ...]:
    """The gold questions at `path`; raises BadGold with every mistake, also those that only the articles show."""
    return sound_questions(path, tuple(assistant.articles.values()), split)


def evaluate(
    assistant: Answering,
    questions: Sequence[GoldQuestion],
    progress: Progress | None = None,
    *,
    judge: Entails | None = None,
) -> Report:
    """The report of `questions` put to `assistant` one after the other; `progress(done, total, case)` after each."""
    examiner = _prepared(assistant, questions, judge)
    cases: list[Case] = []
    for question in questions:
        cases.append(examiner.ask(question))
        if progress is not None:
            progress(len(cases), len(questions), cases[-1])
    return Report(cases=tuple(cases), provenance=take_provenance(questions_digest(questions), assistant.model_name))


def carry_on(
    run: Run,
    assistant: Answering,
    questions: Sequence[GoldQuestion],
    progress: Progress | None = None,
    *,
    judge: Entails | None = None,
    retry_failed: bool = False,
) -> Report:
    """The same with every case kept in `run` as soon as it is done, and those that are in it not asked again.

    Asked again are those that failed last before the run stopped and, with `retry_failed`, every one that failed.
    Raises EvaluationStopped when the run is `broken_off`: the same call goes on from there once the model is back.
    """
    again = _asked_again(run, retry_failed)
    waiting = [question for question in questions if question.id not in run.cases or question.id in again]
    run.forget(again)
    examiner = _prepared(assistant, waiting, judge)
    for done, question in enumerate(waiting, start=len(questions) - len(waiting) + 1):
        case = examiner.ask(question)
        run.add(case)
        if progress is not None:
            progress(done, len(questions), case)
        if run.broken_off:
            kept = len(run.cases) - len(run.failed_last)
            raise EvaluationStopped(reason=case.error, done=kept, total=len(questions), path=run.path)
    return run.report


def questions_digest(questions: Sequence[GoldQuestion]) -> str:
    """A hash of what is asked and expected, whatever the order and the files."""
    return digest(" ".join(sorted(f"{question.id} {mark(question)}" for question in questions)))


def _prepared(assistant: Answering, questions: Sequence[GoldQuestion], judge: Entails | None) -> Examiner:
    """One search before the first question is not timed: loading the embedding model is not answering."""
    with suppress(Exception):
        assistant.search(questions[0].question, 1)
    return Examiner(assistant, gold_articles(questions, assistant.articles.values()), judge)


def _asked_again(run: Run, retry_failed: bool) -> set[str]:
    """Those that failed; of a run that stopped on the way only the last ones: what stopped it may have been at work."""
    if retry_failed:
        return {case.id for case in run.cases.values() if case.error is not None}
    return set() if run.complete else {case.id for case in run.failed_last}
