"""`sourcier eval`: the answers measured on gold questions; `sourcier eval [GOLD] …` is `sourcier eval run [GOLD] …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sourcier.cli.console import out, progress_bar, writable
from sourcier.cli.default_group import RunGroup
from sourcier.cli.options import AsJson, Llm, Store
from sourcier.errors import NotCompared
from sourcier.settings import load_settings

app = typer.Typer(
    cls=RunGroup,
    subcommand_metavar="[COMMAND] [ARGS]...",
    help="Mesure les réponses sur des questions de référence : les écrire, les vérifier, les poser.",
    epilog="Sans commande, c'est « run » : « sourcier eval evals » pose les questions du dossier evals.",
)
Split = Literal["dev", "test"]


@app.command()
def run(
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
        baseline = writable(baseline, "--baseline")
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
