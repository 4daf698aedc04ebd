"""Opening the page on this machine: what Gradio may do, and what it may not."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import FrameType
from typing import Any

import gradio as gr
from gradio.routes import App, ORJSONResponse
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcier.errors import AddressUnknown, PortTaken, PublicWithoutPassword
from sourcier.services.slots import AT_ONCE, WAITING
from sourcier.ui.entrance import LOOPBACK, AtTheEntrance, Entrance, is_loopback, reader_name
from sourcier.ui.guards import Bounded, TellingBusy, Unshared, WithHeaders
from sourcier.ui.signing import Accounts
from sourcier.ui.states import States
from sourcier.ui.visits import LastWordFirst, OwnVisits

# Of the page alone: what else answers shares the first with it.
CONCURRENT_ANSWERS, WAITING_ANSWERS = AT_ONCE, WAITING
# Of one file; a year of a weekly as PDF is larger, and put into the folder by hand.
UPLOAD_LIMIT = "20mb"
# Conversations kept in memory, the oldest forgotten first.
SESSIONS = 1000
# Where what is served beside the page lies.
BESIDE = "/v1/"
# How often one looks whether the page is to close.
MOMENT_SECONDS = 0.1
# Gradio waits five seconds for its server: this leaves as many to whoever is told that it stopped.
GRACE_SECONDS = 2
# The system's own faces: a page that fetches no font.
SANS = ("ui-sans-serif", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
STYLES = ("style.css", "rooms.css")
MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


class Nobody:
    """The accounts of a machine that has none."""

    def marks(self) -> Mapping[str, str]:
        """None."""
        return {}

    def verify(self, name: str, password: str) -> bool:
        """Never."""
        return False

    def pause(self, name: str) -> int:
        """Zero."""
        return 0


def launch(
    page: gr.Blocks,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    accounts: Accounts | None = None,
    language: str = "fr",
    beside: ASGIApp | None = None,
    forget: Callable[[str], object] = lambda name: None,
    wait: bool = True,
) -> str:
    """Serve `page` to whom `accounts` lets in, with `beside` under `/v1/`, and return its address.

    `forget` drops what is held in memory for an account whose password or holder has changed. With `wait`, only once it
    is interrupted. Raises what `check_address` raises.
    """
    accounts = accounts or Nobody()
    check_address(host, port, accounts)
    page.queue(api_open=False, max_size=WAITING_ANSWERS, default_concurrency_limit=CONCURRENT_ANSWERS)
    _reach_oneself_directly()
    entrance = Entrance(accounts, language, BESIDE, is_public=not is_loopback(host), forget=forget)
    middleware = [
        Middleware(WithHeaders),
        Middleware(AtTheEntrance, entrance=entrance),
        *([Middleware(_Beside, other=beside)] if beside else []),
        Middleware(Bounded),
        Middleware(OwnVisits),
        Middleware(LastWordFirst),
        Middleware(TellingBusy, language=language),
    ]
    _, address, _ = page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        auth_dependency=reader_name,
        # Gradio would ask for the page once, for three seconds, and give up: it may take longer on a busy machine.
        _frontend=False,
        _app=_ClosedApp(middleware=middleware, default_response_class=ORJSONResponse),
        **_options(),
    )
    if wait:
        serve_until_stopped(page)
    return address


def serve_until_stopped(page: gr.Blocks) -> None:
    """Wait for Ctrl-C or SIGTERM, then close `page`: answers that grow are cut short, within seconds."""
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    earlier = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stopped and page.is_running:
            time.sleep(MOMENT_SECONDS)
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
        close(page)


def close(page: gr.Blocks) -> None:
    """Stop serving `page`: answers that grow have a moment to end, then are cut short."""
    # Cutting them short is meant, and no fault for a log.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    page.server.config.timeout_graceful_shutdown = GRACE_SECONDS
    page.close(verbose=False)


def check_address(host: str, port: int, accounts: Accounts | None = None) -> None:
    """Raise PublicWithoutPassword for a host that other machines reach while nobody has an account.

    Raises AddressUnknown for an IPv6 address, or PortTaken.
    """
    if not is_loopback(host) and not (accounts and accounts.marks()):
        raise PublicWithoutPassword(host=host)
    if ":" in host:
        # Gradio writes it into addresses as it is, and finds none there.
        raise AddressUnknown(host=host)
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
        "theme": gr.themes.Base(font=SANS, font_mono=MONO),
        "css": "".join(files(__package__).joinpath(name).read_text("utf-8") for name in STYLES),
    }


class _ClosedApp(App):
    """Gradio's application; what it adds itself, such as sharing with other sites, stands within ours."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.state_holder = States()  # type: ignore[no-untyped-call]

    def build_middleware_stack(self) -> ASGIApp:
        """All of it."""
        return Unshared(super().build_middleware_stack())


class _Beside:
    """ASGI middleware: what is asked under `BESIDE` is for `other`."""

    def __init__(self, app: ASGIApp, other: ASGIApp) -> None:
        self._app = app
        self._other = other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_beside = scope["type"] == "http" and scope["path"].startswith(BESIDE)
        await (self._other if is_beside else self._app)(scope, receive, send)


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True
