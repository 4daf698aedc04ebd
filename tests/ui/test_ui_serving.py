"""What the server of the page allows, and what it does not."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import httpx
import pytest
from page_fakes import FakeAssistant, FakeLibrary

from conftest import Room, Serve, free_port
from served import blank_page
from sourcier import ui
from sourcier.desk import Desk
from sourcier.errors import AddressUnknown, PortTaken, PublicWithoutPassword
from sourcier.ui.serving import CONCURRENT_ANSWERS, UPLOAD_LIMIT, WAITING_ANSWERS

# S2: ways to name a file that is none of the page's.
FILES = ["/etc/passwd", "/etc/hostname", "/proc/self/environ", "{desk}", "{env}", "~/.bashrc", "pyproject.toml"]
PAYLOADS = [
    *(f"gradio_api/file={name}" for name in FILES),
    "gradio_api/file=../../../../etc/passwd",
    "gradio_api/file=..%2f..%2f..%2fetc%2fpasswd",
    "gradio_api/file=%2e%2e/%2e%2e/etc/passwd",
    "gradio_api/file=....//....//etc/passwd",
    "gradio_api/file=file:///etc/passwd",
    "gradio_api/file=http://127.0.0.1:1/",
    "gradio_api/file=/dev/stdin",
    "gradio_api/file=/etc/passwd%00.png",
    "gradio_api/file//etc/passwd",
    "static/..%2f..%2f..%2f..%2fetc/passwd",
    "assets/..%2f..%2f..%2f..%2fetc/passwd",
    "svelte/..%2f..%2f..%2f..%2fetc/passwd",
    "custom_component/x/component/..%2f..%2fetc/passwd",
    "gradio_api/proxy=http://127.0.0.1:1/",
    "v1/..%2f..%2fetc/passwd",
]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(PublicWithoutPassword) as refused:
        ui.launch(blank_page(), host, 7860, wait=False)
    assert "sourcier users add" in refused.value.message("fr")
    assert "sourcier users add" in refused.value.message("en")


def test_with_an_account_other_machines_may_be_served(room: Room) -> None:
    port = free_port()
    with pytest.raises(PublicWithoutPassword):
        ui.check_address("0.0.0.0", port, room.desk.accounts)
    room.desk.accounts.add("odile", "un mot de passe assez long")
    try:
        ui.check_address("0.0.0.0", port, room.desk.accounts)
        page = blank_page()
        ui.launch(page, "0.0.0.0", port, accounts=room.desk.accounts, wait=False)
        try:
            assert httpx.get(f"http://127.0.0.1:{port}/config", headers={"Host": "bureau.example"}).status_code == 401
        finally:
            page.close(verbose=False)
    finally:
        room.desk.accounts.remove("odile")


def test_an_address_that_no_page_can_have_is_told() -> None:
    with pytest.raises(AddressUnknown) as refused:
        ui.launch(blank_page(), "::1", free_port(), wait=False)
    assert "::1" in refused.value.message("fr")


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            ui.launch(blank_page(), "127.0.0.1", port, wait=False)
    assert str(port) in refused.value.message("fr")


def test_settings_of_a_private_page(room: Room) -> None:
    config = httpx.get(f"{room.address}config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["show_error"] is False
    assert config["stylesheets"] == []
    assert all(event["api_visibility"] == "private" for event in config["dependencies"])
    assert httpx.get(f"{room.address}gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}
    assert httpx.get(f"{room.address}monitoring/summary").status_code >= 400


def test_every_response_confines_the_browser(room: Room) -> None:
    headers = httpx.get(room.address).headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "http" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_files_of_the_machine_are_not_served(room: Room, tmp_path: Path, payload: str) -> None:
    (tmp_path / ".env").write_text("root: SOURCIER_API_KEY=secret", "utf-8")
    Desk.open(tmp_path / "desk.sqlite3")
    named = payload.format(desk=tmp_path / "desk.sqlite3", env=tmp_path / ".env")
    reply = httpx.get(room.address + named, follow_redirects=True)
    assert reply.status_code >= 400
    assert "root:" not in reply.text
    assert "SQLite format" not in reply.text


def test_a_machine_behind_a_proxy_still_opens_its_page(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "intranet.example")
    assert httpx.get(serve(FakeAssistant())).status_code == 200
    assert os.environ["no_proxy"].startswith("intranet.example,")


def test_a_page_that_is_slow_to_come_first_is_served_all_the_same(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(*arguments: object, **options: object) -> object:
        raise httpx.ReadTimeout("three seconds")

    monkeypatch.setattr(httpx, "head", too_late)
    assert httpx.get(serve(FakeAssistant())).status_code == 200


def test_the_queue_and_the_files_are_bounded() -> None:
    page = blank_page()
    address = ui.launch(page, "127.0.0.1", free_port(), wait=False)
    try:
        assert httpx.get(address).status_code == 200
        assert page._queue.max_size == WAITING_ANSWERS
        assert page._queue.default_concurrency_limit == CONCURRENT_ANSWERS
        assert page.api_open is False
        large = {"files": ("grand.txt", b"x" * (int(UPLOAD_LIMIT.removesuffix("mb")) * 1024 * 1024 + 1))}
        assert httpx.post(f"{address}gradio_api/upload", files=large).status_code == 413
        assert httpx.post(f"{address}gradio_api/upload", files={"files": ("un.txt", b"x")}).status_code == 200
    finally:
        page.close(verbose=False)


def test_what_asks_the_model_is_bounded_together(tmp_path: Path) -> None:
    page = ui.build(FakeLibrary(FakeAssistant()), Desk.open(tmp_path / "desk.sqlite3"))
    groups: dict[str, list[str]] = {}
    for function in page.fns.values():
        groups.setdefault(str(function.concurrency_id), []).append(str(function.name))
    # Both languages of the page.
    assert sorted(groups["answers"]) == sorted(["ask", "ask_offered", "ask_again", "test"] * 2)
    assert groups["evaluation"] == ["run"] * 2


def test_what_one_reader_puts_down_is_not_listed_for_another(room: Room) -> None:
    (path,) = httpx.post(f"{room.address}gradio_api/upload", files={"files": ("note.txt", b"privee")}).json()
    folder, _, name = path.rpartition("/")
    guesses = [name, f"{folder}/", folder, folder.rpartition("/")[0], f"{folder.rpartition('/')[0]}/{name}"]
    for guess in guesses:
        assert b"privee" not in httpx.get(f"{room.address}gradio_api/file={guess}").content
