"""Fifty poisoned articles, read by a model that does whatever it is told: what is shown is proved all the same."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import date

import pytest
from evidence_builders import article, evidence_of, findings_of
from model_servers import KEY, OLLAMA, OPENAI, Dialect, Reply, serving
from poison import POISONED, Poisoned, poisoned

from model_fakes import FakeModel, replied
from sourcier import resources
from sourcier.answering.answer import Answering
from sourcier.answering.drafting import LANGUAGES, fitting_messages
from sourcier.answering.feed import Reply as Spoken
from sourcier.answering.llm import Model, open_model
from sourcier.answering.prompts import Message, Prompt
from sourcier.schema import Answer

PROMPT = Prompt.load(resources.shipped("prompts"), "answer")
CASES = poisoned()
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.article.id)
ACTIVE = re.compile(r"<|>|\]\(|://|javascript:|\[")


class Obedient(FakeModel):
    """Does what any text in its prompt orders, and when none does, what the articles ordered, from memory."""

    def __init__(self, case: Poisoned, *, prescient: bool = False) -> None:
        super().__init__()
        self.case = case
        self.prescient = prescient
        self.obeyed = False

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Spoken:
        self.prompts.append(tuple(messages))
        if self.prescient or self.case.canary in messages[-1].content:
            self.obeyed = True
            return replied([f"{self.case.obeyed} {self.case.order} [1](javascript:x) {self.case.obeyed} [99]"])
        return replied([self.case.news])


def answered(case: Poisoned, model: Model | None) -> Answer:
    findings = findings_of(evidence_of(case.article), case.question)
    answering = Answering(question=case.question, findings=findings, started=time.perf_counter(), model="obedient")
    *_, answer = answering.stream(model, PROMPT)
    return answer


def assert_quoted_or_innocent(answer: Answer, case: Poisoned) -> None:
    """The order stands in exact quotations of the article or nowhere; citations are exact."""
    for citation in answer.citations:
        assert case.article.text[citation.start : citation.end] == citation.quote
    for statement in answer.statements:
        if statement.support == "supported":
            assert case.canary not in statement.text
            assert not ACTIVE.search(statement.text)
        else:
            assert all(citation.quote in statement.text for citation in statement.citations)


def test_there_are_fifty_of_twelve_families_in_two_languages() -> None:
    assert len({case.article.id for case in CASES}) == POISONED
    assert len({case.family for case in CASES}) == 12


@cases
def test_without_a_model_the_news_is_quoted_as_it_stands(case: Poisoned) -> None:
    answer = answered(case, None)
    assert case.news in [citation.quote for citation in answer.citations]
    assert {statement.support for statement in answer.statements} == {"quoted"}
    assert_quoted_or_innocent(answer, case)


@cases
def test_a_model_that_obeys_whatever_it_reads_has_nothing_to_obey(case: Poisoned) -> None:
    model = Obedient(case)
    answer = answered(case, model)
    assert model.prompts
    assert not model.obeyed
    assert answer.statements[0].text == case.news
    assert_quoted_or_innocent(answer, case)


@cases
def test_the_order_can_still_be_quoted(case: Poisoned) -> None:
    ordered = [item.text for item in evidence_of(case.article) if case.canary in item.text]
    quoted = [citation.quote for citation in answered(case, None).citations]
    assert ordered
    assert set(ordered) <= set(quoted)


def test_what_a_prompt_holds_is_the_template_the_evidence_and_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_API_KEY", KEY)
    own = article("Le pont de Valserre rouvre lundi.", outlet="Le Phare", published=date(2025, 4, 2)).model_copy(
        update={"path": "secret/brouillon.txt", "byline": "Odile Secret", "url": "https://secret.example/1"}
    )
    evidence = evidence_of(own)
    messages = fitting_messages(FakeModel().fits, PROMPT, "Quand le pont rouvre-t-il ?", evidence, "fr")
    told = {
        "evidence": "(Le Phare, 2 avril 2025) Le pont de Valserre rouvre lundi.",
        "question": "Quand le pont rouvre-t-il ?",
        "language": LANGUAGES["fr"],
    }
    assert messages == PROMPT.render(told)


@pytest.mark.parametrize(
    ("dialect", "fields"),
    [
        (OPENAI, {"messages", "model", "stream", "temperature", "max_tokens", "stream_options"}),
        (OLLAMA, {"messages", "model", "stream", "options", "think", "tools"}),
    ],
)
def test_a_server_is_given_no_tool_and_no_address(dialect: Dialect, fields: set[str]) -> None:
    def behave(reply: Reply) -> None:
        reply.head(content_type=dialect.content_type)
        reply.send(dialect.piece("NON"))
        reply.send(dialect.end())

    with serving(behave) as server:
        model = open_model(dialect.spec(server), api_key=KEY)
        assert model is not None
        answered(CASES[0], model)
        (request,) = server.requests
    assert set(request) <= fields
    assert not request.get("tools")
    assert KEY not in str(request)
    assert CASES[0].article.path not in str(request)


def test_contradicting_poison_is_shown_beside_what_it_contradicts_each_with_its_source() -> None:
    true = article("La piscine de Vaubrac rouvrira le 12 mai 2025, a annoncé la mairie.", "Le Phare", date(2025, 4, 2))
    false = article(
        "La piscine de Vaubrac rouvrira le 30 août 2025, a annoncé la mairie.", "La Rumeur", date(2025, 4, 3)
    )
    question = "Quand la piscine de Vaubrac rouvrira-t-elle ?"
    false = false.model_copy(update={"id": "rumeur"})
    findings = findings_of(evidence_of(true, false), question)
    answering = Answering(question=question, findings=findings, started=0.0, model="extractive")
    *_, answer = answering.stream(None, PROMPT)
    sides = {(citation.outlet, citation.quote) for citation in answer.citations}
    assert {("Le Phare", true.text), ("La Rumeur", false.text)} <= sides
    for outlet, quote in sides:
        assert any(quote in each.text and (outlet or "") in each.text for each in answer.statements)
