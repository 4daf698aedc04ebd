"""Regressions planted in what searches and answers are caught by the gate; a run that is unchanged passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from gate_press import TOWNS, town_questions, write_towns

from model_fakes import FakeEmbedder, FakeModel
from sourcier.answering import answer as answering
from sourcier.answering.verification import Proof
from sourcier.assistant import Assistant
from sourcier.evaluation import Baseline, Report, check_gold, drops, evaluate, read_baselines, write_baseline
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
from sourcier.retrieval import evidence as sentences
from sourcier.retrieval import hybrid as passages
from sourcier.schema import Answer, Article, Evidence, RetrievedPassage, Turn

QUESTIONS = town_questions()
# What a model that invents would draft: a mayor, a price and an architect that no article knows.
INVENTED = "Célestin Bourdaloue dirige la mairie de {0}. Le pont de {0} coûtera 999 millions d'euros."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("towns")
    build_index(write_towns(folder / "press"), folder / "store", FakeEmbedder())
    opened = Index(folder / "store", FakeEmbedder())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def quoting(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    """What is kept of a run that quotes."""
    return kept(evaluate(Assistant(index), QUESTIONS), tmp_path_factory.mktemp("quoting"))


@pytest.fixture(scope="module")
def inventing(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    """What is kept of a run whose model invents, every sentence of which is dropped."""
    return kept(evaluate(Assistant(index, inventor()), QUESTIONS), tmp_path_factory.mktemp("inventing"))


def kept(report: Report, folder: Path) -> Baseline:
    write_baseline(folder / "baseline.json", report)
    return read_baselines(folder / "baseline.json")[report.model]


def inventor() -> FakeModel:
    return FakeModel([INVENTED.format(town[0]) for town in TOWNS for _ in range(len(QUESTIONS) // len(TOWNS))])


def caught(report: Report, baseline: Baseline) -> set[str]:
    return {difference.name for difference in drops(report, baseline)}


def test_the_questions_are_good(index: Index) -> None:
    assert check_gold(QUESTIONS, tuple(index.articles.values())) == ()


def test_a_run_that_is_unchanged_passes(index: Index, quoting: Baseline, inventing: Baseline) -> None:
    assert caught(evaluate(Assistant(index), QUESTIONS), quoting) == set()
    assert caught(evaluate(Assistant(index, inventor()), QUESTIONS), inventing) == set()


def test_a_ranking_that_counts_for_nothing_is_caught(
    index: Index, quoting: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "convex", lambda rankings, weights: {row: 0.0 for each in rankings for row in each})
    assert "ndcg@10" in caught(evaluate(Assistant(index), QUESTIONS), quoting)


def test_sentences_ranked_by_their_words_alone_are_caught(
    index: Index, quoting: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "WEIGHTS", (0.0, 1.0))
    assert "citation_relevance" in caught(evaluate(Assistant(index), QUESTIONS), quoting)


def test_a_search_upside_down_is_caught(index: Index, quoting: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    upright = sentences.convex

    def upside_down(rankings: Sequence[Mapping[int, float]], weights: Sequence[float]) -> dict[int, float]:
        return {row: 1 - score for row, score in upright(rankings, weights).items()}

    monkeypatch.setattr(sentences, "convex", upside_down)
    found = caught(evaluate(Assistant(index), QUESTIONS), quoting)
    assert {"correct", "evidence_ndcg@10", "citation_relevance"} <= found


def test_verification_that_lets_everything_pass_is_caught(
    index: Index, inventing: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pass_everything(text: str, evidence: Sequence[Evidence]) -> Proof:
        return Proof((evidence[0],), 1.0)

    monkeypatch.setattr(answering, "find_proof", pass_everything)
    # The articles are quoted beside what leaves out what is asked: the answers hold the facts all the same.
    assert "statement_support" in caught(evaluate(Assistant(index, inventor()), QUESTIONS), inventing)


@dataclass
class Dateless:
    """An assistant that forgets on which day a question is asked."""

    inner: Assistant
    model_name: str = "extractive"

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.inner.articles

    def search(self, question: str, k: int, as_of: date | None = None) -> Sequence[RetrievedPassage]:
        return self.inner.search(question, k)

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        return self.inner.stream(question, history)


def test_dates_that_are_ignored_are_caught(index: Index, quoting: Baseline) -> None:
    found = caught(evaluate(Dateless(Assistant(index)), QUESTIONS), quoting)
    assert {"temporal_accuracy", "correct", "evidence_ndcg@10"} <= found
