"""Which model a spec names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_servers import KEY

from sourcier.answering.llm import OLLAMA_URL, OPENAI_URL, open_model
from sourcier.answering.served import ServedModel
from sourcier.answering.wire import Wire
from sourcier.errors import LLMUnavailable, SourcierError, UnknownLLM


@pytest.mark.parametrize(
    ("spec", "model", "url"),
    [
        ("openai:gpt-4.1-mini", "gpt-4.1-mini", OPENAI_URL),
        ("openai:org/model", "org/model", OPENAI_URL),
        (
            "openai:org/model:free@https://modeles.exemple.fr/api/v1",
            "org/model:free",
            "https://modeles.exemple.fr/api/v1",
        ),
        ("openai:@cf/org/model@http://127.0.0.1:8080/v1", "@cf/org/model", "http://127.0.0.1:8080/v1"),
        ("ollama:qwen3:4b", "qwen3:4b", OLLAMA_URL),
        ("ollama:qwen3:4b@http://[::1]:11434", "qwen3:4b", "http://[::1]:11434"),
        ("ollama:hf.co/org/model:Q4_K_M@http://serveur:11434", "hf.co/org/model:Q4_K_M", "http://serveur:11434"),
        ("  openai:gpt-4.1-mini\n", "gpt-4.1-mini", OPENAI_URL),
    ],
)
def test_a_spec_names_a_model_and_an_address(spec: str, model: str, url: str) -> None:
    served = open_model(spec)
    assert isinstance(served, ServedModel)
    assert served.name == spec.strip()
    llm, client = vars(served)["_connect"](Wire(), 8192, False)
    client.close()
    assert llm.model == model
    assert (llm.api_base if spec.strip().startswith("openai") else llm.base_url) == url


def test_extractive_is_no_model() -> None:
    assert open_model("extractive") is None


@pytest.mark.parametrize(
    "spec",
    [
        "",
        " ",
        "extractif",
        "extractive:2",
        "local:",
        "LOCAL",
        "openai",
        "openai:",
        "ollama:",
        "ollama: @http://127.0.0.1:1",
        "openai:@",
        "openai:model@",
        "openai:model@127.0.0.1:8080",
        "openai:model@ftp://127.0.0.1",
        "openai:model@http://",
        "openai:model@http://127.0.0.1:port",
        "openai:two words",
        "anthropic:claude",
        "https://api.openai.com/v1",
    ],
)
def test_anything_else_is_unknown(spec: str) -> None:
    with pytest.raises(UnknownLLM) as caught:
        open_model(spec)
    assert caught.value.exit_code == 2


@given(st.text(max_size=40))
def test_a_spec_never_fails_otherwise(spec: str) -> None:
    for written in (f"openai:{spec}", f"openai:m@http://{spec}", f"ollama:m@https://{spec}/v1", f"other:{spec}"):
        with suppress(SourcierError):
            open_model(written)


def test_a_password_in_the_address_is_not_shown() -> None:
    served = open_model(f"openai:model@http://lea:{KEY}@127.0.0.1:8080/v1")
    assert served is not None
    assert served.name == "openai:model@http://127.0.0.1:8080/v1"
    with pytest.raises(UnknownLLM) as caught:
        open_model(f"openia:model@http://lea:{KEY}@127.0.0.1:8080/v1")
    assert KEY not in str(caught.value)


def test_a_key_is_never_shown() -> None:
    served = open_model("openai:model", api_key=KEY)
    assert KEY not in repr(served)
    assert KEY not in str(served)


def test_a_local_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LLMUnavailable, match=r"absent\.gguf"):
        open_model(f"local:{tmp_path / 'absent.gguf'}")
