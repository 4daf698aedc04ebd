"""What the events of the evaluation tab do: bring questions, ask them, stop, show the report."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from threading import Event, Lock
from typing import Any, Literal

import gradio as gr

from sourcier.assistant import Assistant
from sourcier.corpus.skipped import printable
from sourcier.errors import SourcierError
from sourcier.evaluation import GoldQuestion, Report, checked_gold, load_gold, to_html
from sourcier.evaluation.dataset import read_gold
from sourcier.ui.corpus_render import told
from sourcier.ui.evaluation_texts import EvaluationTexts
from sourcier.ui.measuring import Progress, against_baseline, measured
from sourcier.ui.sitting import owner_of

logger = logging.getLogger(__name__)

# Where a checkout has its questions, and anybody may put their own.
GOLD_FOLDER = Path("evals")
SUFFIXES = (".yaml", ".yml")
# A thousand questions take half of it.
LARGEST_GOLD = 2_000_000

Half = Literal["", "dev", "test"]
# What `gr.update` returns.
Change = dict[str, Any]
# What is said, the report, the buttons that start and stop.
Update = tuple[str, str | Change, Change, Change]


class EvaluationPanes:
    """One handler for each event; it holds who is measuring, to stop them."""

    def __init__(self, assistant: Callable[[str, str], Assistant], texts: EvaluationTexts, language: str) -> None:
        """Ask what `assistant` gives of an owner and a collection, and say it with `texts` in `language`."""
        self._assistant = assistant
        self._texts = texts
        self._language = language
        self._running: dict[str, Event] = {}
        self._lock = Lock()

    def open(self) -> Change:
        """The files of questions that are here."""
        files = gold_files(GOLD_FOLDER)
        return gr.update(choices=[(str(path), str(path)) for path in files], value=str(files[0]) if files else None)

    def bring(self, file: str | None) -> Change:
        """A file of a reader's own, chosen at once; it is read when it is asked."""
        if not file:
            unchanged: Change = gr.skip()
            return unchanged
        listed = [(str(path), str(path)) for path in gold_files(GOLD_FOLDER)]
        name = self._texts.brought.format(name=printable(Path(file).name))
        return gr.update(choices=[(name, file), *listed], value=file)

    def run(
        self, gold: str | None, brought: str | None, half: Half, collection: str, request: gr.Request
    ) -> Iterator[Update]:
        """Ask the questions one by one, telling how many were right, then show the report."""
        stop = Event()
        session = str(request.session_hash)
        with self._lock:
            self._running[session] = stop
        try:
            yield from self._measured(gold, brought, half, collection, owner_of(request), stop)
        except SourcierError as error:
            lines = [each.message(self._language) for each in error.each()]
            yield told(lines, trouble=True), gr.skip(), *self._buttons(running=False)
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

    def _measured(
        self, gold: str | None, brought: str | None, half: Half, collection: str, owner: str, stop: Event
    ) -> Iterator[Update]:
        texts = self._texts
        path = self._chosen(gold, brought)
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

    def _chosen(self, gold: str | None, brought: str | None) -> Path | None:
        """A file that is listed, or the one that this reader brought: a browser names no other file of the machine."""
        allowed = {str(path): path for path in gold_files(GOLD_FOLDER)}
        if brought:
            allowed[brought] = Path(brought)
        return allowed.get(gold or "")

    def _buttons(self, *, running: bool) -> tuple[Change, Change]:
        return gr.update(interactive=not running), gr.update(visible=running)


def gold_files(folder: Path) -> list[Path]:
    """The files under `folder` that have questions, finished or not, those nearest to it first."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted((path for path in found if read_gold(path).questions), key=lambda path: (len(path.parts), path))


def framed(page: str, title: str) -> str:
    """A page inside the page, which may run nothing, reach nothing and know nothing of what is around it."""
    return f'<iframe class="report" sandbox="" title="{escape(title)}" srcdoc="{escape(page)}"></iframe>'
