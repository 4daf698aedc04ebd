"""The threshold of refusal learned on somebody's own articles, and kept with their index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder
from sourcier import Assistant
from sourcier.answering.refusal import LEAST
from sourcier.evaluation.calibrating import calibrate
from sourcier.evaluation.mistakes import GoldNothingToAsk, GoldOneSided
from sourcier.evaluation.questions import GoldQuestion
from sourcier.index.builder import build_index

FAR = "Quelle est la recette de la tarte aux pommes ?"
PORT = "Qui dirige le port de Vaubrac ?"


@pytest.fixture
def assistant(press: Path, tmp_path: Path) -> Assistant:
    return Assistant.open(press, store=tmp_path / "store", llm="extractive", embedder=FakeEmbedder())


def gold(question: str, *, answerable: bool) -> GoldQuestion:
    """Of its fields, only those that are looked at."""
    return GoldQuestion.model_construct(question=question, answerable=answerable, history=(), as_of=None)


def test_what_answers_is_less_likely_once_its_articles_are_left_out(assistant: Assistant) -> None:
    told = assistant.answerability(PORT)
    cited = {citation.path for citation in assistant.ask(PORT).citations}
    assert assistant.answerability(PORT, without=sorted(cited)) < told
    assert assistant.answerability(FAR) < told


def test_drafted_questions_are_told_from_the_same_without_their_articles(assistant: Assistant) -> None:
    seen: list[tuple[int, int]] = []
    found = calibrate(assistant, progress=lambda done, total: seen.append((done, total)))
    assert found.drafted
    assert found.answerable == found.unanswerable == len(seen) > 0
    assert found.auc > 0.5
    assert found.chosen.least <= LEAST
    assert [rates.least for rates in found.rates] == sorted(rates.least for rates in found.rates)
    for one, other in zip(found.rates, found.rates[1:], strict=False):
        assert one.answerable_refused <= other.answerable_refused
        assert one.unanswerable_answered >= other.unanswerable_answered


def test_the_threshold_of_gold_questions_refuses_as_many_as_allowed(assistant: Assistant) -> None:
    questions = [gold(PORT, answerable=True), gold(FAR, answerable=False)]
    found = calibrate(assistant, questions)
    assert (found.answerable, found.unanswerable, found.drafted) == (1, 1, False)
    assert found.chosen.answerable_refused == 0
    assert found.chosen.unanswerable_answered == 0
    assert found.chosen.least == pytest.approx(assistant.answerability(PORT), abs=1e-3)


def test_the_threshold_that_is_kept_decides_and_outlives_the_process(assistant: Assistant, tmp_path: Path) -> None:
    assert assistant.ask(PORT).status == "answered"
    assistant.refuse_below(0.99)
    assert assistant.ask(PORT).status == "not_in_corpus"
    other = Assistant.open(store=tmp_path / "store", llm="extractive", embedder=FakeEmbedder())
    assert other.ask(PORT).status == "not_in_corpus"
    other.refuse_below(0.0)
    assert assistant.ask(FAR).status == "answered"


def test_what_cannot_be_learned_from_is_named(assistant: Assistant, tmp_path: Path) -> None:
    for answerable in (True, False):
        with pytest.raises(GoldOneSided, match=r"mes\.yaml"):
            calibrate(assistant, [gold(PORT, answerable=answerable)], "mes.yaml")
    (tmp_path / "bref").mkdir()
    (tmp_path / "bref" / "un.txt").write_text("Le bac ne passe plus.", "utf-8")
    build_index(tmp_path / "bref", tmp_path / "peu", FakeEmbedder())
    brief = Assistant.open(store=tmp_path / "peu", llm="extractive", embedder=FakeEmbedder())
    with pytest.raises(GoldNothingToAsk):
        calibrate(brief)


def test_the_command_shows_both_rates_and_keeps_the_threshold_unless_told_not_to(
    sourcier: Run, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.assistant.SentenceTransformerEmbedder", lambda *_: FakeEmbedder())
    store = str(tmp_path / "store")
    code, said, _ = sourcier("calibrate", "--store", store, "--json", "--dry-run")
    assert code == 0
    assert json.loads(said)["drafted"]
    code, said, warned = sourcier("calibrate", "--store", store)
    assert code == 0
    assert "Seuil gardé avec l'index" in said
    assert "tirées des articles" in warned.replace("\n", " ")
