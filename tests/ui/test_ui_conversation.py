"""Exchanges that grow, fail, stop and are remembered."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from page_fakes import LIMIT, STATEMENTS, FakeAssistant, answer_to, refusal_to

from sourcier.desk import Exchange
from sourcier.desk.exchange import turns_of
from sourcier.errors import LLMUnreachable
from sourcier.schema import Turn
from sourcier.ui.conversation import Conversation, Limits, converse, stop
from sourcier.ui.texts import ENGLISH, FRENCH


def last(assistant: FakeAssistant, question: str, earlier: Conversation = ()) -> Exchange:
    return list(converse(assistant, earlier, question, FRENCH))[-1][-1]


def test_the_question_comes_first_then_the_answer_grows() -> None:
    steps = list(converse(FakeAssistant(), (), "Qui ?", FRENCH))
    assert steps[0] == (Exchange("Qui ?"),)
    answers = [step[-1].answer for step in steps[1:]]
    assert [len(answer.statements) for answer in answers if answer] == [0, 1, 2, 2]
    assert [step[-1].settled for step in steps] == [False] * 4 + [True]


def test_a_follow_up_is_given_what_was_said() -> None:
    assistant = FakeAssistant()
    first = Exchange("Qui ?", answer_to("Qui ?"), settled=True)
    refused = Exchange("Quand ?", refusal_to("Quand ?"), settled=True)
    failed = Exchange("Où ?", problem="Injoignable.", settled=True)
    last(assistant, "Et après ?", (first, refused, failed))
    turns = assistant.histories[-1]
    assert [(turn.role, turn.content) for turn in turns[:2]] == [
        ("user", "Qui ?"),
        ("assistant", answer_to("Qui ?").text),
    ]
    assert [turn.content for turn in turns if turn.role == "user"] == ["Qui ?", "Quand ?"]
    assert turns == turns_of((first, refused, failed))
    assert all(isinstance(turn, Turn) for turn in turns)


def test_the_search_keeps_to_what_the_reader_chose() -> None:
    assistant = FakeAssistant()
    limits = Limits(("L’Écho de Valbrume",), "mars 2023", " ")
    (*_, settled) = converse(assistant, (), "Qui ?", FRENCH, limits)
    assert settled[-1].problem is None
    assert assistant.filters == [(date(2023, 3, 1), None, ("L’Écho de Valbrume",))]


def test_a_date_that_does_not_exist_is_said_and_nothing_is_asked() -> None:
    assistant = FakeAssistant()
    (*_, settled) = converse(assistant, (), "Qui ?", FRENCH, Limits(before="31/02/2024"))
    assert settled[-1].problem is not None
    assert "« 31/02/2024 » n'existe pas" in settled[-1].problem
    assert settled[-1].settled
    assert assistant.histories == []


@pytest.mark.parametrize("question", ["", "  \n "])
def test_an_empty_question_gets_one_sentence_and_is_not_kept(question: str) -> None:
    assistant = FakeAssistant()
    asked = last(assistant, question)
    assert asked.problem == "La question est vide : écrivez une question."
    following = list(converse(assistant, (asked,), "Qui ?", FRENCH))[-1]
    assert [exchange.question for exchange in following] == ["Qui ?"]


def test_a_question_too_long_is_refused_in_one_sentence() -> None:
    asked = last(FakeAssistant(), "a" * (LIMIT + 1))
    assert asked.settled
    assert asked.problem == f"La question compte {LIMIT + 1} caractères : {LIMIT} au plus."


def test_an_error_keeps_what_was_proved_and_speaks_the_language_of_the_page() -> None:
    assistant = FakeAssistant(failure=LLMUnreachable(model="local"))
    asked = list(converse(assistant, (), "Who?", ENGLISH))[-1][-1]
    assert asked.problem == LLMUnreachable(model="local").message("en")
    assert asked.answer is not None
    assert asked.answer.statements == STATEMENTS


def test_an_unforeseen_failure_is_one_sentence_and_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        asked = last(FakeAssistant(failure=RuntimeError("secret detail")), "Qui ?")
    assert asked.problem == FRENCH.failed
    assert "secret detail" not in (asked.problem or "")
    assert "secret detail" in caplog.text


def test_stopping_settles_the_growing_answer_and_only_that() -> None:
    growing = (Exchange("Qui ?", answer_to("Qui ?", statements=STATEMENTS[:1])),)
    stopped = stop(growing, FRENCH)[-1]
    assert stopped.settled
    assert stopped.problem == FRENCH.stopped
    assert stopped.answer == growing[-1].answer
    assert stop((stopped,), FRENCH) == (stopped,)
    assert stop((), FRENCH) == ()


def test_leaving_closes_the_stream() -> None:
    assistant = FakeAssistant()
    steps = converse(assistant, (), "Qui ?", FRENCH)
    next(steps)
    next(steps)
    steps.close()
    assert assistant.closed == 1
