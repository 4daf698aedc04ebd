"""Opening the page on this machine: what Gradio may do, and what it may not."""

from __future__ import annotations

import ipaddress
import os
import socket
from importlib.resources import files
from typing import Any

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcier.errors import PortTaken, PublicWithoutPassword

# Readers answered at the same time; a local model answers one after the other anyway, searches take milliseconds.
CONCURRENT_ANSWERS = 8
# Beyond this many waiting questions a reader is told at once that the page is busy.
WAITING_ANSWERS = 32
# Nothing is uploaded to this page.
UPLOAD_LIMIT = "1kb"
# Conversations kept in memory, the oldest forgotten first.
SESSIONS = 1000
# A second lock, should a piece of text ever escape `render`: the browser itself refuses any other address.
# Gradio writes its scripts into the page and compiles its templates, hence the two "unsafe".
HEADERS = {
    "Content-Security-Policy": "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# The system's own faces: a page that fetches no font.
SANS = ("ui-sans-serif", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def launch(page: gr.Blocks, host: str = "127.0.0.1", port: int = 7860, *, wait: bool = True) -> str:
    """Serve `page` and return its address; with `wait`, only once it is interrupted.

    Raises what `check_address` raises.
    """
    check_address(host, port)
    page.queue(api_open=False, max_size=WAITING_ANSWERS, default_concurrency_limit=CONCURRENT_ANSWERS)
    _reach_oneself_directly()
    _, address, _ = page.launch(server_name=host, server_port=port, prevent_thread_lock=True, **_options())
    if wait:
        page.block_thread()
    return address


def check_address(host: str, port: int) -> None:
    """Raise PublicWithoutPassword for a host that other machines reach, PortTaken when the port is in use."""
    if not _is_loopback(host):
        raise PublicWithoutPassword(host=host)
    if not _is_free(host, port):
        raise PortTaken(port=port)


def _reach_oneself_directly() -> None:
    """Gradio calls its own address as it starts: on a machine behind a proxy, that call must not go to the proxy."""
    spared = [host for host in os.environ.get("no_proxy", os.environ.get("NO_PROXY", "")).split(",") if host]
    os.environ["no_proxy"] = ",".join(dict.fromkeys([*spared, *LOOPBACK]))


def _options() -> dict[str, Any]:
    """Nothing shared, monitored, recorded, published or fetched."""
    return {
        "share": False,
        "show_error": False,
        "quiet": True,
        "footer_links": [],
        "run_history": False,
        "allowed_paths": [],
        "max_file_size": UPLOAD_LIMIT,
        "state_session_capacity": SESSIONS,
        "enable_monitoring": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "app_kwargs": {"middleware": [Middleware(_Headers)]},
        "theme": gr.themes.Base(font=SANS, font_mono=MONO),
        "css": files(__package__).joinpath("style.css").read_text("utf-8"),
    }


class _Headers:
    """ASGI middleware: `HEADERS` on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return False
    return True
