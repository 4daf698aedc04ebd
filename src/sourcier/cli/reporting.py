"""`sourcier eval report` and `export`: a run that is kept, to read and for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sourcier.cli.console import err, out, writable
from sourcier.errors import FileUnreadable
from sourcier.files import write_whole
from sourcier.settings import load_settings

if TYPE_CHECKING:
    from sourcier.evaluation import Report

app = typer.Typer()
RUNS = Path(".sourcier/runs")
# How the names of runs begin, unlike those of what is exported beside them.
DATED = "[0-9][0-9][0-9][0-9]-*"
Kept = Annotated[Path, typer.Argument(help="Une mesure gardée (.jsonl), ou le dossier dont on prend la dernière.")]
Html = Annotated[Path | None, typer.Option("--html", help="Écrire une page qui se suffit (.html).")]
PARTIAL = {
    "fr": "{name} : {done} questions sur {asked}, la mesure s'est arrêtée là.",
    "en": "{name}: {done} questions of {asked}, measuring stopped there.",
}
FAILED = {
    "fr": "{name} : {failed} questions en échec, comptées comme des réponses fausses ; --retry-failed les repose.",
    "en": "{name}: {failed} questions failed and count as wrong answers; --retry-failed asks them again.",
}
WRITTEN = {"fr": "Écrit : {path}", "en": "Written: {path}"}


@app.command()
def report(
    run: Kept = RUNS,
    html: Html = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Écrire des tableaux Markdown.")] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Écrire du JSON.")] = None,
) -> None:
    """Montre une mesure gardée : une page, du Markdown, du JSON ; à l'écran sans rien de cela."""
    from sourcier import evaluation

    language = load_settings().language
    found = _read(run)
    tell_lacks(run, found, language)
    if html:
        write(writable(html, "--html"), evaluation.to_html(found, language=language), language)
    if markdown:
        write(writable(markdown, "--markdown"), evaluation.to_markdown(found, language=language), language)
    if as_json:
        write(writable(as_json, "--json"), evaluation.to_json(found), language)
    if not (html or markdown or as_json):
        for table in evaluation.to_tables(found, language=language):
            out.print(table)
        out.print(evaluation.to_line(found, language), markup=False)


@app.command()
def export(
    form: Annotated[Literal["ragas", "llama-index"], typer.Option("--format", help="Pour quel outil.")],
    target: Annotated[Path, typer.Option("--out", help="Fichier à écrire.")],
    run: Kept = RUNS,
) -> None:
    """Écrit questions, réponses et contextes sous les noms que ragas ou LlamaIndex lisent."""
    from sourcier.evaluation.export import export as exported

    language = load_settings().language
    write(writable(target), exported(_read(run), form), language)


def tell_lacks(name: object, report: Report, language: str) -> None:
    """Say that a run is not whole, or that not all of it was measured: its numbers do not."""
    if report.left:
        err.print(PARTIAL[language].format(name=name, done=len(report.cases), asked=report.asked), markup=False)
    if report.failed:
        err.print(FAILED[language].format(name=name, failed=len(report.failed)), markup=False)


def write(target: Path, text: str, language: str) -> None:
    """Write `text`, and say so; raises FileUnwritable."""
    write_whole(target, text)
    err.print(WRITTEN[language].format(path=target), markup=False)


def _read(run: Path) -> Report:
    """The run of a file, or the latest of a folder; raises FileUnreadable."""
    from sourcier.evaluation import read_run
    from sourcier.evaluation.runs import SUFFIX

    if not run.is_dir():
        return read_run(run)
    # Their names begin with the moment at which they were begun.
    files = sorted(run.glob(f"{DATED}{SUFFIX}"))
    if not files:
        raise FileUnreadable(path=run, reason=f"{DATED}{SUFFIX} ?")
    return read_run(files[-1])
