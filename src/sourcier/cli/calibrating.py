"""`sourcier calibrate`: where to refuse, learned on a person's own articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sourcier.cli.console import err, out, print_json, progress_bar
from sourcier.cli.options import AsJson, Store
from sourcier.settings import load_settings

if TYPE_CHECKING:
    from sourcier.evaluation.calibrating import Calibration

app = typer.Typer()
PERCENT = 100
ASKING = {"fr": "Questions", "en": "Questions"}
HEADS = {
    "fr": ("seuil", "réponses refusées à tort", "silences manqués"),
    "en": ("threshold", "answerable refused", "unanswerable answered"),
}
FOUND = {
    "fr": "{answerable} questions avec réponse, {unanswerable} sans ; aire sous la courbe ROC : {auc:.2f}.",
    "en": "{answerable} questions with an answer, {unanswerable} without; area under the ROC curve: {auc:.2f}.",
}
DRAFTED = {
    "fr": "Ces questions sont tirées des articles, plus faciles que les vôtres : donnez un fichier de questions pour "
    "régler plus juste (sourcier eval init).",
    "en": "These questions are drafted from the articles, easier than yours: give a file of questions for a better "
    "threshold (sourcier eval init).",
}
KEPT = {"fr": "Seuil gardé avec l'index : {least}.", "en": "Threshold kept with the index: {least}."}


@app.command()
def calibrate(
    gold: Annotated[
        Path | None, typer.Argument(help="Vos questions de référence ; sinon, des questions tirées des articles.")
    ] = None,
    store: Store = None,
    refused: Annotated[
        float, typer.Option("--refused", min=0.0, max=0.5, help="Part des réponses refusées à tort, au plus.")
    ] = 0.07,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Mesurer sans rien changer.")] = False,
    as_json: AsJson = False,
) -> None:
    """Apprend sur vos articles le seuil sous lequel se taire, et montre les deux taux d'erreur."""
    from sourcier.assistant import Assistant
    from sourcier.evaluation.calibrating import calibrate as learn
    from sourcier.evaluation.runner import checked_gold

    settings = load_settings(store=store, llm="extractive")
    assistant = Assistant.from_settings(settings)
    questions = checked_gold(assistant, gold) if gold else ()
    with progress_bar(ASKING[settings.language]) as tell:
        found = learn(assistant, questions, str(gold or settings.store), refused, tell)
    if not dry_run:
        assistant.refuse_below(found.chosen.least)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    out.print(_table(found, settings.language))
    out.print(FOUND[settings.language].format_map(found.model_dump()), markup=False)
    if found.drafted:
        err.print(DRAFTED[settings.language], markup=False)
    if not dry_run:
        out.print(KEPT[settings.language].format(least=found.chosen.least), markup=False)


def _table(found: Calibration, language: str) -> Table:
    table = Table(*HEADS[language])
    for rates in sorted({*found.rates, found.chosen}, key=lambda each: each.least):
        shares = (rates.answerable_refused, rates.unanswerable_answered)
        style = "bold" if rates == found.chosen else None
        table.add_row(f"{rates.least:.2f}", *(f"{PERCENT * share:.0f} %" for share in shares), style=style)
    return table
