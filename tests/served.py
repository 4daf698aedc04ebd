"""A page served for real, on a free port of this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import gradio as gr
from starlette.types import ASGIApp

from sourcier.ui.serving import close, launch
from sourcier.ui.signing import Accounts


@contextmanager
def served(
    page: gr.Blocks,
    *,
    accounts: Accounts | None = None,
    beside: ASGIApp | None = None,
    language: str = "fr",
    forget: Callable[[str], object] = lambda name: None,
) -> Iterator[str]:
    """The address of `page` while the block lasts."""
    address = launch(
        page,
        "127.0.0.1",
        free_port(),
        accounts=accounts,
        beside=beside,
        language=language,
        forget=forget,
        wait=False,
    )
    try:
        yield address
    finally:
        close(page)


def blank_page() -> gr.Blocks:
    """A page on which there is nothing."""
    with gr.Blocks(analytics_enabled=False) as page:
        return page


@contextmanager
def closed_loops() -> Iterator[None]:
    """Close the loops that Gradio makes at each launch, two where none runs, and leaves open."""
    made: list[asyncio.AbstractEventLoop] = []
    make = asyncio.new_event_loop

    def new_event_loop() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    with patch.object(asyncio, "new_event_loop", new_event_loop):
        yield
    for loop in made:
        if not loop.is_running():
            loop.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
