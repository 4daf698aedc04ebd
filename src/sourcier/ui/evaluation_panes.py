"""What the events of the evaluation tab do: bring questions, ask them, stop, show the report."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import Literal

import gradio as gr

from sourcier.assistant import Assistant
from sourcier.corpus.adding import safe_name
from sourcier.corpus.skipped import printable
from sourcier.errors import BadGold, SourcierError
from sourcier.evaluation import GoldQuestion, Report, checked_gold, load_gold, to_html
from sourcier.evaluation.mistakes import GoldMistakes
from sourcier.ui.blocks import Change, unchanged
from sourcier.ui.corpus_render import told
from sourcier.ui.evaluation_texts import EvaluationTexts
from sourcier.ui.gold_files import LARGEST_GOLD, GoldFiles
from sourcier.ui.measuring import Progress, against_baseline, measured
from sourcier.ui.sitting import owner_of

logger = logging.getLogger(__name__)

# What the choice of a reader's own file is called in a page: where it is, no page is told.
BROUGHT = "brought"

Half = Literal["", "dev", "test"]
# What is said, the report, the buttons that start and stop.
Update = tuple[str, str | Change, Change, Change]


@dataclass(frozen=True)
class Brought:
    """A file of questions that a reader sent: held for the visit, on no disk."""

    name: str
    content: bytes


class EvaluationPanes:
    """One handler for each event; it holds who is measuring, to stop them."""

    def __init__(self, assistant: Callable[[str, str], Assistant], texts: EvaluationTexts, language: str) -> None:
        """Ask what `assistant` gives of an owner and a collection, and say it with `texts` in `language`."""
        self._assistant = assistant
        self._texts = texts
        self._language = language
        self._files = GoldFiles()
        self._running: dict[str, Event] = {}
        self._lock = Lock()

    def open(self, held: Brought | None, request: gr.Request) -> tuple[Change, Change]:
        """The files of questions that are here, and the button that asks them; drafts are for who chooses them."""
        listed = self._files.listed(owner_of(request))
        finished = [str(path) for path, worth in listed if worth == "finished"]
        chosen = BROUGHT if held else finished[0] if finished else None
        choices = self._choices(held, owner_of(request))
        return gr.update(choices=choices, value=chosen), gr.update(interactive=True)

    def bring(self, file: str | None, request: gr.Request) -> tuple[Change, Brought | Change, Change, str | Change]:
        """A file of a reader's own, chosen at once and read when it is asked; the box is empty again."""
        if not file:
            return unchanged(), unchanged(), unchanged(), unchanged()
        content = _taken(Path(file))
        if len(content) > LARGEST_GOLD:
            return unchanged(), unchanged(), gr.update(value=None), told([self._texts.too_large], trouble=True)
        held = Brought(Path(file).name, content)
        choices = self._choices(held, owner_of(request))
        return gr.update(choices=choices, value=BROUGHT), held, gr.update(value=None), ""

    def run(
        self, gold: str | None, held: Brought | None, half: Half, collection: str, request: gr.Request
    ) -> Iterator[Update]:
        """Ask the questions one by one, telling how many were right, then show the report."""
        stop = Event()
        session = str(request.session_hash)
        with self._lock:
            self._running[session] = stop
        try:
            with self._chosen(gold, held, owner_of(request)) as path:
                # Where a file that was brought stands meanwhile means nothing to who brought it.
                here = f"{path.parent}{os.sep}" if path and gold == BROUGHT else ""
                for said, report, start, stopping in self._told_if_bad(path, half, collection, owner_of(request), stop):
                    yield said.replace(here, "") if here else said, report, start, stopping
        except SourcierError as error:
            yield told([error.message(self._language)], trouble=True), gr.skip(), *self._buttons(running=False)
        except Exception:
            logger.exception("A measurement failed")
            yield told([self._texts.failed], trouble=True), gr.skip(), *self._buttons(running=False)
        finally:
            stop.set()
            with self._lock:
                self._running.pop(session, None)

    def stop(self, request: gr.Request) -> None:
        """Leave the questions that were not asked yet."""
        with self._lock:
            running = self._running.get(str(request.session_hash))
        if running is not None:
            running.set()

    def _told_if_bad(self, path: Path | None, half: Half, collection: str, owner: str, stop: Event) -> Iterator[Update]:
        """The measurement, or a line for each mistake of the questions, and what to do of them."""
        try:
            yield from self._measured(path, half, collection, owner, stop)
        except BadGold as error:
            lines = [each.message(self._language) for each in error.each() if not isinstance(each, GoldMistakes)]
            yield told([*lines, self._texts.mend], trouble=True), gr.skip(), *self._buttons(running=False)

    def _measured(self, path: Path | None, half: Half, collection: str, owner: str, stop: Event) -> Iterator[Update]:
        texts = self._texts
        if path is None:
            yield told([texts.none], trouble=True), gr.skip(), *self._buttons(running=False)
            return
        if path.is_file() and path.stat().st_size > LARGEST_GOLD:
            yield told([texts.too_large], trouble=True), gr.skip(), *self._buttons(running=False)
            return
        yield told([texts.loading]), "", *self._buttons(running=True)
        assistant = self._assistant(owner, collection)
        questions = checked_gold(assistant, path, half or None)
        for step in measured(assistant, questions, stop):
            if isinstance(step, Progress):
                said = texts.asking.format(done=step.done, total=step.total, right=step.right)
                yield told([said]), gr.skip(), *self._buttons(running=True)
            else:
                yield self._shown(step, path, questions)

    def _shown(self, report: Report, path: Path, questions: tuple[GoldQuestion, ...]) -> Update:
        texts = self._texts
        compared, why_not = against_baseline(report, path, questions, load_gold(path))
        right = sum(case.right for case in report.cases)
        lines = [
            texts.stopped.format(done=len(report.cases), total=report.asked)
            if report.left
            else texts.done.format(right=right, total=report.asked)
        ]
        if compared:
            lines.append(texts.compared.format(path=path.parent / "baseline.json"))
        if why_not is not None:
            lines.append(texts.not_compared.format(reason=why_not.message(self._language)))
        page = to_html(report, compared, self._language) if report.cases else ""
        return told(lines), framed(page, texts.report) if page else "", *self._buttons(running=False)

    @contextmanager
    def _chosen(self, gold: str | None, held: Brought | None, owner: str) -> Iterator[Path | None]:
        """A file that this reader may ask, or the one that they brought: a browser names no other of the machine."""
        if gold != BROUGHT or held is None:
            yield {str(path): path for path in self._files.allowed(owner)}.get(gold or "")
            return
        with TemporaryDirectory(prefix="sourcier-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / safe_name(held.name)
            path.write_bytes(held.content)
            yield path

    def _choices(self, held: Brought | None, owner: str) -> list[tuple[str, str]]:
        listed = [(str(path), str(path)) for path, _ in self._files.listed(owner)]
        brought = [(self._texts.brought.format(name=printable(held.name)), BROUGHT)] if held else []
        return [*brought, *listed]

    def _buttons(self, *, running: bool) -> tuple[Change, Change]:
        return gr.update(interactive=not running), gr.update(visible=running)


def _taken(place: Path) -> bytes:
    """What Gradio was sent, as far as it may be read, and kept there no longer: nobody else is to find it."""
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_GOLD + 1)
    finally:
        place.unlink(missing_ok=True)


def framed(page: str, title: str) -> str:
    """A page inside the page, which may run nothing, reach nothing and know nothing of what is around it."""
    return f'<iframe class="report" sandbox="" title="{escape(title)}" srcdoc="{escape(page)}"></iframe>'
