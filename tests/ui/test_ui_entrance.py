"""S1: who may come in, at every address of the page, over HTTP."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from page_fakes import FakeAssistant, FakeLibrary

from served import blank_page, served
from sourcier import ui
from sourcier.desk import Accounts, Desk
from sourcier.desk.clock import utc_now
from sourcier.desk.database import Database
from sourcier.desk.passwords import Cost
from sourcier.ui.entrance import LOGOUT, OPEN, is_loopback
from sourcier.ui.knocking import MOST_WRONG
from sourcier.ui.serving import Nobody
from sourcier.ui.sessions import COOKIE, LIFETIME_SECONDS, Reader, Sessions
from sourcier.ui.signing import HASHED_AT_ONCE

NAME, PASSWORD = "odile", "un mot de passe assez long"
# What a password costs to guess is shown where passwords are tested; here it would only keep each test waiting.
QUICK = Cost(n=16, r=8, p=1)


def opened(file: Path) -> Desk:
    """A desk that hashes passwords quickly."""
    return replace(Desk.open(file), accounts=Accounts(Database(file), utc_now, QUICK))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = opened(tmp_path_factory.mktemp("entrance") / "desk.sqlite3")
    desk.accounts.add(NAME, PASSWORD)
    return desk


@pytest.fixture(scope="module")
def page(desk: Desk) -> gr.Blocks:
    return ui.build(FakeLibrary(FakeAssistant()), desk)


@pytest.fixture(scope="module")
def address(page: gr.Blocks, desk: Desk) -> Iterator[str]:
    with served(page, accounts=desk.accounts) as address:
        yield address


def enter(address: str, password: str = PASSWORD, name: str = NAME, **headers: str) -> httpx.Response:
    return httpx.post(f"{address}login", data={"username": name, "password": password}, headers=headers)


def routes(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Every path of an application and of its routers, parameters filled in, with each of its methods."""
    for route in found:
        if hasattr(route, "original_router"):
            yield from routes(route.original_router.routes)
            continue
        for method in getattr(route, "methods", None) or ["GET"]:
            yield re.sub(r"\{[^}]*\}", "x", route.path), method


def test_without_a_name_nothing_is_open(address: str, page: gr.Blocks) -> None:
    every = sorted(set(routes(page.app.routes)))
    assert ("/gradio_api/queue/join", "POST") in every
    assert len(every) > 60
    answered = {}
    with httpx.Client(base_url=address) as stranger:
        for path, method in every:
            answered[path, method] = stranger.request(method, path, timeout=20).status_code
    free = {place: answered.pop(place) for place in every if place[0] in OPEN}
    assert len(free) == 1
    assert {place: code for place, code in answered.items() if code != 401} == {
        (LOGOUT, "GET"): 405,
        ("/", "GET"): 303,
        ("/en", "GET"): 303,
    }


def test_a_form_without_a_name_lets_nobody_in(address: str) -> None:
    refused = httpx.post(f"{address}login")
    assert refused.status_code == 401
    assert 'role="alert"' in refused.text


def test_a_name_and_its_password_open_the_page(address: str) -> None:
    entered = enter(address)
    assert (entered.status_code, entered.headers["location"]) == (303, "./")
    cookie = entered.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    with httpx.Client(base_url=address, cookies=entered.cookies) as reader:
        assert reader.get("/config").json()["title"] == "Sourcier"
        assert reader.get("/gradio_api/user").json() == NAME
        assert reader.post("/logout").status_code == 303
    with httpx.Client(base_url=address, cookies=entered.cookies) as stale:
        assert stale.get("/config").status_code == 401


def test_the_form_speaks_the_language_of_the_page(address: str) -> None:
    shown = httpx.get(address, follow_redirects=True)
    assert shown.url.path == "/login"
    assert '<html lang="fr">' in shown.text
    assert "Mot de passe" in shown.text
    assert shown.headers["cache-control"] == "no-store"


def test_what_is_typed_is_only_text(address: str) -> None:
    refused = enter(address, name='"><script>alert(1)</script>{0}')
    assert refused.status_code == 401
    assert "<script>" not in refused.text
    assert "&lt;script&gt;" in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_sends_nothing_through_a_browser(address: str, headers: dict[str, str]) -> None:
    assert enter(address, **headers).status_code == 401
    cookies = enter(address).cookies
    with httpx.Client(base_url=address, cookies=cookies, headers=headers) as carried:
        assert carried.post("/gradio_api/queue/join", json={}).status_code == 401
        assert carried.get("/").status_code == 200


def test_who_guesses_has_to_wait(address: str, desk: Desk) -> None:
    desk.accounts.add("lucien", PASSWORD)
    said = [enter(address, "pas celui-ci", "lucien").status_code for _ in range(6)]
    assert said[0] == 401
    assert said[-1] == 429
    waiting = enter(address, PASSWORD, "lucien")
    assert waiting.status_code == 429
    assert "réessayez dans" in waiting.text
    # The others are not kept waiting.
    assert enter(address).status_code == 303


def test_an_account_that_is_closed_lets_nobody_in(address: str, desk: Desk) -> None:
    desk.accounts.add("jeanne", PASSWORD)
    cookies = enter(address, name="jeanne").cookies
    with httpx.Client(base_url=address, cookies=cookies) as reader:
        assert reader.get("/config").status_code == 200
        desk.accounts.remove("jeanne")
        assert reader.get("/config").status_code == 401


@pytest.mark.parametrize("again", ["changed", "another person"])
def test_a_session_ends_with_the_password_it_was_begun_with(tmp_path: Path, again: str) -> None:
    desk, forgotten = opened(tmp_path / "desk.sqlite3"), list[str]()
    desk.accounts.add("jeanne", PASSWORD)
    with served(blank_page(), accounts=desk.accounts, forget=forgotten.append) as address:
        old = enter(address, name="jeanne").cookies
        assert httpx.get(f"{address}config", cookies=old).status_code == 200
        if again == "changed":
            desk.accounts.change("jeanne", "un tout autre mot de passe")
        else:
            desk.accounts.remove("jeanne")
            desk.accounts.add("jeanne", "un tout autre mot de passe")
        assert httpx.get(f"{address}config", cookies=old).status_code == 401
        assert forgotten == []
        new = enter(address, "un tout autre mot de passe", "jeanne").cookies
        assert httpx.get(f"{address}config", cookies=new).status_code == 200
        assert forgotten == ["jeanne"]
        enter(address, "un tout autre mot de passe", "jeanne")
        assert forgotten == ["jeanne"]


def test_the_first_account_closes_a_page_that_was_open(tmp_path: Path) -> None:
    desk = opened(tmp_path / "desk.sqlite3")
    with served(ui.build(FakeLibrary(FakeAssistant()), desk), accounts=desk.accounts) as address:
        assert httpx.get(f"{address}config").status_code == 200
        assert httpx.get(f"{address}config", headers={"Host": "ailleurs.example"}).status_code == 403
        assert httpx.post(f"{address}gradio_api/upload", headers={"Origin": "null"}).status_code == 401
        desk.accounts.add(NAME, PASSWORD)
        assert httpx.get(f"{address}config").status_code == 401


def test_a_session_ends_by_itself() -> None:
    now, odile = 0.0, Reader(NAME, "its mark")
    sessions = Sessions(lambda: now)
    marks, cookies = {NAME: "its mark"}, {COOKIE: sessions.begin(odile)}
    now = LIFETIME_SECONDS - 1.0
    assert sessions.reader(cookies, marks) == odile
    assert sessions.reader(cookies, {NAME: "another"}) is None
    assert sessions.reader(cookies, {}) is None
    now = LIFETIME_SECONDS + 1.0
    assert sessions.reader(cookies, marks) is None
    assert sessions.reader({}, marks) is None


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"x" * 5000)])
def test_accounts_that_cannot_be_read_keep_everybody_out_in_one_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], object]
) -> None:
    file = tmp_path / "desk.sqlite3"
    desk = opened(file)
    desk.accounts.add(NAME, PASSWORD)
    with served(blank_page(), accounts=desk.accounts) as address:
        damage(file)
        for place in ("", "config", "login"):
            refused = httpx.get(address + place)
            assert refused.status_code == 503
            assert str(file) in refused.text
    assert "Traceback" not in caplog.text


def test_an_address_that_guesses_has_to_wait_whatever_the_names(tmp_path: Path) -> None:
    accounts = opened(tmp_path / "desk.sqlite3").accounts
    accounts.add(NAME, PASSWORD)
    with served(blank_page(), accounts=accounts) as address:
        for _ in range(MOST_WRONG):
            assert enter(address).status_code == 303
        guessed = [enter(address, name=f"Personne {number}").status_code for number in range(MOST_WRONG + 1)]
        assert guessed == [401] * MOST_WRONG + [429]
        assert enter(address).status_code == 429


def test_few_passwords_are_hashed_at_once() -> None:
    hashing, most, lock = 0, 0, threading.Lock()

    class Slow(Nobody):
        def marks(self) -> dict[str, str]:
            return {NAME: "m"}

        def verify(self, name: str, password: str) -> bool:
            nonlocal hashing, most
            with lock:
                hashing += 1
                most = max(most, hashing)
            time.sleep(0.05)
            with lock:
                hashing -= 1
            return False

    with served(blank_page(), accounts=Slow()) as address, ThreadPoolExecutor(16) as strangers:
        codes = list(strangers.map(lambda number: enter(address, name=f"n{number}").status_code, range(16)))
    assert codes == [401] * 16
    assert most == HASHED_AT_ONCE


def test_only_exact_names_are_this_machine() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "::1")))
    assert not any(map(is_loopback, ("::ffff:127.0.0.1", "0.0.0.0", "127.1", "localhost.example", "")))
