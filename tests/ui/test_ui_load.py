"""L2 to L4 in small, over HTTP: who is refused, whose place is free again, who sees what."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from page_fakes import FakeAssistant, FakeLibrary
from page_reader import Busy, Page, PageReader

from served import served
from sourcier import ui
from sourcier.desk import Desk
from sourcier.ui import serving
from sourcier.ui.guards import BUSY, WORDS

CAPACITY, WAITING = 2, 3
PASSWORD = "un mot de passe assez long"


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, FakeAssistant]]:
    """A page with few places, whose answers wait for `gate`."""
    monkeypatch.setattr(serving, "CONCURRENT_ANSWERS", CAPACITY)
    monkeypatch.setattr(serving, "WAITING_ANSWERS", WAITING)
    assistant = FakeAssistant(gate=threading.Semaphore(0))
    page = ui.build(FakeLibrary(assistant), Desk.open(tmp_path / "desk.sqlite3"), examples=())
    with served(page) as address:
        yield address, assistant
        assistant.gate = None


@asynccontextmanager
async def reading(address: str) -> Any:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60, trust_env=False) as client:
        yield client, await Page.opened(client)


async def until(condition: Any) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


def test_a_burst_is_answered_or_refused_at_once(crowded: tuple[str, FakeAssistant]) -> None:
    address, assistant = crowded

    async def main() -> None:
        async with reading(address) as (client, page):
            running = [asyncio.create_task(PageReader(client, page).ask(f"Question {n} ?")) for n in range(CAPACITY)]
            await until(lambda: len(assistant.histories) == CAPACITY)
            others = 3 * (CAPACITY + WAITING)
            waiting = [asyncio.create_task(PageReader(client, page).ask(f"Autre {n} ?")) for n in range(others)]
            await until(lambda: sum(task.done() for task in waiting) == others - WAITING)
            for _ in range(100):
                assistant.gate.release()  # type: ignore[union-attr]
            answered = await asyncio.gather(*running)
            results = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(asked.is_whole for asked in answered)
        refused = [each for each in results if isinstance(each, Busy)]
        assert {each.status for each in refused} == {BUSY}
        assert all(WORDS["fr"] in each.said for each in refused)
        assert len(refused) == others - WAITING
        assert all(getattr(each, "is_whole", True) for each in results)

    asyncio.run(main())


def test_those_who_leave_give_their_places_back_at_once(crowded: tuple[str, FakeAssistant]) -> None:
    address, assistant = crowded

    async def main() -> None:
        async with reading(address) as (client, page):
            await asyncio.gather(
                *(PageReader(client, page).ask(f"Question {n} ?", leave_after=1) for n in range(CAPACITY))
            )
            await until(lambda: len(assistant.histories) == CAPACITY)
            await until(lambda: assistant.closed == CAPACITY)
            assistant.gate = None
            asked = await asyncio.gather(*(PageReader(client, page).ask(f"Autre {n} ?") for n in range(CAPACITY)))
            assert all(each.is_whole for each in asked)

    asyncio.run(main())


def test_nobody_sees_the_words_of_another(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk.sqlite3")
    words = {f"lecteur{number}": secrets.token_hex(8) for number in range(5)}
    for name in words:
        desk.accounts.add(name, PASSWORD)

    async def ask(address: str, name: str) -> str:
        async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
            await client.post("login", data={"username": name, "password": PASSWORD})
            return (await PageReader(client, await Page.opened(client)).ask(f"Que dit {words[name]} ?")).sent

    async def main(address: str) -> list[str]:
        return await asyncio.gather(*(ask(address, name) for name in words))

    page = ui.build(FakeLibrary(FakeAssistant()), desk, examples=())
    with served(page, accounts=desk.accounts) as address:
        everything = asyncio.run(main(address))
    for own, sent in zip(words.values(), everything, strict=True):
        assert [word for word in words.values() if word in sent] == [own]
