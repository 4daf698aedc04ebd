"""`sourcier eval init`, `check` and `schema`: gold questions written and mended, without any model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcier import resources
from sourcier.cli.console import err, out, print_json, writable
from sourcier.cli.options import AsJson
from sourcier.corpus.skipped import printable
from sourcier.errors import BadGold, StoreMissing
from sourcier.schema import Article
from sourcier.settings import Settings, load_settings
from sourcier.stores import Server, Store, parse_store

app = typer.Typer()
FIRST_FILE = Path("gold.yaml")
# More than anyone reads again.
MOST_QUESTIONS = 500
SOURCE = "Dossier d'articles, ou index ; celui des réglages si absent."
SOUND = {
    "fr": "{gold} : ok (questions {questions}, articles {articles}, {source})",
    "en": "{gold}: ok (questions {questions}, articles {articles}, {source})",
}
UNSOUND = {
    "fr": "{gold} : erreurs {mistakes}, questions lues {questions}, articles {articles} ({source})",
    "en": "{gold}: mistakes {mistakes}, questions read {questions}, articles {articles} ({source})",
}
WRITTEN = {
    "fr": "{out} : questions à relire {read}, à écrire {write} ; ce qui reste : sourcier eval check {out}{source}",
    "en": "{out}: questions to read again {read}, to write {write}; what is left: sourcier eval check {out}{source}",
}


@app.command()
def init(
    articles: Annotated[str | None, typer.Argument(help=SOURCE)] = None,
    target: Annotated[Path, typer.Option("--out", help="Fichier à écrire, qui n'existe pas encore.")] = FIRST_FILE,
    count: Annotated[int, typer.Option("--count", min=1, max=MOST_QUESTIONS, help="Nombre de questions.")] = 20,
) -> None:
    """Écrit un premier fichier de questions tirées des articles, à finir par vous."""
    from sourcier.evaluation.beginning import beginnings
    from sourcier.evaluation.mistakes import GoldNothingToAsk, GoldThere
    from sourcier.evaluation.writing import write_gold

    settings = load_settings()
    if writable(target).exists():
        raise GoldThere(place=target)
    source, known = _articles(articles, settings)
    found = beginnings(known, count)
    if not found:
        raise GoldNothingToAsk(place=source)
    write_gold(target, found, settings.language)
    to_write = sum(not beginning.question for beginning in found)
    named = f" --articles {articles}" if articles else ""
    told = WRITTEN[settings.language].format(out=target, read=len(found) - to_write, write=to_write, source=named)
    out.print(printable(told), markup=False)


@app.command()
def check(
    gold: Annotated[Path, typer.Argument(help="Questions de référence : un fichier ou un dossier.")] = Path("evals"),
    articles: Annotated[str | None, typer.Option("--articles", help=SOURCE)] = None,
    as_json: AsJson = False,
) -> None:
    """Nomme chaque erreur des questions de référence, avec son fichier et sa ligne."""
    from sourcier.evaluation.checking import mistakes_of
    from sourcier.evaluation.dataset import read_gold

    settings = load_settings()
    source, known = _articles(articles, settings)
    read = read_gold(gold)
    mistakes = mistakes_of(read, known)
    if as_json:
        print_json([_listed(mistake, settings.language) for mistake in mistakes])
    else:
        for mistake in mistakes:
            out.print(printable(mistake.message(settings.language)), markup=False)
    counts = {"mistakes": len(mistakes), "questions": len(read.questions), "articles": len(known)}
    summary = (UNSOUND if mistakes else SOUND)[settings.language]
    # The mistakes are the result, for an editor to read; how many there are is said beside it.
    err.print(printable(summary.format(gold=gold, source=source, **counts)), markup=False)
    if mistakes:
        raise typer.Exit(BadGold.exit_code)


@app.command()
def schema() -> None:
    """Écrit le schéma JSON des questions de référence, que les éditeurs de texte savent suivre."""
    from sourcier.evaluation.json_schema import gold_schema

    print_json(gold_schema())


def _articles(given: str | None, settings: Settings) -> tuple[Store, list[Article]]:
    """Where the articles are, and those: an index or a folder, as given; else those of the settings, in that order.

    Raises FolderMissing, and what reading an index raises.
    """
    from sourcier.corpus import read_folder
    from sourcier.index.reader import read_articles

    store = parse_store(given) if given else settings.store
    try:
        return store, read_articles(store)
    except StoreMissing:
        if isinstance(store, Server):
            raise
    folder = store if given else settings.articles or resources.shipped("seeds")
    return folder, list(read_folder(folder).articles)


def _listed(mistake: BadGold, language: str) -> dict[str, object]:
    from sourcier.evaluation.dataset import position

    file, line = position(mistake)
    return {"file": file, "line": line, "code": type(mistake).__name__, "message": mistake.message(language)}
