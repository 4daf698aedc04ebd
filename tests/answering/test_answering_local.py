"""One model in this process: who is served when, who is passed over, and what an engine may do to it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from model_fakes import FakeEngine
from sourcier.answering.engine import Part
from sourcier.answering.local import LocalModel, load_engine
from sourcier.answering.prompts import Message
from sourcier.errors import LLMError, LLMGarbled, LLMInterrupted, LLMTimeout, LLMUnavailable

FILE = Path("modele.gguf")


def asking(text: str) -> list[Message]:
    return [Message(role="user", content=text)]


def model_of(engine: FakeEngine, seconds: float = 20.0, max_tokens: int = 300) -> LocalModel:
    return LocalModel(FILE, seconds, max_tokens, load=lambda path: engine)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_reply_comes_in_pieces_with_its_tokens() -> None:
    reply = model_of(FakeEngine("Le pont est ouvert.")).stream(asking("Le pont est-il ouvert ?"), None)
    assert list(reply) == ["Le ", "pont ", "est ", "ouvert. "]
    assert reply.tokens == {"prompt": 5, "completion": 4}


@pytest.mark.parametrize("is_sure", [False, True])
def test_what_only_sure_engines_need_is_read_by_them_alone(*, is_sure: bool) -> None:
    engine = FakeEngine()
    engine.capabilities = replace(engine.capabilities, logprobs=is_sure)
    model = model_of(engine)
    model.prepare(asking("Lis ceci."), if_sure=True)
    list(model.stream(asking("Le pont ?"), None))
    assert engine.begun == [*[""] * is_sure, "Le pont ?"]


def test_questions_asked_at_once_are_answered_in_turn() -> None:
    engine = FakeEngine("Un deux trois.")
    model = model_of(engine)
    engine.gate.clear()
    asked = [str(number) for number in range(12)]
    replies = [model.stream(asking(text), None) for text in asked]
    with ThreadPoolExecutor(len(asked)) as pool:
        read = [pool.submit(list, reply) for reply in reversed(replies)]
        engine.gate.set()
        assert {"".join(future.result()) for future in read} == {"Un deux trois. "}
    assert engine.begun == asked


def test_who_left_the_queue_is_passed_over_and_who_left_in_the_middle_frees_the_engine() -> None:
    engine = FakeEngine("mot " * 200)
    model = model_of(engine)
    engine.gate.clear()
    first, second, third = (model.stream(asking(text), None) for text in ("1", "2", "3"))
    wait_until(lambda: engine.begun == ["1"])
    second.close()
    first.close()
    engine.gate.set()
    assert next(third) == "mot "
    assert (engine.begun, engine.left) == (["1", "3"], 1)
    assert (list(first), list(second)) == ([], [])


def test_the_time_in_the_queue_counts() -> None:
    engine = FakeEngine()
    model = model_of(engine, seconds=0.2)
    engine.gate.clear()
    model.stream(asking("1"), None)
    held = model.stream(asking("1"), None)
    with pytest.raises(LLMTimeout, match=r"0\.2 s"):
        list(model.stream(asking("2"), None))
    held.close()
    engine.gate.set()
    wait_until(lambda: engine.begun[:1] == ["1"])
    assert "2" not in engine.begun


def test_a_reply_cut_at_its_length_is_told() -> None:
    reply = model_of(FakeEngine("un deux trois"), max_tokens=2).stream(asking("Compte."), None)
    assert [next(reply), next(reply)] == ["un ", "deux "]
    with pytest.raises(LLMInterrupted):
        next(reply)


def test_the_tokenizer_is_asked_only_where_bytes_leave_doubt() -> None:
    engine = FakeEngine(context=400)
    model = model_of(engine, max_tokens=100)
    assert model.fits(asking("mot " * 60))
    assert engine.counted == 0
    assert model.fits(asking("mot " * 200))
    assert not model.fits(asking("mot " * 300))
    assert engine.counted == 2
    assert model.capabilities().context == 400


def test_an_engine_that_fails_is_told_and_serves_the_next_one() -> None:
    class Failing(FakeEngine):
        def parts(self, messages: Sequence[Message], grammar: str | None, max_tokens: int) -> Iterator[Part]:
            if messages[-1].content == "panique":
                raise SystemError("PanicException")
            return super().parts(messages, grammar, max_tokens)

        def count(self, messages: Sequence[Message]) -> int:
            raise SystemError("PanicException")

    model = model_of(Failing(context=310))
    assert not model.fits(asking("mot"))
    with pytest.raises(LLMGarbled):
        list(model.stream(asking("panique"), None))
    assert next(model.stream(asking("1"), None)) == "Rien. "


def test_an_engine_that_does_not_load_is_told_to_everyone() -> None:
    def load(path: Path) -> FakeEngine:
        raise OSError("no such tensor\nin the file")

    model = LocalModel(FILE, 20, load=load)
    for use in (model.capabilities, lambda: model.fits(asking("1")), lambda: list(model.stream(asking("1"), None))):
        with pytest.raises(LLMUnavailable, match=r"no such tensor$"):
            use()


class Llama:
    """As `llama_cpp.Llama` is called and replies (llama-cpp-python 0.3)."""

    def __init__(self, model_path: str, n_ctx: int, verbose: bool) -> None:
        assert not verbose
        if "absent" in model_path:
            raise ValueError(f"Failed to load model from file: {model_path}")
        self.metadata = {"general.architecture": "petit", "petit.context_length": "4096"}
        self._context = n_ctx

    def n_ctx(self) -> int:
        return self._context

    def tokenize(self, text: bytes, add_bos: bool = True) -> list[int]:
        return list(range(len(text.split()) + add_bos))

    def create_chat_completion(
        self, messages: list[dict[str, str]], max_tokens: int, temperature: float, stream: bool
    ) -> Iterator[dict[str, Any]]:
        assert stream
        assert temperature == 0.0
        yield self._chunk({"role": "assistant"})
        for word in messages[-1]["content"].split()[:max_tokens]:
            yield self._chunk({"content": f"{word} "})
        yield self._chunk({}, "length" if len(messages[-1]["content"].split()) > max_tokens else "stop")

    def _chunk(self, delta: dict[str, str], reason: str | None = None) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "model": "petit",
            "created": 1,
            "object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}],
        }


@pytest.fixture
def llama_cpp(monkeypatch: pytest.MonkeyPatch) -> None:
    """llama-cpp-python as if it were installed."""
    module = ModuleType("llama_cpp")
    module.Llama = Llama  # type: ignore[attr-defined]
    module.__spec__ = ModuleSpec("llama_cpp", None)
    monkeypatch.setitem(sys.modules, "llama_cpp", module)


@pytest.mark.usefixtures("llama_cpp")
def test_llama_cpp_is_used_where_it_is_installed() -> None:
    model = LocalModel(FILE, 20, max_tokens=4)
    said = model.capabilities()
    assert (said.context, said.grammar, said.prompt_cache) == (4096, False, True)
    assert list(model.stream(asking("Le pont est ouvert"), "start: /x/")) == ["Le ", "pont ", "est ", "ouvert "]
    with pytest.raises(LLMInterrupted):
        list(model.stream(asking("Le pont est ouvert lundi"), None))
    assert model.fits(asking("mot " * 3000))
    assert not model.fits(asking("mot " * 4100))
    with pytest.raises(LLMError, match="Failed to load"):
        list(LocalModel(Path("absent.gguf"), 20).stream(asking("1"), None))


def test_without_it_mistral_rs_is(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"(?i)no such file|not found|os error"):
        load_engine(tmp_path / "absent.gguf")
