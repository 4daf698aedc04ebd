"""LlamaIndex's starter asked as we are: what it read, what it cites, and what its replies are worth."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.embeddings import MockEmbedding
from starter import Starter, judged

from model_fakes import FakeModel
from sourcier.errors import LLMInterrupted
from sourcier.evaluation import Case, GoldEvidence, GoldQuestion, evaluate
from sourcier.evaluation.support import entailed_by_rule
from sourcier.schema import Article

BODY = "Odile Farran dirige le port de Vaubrac. Le quai nord rouvrira en mai."
RAW = f"Le Phare\n{BODY}\n"
ARTICLE = Article(id="port", path="port.txt", title="Le port", outlet="Le Phare", text=BODY)
WHO = GoldQuestion(
    id="who",
    question="Qui dirige le port de Vaubrac ?",
    kind="factual",
    split="dev",
    facts=(("Odile Farran",),),
    evidence=(GoldEvidence(article="port.txt", quote="Odile Farran dirige le port de Vaubrac."),),
)
UNKNOWN = GoldQuestion(
    id="unknown", question="Quel est le budget du port ?", kind="near_unanswerable", split="dev", answerable=False
)


@pytest.fixture
def model() -> FakeModel:
    return FakeModel()


@pytest.fixture
def starter(tmp_path: Path, model: FakeModel) -> Starter:
    (tmp_path / "port.txt").write_text(RAW, encoding="utf-8")
    (tmp_path / "articles.yaml").write_text("port.txt: {}", encoding="utf-8")
    return Starter(tmp_path, [ARTICLE], model, MockEmbedding(embed_dim=8))


def case(starter: Starter, question: GoldQuestion) -> Case:
    return judged(evaluate(starter, [question], judge=entailed_by_rule).cases[0])


def test_it_reads_the_files_and_cites_its_chunks(starter: Starter, model: FakeModel) -> None:
    model.replies = ["Odile Farran [1] dirige le port de Vaubrac."]
    asked = case(starter, WHO)
    (citation,) = asked.statements[0].citations
    assert (citation.marker, citation.path, citation.quote) == (1, "port.txt", RAW.strip())
    assert asked.correct
    assert asked.facts_in_evidence
    assert asked.citations_exact == asked.citations_relevant == 1
    assert asked.judged is not None
    assert (asked.judged.recall, asked.judged.precision) == (1.0, 1.0)


def test_the_model_is_asked_in_the_words_of_the_starter(starter: Starter, model: FakeModel) -> None:
    model.replies = ["Odile Farran [1]."]
    case(starter, WHO)
    (message,) = model.prompts[0]
    assert message.role == "user"
    assert "Every answer should include at least one source citation." in message.content
    assert f"Source 1:\n{RAW.strip()}" in message.content
    assert "articles.yaml" not in message.content


def test_told_names_the_language_in_the_last_words(tmp_path: Path, starter: Starter, model: FakeModel) -> None:
    model.replies = ["Odile Farran [1]."] * 2
    case(starter, WHO)
    case(Starter(tmp_path, [ARTICLE], model, MockEmbedding(embed_dim=8), told=True), WHO)
    bare, told = (prompt[0].content for prompt in model.prompts)
    assert bare.endswith("Answer: ")
    assert told == bare.removesuffix("Answer: ") + "Answer in the language of the query: "


def test_what_cites_nothing_counts_for_the_facts_and_against_recall(starter: Starter, model: FakeModel) -> None:
    model.replies = ["Odile Farran est à sa tête. Le quai nord rouvrira en mai [1]. Il est long [7]."]
    asked = case(starter, WHO)
    assert asked.correct
    assert [statement.text for statement in asked.statements] == ["Le quai nord rouvrira en mai."]
    assert asked.judged is not None
    assert asked.judged.supported == (True, False, False)
    assert asked.judged.recall == pytest.approx(1 / 3)
    assert asked.judged.precision == 1.0


def test_an_answer_without_citations_has_no_precision(starter: Starter, model: FakeModel) -> None:
    model.replies = ["Odile Farran."]
    asked = case(starter, WHO)
    assert asked.correct
    assert asked.judged is not None
    assert (asked.judged.recall, asked.judged.precision) == (0.0, 0.0)


def test_a_refusal_is_right_where_nothing_answers_and_claims_nothing(starter: Starter, model: FakeModel) -> None:
    model.replies = ["The sources do not mention Odile Farran [1]."] * 2
    assert case(starter, UNKNOWN).right
    refused = case(starter, WHO)
    assert refused.refused
    assert not refused.correct
    assert refused.judged is None


def test_a_reply_cut_at_its_length_is_a_reply(starter: Starter, model: FakeModel) -> None:
    model.replies = [["Odile Farran [1], qui ", LLMInterrupted(model="fake")]]
    asked = case(starter, WHO)
    assert asked.error is None
    assert asked.correct
