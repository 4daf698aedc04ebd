"""A visit, which Gradio knows by a word of the browser's choice, is open to its reader alone, and to no other site."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from time import monotonic

import gradio as gr
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_fakes import FakeAssistant, FakeLibrary
from starlette.types import Message, Receive, Scope, Send

from served import served
from sourcier.desk import Desk
from sourcier.services.completions import routes
from sourcier.ui.sessions import Reader
from sourcier.ui.visits import JOIN, NEWS, ON_ITS_WAY, VISITS, LastWordFirst, Visits

PASSWORD = "un mot de passe assez long"
ELSEWHERE = {"Origin": "https://ailleurs.example", "Sec-Fetch-Site": "cross-site"}
Enter = Callable[[str], httpx.Client]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk, library = Desk.open(tmp_path_factory.mktemp("visits") / "desk.sqlite3"), FakeLibrary(FakeAssistant())
    with gr.Blocks(analytics_enabled=False) as page:
        page.load(lambda: None, api_visibility="private")
    for name in ("odile", "paul"):
        desk.accounts.add(name, PASSWORD)
    with served(page, accounts=desk.accounts, beside=routes(library, desk.accounts)) as address:
        yield address


@pytest.fixture
def enter(address: str) -> Iterator[Enter]:
    clients: list[httpx.Client] = []

    def entered(name: str) -> httpx.Client:
        given = httpx.post(f"{address}login", data={"username": name, "password": PASSWORD})
        clients.append(httpx.Client(base_url=address, cookies=given.cookies, timeout=20))
        return clients[-1]

    yield entered
    for client in clients:
        client.close()


def beat(client: httpx.Client, visit: str) -> int:
    with client.stream("GET", f"gradio_api/heartbeat/{visit}") as response:
        return response.status_code


def test_the_visit_of_another_is_not_found(enter: Enter) -> None:
    odile, paul = enter("odile"), enter("paul")
    asked = {"data": [], "fn_index": 0, "session_hash": "visite"}
    assert odile.post("gradio_api/queue/join", json=asked).status_code == 200
    assert paul.post("gradio_api/queue/join", json=asked).status_code == 404
    assert paul.post("gradio_api/run/predict", json=asked).status_code == 404
    assert paul.post("gradio_api/cancel", json=asked | {"event_id": "x"}).status_code == 404
    assert paul.get("gradio_api/queue/data", params={"session_hash": "visite"}).status_code == 404
    assert beat(paul, "visite") == 404
    assert beat(odile, "visite") == 200
    assert beat(paul, "la sienne") == 200


@pytest.mark.parametrize(
    "place",
    [
        "deep_link?session_hash=v",
        "runs",
        "stream/v/1/1/playlist.m3u8",
        "vibe-code",
        "vibe-code/",
        "call/ask/x",
    ],
)
def test_what_the_page_does_not_use_is_not_there(enter: Enter, place: str) -> None:
    assert enter("odile").get(f"gradio_api/{place}").status_code == 404


@pytest.mark.parametrize("place", ["process_recording", "vibe-edit", "vibe-starter-queries", "stream/x", "call/ask"])
def test_nor_can_anything_be_sent_there(enter: Enter, place: str) -> None:
    assert enter("odile").post(f"gradio_api/{place}", json={}).status_code == 404


@pytest.mark.parametrize("host", ["bureau.example:7860", "127.0.0.1:7860", "[::1]:7860"])
def test_no_other_site_reads_a_response(enter: Enter, host: str) -> None:
    odile = enter("odile")
    for place in ("config", "gradio_api/queue/data?session_hash=v", "v1/models", "logout"):
        refused = odile.get(place, headers={**ELSEWHERE, "Host": host})
        assert refused.status_code == 401
    # A link may lead here, from where nobody reads what is shown.
    led = odile.get("", headers={**ELSEWHERE, "Host": host})
    assert led.status_code == 200
    assert not [name for name in led.headers if name.startswith("access-control-")]
    assert odile.get("config").status_code == 200


@pytest.mark.parametrize("place", ["config", "v1/chat/completions", "gradio_api/queue/join"])
def test_no_other_site_is_told_what_it_may_send(address: str, place: str) -> None:
    asked = {**ELSEWHERE, "Access-Control-Request-Method": "POST", "Host": "[::1]:7860"}
    told = httpx.request("OPTIONS", f"{address}{place}", headers=asked)
    assert told.status_code == 405
    assert not [name for name in told.headers if name.startswith("access-control-")]
    assert told.headers["x-content-type-options"] == "nosniff"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), max_size=40))
def test_a_visit_stays_with_who_made_it(asked: list[tuple[str, str]]) -> None:
    visits, made = Visits(), dict[str, str]()
    for reader, visit in asked:
        assert visits.holds(Reader(reader), visit) == (made.setdefault(visit, reader) == reader)


def test_an_event_is_told_to_have_begun_after_the_last_word_on_those_before() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'data: {"msg":"close_stream"}\n\n'})

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    ordered = LastWordFirst(app)

    async def begun(path: str, visit: str) -> float:
        moments: list[float] = []

        async def send(message: Message) -> None:
            moments.append(monotonic())

        await ordered({"type": "http", "path": path, VISITS: [visit]}, nothing, send)
        return moments[0]

    async def three() -> tuple[float, float, float]:
        return await begun(NEWS, "one"), await begun(JOIN, "other"), await begun(JOIN, "one")

    ended, others, own = asyncio.run(three())
    assert others < ended + ON_ITS_WAY <= own
