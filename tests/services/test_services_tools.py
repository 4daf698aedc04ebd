"""The MCP tools as the SDK's own client sees them, in a child process, over its standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from jsonschema import validate
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

from conftest import CORVELLE, PORT
from model_fakes import FakeEmbedder
from press import PRESS, write_press
from sourcier.index.builder import build_index

TESTS = Path(__file__).parents[1]
Result = TypeVar("Result")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tools")
    build_index(write_press(folder / "press"), folder / "store", FakeEmbedder())
    return folder / "store"


def using(command: list[str], work: Callable[[Client], Awaitable[Result]], **env: str) -> Result:
    """What `work` comes to with a server in a child process."""
    env = {"PYTHONPATH": str(TESTS), "OMP_NUM_THREADS": "1", **env}

    async def main() -> Result:
        server = StdioServerParameters(command=sys.executable, args=command, env=env, cwd=os.fspath(TESTS))
        async with Client(stdio_client(server)) as client:
            return await work(client)

    return asyncio.run(main())


def child(store: Path) -> list[str]:
    return [str(Path(__file__).with_name("tools_child.py")), str(store)]


def told(result: CallToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextContent))


def test_the_articles_are_searched_and_asked(store: Path) -> None:
    asked: list[float] = []

    async def work(client: Client) -> tuple[Any, ...]:
        async def progress(done: float, total: float | None, message: str | None) -> None:
            asked.append(done)

        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        found = await client.call_tool("search", {"question": PORT, "k": 3, "outlets": ["Le Phare"]})
        answer = await client.call_tool("ask", {"question": PORT}, progress_callback=progress)
        silent = await client.call_tool("ask", {"question": "Quel temps fait-il sur Mars ?"})
        return tools, found, answer, silent

    tools, found, answer, silent = using(child(store), work)
    assert set(tools) == {"search", "ask"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is False
    for name, result in (("search", found), ("ask", answer), ("ask", silent)):
        assert not result.is_error
        validate(result.structured_content, tools[name].output_schema)

    passages = found.structured_content["passages"]
    assert {passage["outlet"] for passage in passages} == {"Le Phare"}
    best = passages[0]
    assert (best["path"], best["date"]) == ("phare-direction.txt", "9 janvier 2024")
    assert PRESS[best["path"]][1][best["start"] : best["end"]] == best["text"]

    proof = answer.structured_content
    assert CORVELLE in " ".join(sentence["text"] for sentence in proof["sentences"])
    for citation in proof["citations"]:
        assert PRESS[citation["path"]][1][citation["start"] : citation["end"]] == citation["quote"]
    assert asked[-1] == len(proof["sentences"])
    assert silent.structured_content["status"] == "not_in_corpus"
    assert silent.structured_content["sentences"] == []


WRONG: dict[str, list[tuple[str, dict[str, Any], str]]] = {
    "fr": [
        ("ask", {"question": "  "}, "La question est vide"),
        ("search", {"question": PORT, "outlets": ["Le Sémaphore"]}, "Aucun article indexé ne vient de"),
        ("search", {"question": PORT, "outlets": ["Le Phare"] * 101}, "Trop d'organes de presse"),
        ("ask", {"question": PORT, "collection": "revues"}, "Aucune collection « revues »"),
    ],
    "en": [
        ("ask", {"question": "  "}, "The question is empty"),
        ("ask", {"question": PORT, "outlets": ["P" * 201]}, "too long a name: 100 at most, of 200 characters"),
        ("search", {"question": PORT, "published_after": "31/02/2024"}, "does not exist"),
    ],
}


@pytest.mark.parametrize("language", WRONG)
def test_what_goes_wrong_is_said_in_one_sentence(store: Path, language: str) -> None:
    """One server for all that goes wrong in a language, which has to outlive each."""

    async def work(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(tool, arguments) for tool, arguments, _ in WRONG[language]]

    results = using(child(store), work, SOURCIER_LANGUAGE=language)
    for result, (tool, arguments, sentence) in zip(results, WRONG[language], strict=True):
        assert result.is_error, (tool, arguments)
        assert sentence in told(result)
        assert "Traceback" not in told(result)


def test_the_command_serves_and_names_an_index_that_is_missing(tmp_path: Path) -> None:
    run = ["-c", "from sourcier.cli import main; main()", "mcp", "--store", str(tmp_path / "absent")]
    result = using(run, lambda client: client.call_tool("search", {"question": PORT}))
    assert result.is_error
    assert "sourcier index DOSSIER" in told(result)
