"""Models behind HTTP servers that misbehave: what a person is told, how soon, and that no key is told."""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from model_servers import KEY, OLLAMA, OPENAI, Behaviour, Dialect, Reply, serving

from sourcier.answering.llm import open_model
from sourcier.answering.prompts import Message
from sourcier.errors import (
    LLMBusy,
    LLMError,
    LLMGarbled,
    LLMInterrupted,
    LLMKeyRefused,
    LLMOverQuota,
    LLMRefused,
    LLMServerFailed,
    LLMTimeout,
    LLMUnreachable,
)

MESSAGES = [Message(role="user", content="Qui a inauguré le pont ?")]
PIECES = ["Odile ", "Marchetti ", "l’a inauguré."]
# What a busy test machine may add to a deadline: F12 allows one second.
GRACE = 1.0

both = pytest.mark.parametrize("dialect", [OPENAI, OLLAMA], ids=["openai", "ollama"])


@pytest.fixture(autouse=True, scope="module")
def imported() -> None:
    """The clients take seconds to import: not part of what is timed."""
    import_module("sourcier.answering.served")


def read(spec: str, timeout: float = 10.0) -> tuple[list[str], LLMError | None]:
    """The pieces that came, and how the reply ended."""
    model = open_model(spec, api_key=KEY, timeout=timeout)
    assert model is not None
    pieces: list[str] = []
    try:
        for piece in model.stream(MESSAGES, None):
            pieces.append(piece)
    except LLMError as error:
        return pieces, error
    return pieces, None


def streamed(dialect: Dialect, *parts: bytes) -> Behaviour:
    """A reply made of `parts`, then a clean end of file."""

    def behave(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type)
        for part in parts:
            reply.send(part)

    return behave


def answered(status: int, body: str = "{}", content_type: str = "application/json", **headers: str) -> Behaviour:
    def behave(reply: Reply) -> None:
        reply.head(status, content_type, **headers)
        reply.send(body.encode())

    return behave


def pieces_of(dialect: Dialect) -> list[bytes]:
    return [dialect.piece(piece) for piece in PIECES]


@both
def test_a_good_stream_is_passed_on_piece_by_piece(dialect: Dialect) -> None:
    with serving(streamed(dialect, *pieces_of(dialect), dialect.end())) as server:
        assert read(dialect.spec(server)) == (PIECES, None)
        assert server.requests[0]["messages"][-1]["content"] == MESSAGES[0].content
        assert server.requests[0]["model"] == "modele"


def test_the_key_goes_to_the_server_and_the_reply_is_bounded() -> None:
    with serving(streamed(OPENAI, *pieces_of(OPENAI), OPENAI.end())) as server:
        read(OPENAI.spec(server, "org/modele"))
        assert server.keys == [f"Bearer {KEY}"]
        assert server.requests[0]["model"] == "org/modele"
        assert 0 < server.requests[0]["max_tokens"] <= 2048


def test_ollama_is_told_how_much_to_read_write_and_not_to_think() -> None:
    with serving(streamed(OLLAMA, *pieces_of(OLLAMA), OLLAMA.end())) as server:
        read(OLLAMA.spec(server, "qwen3:4b"))
        (request,) = server.requests
        assert request["model"] == "qwen3:4b"
        assert request["think"] is False
        assert request["options"]["num_ctx"] >= 4096
        assert 0 < request["options"]["num_predict"] <= 2048


@both
def test_a_closed_port_is_said_within_three_seconds(dialect: Dialect) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}{dialect.path}"
    started = time.monotonic()
    pieces, error = read(f"{dialect.kind}:modele@{address}")
    assert time.monotonic() - started < 3
    assert pieces == []
    assert type(error) is LLMUnreachable


@both
def test_an_address_that_does_not_take_the_connection_is_said_within_three_seconds(dialect: Dialect) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        with socket.create_connection(full.getsockname()), socket.socket() as second:
            second.setblocking(False)
            second.connect_ex(full.getsockname())
            started = time.monotonic()
            pieces, error = read(f"{dialect.kind}:modele@http://127.0.0.1:{full.getsockname()[1]}")
    assert time.monotonic() - started < 3 + GRACE
    assert (pieces, type(error)) == ([], LLMUnreachable)


@both
def test_a_server_that_hangs_is_left_at_the_deadline(dialect: Dialect) -> None:
    with serving(lambda reply: reply.hang()) as server:
        started = time.monotonic()
        pieces, error = read(dialect.spec(server), timeout=0.7)
        assert 0.5 < time.monotonic() - started < 0.7 + GRACE
        assert (pieces, type(error)) == ([], LLMTimeout)
        assert "0.7 s" in str(error)


@both
def test_a_server_that_drips_is_left_at_the_deadline_and_its_thread_ends(dialect: Dialect) -> None:
    def drip(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type)
        for _ in range(100):
            reply.send(dialect.piece("goutte "))
            if reply.server.closing.wait(0.2):
                return

    before = set(threading.enumerate())
    with serving(drip) as server:
        started = time.monotonic()
        pieces, error = read(dialect.spec(server), timeout=1.0)
        assert 0.8 < time.monotonic() - started < 1.0 + GRACE
        assert 1 <= len(pieces) <= 8
        assert type(error) is LLMTimeout
        assert len(server.requests) == 1
        wait_until(lambda: not any(thread.name.endswith("(_read)") for thread in threading.enumerate()))
    wait_until(lambda: set(threading.enumerate()) <= before)


@both
def test_a_reader_who_leaves_ends_the_work(dialect: Dialect) -> None:
    def endless(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type)
        while not reply.server.closing.wait(0.02):
            reply.send(dialect.piece("mot "))

    with serving(endless) as server:
        model = open_model(dialect.spec(server), timeout=60)
        assert model is not None
        stream = model.stream(MESSAGES, None)
        assert next(stream) == "mot "
        del stream
        wait_until(lambda: not any(thread.name.endswith("(_read)") for thread in threading.enumerate()))


@both
def test_a_reader_who_leaves_while_the_server_reads_the_prompt_ends_the_connection(dialect: Dialect) -> None:
    with serving(lambda reply: reply.work()) as server:
        model = open_model(dialect.spec(server), timeout=60)
        assert model is not None
        reply = model.stream(MESSAGES, None)
        wait_until(lambda: server.replying == 1)
        reply.close()
        wait_until(lambda: server.has_left and server.replying == 0, seconds=1)
        assert list(reply) == []


@both
def test_a_reader_waiting_in_another_thread_is_let_go(dialect: Dialect) -> None:
    with serving(lambda reply: reply.work()) as server, ThreadPoolExecutor(1) as pool:
        model = open_model(dialect.spec(server), timeout=60)
        assert model is not None
        reply = model.stream(MESSAGES, None)
        pieces = pool.submit(list, reply)
        wait_until(lambda: server.replying == 1)
        reply.close()
        assert pieces.result(timeout=1) == []


@both
def test_the_deadline_ends_the_connection(dialect: Dialect) -> None:
    with serving(lambda reply: reply.work()) as server:
        _, error = read(dialect.spec(server), timeout=0.7)
        assert type(error) is LLMTimeout
        wait_until(lambda: server.has_left and server.replying == 0, seconds=1)


@both
def test_tokens_are_those_that_the_server_counted(dialect: Dialect) -> None:
    # OpenAI's protocol counts after the end of the reply, Ollama's in it.
    ends = [dialect.end()] if dialect is OPENAI else []
    counted = dialect.counted(prompt=812, completion=3)
    with serving(streamed(dialect, dialect.piece("Bonjour."), *ends, counted)) as server:
        model = open_model(dialect.spec(server), timeout=10)
        assert model is not None
        reply = model.stream(MESSAGES, None)
        assert list(reply) == ["Bonjour."]
        assert reply.tokens == {"prompt": 812, "completion": 3}


@both
def test_tokens_that_are_not_counted_are_not_invented(dialect: Dialect) -> None:
    with serving(streamed(dialect, *pieces_of(dialect), dialect.end())) as server:
        model = open_model(dialect.spec(server), timeout=10)
        assert model is not None
        reply = model.stream(MESSAGES, None)
        assert list(reply) == PIECES
        assert reply.tokens == {}


@both
@pytest.mark.parametrize(
    ("status", "expected", "attempts"),
    [
        (401, LLMKeyRefused, 1),
        (403, LLMKeyRefused, 1),
        (404, LLMRefused, 1),
        (429, LLMOverQuota, 2),
        (500, LLMServerFailed, 2),
        (502, LLMServerFailed, 2),
        (503, LLMBusy, 2),
    ],
)
def test_a_refusal_is_told_by_its_status_without_the_key(
    dialect: Dialect, status: int, expected: type[LLMError], attempts: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'
    with serving(answered(status, body)) as server:
        pieces, error = read(dialect.spec(server))
        assert len(server.requests) == attempts
    assert (pieces, type(error)) == ([], expected)
    assert str(status) in str(error)
    assert_no_key(error, caplog)


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_refuses_to_count_tokens_is_asked_without_from_then_on(status: int) -> None:
    def strict(reply: Reply) -> None:
        if "stream_options" in reply.server.requests[-1]:
            answered(status, '{"error": {"message": "Extra inputs are not permitted"}}')(reply)
        else:
            streamed(OPENAI, *pieces_of(OPENAI), OPENAI.end())(reply)

    with serving(strict) as server:
        model = open_model(OPENAI.spec(server), timeout=10)
        assert model is not None
        for _ in range(2):
            assert list(model.stream(MESSAGES, None)) == PIECES
        assert ["stream_options" in request for request in server.requests] == [True, False, False]


@pytest.mark.parametrize(("dialect", "attempts"), [(OPENAI, 2), (OLLAMA, 1)])
def test_a_request_refused_for_another_reason_is_told(dialect: Dialect, attempts: int) -> None:
    with serving(answered(400)) as server:
        pieces, error = read(dialect.spec(server))
        assert len(server.requests) == attempts
    assert (pieces, type(error)) == ([], LLMRefused)


def test_four_refusals_have_four_messages_in_both_languages() -> None:
    for language in ("fr", "en"):
        told = {
            error(model="m", status=status).message(language).replace(str(status), "")
            for error, status in ((LLMServerFailed, 500), (LLMBusy, 503), (LLMOverQuota, 429), (LLMKeyRefused, 401))
        }
        assert len(told) == 4


def test_a_short_pause_that_the_server_asks_for_is_waited_out_and_the_second_attempt_answers() -> None:
    def busy_once(reply: Reply) -> None:
        if len(reply.server.requests) == 1:
            answered(429, Retry_After="1")(reply)
        else:
            streamed(OPENAI, *pieces_of(OPENAI), OPENAI.end())(reply)

    with serving(busy_once) as server:
        started = time.monotonic()
        assert read(OPENAI.spec(server)) == (PIECES, None)
        assert time.monotonic() - started >= 1


@pytest.mark.parametrize("after", ["30", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_long_pause_is_said_at_once(after: str) -> None:
    with serving(answered(429, Retry_After=after)) as server:
        started = time.monotonic()
        _, error = read(OPENAI.spec(server))
        assert time.monotonic() - started < GRACE
        assert type(error) is LLMOverQuota
        assert len(server.requests) == 1


@both
@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><html><body>Connexion</body></html>",
        "\x00\x01garbage",
        "[1, 2]",
        "",
        '{"choices": []}',
        "data: 7",
    ],
)
def test_what_is_no_reply_is_one_error(dialect: Dialect, body: str) -> None:
    with serving(answered(200, body, "text/html")) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == ([], LLMGarbled)


@both
def test_a_reply_of_null_contents_is_one_error(dialect: Dialect) -> None:
    with serving(streamed(dialect, dialect.piece(None), dialect.piece(""), dialect.end())) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == ([], LLMGarbled)


def test_parts_without_choices_are_one_error() -> None:
    with serving(streamed(OPENAI, OPENAI.encode({"id": "1"}), OPENAI.encode({"choices": None}))) as server:
        pieces, error = read(OPENAI.spec(server))
    assert (pieces, type(error)) == ([], LLMGarbled)


@both
def test_a_stream_cut_by_a_clean_end_of_file_is_not_whole(dialect: Dialect) -> None:
    with serving(streamed(dialect, *pieces_of(dialect))) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMInterrupted)


@both
@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_a_reply_cut_by_its_length_is_not_whole(dialect: Dialect, reason: str) -> None:
    with serving(streamed(dialect, *pieces_of(dialect), dialect.end(reason))) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMInterrupted)


@both
def test_a_connection_reset_keeps_what_came(dialect: Dialect) -> None:
    def reset(reply: Reply) -> None:
        streamed(dialect, *pieces_of(dialect))(reply)
        time.sleep(0.2)
        reply.reset()

    with serving(reset) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMInterrupted)


@both
def test_a_connection_reset_before_the_reply_is_an_interruption(dialect: Dialect) -> None:
    with serving(lambda reply: reply.reset()) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == ([], LLMInterrupted)


@both
def test_a_stream_that_stalls_keeps_what_came(dialect: Dialect) -> None:
    def stall(reply: Reply) -> None:
        streamed(dialect, *pieces_of(dialect))(reply)
        reply.hang()

    with serving(stall) as server:
        started = time.monotonic()
        pieces, error = read(dialect.spec(server), timeout=1.0)
        assert time.monotonic() - started < 1.0 + GRACE
    assert (pieces, type(error)) == (PIECES, LLMTimeout)


@both
def test_a_bad_chunk_keeps_what_came(dialect: Dialect) -> None:
    with serving(streamed(dialect, *pieces_of(dialect), b"data: {not json\n\n")) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMGarbled)


@both
def test_a_bad_transfer_encoding_keeps_what_came(dialect: Dialect) -> None:
    def behave(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type, Transfer_Encoding="chunked")
        for part in pieces_of(dialect):
            reply.send(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        reply.send(b"zz\r\nnonsense")

    with serving(behave) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMInterrupted)


@both
def test_an_error_chunk_keeps_what_came_and_hides_the_key(dialect: Dialect, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(streamed(dialect, *pieces_of(dialect), dialect.encode(dialect.error))) as server:
        pieces, error = read(dialect.spec(server))
    assert (pieces, type(error)) == (PIECES, LLMInterrupted)
    assert_no_key(error, caplog)


def assert_no_key(error: LLMError | None, caplog: pytest.LogCaptureFixture) -> None:
    assert error is not None
    told = [str(error), repr(error), error.message("en"), str(vars(error)), caplog.text]
    told += traceback.format_exception(error)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert not [text for text in told if KEY in text]


def wait_until(condition: Callable[[], bool], seconds: float = 3.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
