"""F18: the page is told to stop while answers grow, in the page and at the endpoint."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import load
import pytest
from load import complete, reading, serving
from page_reader import Page, PageReader
from slow_model import Pace, slow_model

from command_line import APART
from conftest import PORT
from press import write_press
from sourcier.index.doctor import examine

STREAMS = 5
MOST_SECONDS = 10


def test_it_stops_within_seconds_and_leaves_the_index_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SOURCIER", APART)
    articles, store, log = write_press(tmp_path / "press"), tmp_path / "store", tmp_path / "log"
    pace = Pace()
    pace.seconds = 1.0

    async def growing(address: str) -> None:
        async with reading(address) as client:
            page = await Page.opened(client)
            tasks = [
                asyncio.create_task(PageReader(client, page).ask(PORT) if number % 2 else complete(client, PORT))
                for number in range(STREAMS)
            ]
            await asyncio.gather(*(PageReader(client, page).ask(PORT, leave_after=2) for _ in range(2)))
            assert not any(task.done() for task in tasks)
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, MOST_SECONDS)
            await asyncio.gather(*tasks, return_exceptions=True)

    with log.open("wb") as said, slow_model(pace) as llm, serving(articles, store, llm, said) as (address, process):
        asyncio.run(growing(address))
        assert process.returncode == 0
    assert "Traceback" not in log.read_text("utf-8")
    assert examine(store).settled
