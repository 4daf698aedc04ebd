"""One case as a person looks into it: what was asked, shown and read, and why it went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.corpus.skipped import printable
from sourcier.evaluation.case import Case


def to_text(case: Case) -> str:
    """The case on a few lines: + before what is right, − before what is not; * before a sentence of gold evidence."""
    return "\n".join(map(_shown, _lines(case)))


def _lines(case: Case) -> Iterator[str]:
    yield f"{'−' if case.why else '+'} {case.id} ({case.kind}, {case.split}) {case.question}"
    yield from (f"  ! {reason}" for reason in case.why)
    yield f"  {case.status or ''} {case.text}".rstrip()
    for item in case.evidence:
        yield f"  {'*' if item.gold else ' '} [{item.marker}] {item.score:.3f} {item.path}:{item.start} {item.text}"
    yield from (f"  · {path}" for path in case.nearest)


def _shown(line: str) -> str:
    """One line, in which no article commands the terminal; what sets it in stays."""
    words = line.split()
    return line[: len(line) - len(line.lstrip(" "))] + printable(" ".join(words))
