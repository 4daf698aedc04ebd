"""What servers say of themselves, and prompts that fit in what they have."""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import httpx
import pytest
from evidence_builders import EVIDENCE, article, evidence_of, findings_of
from hypothesis import given, settings
from hypothesis import strategies as st
from model_servers import KEY, OLLAMA, OPENAI, About, Behaviour, Dialect, Reply, serving

from sourcier import resources
from sourcier.answering.answer import Answering
from sourcier.answering.capabilities import Capabilities
from sourcier.answering.drafting import draft
from sourcier.answering.llm import Model, open_model
from sourcier.answering.probing import About as Said
from sourcier.answering.probing import Probe
from sourcier.answering.prompts import Message, Prompt
from sourcier.schema import Evidence

PROMPT = Prompt.load(resources.shipped("prompts"), "answer")
QUESTION = "Qui dirige le port de Vaubrac ?"
TRUE = "Bastien Corvelle dirige le port de Vaubrac."
# The marks of a chat template around a message, and where the reply begins.
AROUND = 6


def tokens(texts: Sequence[str]) -> int:
    """As a tokenizer that has a token for every three bytes."""
    return sum(math.ceil(len(text.encode()) / 3) for text in texts)


def llama_server(window: int) -> About:
    return {
        "/props": lambda asked: {"default_generation_settings": {"n_ctx": window}, "total_slots": 4},
        "/tokenize": lambda asked: {"tokens": [1] * tokens([asked["content"]])},
    }


def vllm(window: int) -> About:
    def count(asked: dict[str, Any]) -> dict[str, Any]:
        messages = asked["messages"]
        told = tokens([message["content"] for message in messages]) + AROUND * (len(messages) + 1)
        return {"count": told, "max_model_len": window, "tokens": [1] * told}

    return {
        "/v1/models": lambda asked: {
            "object": "list",
            "data": [{"id": "autre", "max_model_len": 32768}, {"id": "modele", "max_model_len": window}],
        },
        "/tokenize": count,
    }


def ollama(window: int) -> About:
    return {"/api/show": lambda asked: {"model_info": {"general.architecture": "x", "x.context_length": window}}}


def silent(window: int) -> About:
    return {}


@pytest.fixture(autouse=True, scope="module")
def imported() -> None:
    """The clients take seconds to import: not part of what is timed."""
    import_module("sourcier.answering.served")


def opened(spec: str) -> Model:
    model = open_model(spec, api_key=KEY, timeout=20)
    assert model is not None
    return model


def drafted(model: Model, question: str, evidence: Sequence[Evidence]) -> list[str]:
    with draft(model, PROMPT, question, evidence, "fr") as made:
        return list(made.sentences)


def greeting(dialect: Dialect) -> Behaviour:
    def behave(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type)
        reply.send(dialect.piece(TRUE))
        reply.send(dialect.end())

    return behave


@pytest.mark.parametrize(
    ("dialect", "about", "said"),
    [
        (OPENAI, llama_server(4096), Capabilities(4096, prompt_cache=True, batches=True)),
        (OPENAI, vllm(4096), Capabilities(4096, batches=True)),
        (OPENAI, vllm(131072), Capabilities(8192, batches=True)),
        (
            OPENAI,
            {"/v1/models": lambda asked: {"data": [{"id": "seul", "context_length": 2048}]}},
            Capabilities(2048, batches=True),
        ),
        (OPENAI, {"/v1/models": lambda asked: {"data": [{"id": "a"}, {"id": "b"}]}}, Capabilities(8192, batches=True)),
        (OPENAI, {"/props": lambda asked: {"default_generation_settings": []}}, Capabilities(8192, batches=True)),
        (OPENAI, {"/v1/models": lambda asked: {"data": {"modele": 4096}}}, Capabilities(8192, batches=True)),
        (OPENAI, {"/v1/models": lambda asked: {"data": 7}}, Capabilities(8192, batches=True)),
        (OPENAI, silent(0), Capabilities(8192, batches=True)),
        (OLLAMA, ollama(2048), Capabilities(2048, prompt_cache=True)),
        (OLLAMA, ollama(131072), Capabilities(8192, prompt_cache=True)),
        (OLLAMA, {"/api/show": lambda asked: {"model_info": None}}, Capabilities(8192, prompt_cache=True)),
        (OLLAMA, silent(0), Capabilities(8192, prompt_cache=True)),
    ],
)
def test_a_server_is_asked_what_it_can_do_once(dialect: Dialect, about: About, said: Capabilities) -> None:
    with serving(greeting(dialect), about) as server:
        model = opened(dialect.spec(server))
        model.prepare(PROMPT.opening)
        end = time.monotonic() + 5
        while model.capabilities() != said:
            assert time.monotonic() < end
            time.sleep(0.02)
        asked = len(server.asked_about)
        assert list(model.stream([Message(role="user", content=QUESTION)], None)) == [TRUE]
        assert model.capabilities() == said
        assert len(server.asked_about) == asked


def test_ollama_is_given_no_longer_a_context_than_the_model_has() -> None:
    with serving(greeting(OLLAMA), ollama(2048)) as server:
        model = opened(OLLAMA.spec(server))
        model.prepare(PROMPT.opening)
        list(model.stream([Message(role="user", content=QUESTION)], None))
        assert server.requests[0]["options"]["num_ctx"] == 2048


def test_a_server_that_does_not_say_holds_up_no_question() -> None:
    def slow(asked: dict[str, Any]) -> dict[str, Any]:
        time.sleep(2)
        return {}

    with serving(greeting(OPENAI), {"/props": slow}) as server:
        model = opened(OPENAI.spec(server))
        started = time.monotonic()
        assert drafted(model, QUESTION, EVIDENCE) == [TRUE]
        assert time.monotonic() - started < 1.5


def test_a_server_that_was_not_there_is_asked_again_and_one_that_made_no_sense_is_not() -> None:
    replies: list[Exception | Said] = [httpx.ConnectError("refused"), ValueError("nonsense"), Said(4096)]

    def ask() -> Said:
        reply = replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    probe = Probe(ask)
    assert probe.result() == Said()
    assert [probe.result().context for _ in range(3)] == [None] * 3
    assert len(replies) == 1


@pytest.mark.parametrize("dialect", [OPENAI, OLLAMA], ids=["openai", "ollama"])
def test_a_closed_port_is_said_within_three_seconds_and_the_articles_are_quoted(dialect: Dialect) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        model = opened(f"{dialect.kind}:modele@http://127.0.0.1:{free.getsockname()[1]}{dialect.path}")
    started = time.perf_counter()
    answering = Answering(
        question=QUESTION, findings=findings_of(EVIDENCE, QUESTION), started=started, model=model.name
    )
    *_, answer = answering.stream(model, PROMPT)
    assert time.perf_counter() - started < 3
    assert answer.notice is not None
    assert "injoignable" in answer.notice
    assert {statement.support for statement in answer.statements} == {"quoted"}
    assert answer.evidence


anything = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), min_size=1, max_size=600)


@pytest.mark.parametrize(
    ("dialect", "about", "window", "put"),
    [
        (OPENAI, llama_server, 4096, True),
        (OPENAI, vllm, 4096, True),
        (OPENAI, vllm, 3000, True),
        (OPENAI, vllm, 512, False),
        (OLLAMA, ollama, 4096, True),
        (OLLAMA, ollama, 1500, False),
        (OPENAI, silent, 8192, True),
    ],
)
def test_no_prompt_overflows_the_window_of_a_server(dialect: Dialect, about: Any, window: int, put: bool) -> None:
    overflows: list[int] = []

    def windowed(reply: Reply) -> None:
        """Refuse what does not fit, as servers do."""
        asked = reply.server.requests[-1]
        prompt = tokens([message["content"] for message in asked["messages"]]) + AROUND * (len(asked["messages"]) + 1)
        room = asked.get("max_tokens") or asked["options"]["num_predict"]
        if prompt + room > window:
            overflows.append(prompt + room)
            reply.head(400, "application/json")
        else:
            greeting(dialect)(reply)

    with serving(windowed, about(window)) as server:
        model = opened(dialect.spec(server))
        model.prepare(PROMPT.opening)

        # A hundred and more over all of them.
        @settings(max_examples=20)
        @given(st.lists(anything, min_size=1, max_size=6), anything)
        def asked(texts: list[str], question: str) -> None:
            evidence = tuple(item for text in texts for item in evidence_of(article(f"{text}.", outlet=text[:80])))
            assert drafted(model, question, evidence) in ([TRUE], [])

        asked()
        assert overflows == []
        assert bool(server.requests) is put
