"""`sourcier eval`: the answers measured on gold questions; `sourcier eval [GOLD] …` is `sourcier eval run [GOLD] …`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sourcier.cli.clashing import refuse_clashes
from sourcier.cli.console import err, out, writable
from sourcier.cli.default_group import RunGroup
from sourcier.cli.measuring import Opened, Plan, chosen, measure, measure_one, opened
from sourcier.cli.options import AsJson, Llm, Store
from sourcier.cli.reporting import RUNS, Html, tell_lacks, write
from sourcier.errors import RunsUnlike
from sourcier.settings import Settings, load_settings

if TYPE_CHECKING:
    from sourcier.evaluation import Baseline, Difference, Report

app = typer.Typer(
    cls=RunGroup,
    subcommand_metavar="[COMMAND] [ARGS]...",
    help="Mesure les réponses sur des questions de référence : les écrire, les vérifier, les poser.",
    epilog="Sans commande, c'est « run » : « sourcier eval evals » pose les questions du dossier evals.",
)
Split = Literal["dev", "test"]

DROPPED = {"fr": "Baisse nette : {what}", "en": "Significant drop: {what}"}
LOWER = {"fr": "Plus bas, sans que cela compte : {what}", "en": "Lower, which does not count: {what}"}
UNSEEN = {
    "fr": "Trop peu de questions pour qu'une baisse soit nette : {what}",
    "en": "Too few questions for a drop to be significant: {what}",
}
SLOWER = {"fr": "Plus lent : {what}", "en": "Slower: {what}"}
PARTLY = {
    "fr": "{n} questions sur {total} comparées : les autres ne sont pas dans {path}, ou y sont autres.",
    "en": "{n} questions of {total} compared: the others are not in {path}, or differ there.",
}


@app.command()
def run(
    gold: Annotated[Path, typer.Argument(help="Questions de référence : un fichier ou un dossier.")] = Path("evals"),
    store: Store = None,
    llm: Llm = None,
    settings_: Annotated[
        list[str] | None, typer.Option("--set", help="Un réglage, comme fusion=rrf (plusieurs fois).")
    ] = None,
    against: Annotated[str | None, typer.Option(help="Un second modèle, à comparer au premier.")] = None,
    split: Annotated[Split | None, typer.Option(help="Toutes les questions si absent.")] = None,
    only: Annotated[str | None, typer.Option(help="Une seule question, regardée de près.")] = None,
    judge: Annotated[str | None, typer.Option(help="Modèle qui juge si les citations disent les phrases.")] = None,
    judge_data: Annotated[
        Path | None, typer.Option(help="Paires annotées (RTE3-FR, .tsv) : l'accord du juge avec leurs auteurs.")
    ] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Écrire des tableaux Markdown.")] = False,
    html: Html = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Mesures à comparer ; sans elles, baseline.json à côté des questions.")
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Comparer aux mesures gardées ; échouer si l'une baisse.")
    ] = False,
    save: Annotated[bool, typer.Option("--save", help="Garder les mesures comme celles à comparer.")] = False,
    runs: Annotated[Path, typer.Option(help="Dossier où chaque cas est gardé.")] = RUNS,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Reposer ce qui a échoué.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ne pas reprendre une mesure interrompue.")] = False,
) -> None:
    """Mesure les réponses sur des questions de référence ; échoue si une mesure baisse nettement."""
    refuse_clashes(
        {"--gate": gate, "--save": save, "--baseline": baseline, "--against": against, "--only": only,
         "--json": as_json, "--markdown": markdown, "--html": html, "--split": split, "--judge": judge,
         "--judge-data": judge_data, "--retry-failed": retry_failed, "--fresh": fresh}
    )  # fmt: skip
    from sourcier import evaluation
    from sourcier.evaluation.detail import to_text

    settings = load_settings(
        **(chosen(settings_ or ()) | {name: value for name, value in (("store", store), ("llm", llm)) if value})
    )
    if only is not None:
        out.print(to_text(measure_one(settings, gold, only)), markup=False)
        return
    page = writable(html, "--html") if html else None
    kept = _kept(gold, baseline, gate=gate, save=save)
    plan = Plan(gold, split, runs, judge, judge_data, retry_failed, fresh)
    ready = opened(settings, plan)
    known = _known(kept, ready, save=save)
    report = measure(ready)
    tell_lacks(report.key, report, settings.language)
    if against is not None:
        other = measure(opened(settings.model_copy(update={"llm": against}), plan))
        _print_compared(report.key, other.key, evaluation.compare(report, other), settings, as_json, markdown)
        tell_lacks(other.key, other, settings.language)
        if page:
            write(page, evaluation.to_compared_html(report, other, settings.language), settings.language)
        return
    compared = evaluation.compare(known, report) if known else ()
    if as_json:
        out.print(evaluation.to_json(report, compared), markup=False)
    elif markdown:
        out.print(evaluation.to_markdown(report, compared), markup=False)
    else:
        for table in evaluation.to_tables(report, compared, settings.language):
            out.print(table)
        out.print(evaluation.to_line(report, settings.language), markup=False)
    if page:
        write(page, evaluation.to_html(report, compared, settings.language), settings.language)
    if kept and save:
        evaluation.write_baseline(kept, report, ready.gold)
    elif kept and known:
        _judge_drops(report, known, compared, kept, settings.language)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Une mesure gardée (.jsonl).")],
    after: Annotated[Path, typer.Argument(help="Une autre, des mêmes questions.")],
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Écrire un tableau Markdown.")] = False,
    html: Html = None,
) -> None:
    """Compare deux mesures des mêmes questions, question par question."""
    refuse_clashes({"--json": as_json, "--markdown": markdown})
    from sourcier import evaluation

    settings = load_settings()
    page = writable(html, "--html") if html else None
    was, now = evaluation.read_run(before), evaluation.read_run(after)
    compared = evaluation.compare(was, now)
    if not compared:
        raise RunsUnlike(before=before, after=after)
    _print_compared(before.stem, after.stem, compared, settings, as_json, markdown)
    tell_lacks(before, was, settings.language)
    tell_lacks(after, now, settings.language)
    if page:
        write(page, evaluation.to_compared_html(was, now, settings.language), settings.language)


def _kept(gold: Path, baseline: Path | None, *, gate: bool, save: bool) -> Path | None:
    """The file of measures to compare with or to write; None when neither is asked for."""
    if baseline is None and (gate or save):
        baseline = (gold if gold.is_dir() else gold.parent) / "baseline.json"
    return writable(baseline, "--baseline") if save else baseline


def _known(kept: Path | None, ready: Opened, *, save: bool) -> Baseline | None:
    """What to compare with, which is not found missing after hours of asking; None where nothing is to be compared."""
    from sourcier import evaluation

    if kept is None:
        return None
    if save:
        evaluation.read_baselines(kept)
        return None
    return evaluation.known_baseline(kept, ready.assistant.model_name, ready.questions, ready.gold)


def _print_compared(
    before: str, after: str, compared: Sequence[Difference], settings: Settings, as_json: bool, markdown: bool
) -> None:
    from sourcier import evaluation

    if as_json:
        out.print(evaluation.compared_json(compared), markup=False)
    elif markdown:
        out.print(evaluation.compared_markdown(before, after, compared), markup=False)
    else:
        for table in evaluation.compared_tables(before, after, compared, settings.language):
            out.print(table)


def _judge_drops(report: Report, known: Baseline, compared: Sequence[Difference], path: Path, language: str) -> None:
    """Say what the gate did not compare, what became worse, and leave with 1 for a drop."""
    from sourcier import evaluation

    shared = evaluation.shared(known, report)
    if shared < len(report.cases):
        err.print(PARTLY[language].format(n=shared, total=len(report.cases), path=path), markup=False)
    blind = ", ".join(f"{found.name} ({found.losable})" for found in evaluation.unseen(compared))
    if blind:
        err.print(UNSEEN[language].format(what=blind), markup=False)
    for time in evaluation.slower(report, known):
        what = f"{time.name} {time.before:.0f} → {time.after:.0f} ms"
        err.print(SLOWER[language].format(what=what), markup=False)
    for found in compared:
        if found.lower or found.dropped:
            text = DROPPED if found.dropped else LOWER
            p = found.p_drop if found.p_gate is None else found.p_gate
            what = f"{found.name} {found.before:.3f} → {found.after:.3f} (n {found.n}, p {p:.4f})"
            err.print(text[language].format(what=what), markup=False)
    if any(found.dropped for found in compared):
        raise typer.Exit(1)
