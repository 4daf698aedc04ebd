"""No key is told: not on the terminal, in a log, an error, a notice, a measurement that is kept, nor to a model."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from model_servers import OLLAMA, OPENAI, Behaviour, Dialect, ModelServer, Reply, serving

from command_line import Run
from model_fakes import FakeEmbedder

KEY = "sk-canari-7f3b91d2c4e6"
PASSWORD = "mot-de-passe-canari-58a1"
QUESTION = "Qui dirige le port de Vaubrac ?"
GOLD = f"""\
- id: port
  question: {QUESTION}
  kind: office_holder
  split: dev
  facts: [[Corvelle]]
  evidence: [{{article: phare-direction.txt, quote: Bastien Corvelle dirige le port}}]
"""


def refusing(reply: Reply) -> None:
    """Refuse the key, and repeat it and the password, as some servers do."""
    reply.head(401, "application/json")
    reply.send(f'{{"error": {{"message": "Incorrect API key provided: {KEY}, {PASSWORD}"}}}}'.encode())


def broken(reply: Reply) -> None:
    """Repeat them inside a reply."""
    reply.head()
    reply.send(OPENAI.piece("Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024. Il "))
    reply.send(OPENAI.encode({"error": {"message": f"out of memory, {KEY}, {PASSWORD}"}}))


def answering(reply: Reply) -> None:
    reply.head()
    reply.send(OPENAI.piece("Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."))
    reply.send(OPENAI.end())


@pytest.fixture
def desk(press_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an index, gold questions and a key in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sourcier.assistant.SentenceTransformerEmbedder", lambda name, backend: FakeEmbedder())
    monkeypatch.setenv("SOURCIER_STORE", str(press_store))
    monkeypatch.setenv("SOURCIER_API_KEY", KEY)
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "gold.yaml").write_text(GOLD, "utf-8")
    return tmp_path


def with_password(dialect: Dialect, server: ModelServer) -> str:
    """The spec of a server behind a proxy that wants a password."""
    address = urlsplit(server.address)
    return f"{dialect.kind}:modele@http://lea:{PASSWORD}@{address.netloc}{dialect.path}"


def written(desk: Path) -> list[Path]:
    """Every file there but one of Chroma's, whose unused part holds whatever the memory of this process held before."""
    return [path for path in desk.rglob("*") if path.is_file() and path.name != "data_level0.bin"]


@pytest.mark.parametrize("secret", ["key", "password"])
@pytest.mark.parametrize("behaviour", [refusing, broken, answering])
@pytest.mark.parametrize("dialect", [OPENAI, OLLAMA], ids=["openai", "ollama"])
def test_no_secret_is_told(
    desk: Path,
    sourcier: Run,
    caplog: pytest.LogCaptureFixture,
    dialect: Dialect,
    behaviour: Behaviour,
    secret: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(behaviour) as server:
        spec = dialect.spec(server) if secret == "key" else with_password(dialect, server)
        told = []
        for command in (("ask", QUESTION), ("ask", QUESTION, "--json"), ("eval",)):
            told += [str(part) for part in sourcier(*command, "--llm", spec)]
        sent = "".join(server.keys) + "".join(map(str, server.requests))
    assert len(server.requests) >= 3
    told += [caplog.text, *(str(vars(record)) for record in caplog.records)]
    told += [path.read_bytes().decode("utf-8", "replace") for path in written(desk)]
    for canary in (KEY, PASSWORD):
        assert not [text[:300] for text in told if canary in text]
    # A key goes where it belongs, and never into a prompt.
    assert (KEY in sent) == (dialect is OPENAI and secret == "key")
    assert not [request for request in server.requests if KEY in str(request) or PASSWORD in str(request)]
