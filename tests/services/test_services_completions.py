"""The endpoint as the official OpenAI client sees it, served beside a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from conftest import CORVELLE, PORT, Client, Serve, Shelves
from model_fakes import FakeEngine
from served import blank_page, closed_loops, served
from sourcier.answering.local import LocalModel
from sourcier.assistant import Assistant
from sourcier.desk import Desk
from sourcier.errors import StoreMissing
from sourcier.index.reader import Index
from sourcier.services.completions import routes
from sourcier.services.slots import Slots

IMAGE = {"type": "image_url", "image_url": {"url": "https://images.example/port.png"}}
CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"


@pytest.fixture(scope="module")
def address(press_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server that quotes the articles to everybody: starting it costs a second. To be asked, and nothing more."""
    accounts = Desk.open(tmp_path_factory.mktemp("asked") / "desk.sqlite3").accounts
    beside = routes(Shelves({"": Assistant(press_index)}), accounts, "fr")
    with closed_loops(), served(blank_page(), accounts=accounts, beside=beside) as place:
        yield place


def said(question: str) -> list[Any]:
    return [{"role": "user", "content": question}]


def until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("nothing happened for 30 seconds")


def engaged(index: Index, reply: str = CORVELLE) -> tuple[Assistant, FakeEngine]:
    """An assistant whose engine waits at its gate; it has read what every prompt begins with."""
    engine = FakeEngine(reply)
    assistant = Assistant(index, LocalModel(Path("modele.gguf"), 120, load=lambda path: engine))
    until(lambda: engine.done == 1)
    return assistant, engine


def test_each_collection_is_a_model(serve: Serve, client: Client, assistant: Assistant) -> None:
    asking = client(serve({"presse": assistant, "revues": assistant}))
    assert [model.id for model in asking.models.list()] == ["sourcier/presse", "sourcier/revues"]
    assert asking.models.retrieve("sourcier/revues").owned_by == "sourcier"
    # The bare name is the default one.
    assert asking.models.retrieve("sourcier").id == "sourcier"
    with pytest.raises(openai.NotFoundError) as refused:
        asking.chat.completions.create(model="gpt-4o", messages=said(PORT))
    assert refused.value.code == "model_not_found"
    assert "sourcier/presse, sourcier/revues" in refused.value.message


def test_an_answer_with_its_proof(address: str, client: Client, assistant: Assistant) -> None:
    asking = client(address)
    reply = asking.chat.completions.create(
        model="sourcier",
        messages=[{"role": "system", "content": "Réponds en vers."}, *said(PORT)],
        temperature=0.7,
        user="lectrice",
        seed=3,
        tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
    )
    (choice,) = reply.choices
    text, proof = choice.message.content or "", choice.message.model_extra["sourcier"]
    assert choice.finish_reason == "stop"
    assert CORVELLE in text
    assert "[1]" in text
    assert proof["status"] == "answered"
    sentences, _, sources = text.partition("\n\nSources :\n\n")
    assert proof["sentences"]
    assert sentences.startswith(
        "\n\n".join(
            f"{each['text']} {' '.join(f'[{marker}]' for marker in each['markers'])}" for each in proof["sentences"]
        )
    )
    for citation in proof["citations"]:
        article = assistant.articles[citation["article_id"]]
        assert article.text[citation["start"] : citation["end"]] == citation["quote"]
        assert f"- [{citation['marker']}] {article.outlet}" in sources
    # Nobody worded it, no token was counted.
    assert reply.usage is None


def test_a_stream_says_the_same_a_sentence_at_a_time(serve: Serve, client: Client, press_index: Index) -> None:
    assistant, _ = engaged(press_index, f"{CORVELLE} Le nouveau directeur veut doubler le trafic des conteneurs.")
    asking = client(serve({"": assistant}))
    whole = asking.chat.completions.create(model="sourcier", messages=said(PORT))
    with asking.chat.completions.create(
        model="sourcier", messages=said(PORT), stream=True, stream_options={"include_usage": True}
    ) as stream:
        *chunks, usage = list(stream)
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    # A piece is a whole sentence with its markers, and what follows changes none of it.
    proof = deltas[-1].model_extra["sourcier"]
    said_first = deltas[1].content or ""
    assert said_first == f"{proof['sentences'][0]['text']} [{proof['sentences'][0]['markers'][0]}]"
    assert proof == whole.choices[0].message.model_extra["sourcier"]
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert usage.choices == []
    assert all("usage" in chunk.model_fields_set and chunk.usage is None for chunk in chunks)
    assert whole.usage is not None
    assert usage.usage == whole.usage
    assert whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens > 0


def test_a_follow_up_is_read_with_what_was_said(address: str, client: Client) -> None:
    asking = client(address)
    messages: list[Any] = [*said(PORT), {"role": "assistant", "content": f"{CORVELLE} [1]"}]
    parts = [{"type": "text", "text": "Et"}, {"type": "text", "text": "en 2022 ?"}]
    reply = asking.chat.completions.create(model="sourcier", messages=[*messages, {"role": "user", "content": parts}])
    searched = reply.choices[0].message.model_extra["sourcier"]["searched_question"]
    assert "port de Vaubrac" in searched
    assert "2022" in searched


def test_limits_are_a_field_of_our_own(address: str, client: Client) -> None:
    asking = client(address)
    only = {"sourcier": {"outlets": ["Le Courrier de Vaubrac"], "published_before": "mars 2022"}}
    reply = asking.chat.completions.create(model="sourcier", messages=said(PORT), extra_body=only)
    proof = reply.choices[0].message.model_extra["sourcier"]
    assert {citation["outlet"] for citation in proof["citations"]} == {"Le Courrier de Vaubrac"}
    with pytest.raises(openai.BadRequestError, match="n'existe pas"):
        asking.chat.completions.create(
            model="sourcier", messages=said(PORT), extra_body={"sourcier": {"as_of": "31/02/2024"}}
        )


@pytest.mark.parametrize(
    ("messages", "sentence"),
    [
        (said("  "), "La question est vide"),
        ([{"role": "system", "content": "Réponds."}], "La question est vide"),
        (said("a" * 2001), "2000 au plus"),
        ([{"role": "user", "content": [{"type": "text", "text": "Qui est-ce ?"}, IMAGE]}], "ne lit que du texte"),
        ([{"role": "user", "content": [IMAGE]}, *said(PORT)], "ne lit que du texte"),
        ([], "(messages)"),
        ([{"role": "user", "content": 12}], "(messages.0.content"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_answered_is_said_in_one_sentence(
    address: str, client: Client, messages: list[Any], sentence: str, stream: bool
) -> None:
    asking = client(address)
    with pytest.raises(openai.BadRequestError) as refused:
        asking.chat.completions.create(model="sourcier", messages=messages, stream=stream)
    assert sentence in refused.value.message
    assert refused.value.type == "invalid_request_error"


def test_what_is_no_request_is_refused(address: str) -> None:
    url = f"{address}v1/chat/completions"
    json = {"Content-Type": "application/json"}
    body = b'{"model": "sourcier", "messages": [{"role": "user", "content": "Qui ?"}]}'
    replies = {
        "text/plain": httpx.post(url, content=body, headers={"Content-Type": "text/plain"}),
        "JSON": httpx.post(url, content=b"{", headers=json),
        "large": httpx.post(url, content=body + b" " * 1_000_000, headers=json),
        "get": httpx.get(url),
        "elsewhere": httpx.post(url.replace("chat/completions", "embeddings"), json={}),
    }
    assert {name: reply.status_code for name, reply in replies.items()} == {
        "text/plain": 400,
        "JSON": 400,
        "large": 413,
        "get": 405,
        "elsewhere": 404,
    }
    assert "GET /v1/chat/completions" in replies["get"].json()["error"]["message"]
    assert replies["elsewhere"].json()["error"]["code"] == "unknown_url"
    assert "Content-Type" in replies["text/plain"].json()["error"]["message"]


def test_an_index_that_is_missing_is_unavailable(serve: Serve, client: Client) -> None:
    asking = client(serve({"": StoreMissing(store="absent")}))
    with pytest.raises(openai.InternalServerError, match="sourcier index") as refused:
        asking.chat.completions.create(model="sourcier", messages=said(PORT), stream=True)
    assert refused.value.status_code == 503


def test_one_question_too_many_is_refused_at_once(serve: Serve, client: Client, press_index: Index) -> None:
    assistant, engine = engaged(press_index)
    slots = Slots(at_once=2, waiting=0)
    asking = client(serve({"": assistant}, slots))
    engine.gate.clear()
    streams = [asking.chat.completions.create(model="sourcier", messages=said(PORT), stream=True) for _ in range(2)]
    try:
        started = time.perf_counter()
        with pytest.raises(openai.RateLimitError) as refused:
            asking.chat.completions.create(model="sourcier", messages=said(PORT))
        assert time.perf_counter() - started < 2
        assert int(refused.value.response.headers["retry-after"]) > 0
    finally:
        engine.gate.set()
        texts = ["".join(chunk.choices[0].delta.content or "" for chunk in stream) for stream in streams]
    assert all(text.startswith(CORVELLE) for text in texts)
    until(lambda: slots.taken == 0)


def test_a_client_that_leaves_gives_its_place_back(serve: Serve, client: Client, press_index: Index) -> None:
    assistant, engine = engaged(press_index)
    slots = Slots(at_once=1, waiting=0)
    asking = client(serve({"": assistant}, slots))
    engine.gate.clear()
    stream = asking.chat.completions.create(model="sourcier", messages=said(PORT), stream=True)
    next(iter(stream))
    assert slots.taken == 1
    stream.close()
    until(lambda: slots.taken == 0)
    with pytest.raises(openai.APITimeoutError):
        asking.with_options(timeout=1).chat.completions.create(model="sourcier", messages=said(CRUE))
    until(lambda: slots.taken == 0)
    engine.gate.set()
    until(lambda: engine.left >= 1)
    assert CORVELLE in asking.chat.completions.create(model="sourcier", messages=said(PORT)).choices[0].message.content


def test_what_fails_in_the_middle_is_the_last_thing_said(
    serve: Serve, client: Client, press_index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = Assistant(press_index)
    growing = assistant.astream

    async def failing(*asked: Any, **limits: Any) -> Any:
        async for answer in growing(*asked, **limits):
            yield answer
            raise RuntimeError("secret")

    monkeypatch.setattr(assistant, "astream", failing)
    asking = client(serve({"": assistant}))
    with (
        pytest.raises(openai.APIError, match="La réponse a échoué") as failed,
        asking.chat.completions.create(model="sourcier", messages=said(PORT), stream=True) as stream,
    ):
        list(stream)
    assert "secret" not in str(failed.value.body)
    assert "An answer failed" in caplog.text


def test_with_accounts_a_token_is_wanted(serve: Serve, client: Client, assistant: Assistant, desk: Desk) -> None:
    address = serve({"": assistant})
    assert client(address).models.list().data
    desk.accounts.add("odile", "un mot de passe assez long")
    token = desk.accounts.issue_token("odile")
    assert client(address, token).chat.completions.create(model="sourcier", messages=said(PORT)).choices
    for key in ("anything", f"{token}x"):
        with pytest.raises(openai.AuthenticationError) as refused:
            client(address, key).models.list()
        assert httpx.get(f"{address}v1/foo").status_code == 401
        assert refused.value.code == "invalid_api_key"
        with pytest.raises(openai.AuthenticationError):
            client(address, key).chat.completions.create(model="sourcier", messages=said(PORT))
    desk.accounts.add("lucien", "un autre mot de passe")
    desk.accounts.remove("odile")
    with pytest.raises(openai.AuthenticationError):
        client(address, token).models.list()


@pytest.mark.parametrize("host", ["sourcier.example", "127.0.0.1.sourcier.example:7860", "[::", "10.0.0.7"])
def test_a_name_that_was_pointed_here_is_refused(address: str, host: str) -> None:
    assert httpx.get(f"{address}v1/models", headers={"Host": host}).status_code == 403
    assert httpx.get(f"{address}v1/models", headers={"Host": "localhost:1"}).status_code == 200
