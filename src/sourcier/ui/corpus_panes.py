"""What the events of the corpus tab do: list, bring files, take them out, index."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr

from sourcier import resources
from sourcier.corpus.adding import MOST_FILES, Offered, Outcome, add_files
from sourcier.corpus.removing import TRASH, SetAside, put_back, set_aside
from sourcier.corpus.skipped import printable
from sourcier.errors import CollectionUnknown, NoArticles, SourcierError
from sourcier.index.builder import IndexReport
from sourcier.library import Library
from sourcier.ui import corpus_render as render
from sourcier.ui.blocks import Change
from sourcier.ui.corpus_chart import chart
from sourcier.ui.corpus_search import Wanted, find
from sourcier.ui.corpus_texts import CorpusTexts
from sourcier.ui.holdings import Holdings, Shelves
from sourcier.ui.indexing import indexed

logger = logging.getLogger(__name__)

MOST_OUTLETS, LONGEST_FIELD = 100, 200

# List, drawing, warnings, outlets to choose from.
Panes = tuple[str, str, str, Change]
# What is said, then the panes, the drop box, the button that undoes, and what it would undo.
Update = tuple[str, str | Change, str | Change, str | Change, Change, Change, Change, tuple[SetAside, ...] | Change]


class CorpusPanes:
    """One handler for each event; it holds what all sessions share."""

    def __init__(self, library: Library, texts: CorpusTexts) -> None:
        """Show the collections of `library` in the language of `texts`."""
        self._library = library
        self._shelves = Shelves(library)
        self._texts = texts

    def open(self, collection: str) -> tuple[Any, ...]:
        """The panes over the whole collection, and whether files may be brought."""
        try:
            writable = self._library.folder(collection) is not None
        except CollectionUnknown:
            # Gone from the settings while a page was open; the list says so.
            writable = False
        said = "" if writable else render.told([self._no_folder(collection)])
        panes = self._panes(collection, Wanted(), 1)
        offered = gr.update(visible=writable)
        return said, *panes, {**offered, "value": None}, offered, gr.update(visible=False)

    def search(
        self, collection: str, words: str | None, outlets: Sequence[str] | None, after: str | None, before: str | None
    ) -> Panes:
        """The panes over what is looked for, from its first page."""
        return self._panes(collection, _wanted(words, outlets, after, before), 1)

    def turn(
        self,
        collection: str,
        words: str | None,
        outlets: Sequence[str] | None,
        after: str | None,
        before: str | None,
        event: gr.EventData,
    ) -> str:
        """The page of the list whose button was pressed."""
        page = getattr(event, "page", 1)
        wanted = _wanted(words, outlets, after, before)
        return self._panes(collection, wanted, page if isinstance(page, int) else 1)[0]

    def bring(self, files: Sequence[str] | None, collection: str, request: gr.Request) -> Iterator[Update]:
        """Take files in, telling of each, then index them."""
        brought, outcomes = tuple(files or ()), list[Outcome]()

        def work() -> Iterator[Update]:
            folder = self._library.folder(collection)
            if folder is None or not brought:
                yield self._said(render.told([self._no_folder(collection)] if folder is None else []))
                return
            held = self._held(collection).by_id
            offered = [Offered(Path(file).name, Path(file)) for file in brought]
            yield self._said(render.told([self._texts.reading.format(done=0, of=len(brought))]))
            for outcome in add_files(folder, offered, lambda id_: held[id_].title if id_ in held else None):
                if outcome.path:
                    _log(request, "added %s", outcome.path)
                outcomes.append(outcome)
                lines = [self._texts.reading.format(done=len(outcomes), of=len(brought)), *self._lines(outcomes)]
                yield self._said(render.told(lines[: MOST_FILES + 1]))
            yield from self._index(collection, request, self._lines(outcomes))

        try:
            yield from self._guarded(work, collection)
        finally:
            for file in brought:
                # Gradio keeps what is sent to it: nobody else is to find it there.
                with suppress(OSError):
                    Path(file).unlink()

    def index(self, collection: str, request: gr.Request) -> Iterator[Update]:
        """Bring the index in step with the folder, telling how far it is."""
        yield from self._guarded(lambda: self._index(collection, request, []), collection)

    def remove(self, collection: str, request: gr.Request, event: gr.EventData) -> Iterator[Update]:
        """Set aside the files of the article whose button was pressed, then index."""
        wanted = str(getattr(event, "article", ""))

        def work() -> Iterator[Update]:
            folder = self._library.folder(collection)
            holding = self._held(collection).by_id.get(wanted)
            moved = set_aside(folder, holding.files) if folder is not None and holding is not None else ()
            if not moved:
                yield self._said(render.told([self._texts.gone], trouble=True))
                return
            names = ", ".join(printable(each.path) for each in moved)
            _log(request, "set aside %s", names)
            said = self._texts.set_aside.format(files=names, folder=TRASH)
            for update in self._index(collection, request, [said]):
                yield *update[:-2], gr.update(visible=True), moved

        yield from self._guarded(work, collection)

    def undo(self, collection: str, moved: tuple[SetAside, ...], request: gr.Request) -> Iterator[Update]:
        """Put back what was last set aside, then index."""

        def work() -> Iterator[Update]:
            folder = self._library.folder(collection)
            back = put_back(folder, moved) if folder is not None else ()
            names = ", ".join(map(printable, back))
            _log(request, "put back %s", names)
            for update in self._index(collection, request, [self._texts.back.format(files=names or "0")]):
                yield *update[:-2], gr.update(visible=False), ()

        yield from self._guarded(work, collection)

    def _guarded(self, work: Callable[[], Iterator[Update]], collection: str) -> Iterator[Update]:
        """`work`, what fails of it said as a sentence: it is a person who reads it."""
        try:
            yield from work()
        except SourcierError as error:
            yield self._settled([error.message(self._texts.language)], collection, trouble=True)
        except Exception:
            logger.exception("The corpus tab failed")
            yield self._settled([self._texts.failed], collection, trouble=True)

    def _index(self, collection: str, request: gr.Request, before: Sequence[str]) -> Iterator[Update]:
        """Index, with the sentences `before` said all along; what stands in the way is said after them."""
        texts = self._texts
        try:
            for step in indexed(self._library, collection, request.username or texts.somebody):
                if isinstance(step, tuple):
                    done, of, articles = step
                    now = texts.indexing.format(done=done, of=of, articles=articles)
                    yield self._said(render.told([now, *before]))
                else:
                    yield self._settled([*before, self._report(step)], collection)
        except NoArticles as error:
            skipped = error.values.get("skipped", ())
            named = [each.message(texts.language) for each in skipped] if isinstance(skipped, tuple) else []
            yield self._settled([*before, error.message(texts.language), *named], collection, trouble=True)
        except SourcierError as error:
            yield self._settled([*before, error.message(texts.language)], collection, trouble=True)

    def _no_folder(self, collection: str) -> str:
        """Why no file may be brought; to whoever reads the articles that come with Sourcier, how to read others."""
        held = self._held(collection).articles
        if held and {file for each in held for file in each.files} <= _examples():
            return self._texts.examples
        return self._texts.no_folder

    def _report(self, report: IndexReport | None) -> str:
        if report is None or not (report.indexed or report.removed or report.skipped):
            return self._texts.nothing_indexed
        return self._texts.indexed.format(
            indexed=report.indexed,
            removed=report.removed,
            skipped=len(report.skipped),
            seconds=f"{report.seconds:.1f}".replace(".", "," if self._texts.language == "fr" else "."),
        )

    def _lines(self, outcomes: Sequence[Outcome]) -> list[str]:
        return [outcome.message(self._texts.language) for outcome in outcomes]

    def _said(self, said: str) -> Update:
        return said, gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()

    def _settled(self, lines: Sequence[str], collection: str, *, trouble: bool = False) -> Update:
        """The sentences, the panes as they are now, and an empty drop box."""
        panes = self._panes(collection, Wanted(), 1)
        return render.told(lines, trouble=trouble), *panes, gr.update(value=None), gr.skip(), gr.skip()

    def _held(self, collection: str) -> Holdings:
        """What the collection holds; nothing when it has no index yet."""
        try:
            return self._shelves.of(collection)
        except SourcierError:
            return Holdings()

    def _panes(self, collection: str, wanted: Wanted, page: int) -> Panes:
        """What cannot be opened, or dates that are none, are said in the place of the list."""
        texts = self._texts
        try:
            holdings = self._shelves.of(collection)
            found = find(holdings, self._library.open(collection), wanted)
        except SourcierError as error:
            return render.told([error.message(texts.language)], trouble=True), "", "", gr.skip()
        removable = self._library.folder(collection) is not None
        return (
            render.listing(found.articles, len(holdings.articles), page, found.spans, removable, texts),
            chart(found.articles, texts),
            render.warnings(holdings, texts),
            gr.update(choices=holdings.outlets),
        )


def _wanted(words: str | None, outlets: Sequence[str] | None, after: str | None, before: str | None) -> Wanted:
    """What the fields hold, of any length from a browser."""
    chosen = tuple(str(outlet)[:LONGEST_FIELD] for outlet in (outlets or ())[:MOST_OUTLETS])
    return Wanted((words or "")[:LONGEST_FIELD], chosen, (after or "")[:LONGEST_FIELD], (before or "")[:LONGEST_FIELD])


def _examples() -> set[str]:
    """The files of the articles that come with Sourcier."""
    folder = resources.shipped("seeds")
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _log(request: gr.Request, said: str, *values: object) -> None:
    """One line for whoever looks after the machine: who did what to the articles."""
    # Of a lower level, nothing is shown on the terminal.
    logger.warning("%s: " + said, request.username or "-", *(printable(str(value)) for value in values))
