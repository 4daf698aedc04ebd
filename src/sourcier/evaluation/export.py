"""The records of a run under the names that other tools read, so that they can score the same answers.

- ragas: `EvaluationDataset.from_jsonl` reads one `SingleTurnSample` a line.
- LlamaIndex: of one file, `LabelledRagDataset.from_json` reads `examples`, `RagPredictionDataset.from_json` reads
  `predictions`, in the same order. These classes left llama-index-core between 0.14.10 and 0.14.25.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from sourcier.evaluation.case import Case, Read
from sourcier.evaluation.report import Report
from sourcier.language.dates import format_date

Format = Literal["ragas", "llama-index"]
# What a right answer says to a question that the articles do not answer.
SILENCE = {"fr": "Les articles ne le disent pas.", "en": "The articles do not say."}
# LlamaIndex tells who wrote a text by these two.
HUMAN: Mapping[str, str] = {"type": "human", "model_name": ""}


def export(report: Report, form: Format) -> str:
    """The text of the file, in ASCII: those tools read it in whatever encoding their machine prefers."""
    return "".join(FORMATS[form](report))


def _ragas(report: Report) -> Iterator[str]:
    """Every line has every field: ragas takes those of the first for those of all."""
    for case in report.cases:
        sample = {
            "user_input": _asked(case),
            "retrieved_contexts": _read(case),
            "reference_contexts": _proofs(case),
            "response": _answer(case),
            "reference": _reference(case),
        }
        yield json.dumps(sample) + "\n"


def _llama_index(report: Report) -> Iterator[str]:
    examples = [
        {
            "query": _asked(case),
            "query_by": HUMAN,
            "reference_contexts": _proofs(case),
            "reference_answer": _reference(case),
            "reference_answer_by": HUMAN,
        }
        for case in report.cases
    ]
    predictions = [{"response": _answer(case), "contexts": _read(case)} for case in report.cases]
    yield json.dumps({"examples": examples, "predictions": predictions}, indent=1) + "\n"


FORMATS: Mapping[Format, Callable[[Report], Iterator[str]]] = {"ragas": _ragas, "llama-index": _llama_index}


def _asked(case: Case) -> str:
    """The question after what was said before it: alone, a follow-up asks nothing."""
    turns = (f"{turn.role}: {turn.content}" for turn in case.gold.history)
    return "\n".join((*turns, f"user: {case.question}")) if case.gold.history else case.question


def _answer(case: Case) -> str:
    """As shown, without the markers of its citations: no other tool knows them."""
    return " ".join(statement.text for statement in case.statements) or case.text


def _reference(case: Case) -> str:
    """The first wording of each fact."""
    if not case.answerable:
        return SILENCE.get(case.gold.language, SILENCE["en"])
    return " ; ".join(fact[0] for fact in case.gold.facts)


def _proofs(case: Case) -> list[str]:
    return [evidence.quote for evidence in case.gold.evidence]


def _read(case: Case) -> list[str]:
    return [_context(item) for item in case.evidence]


def _context(item: Read) -> str:
    """A sentence under its outlet and date, which answers state too."""
    source = ", ".join(filter(None, (item.outlet, format_date(item.published) if item.published else "")))
    text = " ".join(filter(None, (item.context, item.text)))
    return f"({source}) {text}" if source else text
