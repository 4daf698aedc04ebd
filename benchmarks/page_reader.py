"""A reader of the served page, without a browser: the protocol that Gradio's own client speaks."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx

QUESTION_BOX = "question"


@dataclass
class Asked:
    """What came of a question: milliseconds until its evidence and until its end, and all that was sent."""

    evidence_ms: float = 0.0
    total_ms: float = 0.0
    sent: str = ""
    is_whole: bool = False


@dataclass
class Busy(Exception):
    """The question was refused, with this status, after so many milliseconds."""

    status: int
    ms: float
    said: str


@dataclass(frozen=True)
class Page:
    """What a browser learns of the page as it opens it: the event of the question box, and the one that follows it.

    `empty` is what either sends besides the question.
    """

    asking: int
    going_on: int
    empty: tuple[None, ...]
    empty_after: tuple[None, ...]

    @classmethod
    async def opened(cls, client: httpx.AsyncClient) -> Page:
        """As the address of `client` describes it."""
        config = (await client.get("config")).json()
        boxes = {part["id"] for part in config["components"] if part["props"].get("elem_id") == QUESTION_BOX}
        targets = [[box, "submit"] for box in boxes]
        event = next(each for each in config["dependencies"] if any(target in targets for target in each["targets"]))
        after = next(each for each in config["dependencies"] if each["trigger_after"] == event["id"])
        return cls(event["id"], after["id"], (None,) * (len(event["inputs"]) - 1), (None,) * len(after["inputs"]))


@dataclass
class PageReader:
    """One visit to `page`, at the address of `client`."""

    client: httpx.AsyncClient
    page: Page
    session: str = field(default_factory=lambda: secrets.token_hex(6))

    async def ask(self, question: str, leave_after: int | None = None) -> Asked:
        """Ask, and read to the end or to so many updates; raises Busy."""
        # By which a browser says that it is there, as long as its tab is open.
        async with self.client.stream("GET", f"gradio_api/heartbeat/{self.session}", timeout=None):
            return await self._ask(question, leave_after)

    async def _ask(self, question: str, leave_after: int | None) -> Asked:
        started = time.perf_counter()
        joined = await self._joined(self.page.asking, question, *self.page.empty)
        if joined.status_code != httpx.codes.OK:
            raise Busy(joined.status_code, _since(started), joined.text)
        asked = Asked()
        updates = 0
        async for message in self._messages():
            if message["msg"] == "process_generating":
                updates += 1
                asked.sent += json.dumps(message["output"], ensure_ascii=False)
                # The first update is the question itself, the second one what was found for it.
                if updates == 2:
                    asked.evidence_ms = _since(started)
            if updates == leave_after:
                return asked
            if message["msg"] == "process_completed":
                asked.is_whole = bool(message["success"])
                break
        asked.total_ms = _since(started)
        # A browser asks then for questions to go on with, which nobody waits for.
        if (await self._joined(self.page.going_on, *self.page.empty_after)).status_code == httpx.codes.OK:
            async for message in self._messages():
                if message["msg"] == "process_completed":
                    break
        return asked

    async def _joined(self, event: int, *data: str | None) -> httpx.Response:
        body = {"data": data, "fn_index": event, "session_hash": self.session}
        return await self.client.post("gradio_api/queue/join", json=body)

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        url = f"gradio_api/queue/data?session_hash={self.session}"
        async with self.client.stream("GET", url, timeout=None) as events:
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    yield json.loads(line.removeprefix("data:"))


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
