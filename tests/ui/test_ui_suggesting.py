"""Questions worth offering: whole, about somebody, and answered as expected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import islice

import pytest
from page_fakes import ARTICLES, BRIDGE, STATEMENTS, TOLL, FakeAssistant, answer_to, citation, evidence, refusal_to

from sourcier.desk import Exchange
from sourcier.errors import LLMUnreachable
from sourcier.schema import Answer, Article, Statement
from sourcier.ui.examples import EXAMPLES, FOLLOW_UPS, Examples, follow_ups
from sourcier.ui.suggesting import LONGEST, Suggestion, from_articles, from_sentences, offered, sentences_of

MAYOR = Suggestion("Qui est le maire de Port-Tilleul\u202f?", ("Aurélien Vasseur", "Vasseur"), BRIDGE.id)


class Answering:
    """Gives `answer` to every question, and remembers them."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        (
            "Le maire de Port-Tilleul, Aurélien Vasseur, a inauguré l’ouvrage.",
            ["Qui est le maire de Port-Tilleul ?", "Qui est Aurélien Vasseur ?"],
        ),
        (
            "Hélène Castagnier, directrice de l’hôpital de Valbrume, s’y oppose.",
            ["Qui est la directrice de l’hôpital de Valbrume ?", "Qui est Hélène Castagnier ?"],
        ),
        (
            "« Nous n’avons jamais reçu la moindre réponse du ministère », a déclaré Paul Roche.",
            ["Qu’a dit Paul Roche ?"],
        ),
        (
            "Paul Roche a été élu lundi maire de Valbrume par le conseil municipal, par 19 voix contre 8.",
            [
                "Qui a été élu maire de Valbrume par le conseil municipal ?",
                "Qui est le maire de Valbrume ?",
                "Qui est Paul Roche ?",
            ],
        ),
        ("La directrice a inauguré l’ouvrage.", []),
        ("L’ancien maire de Port-Tilleul, Aurélien Vasseur, était là.", []),
        ("Aurélien Vasseur juge la ligne trop lente.", []),
        ("L’ambassadeur au nom du roi, Paul Roche, est reparti.", []),
    ],
)
def test_a_sentence_gives_the_questions_that_it_answers(sentence: str, questions: list[str]) -> None:
    found = [each.question.replace("\u202f", " ") for each in from_sentences(BRIDGE, [sentence])]
    assert found == questions


def test_a_question_is_short_and_names_somebody_or_something() -> None:
    sentence = f"Le maire de {'Port-' * 20}Tilleul, Aurélien Vasseur, a parlé."
    assert all(len(each.question) <= LONGEST for each in from_sentences(BRIDGE, [sentence]))
    assert list(from_sentences(BRIDGE, ["Paul Roche, chef de la police, a démissionné."]))[1:] == []


def test_the_articles_take_turns() -> None:
    def article(name: str) -> Article:
        text = "\n\n".join(f"Le maire de {town}, Paul {name}, a parlé." for town in ("Lisse", "Valbrume"))
        return Article(id=name, path=name, title=name, text=text)

    found = islice(from_articles([article("Roche"), article("Vial")]), 4)
    assert [each.article for each in found] == ["Roche", "Vial", "Roche", "Vial"]
    english = article("Roche").model_copy(update={"language": "en"})
    assert list(from_articles([english])) == []


def test_only_what_is_answered_as_expected_is_offered() -> None:
    assert list(offered(Answering(answer_to("?")), [MAYOR], 3, 9)) == [MAYOR.question]
    for other in (
        refusal_to("?"),
        answer_to("?", statements=STATEMENTS[1:]),
        answer_to("?", status="interrupted"),
        LLMUnreachable(model="local"),
    ):
        assert list(offered(Answering(other), [MAYOR], 3, 9)) == []
    elsewhere = Suggestion(MAYOR.question, MAYOR.wordings, TOLL.id)
    toll = Statement(text=STATEMENTS[0].text, citations=(STATEMENTS[0].citations[0],), support="supported")
    assert list(offered(Answering(answer_to("?", statements=(toll,))), [elsewhere], 3, 9)) == []


def test_no_more_are_tried_than_said_and_none_twice() -> None:
    def candidates() -> Iterator[Suggestion]:
        for town in ("Lisse", "Lisse", "Valbrume", "Roquesombre", "Marnoz"):
            yield Suggestion(f"Qui dirige {town} ?", ("Personne",), BRIDGE.id)

    answering = Answering(answer_to("?"))
    assert list(offered(answering, candidates(), 3, 3)) == []
    assert len(answering.asked) == 3
    known = Answering(answer_to("?"))
    assert list(offered(known, [MAYOR], 3, 9, known=["Qui est le maire de Port-Tilleul ?"])) == []
    assert known.asked == []


def test_examples_are_found_once_for_the_same_articles_and_again_for_others() -> None:
    assistant, examples = FakeAssistant(), Examples()
    assert examples.of(assistant, "") == (MAYOR.question,)
    first = examples.prepare(assistant, "")
    assert examples.prepare(assistant, "") is first
    assistant.articles = {TOLL.id: TOLL}
    assert examples.of(assistant, "") == ()
    assert len(examples.of(assistant, "")) <= EXAMPLES
    assert examples.prepare(assistant, "other") is not examples.prepare(assistant, "")


def test_examples_given_are_those_shown() -> None:
    assert Examples(["Qui ?"]).of(FakeAssistant(), "") == ["Qui ?"]


def test_examples_are_tried_without_a_model() -> None:
    class Worded(FakeAssistant):
        def using(self, llm: str | None = None, evidence_characters: int | None = None) -> FakeAssistant:
            assert llm == "extractive"
            return FakeAssistant()

        def ask(self, question: str) -> Answer:
            raise AssertionError("the model was asked")

    assert Examples().of(Worded(model_name="local"), "") == (MAYOR.question,)


def test_follow_ups_come_from_what_was_read_and_were_not_asked() -> None:
    quote = "Le maire de Port-Tilleul, Aurélien Vasseur, a inauguré l’ouvrage devant trois cents personnes."
    read = evidence(2, BRIDGE, quote)
    answer = answer_to("Quel est le péage ?", statements=STATEMENTS[1:], evidence=(read,))
    asked = Exchange("Quel est le péage ?", answer, settled=True)
    found = follow_ups(FakeAssistant(), [asked])
    assert found == (MAYOR.question,)
    assert len(found) <= FOLLOW_UPS
    told = Exchange("Qui ?", answer_to("Qui ?", evidence=(read,)), settled=True)
    assert follow_ups(FakeAssistant(), [told, asked]) == ()
    again = Exchange(MAYOR.question, answer, settled=True)
    assert follow_ups(FakeAssistant(), [again]) == ()
    assert follow_ups(FakeAssistant(), [Exchange("?", refusal_to("?"), settled=True)]) == ()
    assert follow_ups(FakeAssistant(), [Exchange("?", problem="Injoignable.", settled=True)]) == ()
    assert citation(read).quote == quote


def test_a_slow_search_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcier.ui.examples.PATIENCE", 0.01)
    gate = threading.Event()

    class Slow(FakeAssistant):
        def ask(self, question: str) -> Answer:
            gate.wait()
            return super().ask(question)

    assistant, examples = Slow(), Examples()
    assert examples.of(assistant, "") == ()
    gate.set()
    examples.prepare(assistant, "").join()
    assert examples.of(assistant, "") == (MAYOR.question,)


def test_sentences_are_those_of_the_text() -> None:
    assert all(sentence in article.text for article in ARTICLES for sentence in sentences_of(article))
