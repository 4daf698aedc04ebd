"""Runs on disk: one file of JSON lines for each, to which every case is added as soon as it is done.

The first line is the header; each one after it is a case, or how far the judge agrees with people. Of two lines about
one question the later holds. A line cut short by a crash is not there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from pydantic import ValidationError

from sourcier.errors import FileUnreadable, FileUnwritable
from sourcier.evaluation.agreement import Agreement
from sourcier.evaluation.case import Case
from sourcier.evaluation.provenance import Provenance
from sourcier.evaluation.report import Report
from sourcier.schema import Noun

# Goes up when what stands in a run file changes.
FORMAT = 1
SUFFIX = ".jsonl"
# Files sort by when they were begun.
NAMED = "%Y-%m-%dT%H-%M-%S-%f"
# Failures in a row, all alike, after which a model is taken to be gone: the questions after them would be lost.
MOST_FAILURES = 5


class Header(Noun):
    """What is asked, and with what."""

    format: int = FORMAT
    provenance: Provenance
    questions: tuple[str, ...]


class Line(Noun):
    """One line of a run file: one of its fields is given."""

    header: Header | None = None
    agreement: Agreement | None = None
    case: Case | None = None


class Run:
    """A run being made: its cases so far, and its file, which no other process adds to meanwhile."""

    def __init__(self, path: Path, header: Header, lock: FileLock, lines: Sequence[Line] = ()) -> None:
        """Go on with `lines`, those of the file so far."""
        self.path = path
        self.header = header
        self._lock = lock
        self.cases: dict[str, Case] = {}
        self.agreements: tuple[Agreement, ...] = ()
        for line in lines:
            self._take(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the file to whoever takes it up next."""
        self._lock.release()
        with suppress(OSError):
            Path(self._lock.lock_file).unlink()

    @property
    def failed_last(self) -> tuple[Case, ...]:
        """The cases added last, as far back as all of them failed."""
        return tuple(takewhile(lambda case: case.error is not None, reversed(self.cases.values())))

    @property
    def broken_off(self) -> bool:
        """Whether the last cases failed so often, and always in the same way, that asking on is in vain."""
        last = [case.error for case in self.failed_last[:MOST_FAILURES]]
        return len(last) == MOST_FAILURES and len(set(last)) == 1

    @property
    def complete(self) -> bool:
        """Whether every question has its case."""
        return all(id_ in self.cases for id_ in self.header.questions) and not self.broken_off

    @property
    def report(self) -> Report:
        """The cases done, in the order of the questions."""
        done = tuple(self.cases[id_] for id_ in self.header.questions if id_ in self.cases)
        left = len(self.header.questions) - len(done)
        return Report(cases=done, provenance=self.header.provenance, agreements=self.agreements, left=left)

    def forget(self, ids: Iterable[str]) -> None:
        """Leave these cases out until they are added again; they stay in the file until then."""
        for id_ in ids:
            self.cases.pop(id_, None)

    def add(self, what: Case | Agreement) -> None:
        """Keep a case, or an agreement; it is on the disk when this returns."""
        line = Line(case=what) if isinstance(what, Case) else Line(agreement=what)
        _append(self.path, line)
        self._take(line)

    def _take(self, line: Line) -> None:
        if line.case is not None:
            # A question asked again goes to the end: what failed last stands last.
            self.cases.pop(line.case.id, None)
            self.cases[line.case.id] = line.case
        if line.agreement is not None:
            self.agreements = (*self.agreements, line.agreement)


def open_run(
    folder: Path, provenance: Provenance, questions: Sequence[str], *, again: bool = False, fresh: bool = False
) -> Run:
    """The latest run in `folder` of the same provenance that stopped on the way, else a new one.

    With `again`, the latest of the same provenance also when it is complete; with `fresh`, a new one whatever is there.
    A run that another process is making is left to it. Raises FileUnwritable.
    """
    header = Header(provenance=provenance, questions=tuple(questions))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        latest = None if fresh else _latest(folder, header)
        if latest is not None and (again or not latest.complete):
            return latest
        if latest is not None:
            latest.close()
        return _begun(folder, header)
    except OSError:
        raise FileUnwritable(path=folder) from None


def read_run(path: Path) -> Report:
    """The report of a run file, also of one that stopped on the way; raises FileUnreadable."""
    try:
        header, lines, _ = _read(path)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or error) from None
    return Run(path, header, FileLock(path), lines).report


def _latest(folder: Path, header: Header) -> Run | None:
    files = sorted(folder.glob(f"*-{header.provenance.identity}{SUFFIX}"), reverse=True)
    return next((run for path in files if (run := _taken_up(path, header)) is not None), None)


def _taken_up(path: Path, header: Header) -> Run | None:
    """The run in `path`; None when another process is making it, or what it holds is not what `header` asks for."""
    lock = _lock(path)
    with suppress(Timeout, FileUnreadable), ExitStack() as undo:
        lock.acquire()
        undo.callback(lock.release)
        found, lines, whole = _read(path)
        if found.provenance.identity == header.provenance.identity and found.questions == header.questions:
            undo.pop_all()
            os.truncate(path, whole)
            return Run(path, found, lock, lines)
    return None


def _begun(folder: Path, header: Header) -> Run:
    started = header.provenance.started.strftime(NAMED)
    model = re.sub(r"\W+", "-", header.provenance.model)
    path = folder / f"{started}-{model}-{header.provenance.identity}{SUFFIX}"
    lock = _lock(path)
    lock.acquire()
    _append(path, Line(header=header))
    return Run(path, header, lock)


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_suffix(".lock"), timeout=0)


def _append(path: Path, line: Line) -> None:
    """Add one line, on the disk when this returns."""
    absent = {name for name in Line.model_fields if getattr(line, name) is None}
    try:
        with path.open("ab") as file:
            file.write(line.model_dump_json(exclude=absent).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        raise FileUnwritable(path=path) from None


def _read(path: Path) -> tuple[Header, list[Line], int]:
    """The header, the lines after it, and the bytes that whole lines take; raises FileUnreadable."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    lines = list(_lines(path, content[:whole]))
    header = lines[0].header if lines else None
    if header is None or header.format != FORMAT:
        raise FileUnreadable(path=path, reason="header ?")
    return header, lines[1:], whole


def _lines(path: Path, content: bytes) -> Iterator[Line]:
    for number, written in enumerate(content.splitlines(), start=1):
        try:
            yield Line.model_validate_json(written)
        except ValidationError as error:
            reason = f"{number}: {error.errors()[0]['msg']}"
            raise FileUnreadable(path=path, reason=reason) from None
