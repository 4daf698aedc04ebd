"""The real local generator: what it drafts is sentences, what is shown is proved, and its engine keeps to itself."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from pathlib import Path

import pytest
from evidence_builders import EVIDENCE, findings_of

from sourcier import artifacts, resources
from sourcier.answering import mistral
from sourcier.answering.answer import Answering
from sourcier.answering.drafting import draft, fitting_messages
from sourcier.answering.llm import GENERATOR
from sourcier.answering.local import LocalModel
from sourcier.answering.mistral import REMEMBERED, Unlike
from sourcier.answering.prompts import Message, Prompt
from sourcier.answering.rewriting import rewrite
from sourcier.answering.verdicts import read_singly
from sourcier.answering.verification import find_proof
from sourcier.errors import LLMInterrupted, LLMTimeout, LLMUnavailable
from sourcier.retrieval.query import is_sound
from sourcier.schema import Turn

PROMPT = Prompt.load(resources.shipped("prompts"), "answer")
QUESTION = "Depuis quand Bastien Corvelle dirige-t-il le port de Vaubrac ?"
# A busy machine is slow, not wrong.
PATIENCE = 240.0


@pytest.mark.parametrize("content", [b"", b"no model at all" * 100, b"GGUF\x03\x00\x00\x00" + b"\xff" * 64])
def test_a_file_that_is_no_model_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(content)
    model = LocalModel(file, PATIENCE)
    for _ in range(2):
        with pytest.raises(LLMUnavailable, match=r"model\.gguf") as caught:
            list(model.stream([Message(role="user", content="Qui ?")], None))
        assert "\n" not in str(caught.value)


def test_a_prompt_asked_again_is_not_quite_the_same() -> None:
    unlike = Unlike()
    asked, other = (
        [Message(role="system", content="S"), Message(role="user", content=text)] for text in ("Qui ?", "Où ?")
    )
    assert [unlike(each)[-1].content for each in (asked, other, asked, asked, other)] == [
        "Qui ?",
        "Où ?",
        "Qui ? ",
        "Qui ?  ",
        "Où ? ",
    ]
    assert unlike(asked)[0] == asked[0]
    for number in range(2 * REMEMBERED):
        unlike([Message(role="user", content=str(number))])
    assert unlike(asked) == tuple(asked)


@pytest.fixture(scope="module")
def generator() -> LocalModel:
    """One engine, which reads the examples of the template once: most of the time goes there."""
    model = LocalModel(artifacts.locate(GENERATOR), PATIENCE)
    model.prepare(PROMPT.opening)
    return model


@pytest.mark.generator
def test_a_draft_is_whole_sentences_that_stream_and_the_engine_is_silent(
    generator: LocalModel, capfd: pytest.CaptureFixture[str]
) -> None:
    messages = fitting_messages(generator.fits, PROMPT, QUESTION, EVIDENCE, "fr")
    assert messages is not None
    pieces = list(generator.stream(messages, PROMPT.grammar))
    assert len(pieces) > 5
    assert re.fullmatch(r"[A-ZÀ-Ý«][^\n\[\]]+[.!?»]", "".join(pieces))
    assert capfd.readouterr() == ("", "")


@pytest.mark.generator
def test_an_engine_that_keeps_too_much_is_loaded_anew_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistral, "MOST_KEPT", 10)
    engine = mistral.MistralEngine(artifacts.locate(GENERATOR))
    load, loaded = engine._load, []
    monkeypatch.setattr(engine, "_load", lambda: (loaded.append(1), load()))
    asked = [Message(role="user", content="Réponds d'un seul mot : quelle est la capitale de la France ?")]
    said = ["".join(part.text for part in engine.parts(asked, None, 8)) for _ in range(2)]
    assert all("Paris" in each for each in said)
    assert len(loaded) == 1


@pytest.mark.generator
def test_the_generator_makes_a_follow_up_stand_alone(generator: LocalModel) -> None:
    history = [
        Turn(role="user", content="Qui dirige le port de Vaubrac ?"),
        Turn(role="assistant", content="Bastien Corvelle dirige le port de Vaubrac."),
    ]
    template = Prompt.load(resources.shipped("prompts"), "condense")
    wording = rewrite(generator, template, "Depuis quand ?", history, seconds=PATIENCE)
    assert wording is not None
    assert is_sound(wording, "Depuis quand ?", history)


@pytest.mark.generator
def test_what_the_generator_answers_is_proved(generator: LocalModel) -> None:
    answering = Answering(
        question=QUESTION,
        findings=findings_of(EVIDENCE, QUESTION),
        started=time.perf_counter(),
        model=generator.name,
    )
    *_, answer = answering.stream(generator, PROMPT)
    assert (answer.status, answer.notice) == ("answered", None)
    assert answer.statements[0].support == "supported"
    assert "8 janvier 2024" in answer.statements[0].text
    for statement in answer.statements:
        assert statement.support == "quoted" or find_proof(statement.text, EVIDENCE) is not None


@pytest.mark.generator
def test_the_generator_tells_a_sentence_that_answers_from_another(generator: LocalModel) -> None:
    reading = Prompt.load(resources.shipped("prompts"), "read")
    assert generator.capabilities().logprobs
    telling, other = read_singly(generator, reading, QUESTION, [EVIDENCE[0], EVIDENCE[-1]])
    assert telling > 0.5 > other


@pytest.mark.generator
def test_a_reader_who_leaves_or_runs_out_of_time_does_not_hold_the_next_ones(generator: LocalModel) -> None:
    long = [Message(role="user", content="Raconte en mille mots la construction d'un pont.")]
    left = generator.stream(long, None)
    assert next(left)
    left.close()
    hasty = copy(generator)  # the same engine behind another deadline
    vars(hasty)["_seconds"] = 0.05
    with pytest.raises(LLMTimeout):
        list(hasty.stream(long, None))

    def first(_: int) -> str:
        with draft(generator, PROMPT, QUESTION, EVIDENCE[:1], "fr") as drafted:
            return next(drafted.sentences)

    with ThreadPoolExecutor(2) as pool:
        assert all("Corvelle" in sentence for sentence in pool.map(first, range(2)))


@pytest.mark.generator
def test_a_reply_cut_by_its_length_is_told(generator: LocalModel) -> None:
    brief = copy(generator)
    vars(brief)["_max_tokens"] = 5
    pieces = brief.stream([Message(role="user", content="Compte de un à mille, en lettres.")], None)
    assert len([next(pieces) for _ in range(4)]) == 4
    with pytest.raises(LLMInterrupted):
        list(pieces)
