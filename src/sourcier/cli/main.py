"""The commands of `sourcier`; every error is one sentence and a documented exit code."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from threadpoolctl import threadpool_limits

from sourcier.cli import add, calibrating, evaluation, gold, indexing, looking, models, reporting, users
from sourcier.cli.batch import answer_json, ask_line, hits_json, run_batch, search_line
from sourcier.cli.console import err, out, print_json, quiet_libraries, writable
from sourcier.cli.indexing import PARTLY_DONE, index_bar
from sourcier.cli.options import After, AsJson, AsOf, Before, Collection, Llm, Outlets, Paths, Store, chosen_settings
from sourcier.cli.query import answers, query_of
from sourcier.cli.query import search as search_passages
from sourcier.corpus.skipped import printable
from sourcier.errors import SourcierError, UsageError
from sourcier.schema import Answer, Citation
from sourcier.settings import load_settings, unknown_variables

# Heavy libraries (torch, chromadb, gradio) are imported by the commands that need them: `sourcier list` is instant.

app = typer.Typer(
    name="sourcier",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Questions à un dossier d'articles de presse : chaque phrase d'une réponse est prouvée par un article.",
)
BatchIn = Annotated[Path | None, typer.Option("--batch", help="Questions, un objet JSON par ligne.")]
BatchOut = Annotated[Path | None, typer.Option("--out", help="Réponses, un objet JSON par ligne.")]
Question = Annotated[str | None, typer.Argument(help="La question.")]


WRITING = {
    "fr": "L'index {store} est en cours d'écriture par le processus {writer}.",
    "en": "The index {store} is being written by process {writer}.",
}
STOPPED = {
    "fr": "La dernière indexation de {store} s'est arrêtée en route : relancez « sourcier index » pour la finir.",
    "en": "The last indexing of {store} stopped on the way: run `sourcier index` again to complete it.",
}


def main() -> None:
    """Run the command line; print a SourcierError as one sentence and leave with its exit code."""
    quiet_libraries()
    # A question multiplies small matrices: of numpy's threads one works, and the others burn a core each waiting for
    # it. On two cores an answer took 75 ms and 140 ms of processor, and takes 58 and 71. The model has its own threads.
    threadpool_limits(1, user_api="blas")
    for stream in (sys.stdout, sys.stderr):
        # An emoji in a title is no reason to stop on a terminal that cannot show it.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        for name in unknown_variables():
            err.print(f"{name} ?", markup=False)
        app()
    except SourcierError as error:
        for each in error.each():
            err.print(printable(each.message(_language())), markup=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def doctor(store: Store = None) -> None:
    """Examine l'index : tout ce qui est enregistré est-il retrouvé ?"""
    from sourcier.index.doctor import check_embedding, examine
    from sourcier.index.embedding import SentenceTransformerEmbedder

    settings = load_settings(store=store)
    health = examine(settings.store)
    counts = f"{health.articles} articles, {health.passages} passages, {health.sentences} phrases"
    out.print(f"{settings.store} : ok ({counts}, {health.embedding})", markup=False)
    for said, template in ((health.writer, WRITING), (not health.settled, STOPPED)):
        if said:
            err.print(template[settings.language].format(store=settings.store, writer=health.writer), markup=False)
    check_embedding(settings.store, health, SentenceTransformerEmbedder(settings.embedding_model).fingerprint)


@app.command()
def search(
    question: Question = None,
    store: Store = None,
    k: Annotated[int, typer.Option("-k", min=1, help="Nombre de passages.")] = 10,
    after: After = None,
    before: Before = None,
    as_of: AsOf = None,
    outlet: Outlets = None,
    path: Paths = None,
    as_json: AsJson = False,
    batch: BatchIn = None,
    target: BatchOut = None,
) -> None:
    """Les passages les plus proches d'une question."""
    from sourcier.assistant import Assistant

    settings = load_settings(store=store)
    query = query_of(question, after, before, as_of, outlet, path)
    written = writable(target) if batch else Path()
    assistant = Assistant.open(store=settings.store, llm="extractive")
    if batch is not None:
        failed = run_batch(batch, written, lambda each: search_line(assistant, each, k), query, settings.language)
        _batch_result(failed)
        return
    hits = hits_json(assistant, search_passages(assistant, query, k))
    if as_json:
        print_json(hits)
        return
    for number, hit in enumerate(hits, start=1):
        out.print(f"[bold]{number}[/bold]  {hit['score']:.3f}  ", end="")
        out.print(f"{printable(hit['title'])} · {printable(hit['path'])}:{hit['start']}", markup=False)
        out.print(hit["text"] + "\n", markup=False)


@app.command()
def ask(
    question: Question = None,
    store: Store = None,
    collection: Collection = None,
    llm: Llm = None,
    after: After = None,
    before: Before = None,
    as_of: AsOf = None,
    outlet: Outlets = None,
    path: Paths = None,
    as_json: AsJson = False,
    batch: BatchIn = None,
    target: BatchOut = None,
) -> None:
    """Répond à une question, chaque phrase avec sa preuve."""
    from sourcier.assistant import Assistant

    settings = chosen_settings(collection, store=store, llm=llm)
    query = query_of(question, after, before, as_of, outlet, path)
    written = writable(target) if batch else Path()
    # An index that is asked is expected to be there.
    named = settings.model_copy(update={"store": settings.store})
    assistant = Assistant.from_settings(named)
    if batch is not None:
        failed = run_batch(batch, written, lambda each: ask_line(assistant, each), query, settings.language)
        _batch_result(failed)
        return
    *_, answer = answers(assistant, query)
    if as_json:
        print_json(answer_json(answer))
    else:
        _print_answer(answer)


@app.command()
def serve(
    folder: Annotated[Path | None, typer.Argument(help="Dossier d'articles à indexer d'abord.")] = None,
    store: Store = None,
    llm: Llm = None,
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute.")] = None,
) -> None:
    """Ouvre la page de questions, et l'API compatible avec celle d'OpenAI sous /v1."""
    from sourcier.desk import Desk
    from sourcier.library import Library
    from sourcier.services.completions import routes
    from sourcier.services.slots import Slots
    from sourcier.ui import build, check_address, launch, serve_until_stopped

    settings = load_settings(articles=folder, store=store, llm=llm, host=host, port=port)
    desk = Desk.open(settings.desk)
    check_address(settings.host, settings.port, desk.accounts)
    with index_bar() as bar:
        library = Library.from_settings(settings, progress=bar)
        library.open()
    library.warm_up()
    slots = Slots()
    page = build(library, desk, settings.language, slots=slots)
    beside = routes(library, desk.accounts, settings.language, slots)
    address = launch(
        page,
        settings.host,
        settings.port,
        accounts=desk.accounts,
        language=settings.language,
        beside=beside,
        # A key of a model goes with the account that gave it.
        forget=lambda name: library.keys.pop(name, None),
        wait=False,
    )
    out.print(f"Sourcier : {address}", markup=False)
    serve_until_stopped(page)


@app.command()
def mcp(store: Store = None, llm: Llm = None) -> None:
    """Donne aux assistants qui parlent MCP les outils search et ask, sur l'entrée et la sortie standard."""
    from sourcier.library import Library
    from sourcier.services.tools import tools

    settings = load_settings(store=store, llm=llm)
    tools(Library.from_settings(settings), settings.language).run("stdio")


# Listed in the help in this order, after those above.
for group in (indexing.app, add.app, looking.app, calibrating.app):
    app.add_typer(group)
evaluation.app.add_typer(gold.app)
evaluation.app.add_typer(reporting.app)
app.add_typer(evaluation.app, name="eval")
app.add_typer(models.app, name="models")
app.add_typer(users.app, name="users")


def _print_answer(answer: Answer) -> None:
    for statement in answer.statements:
        markers = "".join(f"[{citation.marker}]" for citation in statement.citations)
        out.print(f"{statement.shown} {markers}\n", markup=False)
    for remark in answer.remarks:
        out.print(f"{remark.text}\n", markup=False)
    if answer.notice:
        out.print(answer.notice, markup=False)
    for citation in answer.citations:
        place = f"{citation.path}:{citation.start}-{citation.end}"
        source = f"{place} {citation.title}{_reprints(citation, answer.language)}"
        out.print(f"[{citation.marker}] {printable(source)}", markup=False)
    for article in answer.nearest:
        out.print(printable(f"· {article.title} ({article.path})"), markup=False)


def _reprints(citation: Citation, language: str) -> str:
    label = "même dépêche :" if language == "fr" else "same dispatch:"
    return f" ({label} {', '.join(citation.also_in)})" if citation.also_in else ""


def _batch_result(failed: int) -> None:
    if failed:
        raise typer.Exit(PARTLY_DONE)


def _language() -> str:
    try:
        return load_settings().language
    except UsageError:
        return "fr"
