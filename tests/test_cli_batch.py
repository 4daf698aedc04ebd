"""What a line of a batch holds."""

from __future__ import annotations

from pathlib import Path

from model_fakes import FakeEmbedder
from sourcier.assistant import Assistant
from sourcier.cli.batch import hits_json
from sourcier.index.builder import build_index

CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"


def test_a_passage_whose_article_was_taken_out_since_the_search_is_left_out(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assistant = Assistant.open(press, store=store, llm="extractive", embedder=FakeEmbedder())
    found = assistant.search(CRUE, k=3)
    paths = [hit["path"] for hit in hits_json(assistant, found)]
    assert "courrier-bilan.txt" in paths
    (press / "courrier-bilan.txt").unlink()
    build_index(press, store, FakeEmbedder())
    left = [hit["path"] for hit in hits_json(assistant, found)]
    assert left == [path for path in paths if path != "courrier-bilan.txt"]
