"""The field names are those that the tools document; neither ragas nor a LlamaIndex with these classes is installed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from gold_builders import BUDGET, HARBOUR, HEAD, answer, citation, made, named, reported

from sourcier.evaluation.case import Read
from sourcier.evaluation.export import FORMATS, Format, export
from sourcier.schema import ArticleDate, Turn

QUOTE = "Odile Farran dirige le port de Vaubrac."
READ = Read(
    marker=1,
    article_id="harbour",
    path=HARBOUR.path,
    title=HARBOUR.title,
    outlet="Le Courrier de Vaubrac",
    published=ArticleDate(value=date(2031, 3, 4), precision="day", basis="stated"),
    text=QUOTE,
    context="Le port change de main",
    start=0,
    end=len(QUOTE),
    score=1.0,
    gold=True,
)
ANSWER = answer(HEAD.question, citation(HARBOUR, QUOTE))
FOLLOWING = named("suite", question="Depuis quand ?", history=(Turn(role="user", content="Qui dirige le port ?"),))
REPORT = reported(
    made(HEAD, statements=ANSWER.statements, text=ANSWER.text, evidence=(READ,), status="answered"),
    made(BUDGET, text="Les articles ne le disent pas : j'ai cherché dans 2 articles.", status="not_in_corpus"),
    made(FOLLOWING, error="LLMTimeout"),
)
SOURCE = "(Le Courrier de Vaubrac, 4 mars 2031) Le port change de main " + QUOTE


def test_ragas_samples() -> None:
    lines = [json.loads(line) for line in export(REPORT, "ragas").splitlines()]
    assert lines[0] == {
        "user_input": "Qui est à la tête du port ?",
        "retrieved_contexts": [SOURCE],
        "reference_contexts": [QUOTE],
        "response": QUOTE,
        "reference": "Odile Farran",
    }
    assert [set(line) for line in lines] == [set(lines[0])] * 3, "ragas takes the fields of the first for those of all"
    assert lines[1]["response"].startswith("Les articles ne le disent pas")
    assert lines[1]["reference"] == "Les articles ne le disent pas."
    assert lines[2]["user_input"] == "user: Qui dirige le port ?\nuser: Depuis quand ?"
    assert (lines[2]["response"], lines[2]["retrieved_contexts"]) == ("", [])


def test_llama_index_examples_and_predictions() -> None:
    document = json.loads(export(REPORT, "llama-index"))
    assert set(document) == {"examples", "predictions"}
    assert document["examples"][0] == {
        "query": "Qui est à la tête du port ?",
        "query_by": {"type": "human", "model_name": ""},
        "reference_contexts": [QUOTE],
        "reference_answer": "Odile Farran",
        "reference_answer_by": {"type": "human", "model_name": ""},
    }
    assert document["predictions"][0] == {"response": QUOTE, "contexts": [SOURCE]}
    assert len(document["examples"]) == len(document["predictions"]) == 3


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_any_machine_reads_it_alike(form: Format) -> None:
    assert export(REPORT, form).isascii()
