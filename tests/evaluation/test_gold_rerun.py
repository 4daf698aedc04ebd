from __future__ import annotations

import shlex

import pytest
from gold_builders import made, named

from sourcier.evaluation import take_provenance
from sourcier.evaluation.rerun import rerun_command


def test_the_command_names_the_file_the_question_and_what_is_not_as_usual() -> None:
    origin = take_provenance(
        "", "openai:gpt", settings={"fusion": "rrf", "evidence_characters": 2000, "reranker": None}
    )
    command = rerun_command(made(named("pont-1", place="gold/mes questions.yaml:12")), origin)
    assert command == "sourcier eval 'gold/mes questions.yaml' --only=pont-1 --llm=openai:gpt --set=fusion=rrf"


def test_a_hostile_id_is_one_word_of_the_shell() -> None:
    for hostile in ("$(touch x)", "a; rm -rf b", "--help", "it's `x`", "a\nb"):
        words = shlex.split(rerun_command(made(named(hostile)), take_provenance("", "extractive")))
        assert words == ["sourcier", "eval", f"--only={hostile}"]


@pytest.mark.parametrize(
    ("model", "generator", "spec"),
    [
        ("local:small.gguf", "small@abc", "local"),
        ("local:mine.gguf", "mine.gguf@abc", "local:mine.gguf"),
        ("ollama:qwen3:4b", None, "ollama:qwen3:4b"),
    ],
)
def test_a_model_is_named_as_a_person_does(model: str, generator: str | None, spec: str) -> None:
    origin = take_provenance("", model).model_copy(update={"generator": generator})
    assert f"--llm={spec}" in rerun_command(made(), origin).split()
