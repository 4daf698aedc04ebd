"""Several collections on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sourcier: Run, tmp_path: Path, press: Path) -> Run:
    """With the fake embedder, where two collections are set."""
    monkeypatch.chdir(tmp_path)
    for module in ("sourcier.index.embedding", "sourcier.assistant"):
        monkeypatch.setattr(f"{module}.SentenceTransformerEmbedder", lambda name, *_backend: FakeEmbedder(name))
    (tmp_path / "sourcier.toml").write_text(
        f'[collections.port]\narticles = "{press}"\nstore = "port.index"\n[collections.seule]\nstore = "port.index"\n',
        "utf-8",
    )
    return sourcier


def test_a_collection_is_indexed_and_asked_by_its_name(run: Run) -> None:
    code, out, _ = run("index", "--collection", "port")
    assert code == 0
    assert out.startswith("8 indexés")
    for name in ("port", "seule"):
        code, out, _ = run("ask", "Qui dirige le port de Vaubrac ?", "--collection", name)
        assert code == 0
        assert "phare-direction.txt:0-68" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("index", "--collection", "porc"),
            "Aucune collection « porc » dans les réglages : choisissez parmi port, seule",
        ),
        (("index", "--collection", "seule"), "collections.seule.articles"),
        (("index", "press", "--collection", "port"), "ne vont pas ensemble"),
        (("ask", "Qui ?", "--collection", "port", "--store", "x"), "ne vont pas ensemble"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err
