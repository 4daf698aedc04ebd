"""Gold questions put to an assistant while a reader watches, who may stop it and still have what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from sourcier.errors import FileUnreadable, NotCompared, SourcierError
from sourcier.evaluation import (
    Answering,
    Case,
    Difference,
    GoldQuestion,
    Report,
    compare,
    evaluate,
    known_baseline,
    questions_digest,
    take_provenance,
)

# How often one looks whether the reader wants to stop.
LOOK_SECONDS = 0.25
# Beside the questions: what an earlier run gave.
BASELINE = "baseline.json"


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    right: int


class _Stopped(Exception):
    """The reader has seen enough."""


def measured(assistant: Answering, questions: Sequence[GoldQuestion], stop: Event) -> Iterator[Progress | Report]:
    """How far it is after each question, then the report: of those asked when `stop` is set, or the iterator closed."""
    cases: SimpleQueue[Case] = SimpleQueue()
    ended: Future[Report] = Future()

    def told(done: int, total: int, case: Case) -> None:
        cases.put(case)
        if stop.is_set():
            raise _Stopped

    def work() -> None:
        try:
            ended.set_result(evaluate(assistant, questions, told))
        except BaseException as error:  # said to whoever waits for it
            ended.set_exception(error)

    asked: list[Case] = []
    Thread(target=work, daemon=True).start()
    try:
        yield Progress(0, len(questions), 0)
        while not ended.done() or not cases.empty():
            with suppress(Empty):
                asked.append(cases.get(timeout=LOOK_SECONDS))
                yield Progress(len(asked), len(questions), sum(case.right for case in asked))
        try:
            yield ended.result()
        except _Stopped:
            yield partial(assistant, questions, asked)
    finally:
        stop.set()


def partial(assistant: Answering, questions: Sequence[GoldQuestion], asked: Sequence[Case]) -> Report:
    """The report of the questions asked so far, which says how many are left."""
    provenance = take_provenance(questions_digest(questions), assistant.model_name)
    return Report(cases=tuple(asked), provenance=provenance, left=len(questions) - len(asked))


def against_baseline(
    report: Report, gold: Path, asked: Sequence[GoldQuestion], known: Sequence[GoldQuestion]
) -> tuple[tuple[Difference, ...], SourcierError | None]:
    """How a report differs from the baseline beside its questions; nothing, and why, when there is none that fits."""
    path = gold.parent / BASELINE
    if not path.is_file():
        return (), None
    try:
        return compare(known_baseline(path, report.model, asked, known), report), None
    except (NotCompared, FileUnreadable) as error:
        return (), error
