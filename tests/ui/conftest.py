"""The page served for real, and a real browser to open it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from gradio.state_holder import StateHolder
from page_fakes import FakeAssistant, FakeLibrary
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sourcier import ui
from sourcier.desk import Desk

Serve = Callable[[FakeAssistant], str]
Visit = Callable[..., Page]
DESKTOP = (1280, 800)
LOOPBACK = "http://127.0.0.1:"
# A busy machine is slow, not wrong.
PATIENCE_MS = 90_000


@dataclass
class Room:
    """A page that several tests share: where it is, who answers there, what is kept, and what Gradio remembers."""

    address: str
    assistant: FakeAssistant
    desk: Desk
    states: StateHolder

    def clear(self) -> None:
        """As nobody had ever asked anything."""
        for field, fresh in ((field, getattr(FakeAssistant(), field.name)) for field in fields(FakeAssistant)):
            setattr(self.assistant, field.name, fresh)
        conversations = self.desk.conversations("")
        for kept in conversations.all():
            conversations.delete(kept.id)


@pytest.fixture(autouse=True, scope="module")
def event_loops() -> Iterator[None]:
    """Close the loops that Gradio makes at each launch, two where none runs, and leaves open."""
    made: list[asyncio.AbstractEventLoop] = []
    make = asyncio.new_event_loop

    def new_event_loop() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asyncio, "new_event_loop", new_event_loop)
        yield
    for loop in made:
        if not loop.is_running():
            loop.close()


@pytest.fixture(scope="module")
def shared_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Started once for a file of tests: a start takes seconds."""
    desk, assistant = Desk.open(tmp_path_factory.mktemp("desk") / "desk.sqlite3"), FakeAssistant()
    page = ui.build(FakeLibrary(assistant), desk)
    yield Room(ui.launch(page, "127.0.0.1", free_port(), wait=False), assistant, desk, page.state_holder)
    page.close(verbose=False)


@pytest.fixture
def room(shared_room: Room) -> Room:
    """The shared page as nobody had ever asked anything there."""
    shared_room.clear()
    return shared_room


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves a page over an assistant of its own until the test ends."""
    pages = []

    def start(assistant: FakeAssistant) -> str:
        page = ui.build(FakeLibrary(assistant), Desk.open(tmp_path / "desk.sqlite3"))
        pages.append(page)
        return ui.launch(page, "127.0.0.1", free_port(), wait=False)

    yield start
    for page in pages:
        page.close(verbose=False)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens an address; the test fails if the page then leaves this machine, opens a dialog or raises an error."""
    expect.set_options(timeout=PATIENCE_MS)
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(address: str, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Page:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="fr-FR",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.append(f"request {request.url}") if is_outside(request.url) else None)
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        page.goto(address)
        page.wait_for_selector(".welcome, .exchange")
        return page

    yield open_page
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert faults == []


def is_outside(url: str) -> bool:
    return not url.startswith((LOOPBACK, "data:", "blob:"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
