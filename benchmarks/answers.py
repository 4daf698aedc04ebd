"""Gold questions answered by Sourcier and by LlamaIndex's starter, with the same models, in one run.

python benchmarks/answers.py [--questions evals/seeds.yaml] [--articles seeds] [--split test] [--limit N]
                             [--systems extractive,local,starter[,starter-told]] [--runs .sourcier/answers]
                             [--fresh] [--replies]

`starter` (starter.py) is LlamaIndex's with all its defaults, with our generator and our embedding model. It is judged
by the same code: the same facts and forbidden wordings in its text, markers aside; refusals by their wording
(replies.py); citations are the chunks that its [n] name. ALCE's scores ask the rule of Sourcier's evaluation whether a
quote, whole or in one of its sentences, says a statement: of ours, which are one sentence, that asks the same twice.
The rule compares words: it finds no proof in French articles of a sentence in English. So that this is not held against
the starter, the scores are also given of answers in French alone, and `starter-told`, to be added to `--systems`, is
the same asked to answer in the language of the question.

Every reply is kept as it comes: the same command goes on where it stopped, and asks nothing again once it is done. With
N, so many questions, evenly apart; with `--replies`, what the starter said and how it was taken, to check by eye.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from peers import MODEL, PROMPTS, StarterEmbedding, spread
from sentence_transformers import SentenceTransformer
from starter import Starter, judged

from sourcier import Assistant, artifacts
from sourcier.answering.llm import Model, open_model
from sourcier.artifacts.manifest import hash_file
from sourcier.errors import SourcierError
from sourcier.evaluation import Answering, Report, carry_on, checked_gold, compare, open_run, questions_digest
from sourcier.evaluation.case import Case
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.evaluation.measures import Measure, Metric, measured, measures
from sourcier.evaluation.provenance import articles_digest, take_provenance
from sourcier.evaluation.support import entailed_by_rule
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.language.detection import question_language
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Evidence

PEERS = ("starter", "starter-told")
SYSTEMS = ("extractive", "local", *PEERS)
DEFAULT = ("extractive", "local", "starter")
# The starter's prompt takes minutes to read where processors are few: no reply is lost to a deadline.
SECONDS = 900.0
CITED = Metric(
    "sentences that cite a source",
    "mean",
    lambda case: len(case.statements) / len(case.judged.supported) if case.judged else None,
)
IN_FRENCH = Metric(
    "answers in French",
    "share",
    lambda case: float(question_language(case.text) == "fr") if case.judged else None,
)
OWN = (CITED, IN_FRENCH)
ROWS = {
    "correct": "answerable: correct",
    "facts_in_evidence": "answerable: every fact in what was read",
    "over_refusal": "answerable: refused",
    "refusal": "unanswerable: refused",
    **{metric.name: metric.name for metric in OWN},
    "judged_precision": "citation precision (ALCE)",
    "judged_support": "citation recall (ALCE)",
}


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as store:
        embedder = SentenceTransformerEmbedder(MODEL)
        build_index(given.articles, Path(store) / "index", embedder)
        index = Index(Path(store) / "index", embedder)
        questions = spread(checked_gold(Assistant(index), given.questions, given.split), given.limit)
        assistants = opened(given.systems, index, given.articles)
        reports = {name: reported(name, assistant, questions, given) for name, assistant in assistants.items()}
        index.close()
    print_table(reports)
    for peer in PEERS:
        if given.replies and peer in reports:
            print_replies(reports[peer])


def opened(systems: Sequence[str], index: Index, folder: Path) -> dict[str, Answering]:
    """The assistants by name; one generator serves both that need it."""
    model = open_model("local", timeout=SECONDS) if set(systems) != {"extractive"} else None
    makers: Mapping[str, Callable[[], Answering]] = {
        "extractive": lambda: Assistant(index),
        "local": lambda: Assistant(index, model),
        "starter": lambda: starter(index, folder, model),
        "starter-told": lambda: starter(index, folder, model, told=True),
    }
    return {system: makers[system]() for system in systems}


def starter(index: Index, folder: Path, model: Model | None, *, told: bool = False) -> Starter:
    assert model is not None
    weights = SentenceTransformer(str(artifacts.locate(MODEL)), device="cpu")
    return Starter(folder, index.articles.values(), model, StarterEmbedding(weights, *PROMPTS), told=told)


def reported(system: str, assistant: Answering, questions: Sequence[GoldQuestion], given: argparse.Namespace) -> Report:
    """The report of one system, from what is kept of it and what is left to ask."""
    llm = "extractive" if system == "extractive" else "local"
    own = {"starter": hash_file(Path(__file__).with_name("starter.py"))} if system in PEERS else {}
    provenance = take_provenance(
        questions_digest(questions),
        assistant.model_name,
        llm=llm,
        judge="rule, also by sentence",
        settings={"llm": llm, "articles": articles_digest(assistant.articles.values()), **own},
    )
    ids = [question.id for question in questions]
    with open_run(given.runs, provenance, ids, again=True, fresh=given.fresh) as run:
        print(f"{system}: {run.path}", file=sys.stderr, flush=True)
        report = carry_on(run, assistant, questions, progress(system), judge=says)
    return report.model_copy(update={"cases": tuple(map(judged, report.cases))}) if system in PEERS else report


def progress(system: str) -> Callable[[int, int, Case], None]:
    def show(done: int, total: int, case: Case) -> None:
        print(f"{system} {done}/{total} {(case.total_ms or 0) / 1000:.1f} s {case.id}", file=sys.stderr, flush=True)

    return show


def says(text: str, premises: Sequence[Evidence]) -> bool:
    """The rule, on the quotes as they are, or on each of their sentences."""
    sentences = [
        premise.model_copy(update={"text": premise.text[start:end]})
        for premise in premises
        for start, end in sentence_spans(premise.text)
    ]
    return entailed_by_rule(text, premises) or entailed_by_rule(text, sentences)


def print_table(reports: Mapping[str, Report]) -> None:
    """A column a system: value, 95 % interval (Wilson's of a share, else a bootstrap's) and what it is over."""
    columns = {name: columns_of(report.cases) for name, report in reports.items()}
    print("| | " + " | ".join(reports) + " |")
    print("|---" * (len(reports) + 1) + "|")
    for title in next(iter(columns.values())):
        print(f"| {title} | " + " | ".join(column[title] for column in columns.values()) + " |")
    for peer in (reports[name] for name in PEERS if name in reports):
        print(f"| correct, against {peer.model.partition(':')[0]} (McNemar) | ", end="")
        print(" | ".join(paired(peer, report) for report in reports.values()) + " |")


def columns_of(cases: Sequence[Case]) -> dict[str, str]:
    """The cells of one system by their titles."""
    found = measures(cases)
    french = measures([case for case in cases if IN_FRENCH.of(case)])
    alone = measures([case for case in cases if not case.gold.history and not case.gold.as_of])
    for metric in OWN:
        found[metric.name] = measured(metric, cases)
    cells = {title: cell(found[name]) for name, title in ROWS.items()}
    for name in ("judged_precision", "judged_support"):
        cells[f"{ROWS[name]}, answers in French"] = cell(french[name])
    cells["correct, of questions without history or day"] = cell(alone["correct"])
    seconds = found["total_p50"].value
    cells["seconds to the whole answer, p50"] = "–" if seconds is None else f"{seconds / 1000:.1f}"
    cells["failed"] = str(sum(case.error is not None for case in cases))
    return cells


def cell(measure: Measure) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return "–"
    return f"{measure.value:.2f} ({measure.low:.2f} – {measure.high:.2f}; n = {measure.n})"


def paired(peer: Report, ours: Report) -> str:
    """How many questions only one of the two answers correctly, and how likely that is by chance."""
    correct = {difference.name: difference for difference in compare(peer, ours)}.get("correct")
    if correct is None or peer is ours:
        return "–"
    return f"{correct.better} won, {correct.worse} lost, p = {correct.p:.3f}"


def print_replies(report: Report) -> None:
    """What a peer said to each question, and how it was taken."""
    for case in report.cases:
        taken = "failed" if case.error else "refusal" if case.refused else "correct" if case.correct else "answer"
        print(f"\n{case.id} ({taken}) {case.question}\n  {case.error or case.text}")


def _system(names: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(names.split(",")))
    if not set(chosen) <= set(SYSTEMS):
        raise argparse.ArgumentTypeError(f"choose among {', '.join(SYSTEMS)}")
    return chosen


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=Path, default=Path("evals/seeds.yaml"))
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--systems", type=_system, default=DEFAULT)
    parser.add_argument("--runs", type=Path, default=Path(".sourcier/answers"))
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--replies", action="store_true")
    try:
        main(parser.parse_args())
    except SourcierError as error:
        sys.exit(error.message("en"))
