"""The endpoint served beside a page, over the invented press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import openai
import pytest

from served import blank_page, closed_loops, served
from sourcier.assistant import Assistant
from sourcier.desk import Desk
from sourcier.errors import CollectionUnknown, SourcierError
from sourcier.index.reader import Index
from sourcier.services.completions import routes
from sourcier.services.slots import Slots

PORT = "Qui dirige le port de Vaubrac ?"
CORVELLE = "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."
Serve = Callable[..., str]
Client = Callable[..., openai.OpenAI]


@dataclass(frozen=True)
class Shelves:
    """A library of assistants, some of which cannot be opened."""

    assistants: dict[str, Assistant | SourcierError]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.assistants)

    def open(self, name: str = "") -> Assistant:
        name = name or self.names[0]
        if name not in self.assistants:
            raise CollectionUnknown(name=name, known="")
        found = self.assistants[name]
        if isinstance(found, SourcierError):
            raise found
        return found


@pytest.fixture(autouse=True)
def event_loops() -> Iterator[None]:
    """None stays open."""
    with closed_loops():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path / "desk.sqlite3")


@pytest.fixture
def assistant(press_index: Index) -> Assistant:
    """It quotes the articles."""
    return Assistant(press_index)


@pytest.fixture
def serve(desk: Desk) -> Iterator[Serve]:
    """Serves assistants by the names of their collections, until the test ends."""
    with ExitStack() as stack:

        def start(assistants: dict[str, Assistant | SourcierError], slots: Slots | None = None) -> str:
            beside = routes(Shelves(assistants), desk.accounts, "fr", slots)
            return stack.enter_context(served(blank_page(), accounts=desk.accounts, beside=beside))

        yield start


@pytest.fixture
def client() -> Iterator[Client]:
    """The official client of OpenAI's API, at an address."""
    with ExitStack() as stack:

        def connect(address: str, key: str = "anything") -> openai.OpenAI:
            return stack.enter_context(openai.OpenAI(base_url=f"{address}v1", api_key=key, max_retries=0))

        yield connect
