"""The commands of `sourcier`; every error is one sentence and a documented exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from sourcier.cli import models
from sourcier.cli.batch import answer_json, ask_line, hit_json, run_batch, search_line
from sourcier.cli.console import err, out, progress_bar, quiet_libraries
from sourcier.errors import ArticleUnknown, FileUnwritable, NotCompared, SourcierError, UsageError
from sourcier.schema import Answer, Article
from sourcier.settings import Settings, load_settings, unknown_variables

# Heavy libraries (torch, chromadb, gradio) are imported by the commands that need them: `sourcier list` is instant.

PARTLY_DONE = 3

app = typer.Typer(
    name="sourcier",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Questions à un dossier d'articles de presse : chaque phrase d'une réponse est prouvée par un article.",
)
app.add_typer(models.app, name="models")

Split = Literal["dev", "test"]
Store = Annotated[Path | None, typer.Option("--store", help="Dossier de l'index (.sourcier par défaut).")]
Llm = Annotated[
    str | None,
    typer.Option("--llm", help="extractive · local\\[:FICHIER.gguf] · openai:MODÈLE\\[@URL] · ollama:MODÈLE\\[@URL]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON.")]
BatchIn = Annotated[Path | None, typer.Option("--batch", help="Questions, un objet JSON par ligne.")]
BatchOut = Annotated[Path | None, typer.Option("--out", help="Réponses, un objet JSON par ligne.")]
Question = Annotated[str | None, typer.Argument(help="La question.")]


def main() -> None:
    """Run the command line; print a SourcierError as one sentence and leave with its exit code."""
    quiet_libraries()
    try:
        for name in unknown_variables():
            err.print(f"{name} ?", markup=False)
        app()
    except SourcierError as error:
        err.print(error.message(_language()), markup=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def index(
    folder: Annotated[
        Path | None, typer.Argument(help="Dossier d'articles ; celui des réglages, sinon les exemples.")
    ] = None,
    store: Store = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Refaire l'index entier, puis remplacer l'ancien.")
    ] = False,
) -> None:
    """Met l'index en accord avec un dossier ; seul ce qui a changé est calculé."""
    from sourcier import resources
    from sourcier.index.builder import build_index
    from sourcier.index.embedding import SentenceTransformerEmbedder

    settings = load_settings(articles=folder, store=store)
    embedder = SentenceTransformerEmbedder(settings.embedding_model)
    with progress_bar("index") as bar:
        report = build_index(
            settings.articles or resources.shipped("seeds"), settings.store, embedder, rebuild=rebuild, progress=bar
        )
    for skipped in report.skipped:
        err.print(skipped.message(settings.language), markup=False)
    done = {
        "fr": "{} indexés, {} inchangés, {} retirés, {} fichiers écartés",
        "en": "{} indexed, {} unchanged, {} removed, {} files skipped",
    }[settings.language]
    out.print(done.format(report.indexed, report.unchanged, report.removed, len(report.skipped)))
    if report.skipped:
        raise typer.Exit(PARTLY_DONE)


@app.command()
def doctor(store: Store = None) -> None:
    """Examine l'index : tout ce qui est enregistré est-il retrouvé ?"""
    from sourcier.index.doctor import examine

    settings = load_settings(store=store)
    health = examine(settings.store)
    counts = f"{health.articles} articles, {health.passages} passages, {health.sentences} phrases"
    out.print(f"{settings.store} : ok ({counts}, {health.embedding})", markup=False)


@app.command()
def search(
    question: Question = None,
    store: Store = None,
    k: Annotated[int, typer.Option("-k", min=1, help="Nombre de passages.")] = 10,
    as_json: AsJson = False,
    batch: BatchIn = None,
    target: BatchOut = None,
) -> None:
    """Les passages les plus proches d'une question."""
    from sourcier.assistant import Assistant

    settings = load_settings(store=store)
    written = _target(target) if batch else Path()
    assistant = Assistant.open(store=settings.store, llm="extractive")
    if batch is not None:
        _batch_result(run_batch(batch, written, lambda query: search_line(assistant, query, k), settings.language))
        return
    hits = [hit_json(assistant, hit) for hit in assistant.search(question or "", k)]
    if as_json:
        _print_json(hits)
        return
    for number, hit in enumerate(hits, start=1):
        out.print(f"[bold]{number}[/bold]  {hit['score']:.3f}  ", end="")
        out.print(f"{hit['title']} · {hit['path']}:{hit['start']}", markup=False)
        out.print(hit["text"] + "\n", markup=False)


@app.command()
def ask(
    question: Question = None,
    store: Store = None,
    llm: Llm = None,
    as_json: AsJson = False,
    batch: BatchIn = None,
    target: BatchOut = None,
) -> None:
    """Répond à une question, chaque phrase avec sa preuve."""
    from sourcier.assistant import Assistant

    settings = load_settings(store=store)
    written = _target(target) if batch else Path()
    assistant = Assistant.open(store=settings.store, llm=llm)
    if batch is not None:
        _batch_result(run_batch(batch, written, lambda query: ask_line(assistant, query), settings.language))
        return
    answer = assistant.ask(question or "")
    if as_json:
        _print_json(answer_json(answer))
    else:
        _print_answer(answer)


@app.command("list")
def list_articles(store: Store = None, as_json: AsJson = False) -> None:
    """Les articles indexés, du plus ancien au plus récent."""
    settings = load_settings(store=store)
    articles = _articles(settings)
    if as_json:
        _print_json([article.model_dump(mode="json", exclude={"text", "removed"}) for article in articles])
        return
    from sourcier.language.dates import format_date

    table = Table("date", "titre de presse", "titre", box=None)
    table.add_column("fichier", overflow="fold")
    for article in articles:
        cells = (format_date(article.published, settings.language), article.outlet or "", article.title, article.path)
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    out.print(table)


@app.command()
def show(
    path: Annotated[str, typer.Argument(help="Fichier de l'article, comme « sourcier list » l'écrit.")],
    store: Store = None,
    as_json: AsJson = False,
    removed: Annotated[bool, typer.Option("--removed", help="Ce qui a été ôté de la page.")] = False,
) -> None:
    """Un article entier, tel qu'il est lu."""
    found = [article for article in _articles(load_settings(store=store)) if path in (article.path, *article.also_at)]
    if not found:
        raise ArticleUnknown(path=path)
    if as_json:
        _print_json(found[0].model_dump(mode="json"))
    else:
        out.print("\n\n".join(found[0].removed) if removed else f"{found[0].title}\n\n{found[0].text}", markup=False)


@app.command()
def serve(
    folder: Annotated[Path | None, typer.Argument(help="Dossier d'articles à indexer d'abord.")] = None,
    store: Store = None,
    llm: Llm = None,
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute.")] = None,
) -> None:
    """Ouvre la page de questions."""
    from sourcier.assistant import Assistant
    from sourcier.ui import build, check_address, launch

    settings = load_settings(host=host, port=port)
    check_address(settings.host, settings.port)
    with progress_bar("index") as bar:
        assistant = Assistant.open(folder, store=store, llm=llm, progress=bar)
    page = build(assistant, settings.language)
    address = launch(page, settings.host, settings.port, wait=False)
    out.print(f"Sourcier : {address}", markup=False)
    page.block_thread()


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Questions de référence : un fichier ou un dossier.")] = Path("evals"),
    store: Store = None,
    llm: Llm = None,
    split: Annotated[Split | None, typer.Option(help="Toutes les questions si absent.")] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Écrire des tableaux Markdown.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Mesures à comparer (evals/baseline.json).")] = None,
    save: Annotated[bool, typer.Option("--save", help="Écrire les mesures dans --baseline.")] = False,
) -> None:
    """Mesure les réponses sur des questions de référence ; échoue si une mesure baisse nettement."""
    from sourcier import evaluation
    from sourcier.assistant import Assistant

    settings = load_settings(store=store)
    if save:
        baseline = _target(baseline, "--baseline")
    assistant = Assistant.open(store=settings.store, llm=llm)
    with progress_bar("eval") as bar:
        report = evaluation.evaluate_gold(
            assistant, gold, split=split, progress=lambda done, total, case: bar(done, total)
        )
    known = evaluation.read_baselines(baseline).get(report.key) if baseline and not save else None
    compared = evaluation.compare(report, known) if known else None
    drops = compared or ()
    if as_json:
        out.print(evaluation.to_json(report), markup=False)
    elif markdown:
        out.print(evaluation.to_markdown(report, drops), markup=False)
    else:
        for table in evaluation.to_table(report, drops, settings.language):
            out.print(table)
    if baseline and save:
        evaluation.write_baseline(baseline, report)
    # A gate that compared nothing is not a gate that passed.
    if baseline and not save and compared is None:
        raise NotCompared(path=baseline, key=report.key)
    if any(drop.significant for drop in drops):
        raise typer.Exit(1)


def _articles(settings: Settings) -> list[Article]:
    """The articles of the index, oldest first, those without a date last."""
    from sourcier.index.reader import read_articles

    articles = read_articles(settings.store)
    return sorted(
        articles,
        key=lambda article: (
            article.published is None,
            str(article.published and article.published.value),
            article.path,
        ),
    )


def _print_answer(answer: Answer) -> None:
    for statement in answer.statements:
        markers = "".join(f"[{citation.marker}]" for citation in statement.citations)
        out.print(f"{statement.text} {markers}\n", markup=False)
    if answer.notice:
        out.print(answer.notice, markup=False)
    for citation in answer.citations:
        out.print(f"[{citation.marker}] {citation.path}:{citation.start}-{citation.end} {citation.title}", markup=False)
    for article in answer.nearest:
        out.print(f"· {article.title} ({article.path})", markup=False)


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _batch_result(failed: int) -> None:
    if failed:
        raise typer.Exit(PARTLY_DONE)


def _target(target: Path | None, option: str = "--out") -> Path:
    """The file to write, known to be writable before any work is done."""
    if target is None or not target.resolve().parent.is_dir():
        raise FileUnwritable(path=target or option)
    return target


def _language() -> str:
    try:
        return load_settings().language
    except UsageError:
        return "fr"
