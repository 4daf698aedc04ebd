"""`sourcier index`: bring an index in step with a folder, once or for as long as it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sourcier import resources
from sourcier.cli.console import err, out, writable
from sourcier.cli.options import Store
from sourcier.errors import SourcierError
from sourcier.settings import load_settings

if TYPE_CHECKING:
    from sourcier.index.builder import IndexReport
    from sourcier.index.builder import Progress as Advance

PARTLY_DONE = 3
# Changes come in bursts (a folder copied, an editor's temporary files): they are waited for until it is quiet.
QUIET_MS = 1000
# A change made while an indexing ran, or on a disk that announces none, is seen by looking again after so long.
LOOK_AGAIN_MS = 30_000
DONE = {
    "fr": "{indexed} indexés, {unchanged} inchangés, {removed} retirés, {grouped} regroupés, "
    "{skipped} fichiers écartés ({seconds:.1f} s)",
    "en": "{indexed} indexed, {unchanged} unchanged, {removed} removed, {grouped} grouped, "
    "{skipped} files skipped ({seconds:.1f} s)",
}
app = typer.Typer()
WATCHING = {"fr": "{folder} est surveillé ; Ctrl-C pour arrêter.", "en": "Watching {folder}; Ctrl-C to stop."}


@app.command()
def index(
    folder: Annotated[
        Path | None, typer.Argument(help="Dossier d'articles ; celui des réglages, sinon les exemples.")
    ] = None,
    store: Store = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Refaire l'index entier, puis remplacer l'ancien.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Rester, et suivre les changements du dossier.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Écrire le compte rendu dans ce fichier JSON.")
    ] = None,
) -> None:
    """Met l'index en accord avec un dossier ; seul ce qui a changé est lu et calculé."""
    from sourcier.index.builder import build_index
    from sourcier.index.embedding import SentenceTransformerEmbedder

    settings = load_settings(articles=folder, store=store)
    articles = settings.articles or resources.shipped("seeds")
    target = writable(report, "--report") if report else None
    embedder = SentenceTransformerEmbedder(settings.embedding_model)
    with index_bar() as advance:
        done = build_index(articles, settings.store, embedder, rebuild=rebuild, progress=advance)
    _tell(done, settings.language, target)
    if watch:
        out.print(WATCHING[settings.language].format(folder=articles), markup=False)
        for _ in _changes(articles):
            try:
                again = build_index(articles, settings.store, embedder)
            except SourcierError as error:
                err.print(error.message(settings.language), markup=False)
                continue
            if again.indexed or again.removed or again.skipped != done.skipped:
                _tell(again, settings.language, target)
            done = again
    elif done.skipped:
        raise typer.Exit(PARTLY_DONE)


@contextmanager
def index_bar() -> Iterator[Advance]:
    """A bar of the files read, with articles a second and the time left; nothing is drawn before the first news."""
    columns = (TextColumn("index"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("index", total=None, visible=False, rate="")

        def tell(files: int, of: int, articles: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            speed = f"{articles / elapsed:.1f} articles/s" if articles and elapsed else ""
            bar.update(task, completed=files, total=of, visible=of > 0, rate=speed)

        yield tell


def _tell(report: IndexReport, language: str, target: Path | None) -> None:
    for skipped in report.skipped:
        err.print(skipped.message(language), markup=False)
    counts = {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "grouped": report.grouped,
        "seconds": round(report.seconds, 3),
    }
    out.print(DONE[language].format(**counts, skipped=len(report.skipped)), markup=False)
    if target:
        named = [
            {"path": each.path, "code": each.reason.name, "message": each.message(language)} for each in report.skipped
        ]
        target.write_text(json.dumps({**counts, "skipped": named}, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _changes(folder: Path) -> Iterator[object]:
    """Something each time the folder changes, or may have; hidden files, as those of editors, are passed over."""
    from watchfiles import watch

    def is_seen(_: object, path: str) -> bool:
        return not any(part.startswith(".") for part in Path(path).relative_to(folder.resolve()).parts)

    yield from watch(
        folder.resolve(),
        watch_filter=is_seen,
        debounce=QUIET_MS,
        rust_timeout=LOOK_AGAIN_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
