"""`sourcier add`: public pages of the web into the folder of articles, where `sourcier index` reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcier.cli.console import err, out
from sourcier.corpus.fetching import fetch
from sourcier.corpus.saving import save
from sourcier.corpus.unfetched import FetchError, NoAddress, NoFolder
from sourcier.errors import FileUnreadable
from sourcier.settings import load_settings

FAILED, PARTLY_DONE = 1, 3

app = typer.Typer()


@app.command()
def add(
    urls: Annotated[list[str] | None, typer.Argument(help="Adresses, en http:// ou https://.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Dossier d'articles ; celui des réglages si absent.")] = None,
    listed: Annotated[Path | None, typer.Option("--list", help="Fichier d'adresses, une par ligne.")] = None,
) -> None:
    """Enregistre des pages publiques dans le dossier d'articles ; « sourcier index » les lit ensuite."""
    settings = load_settings()
    folder = to or settings.articles
    if folder is None:
        raise NoFolder
    wanted = list(dict.fromkeys([*(urls or ()), *(_addresses(listed) if listed else ())]))
    if not wanted:
        raise NoAddress
    failed = 0
    for url in wanted:
        try:
            out.print(str(save(fetch(url), folder)), markup=False)
        except FetchError as error:
            err.print(error.message(settings.language), markup=False)
            failed += 1
    if failed:
        raise typer.Exit(FAILED if failed == len(wanted) else PARTLY_DONE)


def _addresses(file: Path) -> list[str]:
    """The lines of `file` that are neither blank nor comments."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path=file, reason=error) from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
