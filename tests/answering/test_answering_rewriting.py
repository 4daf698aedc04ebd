"""A model that makes a follow-up stand alone, or fails to in time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Thread

import pytest

from model_fakes import FakeModel
from sourcier import resources
from sourcier.answering.feed import Feed, Reply
from sourcier.answering.prompts import Message, Prompt
from sourcier.answering.rewriting import LAST_TURNS, LONGEST_TURN, rewrite
from sourcier.errors import LLMUnreachable
from sourcier.schema import Turn

PROMPT = Prompt.load(resources.shipped("prompts"), "condense")
HISTORY = [
    Turn(role="user", content="Que dit Odile Marchand de la crue ?"),
    Turn(role="assistant", content="Odile Marchand\nparle de 12 blessés."),
]
QUESTION = "Combien en a-t-elle faits ?"
WORDING = "Combien de blessés la crue a-t-elle faits ?"


def test_the_model_reads_the_last_turns_and_the_question() -> None:
    model = FakeModel([f"\n{WORDING}\nEt puis rien."])
    assert rewrite(model, PROMPT, QUESTION, HISTORY) == WORDING
    (messages,) = model.prompts
    assert messages[:-1] == PROMPT.opening
    assert messages[-1].content == (
        "Question : Que dit Odile Marchand de la crue ?\n"
        "Réponse : Odile Marchand parle de 12 blessés.\n"
        f"À réécrire : {QUESTION}\n"
    )


def test_a_long_conversation_is_cut() -> None:
    model = FakeModel([WORDING])
    rewrite(model, PROMPT, "Pourquoi ? " * 900, [Turn(role="assistant", content="non " * 900)] * 40)
    assert len(model.prompts[0][-1].content) < (LAST_TURNS + 1) * (LONGEST_TURN + 20)


@pytest.mark.parametrize(
    "reply", ["", [], "\n \n", [LLMUnreachable(model="fake")], ["Comb", LLMUnreachable(model="fake")]]
)
def test_a_model_that_fails_gives_nothing(reply: str | list[str | LLMUnreachable]) -> None:
    assert rewrite(FakeModel([reply]), PROMPT, QUESTION, HISTORY) is None


class Silent(FakeModel):
    """A model that begins and never ends, until it is left."""

    def __init__(self) -> None:
        super().__init__()
        self.feed = Feed()

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        Thread(target=self.drip, daemon=True).start()
        return Reply(self.feed, self.name, seconds=60)

    def drip(self) -> None:
        while not self.feed.abandoned.wait(0.01):
            self.feed.put("…")


def test_a_model_that_drips_is_left_at_the_deadline() -> None:
    model, started = Silent(), time.monotonic()
    assert rewrite(model, PROMPT, QUESTION, HISTORY, seconds=0.2) is None
    assert time.monotonic() - started < 5
    assert model.feed.abandoned.is_set()
