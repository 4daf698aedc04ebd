"""Gold questions asked with any model and any settings, every case kept as soon as it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier import resources
from sourcier.cli.console import err, progress_bar
from sourcier.errors import BadSettings, QuestionUnknown, UnknownLLM
from sourcier.settings import Settings

if TYPE_CHECKING:
    from sourcier.assistant import Assistant
    from sourcier.evaluation import Case, GoldQuestion, Judge, Report, Run
    from sourcier.evaluation.dataset import Split

# What never changes an answer, or is known otherwise: the model by its name, the templates by their content.
IMMATERIAL = {
    *("articles", "store", "collections", "desk", "llm", "models", "api_key", "prompts", "language", "host", "port"),
}
TAKEN_UP = {
    "fr": "Reprise de {path} : {done} questions sur {total} déjà posées.",
    "en": "Taken up from {path}: {done} questions of {total} already asked.",
}
INTERRUPTED = {
    "fr": "Interrompu : {done} questions sur {total} sont gardées dans {path} ; relancez la même commande.",
    "en": "Interrupted: {done} questions of {total} are kept in {path}; run the same command again.",
}
KEPT = {"fr": "Mesure gardée dans {path}", "en": "Measurement kept in {path}"}


@dataclass(frozen=True)
class Plan:
    """What is asked, who judges, and where it is kept."""

    gold: Path
    split: Split | None
    runs: Path
    judge: str | None = None
    judge_data: Path | None = None
    retry_failed: bool = False
    fresh: bool = False


def chosen(pairs: Sequence[str]) -> dict[str, str]:
    """Settings written NAME=VALUE; raises BadSettings for a name that sets nothing."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name.strip() not in Settings.model_fields:
            raise BadSettings(reason=f"{pair} (--set NAME=VALUE: {', '.join(Settings.model_fields)})")
        values[name.strip()] = value.strip()
    return values


@dataclass(frozen=True)
class Opened:
    """What is to be asked of whom, all of it found to be there."""

    settings: Settings
    plan: Plan
    judge: Judge | None
    assistant: Assistant
    questions: tuple[GoldQuestion, ...]
    gold: tuple[GoldQuestion, ...]
    """Those of both halves, whichever is asked."""


def opened(settings: Settings, plan: Plan) -> Opened:
    """The plan ready to be measured; raises what opening the index, the models and the questions raises."""
    from sourcier import evaluation
    from sourcier.assistant import Assistant

    judge = _judge(settings, plan.judge)
    assistant = Assistant.from_settings(settings)
    questions = evaluation.checked_gold(assistant, plan.gold, plan.split)
    return Opened(settings, plan, judge, assistant, questions, evaluation.load_gold(plan.gold))


def measure(ready: Opened) -> Report:
    """The report of the plan, gone on with where the same one stopped; raises what measuring raises."""
    from sourcier import evaluation

    settings, plan, judge, assistant = ready.settings, ready.plan, ready.judge, ready.assistant
    questions = ready.questions
    provenance = evaluation.take_provenance(
        evaluation.questions_digest(questions),
        assistant.model_name,
        llm=settings.llm,
        judge=judge.name if judge else None,
        judge_llm=plan.judge,
        judge_data=plan.judge_data,
        settings=settings.model_dump(mode="json", exclude=IMMATERIAL),
        prompts=settings.prompts,
        store=settings.store,
    )
    ids = [question.id for question in questions]
    with evaluation.open_run(plan.runs, provenance, ids, again=plan.retry_failed, fresh=plan.fresh) as run:
        if run.cases:
            _say(settings, TAKEN_UP, run)
        try:
            _agree(run, judge, plan.judge_data)
            with progress_bar(assistant.model_name) as bar:
                report = evaluation.carry_on(
                    run,
                    assistant,
                    questions,
                    lambda done, total, case: bar(done, total),
                    judge=judge,
                    retry_failed=plan.retry_failed,
                )
        except KeyboardInterrupt:
            _say(settings, INTERRUPTED, run)
            raise
        _say(settings, KEPT, run)
        return report


def measure_one(settings: Settings, gold: Path, id_: str) -> Case:
    """The case of one question, kept nowhere; raises QuestionUnknown."""
    from sourcier import evaluation
    from sourcier.assistant import Assistant

    assistant = Assistant.from_settings(settings)
    asked = [question for question in evaluation.checked_gold(assistant, gold) if question.id == id_]
    if not asked:
        raise QuestionUnknown(id=id_, path=gold)
    return evaluation.evaluate(assistant, asked).cases[0]


def _judge(settings: Settings, spec: str | None) -> Judge | None:
    if spec is None:
        return None
    from sourcier.answering.llm import open_model
    from sourcier.answering.prompts import Prompt
    from sourcier.evaluation import Judge

    key = settings.api_key.get_secret_value() if settings.api_key else None
    model = open_model(spec, api_key=key, timeout=settings.llm_timeout)
    if model is None:
        raise UnknownLLM(spec=spec)
    own = settings.prompts is not None and (settings.prompts / "judge.yaml").exists()
    return Judge(
        model, Prompt.load(settings.prompts if settings.prompts and own else resources.shipped("prompts"), "judge")
    )


def _agree(run: Run, judge: Judge | None, data: Path | None) -> None:
    """Measure once how the rule and the judge agree with people, where labels are given."""
    from sourcier import evaluation

    if data is None or run.agreements:
        return
    pairs = evaluation.read_pairs(data)
    found = [evaluation.rule_agreement(pairs)]
    if judge is not None:
        with progress_bar(judge.name) as bar:
            found.append(evaluation.agreement(judge.name, judge, pairs, bar))
    for agreement in found:
        run.add(agreement)


def _say(settings: Settings, texts: dict[str, str], run: Run) -> None:
    written = texts[settings.language].format(path=run.path, done=len(run.cases), total=len(run.header.questions))
    err.print(written, markup=False)
