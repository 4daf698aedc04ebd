"""The page served for real, and a real browser to open it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from page_fakes import FakeAssistant
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sourcier import ui

Serve = Callable[[FakeAssistant], str]
Visit = Callable[..., Page]
DESKTOP = (1280, 800)
LOOPBACK = "http://127.0.0.1:"
# A busy machine is slow, not wrong.
PATIENCE_MS = 30_000


@pytest.fixture(autouse=True)
def event_loops(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the loops that Gradio makes at each launch, two where none runs, and leaves open."""
    made: list[asyncio.AbstractEventLoop] = []
    make = asyncio.new_event_loop

    def new_event_loop() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    monkeypatch.setattr(asyncio, "new_event_loop", new_event_loop)
    yield
    for loop in made:
        if not loop.is_running():
            loop.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a page over an assistant until the test ends."""
    pages = []

    def start(assistant: FakeAssistant) -> str:
        page = ui.build(assistant)
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
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="fr-FR", reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.append(f"request {request.url}") if is_outside(request.url) else None)
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        page.goto(address)
        page.wait_for_selector(".welcome")
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
