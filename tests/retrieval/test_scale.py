"""Where closeness lies on the scale of a corpus, measured once and kept with its index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model_fakes import FakeEmbedder
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
from sourcier.retrieval.scale import placed
from sourcier.retrieval.search import search


def place(index: Index, question: str) -> float:
    return placed(index, search(index, question, question, 2000, today=date(2024, 9, 1))).place


def asked(index: Index) -> int:
    assert isinstance(index.embedder, FakeEmbedder)
    return len(index.embedder.queries)


@pytest.mark.parametrize("base", [0.81, 0.3])
def test_a_question_is_placed_alike_whatever_the_range_of_the_cosines(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: float
) -> None:
    monkeypatch.setattr(FakeEmbedder, "BASE", base)
    build_index(press, tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    assert place(index, "Combien de blessés la crue de la Lourande a-t-elle faits ?") > 0.4
    assert place(index, "Quelle est la recette de la tarte aux pommes ?") < 0.2
    index.close()


def test_the_scale_is_measured_once_for_an_index_and_anew_when_it_has_grown(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    first = Index(tmp_path / "store", FakeEmbedder())
    told = place(first, "Qui dirige le port de Vaubrac ?")
    measured = asked(first)
    assert measured > 10
    assert place(first, "Qui dirige le port de Vaubrac ?") == told
    assert asked(first) == measured + 1
    first.close()
    second = Index(tmp_path / "store", FakeEmbedder())
    assert place(second, "Qui dirige le port de Vaubrac ?") == told
    assert asked(second) == 1
    second.close()
    for number in range(10):
        (press / f"neuf{number}.txt").write_text(f"La halle {number} rouvre ses portes, annonce la commune.", "utf-8")
    build_index(press, tmp_path / "store", FakeEmbedder())
    third = Index(tmp_path / "store", FakeEmbedder())
    place(third, "Qui dirige le port de Vaubrac ?")
    assert asked(third) > 10
    third.close()


def test_an_index_that_takes_no_writing_is_measured_all_the_same(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    index._watch._db.execute("PRAGMA query_only = ON")
    told = place(index, "Qui dirige le port de Vaubrac ?")
    measured = asked(index)
    assert place(index, "Qui dirige le port de Vaubrac ?") == told
    assert asked(index) == measured + 1
    index.close()
