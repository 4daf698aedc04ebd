"""What the server of the page allows, and what it does not."""

from __future__ import annotations

import os
import socket

import httpx
import pytest
from page_fakes import FakeAssistant

from conftest import Serve, free_port
from sourcier import ui
from sourcier.errors import PortTaken, PublicWithoutPassword
from sourcier.ui.panes import EXAMPLES, example_questions
from sourcier.ui.serving import CONCURRENT_ANSWERS, WAITING_ANSWERS
from sourcier.ui.texts import FRENCH


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(PublicWithoutPassword):
        ui.launch(ui.build(FakeAssistant()), host, 7860, wait=False)


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            ui.launch(ui.build(FakeAssistant()), "127.0.0.1", port, wait=False)
    assert str(port) in refused.value.message("fr")


def test_settings_of_a_private_page(serve: Serve) -> None:
    address = serve(FakeAssistant())
    config = httpx.get(f"{address}config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config["show_error"] is False
    assert config["stylesheets"] == []
    assert all(event["api_visibility"] == "private" for event in config["dependencies"])
    assert httpx.get(f"{address}gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}
    assert httpx.get(f"{address}monitoring/summary").status_code >= 400


def test_every_response_confines_the_browser(serve: Serve) -> None:
    headers = httpx.get(serve(FakeAssistant())).headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "http" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


def test_files_of_the_machine_are_not_served(serve: Serve) -> None:
    address = serve(FakeAssistant())
    for path in ("/etc/passwd", "../pyproject.toml", "pyproject.toml"):
        assert httpx.get(f"{address}gradio_api/file={path}").status_code in {403, 404}


def test_a_machine_behind_a_proxy_still_opens_its_page(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "intranet.example")
    assert httpx.get(serve(FakeAssistant())).status_code == 200
    assert os.environ["no_proxy"].startswith("intranet.example,")


def test_the_queue_is_bounded() -> None:
    page = ui.build(FakeAssistant())
    address = ui.launch(page, "127.0.0.1", free_port(), wait=False)
    try:
        assert httpx.get(address).status_code == 200
        assert page._queue.max_size == WAITING_ANSWERS
        assert page._queue.default_concurrency_limit == CONCURRENT_ANSWERS
        assert page.api_open is False
    finally:
        page.close(verbose=False)


def test_examples_come_from_the_latest_headlines() -> None:
    questions = example_questions(FakeAssistant().newest_first, FRENCH)
    assert questions[0] == "Que dit l’article «\u00a0Le péage de Roquesombre passe à 2,90 euros\u00a0»\u202f?"
    assert len(questions) == EXAMPLES


def test_a_headline_too_long_is_no_example() -> None:
    articles = [a.model_copy(update={"title": "Mot " * 40}) for a in FakeAssistant().articles.values()]
    assert example_questions(articles, FRENCH) == []


@pytest.mark.parametrize(
    "place", [{}, {"article": "absent", "start": 0, "end": 1}, {"article": "a1", "start": "x", "end": 1}, [], None]
)
def test_a_place_that_does_not_exist_is_said_in_one_sentence(serve: Serve, place: object) -> None:
    address = serve(FakeAssistant())
    config = httpx.get(f"{address}config").json()
    reader = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "reader")
    body = {"data": place, "component_id": reader, "fn_name": "read_article", "session_hash": "s"}
    reply = httpx.post(f"{address}gradio_api/component_server", json=body)
    assert "n’est plus dans l’index" in reply.text
