"""`sourcier index`: bring an index in step with a folder, once or for as long as it changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sourcier import resources
from sourcier.cli.console import err, out, writable
from sourcier.cli.options import Collection, Store, chosen_settings
from sourcier.errors import BadSettings, FileUnwritable, NoArticles, SourcierError

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
WATCHING = {"fr": "{folder} est surveillé ; Ctrl-C pour arrêter.", "en": "Watching {folder}; Ctrl-C to stop."}

app = typer.Typer()


@app.command()
def index(
    folder: Annotated[
        Path | None, typer.Argument(help="Dossier d'articles ; celui des réglages, sinon les exemples.")
    ] = None,
    store: Store = None,
    collection: Collection = None,
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

    settings = chosen_settings(collection, articles=folder, store=store)
    if collection is not None and settings.articles is None:
        raise BadSettings(reason=f"collections.{collection}.articles ?")
    articles = settings.articles or resources.shipped("seeds")
    target = writable(report, "--report") if report else None
    embedder = SentenceTransformerEmbedder(settings.embedding_model, settings.embedding_backend)
    without = [target] if target else []
    unwatched = [*without, settings.store] if isinstance(settings.store, Path) else without

    def sync(anew: bool = False) -> IndexReport:
        with index_bar() as advance:
            return build_index(articles, settings.store, embedder, rebuild=anew, without=without, progress=advance)

    try:
        done = sync(rebuild)
    except NoArticles as error:
        _name(error.values["skipped"], settings.language)
        raise
    _tell(done, settings.language, target)
    if watch:
        _follow(articles, unwatched, sync, done, settings.language, target)
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


def _follow(
    articles: Path,
    without: Sequence[Path],
    sync: Callable[[], IndexReport],
    done: IndexReport,
    language: str,
    target: Path | None,
) -> None:
    """Bring the index in step at each change; what stands in the way is said, and may pass."""
    out.print(WATCHING[language].format(folder=articles), markup=False)
    out.file.flush()
    for _ in _changes(articles.resolve(), [path.resolve() for path in without]):
        try:
            again = sync()
            if (again.indexed, again.removed, again.skipped) != (0, 0, done.skipped):
                _tell(again, language, target)
            done = again
        except SourcierError as error:
            err.print(error.message(language), markup=False)


def _name(skipped: object, language: str) -> None:
    for each in skipped if isinstance(skipped, tuple) else ():
        err.print(each.message(language), markup=False)


def _tell(report: IndexReport, language: str, target: Path | None) -> None:
    _name(report.skipped, language)
    counts = {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "grouped": report.grouped,
        "seconds": round(report.seconds, 3),
    }
    out.print(DONE[language].format(**counts, skipped=len(report.skipped)), markup=False)
    out.file.flush()
    if target:
        named = [
            {"path": each.path, "code": each.reason.name, "message": each.message(language)} for each in report.skipped
        ]
        written = json.dumps({**counts, "skipped": named}, ensure_ascii=False, indent=2) + "\n"
        try:
            target.write_text(written, "utf-8")
        except OSError:
            raise FileUnwritable(path=target) from None


def _changes(folder: Path, without: Sequence[Path]) -> Iterator[object]:
    """Something each time the folder changes, or may have; hidden files, as those of editors, are passed over."""
    from watchfiles import watch

    def is_seen(_: object, path: str) -> bool:
        changed = Path(path)
        hidden = any(part.startswith(".") for part in changed.relative_to(folder).parts)
        return not hidden and not any(changed.is_relative_to(left_out) for left_out in without)

    yield from watch(
        folder,
        watch_filter=is_seen,
        debounce=QUIET_MS,
        rust_timeout=LOOK_AGAIN_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
