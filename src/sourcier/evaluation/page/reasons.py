"""Why a case is to be looked at, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.evaluation.case import Case
from sourcier.evaluation.page.words import Words


def reasons(case: Case, words: Words) -> tuple[str, ...]:
    """Each reason in a sentence, the gravest first; empty exactly when `case.why` is, unless it was interrupted."""
    return tuple(_reasons(case, words))


def gravity(case: Case) -> tuple[bool, bool, bool, int]:
    """What puts the worst case first: wrong before unproved, failures, what is wrongly said before silence."""
    return case.right, case.error is None, case.refused, -len(case.why)


def _reasons(case: Case, words: Words) -> Iterator[str]:
    if case.error is not None:
        yield words("error", what=case.error)
    if not case.right:
        yield from _wrong(case, words)
    for text in case.unsupported:
        yield words("unsupported", what=text)


def _wrong(case: Case, words: Words) -> Iterator[str]:
    if case.status == "interrupted":
        yield words("interrupted")
    if not case.answerable:
        if case.status == "answered":
            yield words("not_refused")
    elif case.refused:
        yield words("refused_wrongly" if case.facts_in_evidence else "refused_unread")
    else:
        for fact in case.missing_facts:
            yield words("missing", what=fact)
    for wording in case.forbidden_found:
        yield words("forbidden", what=wording)
