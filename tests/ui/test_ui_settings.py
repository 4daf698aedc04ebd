"""The settings tab without a browser: what is kept for whom, what may be chosen, how a model is tried."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rooms import ONE, library_in, request

from model_fakes import FakeModel
from sourcier import library as library_module
from sourcier.desk import Desk
from sourcier.errors import ModelNotOffered
from sourcier.library import MOST_CHOSEN_MODELS, Library
from sourcier.ui.choices import Choice, Choices, parts, specification
from sourcier.ui.settings_panes import SettingsPanes
from sourcier.ui.settings_texts import ENGLISH, FRENCH, settings_texts

SECRET = "sk-canari-7421"
QUESTION = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Library, Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return library_in(tmp_path, 'models = ["ollama:petit"]\napi_key = "sk-machine"\n' + ONE)


@pytest.fixture
def panes(room: tuple[Library, Desk]) -> SettingsPanes:
    return SettingsPanes(room[0], Choices(*room), FRENCH, "fr")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An OpenAI-compatible server that says a word, and the keys that it was given."""
    keys: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            keys.append(self.headers["Authorization"])
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for delta, finish in (({"content": "Bonjour"}, None), ({}, "stop")):
                choice = {"index": 0, "delta": delta, "finish_reason": finish}
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}/v1", keys
        http.shutdown()
        thread.join()


def words(said: str) -> str:
    return " ".join(re.findall(r"<p [^>]*>(.*?)</p>", said))


def test_untouched_everything_is_as_the_machine_says(room: tuple[Library, Desk], panes: SettingsPanes) -> None:
    who, model, _, key, *_, evidence, theme, language, said = panes.open(request())
    assert who["value"] == "extractive"  # type: ignore[index]
    assert [value for _, value in who["choices"]] == [  # type: ignore[index, str-unpack]
        "extractive",
        "ollama:petit",
        "local",
        "openai",
        "ollama",
    ]
    assert (model["visible"], key["visible"]) == (False, False)  # type: ignore[index]
    assert language["value"] == "fr"  # type: ignore[index]
    assert (evidence["value"], theme["value"], said) == (2000, "system", "")  # type: ignore[index]
    assert Choices(*room).assistant("") is room[0].open()


def test_choices_are_remembered_by_reader_and_answer_accordingly(room: tuple[Library, Desk]) -> None:
    panes = SettingsPanes(room[0], Choices(*room), FRENCH, "fr")
    assert words(panes.keep_evidence(500, request("odile"))) == FRENCH.kept
    assert words(panes.keep_theme("dark", request("odile"))) == FRENCH.kept
    again = Choices(room[0], Desk.open(Path("index/desk.sqlite3")))
    assert again.of("odile") == Choice(evidence_characters=500, theme="dark")
    assert again.of("aimé") == Choice()
    brief = again.assistant("odile").evidence(QUESTION)
    assert 0 < sum(len(each.text) for each in brief) <= 500
    assert again.assistant("aimé") is room[0].open()


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "<script>"), ("evidence_characters", "10"), ("evidence_characters", "1001"), ("language", "de")],
)
def test_what_is_no_choice_is_not_kept(room: tuple[Library, Desk], name: str, value: str) -> None:
    choices = Choices(*room)
    with pytest.raises(ValueError, match=name):
        choices.keep("", **{name: value})
    room[1].preferences("").set(name, value)
    assert choices.of("") == Choice()


def test_a_server_is_tried_then_chosen_and_its_key_never_comes_back_or_stays(
    room: tuple[Library, Desk], panes: SettingsPanes, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, keys = server
    trying, tried = (words(said) for said in panes.test("openai", "petit", address, SECRET, request()))
    assert trying.startswith(f"openai:petit@{address}")
    assert re.search(r"répond : premiers mots en \d+,\d s, 8192 tokens", tried)
    assert keys == [f"Bearer {SECRET}"]
    said, field = panes.use("openai", "petit", address, SECRET, request())
    assert words(said) == f"openai:petit@{address} rédige maintenant les réponses."
    assert (field["value"], field["info"]) == ("", FRENCH.key_known)
    reopened: list[Any] = list(panes.open(request()))
    assert (reopened[0]["value"], reopened[1]["value"], reopened[2]["value"]) == ("openai", "petit", address)
    assert SECRET not in str(reopened)
    assert Choices(*room).assistant("").model_name == f"openai:petit@{address}"
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("desk.sqlite3*"))
    assert address.encode() in written
    assert SECRET.encode() not in written


def test_the_key_of_the_machine_goes_to_no_address_that_a_reader_gives(
    panes: SettingsPanes, server: tuple[str, list[str]]
) -> None:
    list(panes.test("openai", "petit", server[0], "", request()))
    assert server[1] == ["Bearer none"]


def test_a_server_that_is_not_there_is_said(panes: SettingsPanes) -> None:
    *_, said = panes.test("openai", "petit", "http://127.0.0.1:9/v1", "", request())
    assert "injoignable" in words(said)
    *_, said = panes.test("openai", "", "", "", request())
    assert "écrivez le nom du modèle" in words(said)
    assert panes.fields("extractive", request())[-1] == ""
    *_, said = panes.test("extractive", "", "", "", request())
    assert words(said) == FRENCH.quoting


def test_with_accounts_only_models_of_the_settings_may_be_chosen(room: tuple[Library, Desk]) -> None:
    library, desk = room
    choices = Choices(library, desk)
    choices.keep("odile", llm="openai:petit@http://127.0.0.1:9/v1")
    desk.accounts.add("odile", "une phrase de passe assez longue")
    panes = SettingsPanes(library, choices, FRENCH, "fr")
    who, *_, said = panes.open(request("odile"))
    assert [value for _, value in who["choices"]] == ["extractive", "ollama:petit"]  # type: ignore[index, str-unpack]
    assert words(str(said)) == FRENCH.only_offered
    refused, _ = panes.use("openai", "petit", "http://169.254.169.254/v1", SECRET, request("odile"))
    assert "cette machine propose extractive, ollama:petit" in words(refused)
    [tried] = panes.test("ollama", "petit", "http://10.0.0.1:11434", "", request("odile"))
    assert "ne peut pas être choisi ici" in words(tried)
    # What was chosen before there were accounts is not used any more.
    assert choices.assistant("odile").model_name == "extractive"
    assert library.keys == {}
    choices.keep("odile", llm="ollama:petit")
    assert choices.assistant("odile").model_name == "ollama:petit"


def test_a_password_in_an_address_is_not_kept(room: tuple[Library, Desk]) -> None:
    with pytest.raises(ModelNotOffered):
        Choices(*room).keep("", llm=f"openai:petit@http://user:{SECRET}@127.0.0.1:9/v1")


def test_a_password_of_the_settings_reaches_no_page_and_no_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spec = f"openai:grand@http://odile:{SECRET}@127.0.0.1:9/v1"
    library, desk = library_in(tmp_path, f'models = ["{spec}"]\n{ONE}')
    choices = Choices(library, desk)
    desk.accounts.add("odile", "une phrase de passe assez longue")
    panes = SettingsPanes(library, choices, FRENCH, "fr")
    shown = "openai:grand@http://127.0.0.1:9/v1"
    assert (shown, shown) in panes.open(request("odile"))[0]["choices"]  # type: ignore[index]
    refused, _ = panes.use("oracle", "", "", "", request("odile"))
    tried = list(panes.test(shown, "", "", "", request("odile")))
    said, field = panes.use(shown, "", "", "", request("odile"))
    assert words(said).startswith(shown)
    pages = [refused, *tried, said, field, panes.open(request("odile"))]
    assert SECRET not in str(pages)
    assert choices.spec_of(choices.of("odile").llm) == spec
    assert choices.assistant("odile").model_name == shown
    assert SECRET.encode() not in b"".join(file.read_bytes() for file in tmp_path.rglob("desk.sqlite3*"))


def test_a_key_goes_to_the_server_that_it_was_given_for_and_to_no_other(
    room: tuple[Library, Desk], panes: SettingsPanes, server: tuple[str, list[str]]
) -> None:
    address, keys = server
    panes.use("openai", "petit", address, "sk-premier", request())
    mistyped, _ = panes.use("openai", "pe tit", "http://127.0.0.1:9/v1", "sk-second", request())
    assert "Modèle inconnu" in words(mistyped)
    assert Choices(*room).key("", f"openai:petit@{address}") == "sk-premier"
    # The same server by another address is another one.
    other = address.replace("127.0.0.1", "localhost")
    list(panes.test("openai", "petit", other, "", request()))
    list(panes.test("openai", "grand", address, "", request()))
    assert keys == ["Bearer none", "Bearer sk-premier"]
    panes.use("openai", "petit", other, "", request())
    assert room[0].keys == {}


def test_trying_opens_the_model_of_the_machine_once_whatever_key_is_sent(
    room: tuple[Library, Desk], panes: SettingsPanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_model(spec: str, **_: object) -> FakeModel:
        opened.append(spec)
        return FakeModel(["Bonjour."], name=spec)

    monkeypatch.setattr(library_module, "open_model", open_model)
    for number in range(5):
        list(panes.test("local", "", "", f"sk-{number}", request()))
        list(panes.test("ollama:petit", "", "", f"sk-{number}", request()))
    assert opened == ["local", "ollama:petit"]
    for number in range(3 * MOST_CHOSEN_MODELS):
        panes.use("openai", f"petit{number}", "http://127.0.0.1:9/v1", "", request())
    list(panes.test("local", "", "", "", request()))
    assert opened.count("local") == 1
    refused, _ = panes.use("local:/etc/passwd", "", "", "", request())
    assert "ne peut pas être choisi ici" in words(refused)
    assert "local:/etc/passwd" not in opened


def test_a_desk_that_is_gone_is_said_in_the_settings(
    room: tuple[Library, Desk], panes: SettingsPanes, tmp_path: Path
) -> None:
    for file in tmp_path.rglob("desk.sqlite3*"):
        file.write_bytes(b"rien d'une base" * 100)
    who, *_, said = panes.open(request())
    assert who["value"] == "extractive"  # type: ignore[index]
    assert 'class="problem"' in str(said)


def test_a_specification_is_its_parts() -> None:
    for kind, model, address in (
        ("openai", "petit", ""),
        ("ollama", "qwen3:4b", "http://127.0.0.1:11434"),
        ("openai", "@cf/meta/petit", "https://exemple.test/v1"),
        ("local", "", ""),
    ):
        assert parts(specification(kind, model, address)) == (kind, model, address)


def test_both_languages_say_everything() -> None:
    assert (settings_texts("fr"), settings_texts("de")) == (FRENCH, ENGLISH)
    for name, french in vars(FRENCH).items():
        english = vars(ENGLISH)[name]
        assert set(re.findall(r"{\w+}", str(french))) == set(re.findall(r"{\w+}", str(english)))
