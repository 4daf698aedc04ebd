"""A follow-up made to stand alone by a model, within seconds or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from sourcier.answering.llm import Model
from sourcier.answering.prompts import Prompt
from sourcier.errors import LLMError
from sourcier.schema import Turn

# The reader waits for this before anything is searched; the rules have a form ready.
SECONDS = 8.0
# What a follow-up refers to was said just before, and stands at the beginning of an answer.
LAST_TURNS, LONGEST_TURN = 4, 400
LABELS = {"user": "Question", "assistant": "Réponse"}


def rewrite(
    model: Model, prompt: Prompt, question: str, history: Sequence[Turn], seconds: float = SECONDS
) -> str | None:
    """The first line of what `model` makes of `question` after `history`; None when it fails or takes `seconds`."""
    lines = [f"{LABELS[turn.role]} : {_short(turn.content)}" for turn in history[-LAST_TURNS:]]
    messages = prompt.render({"conversation": "\n".join(lines), "question": _short(question)})
    try:
        with closing(model.stream(messages, prompt.grammar)) as reply:
            written = "".join(reply.within(seconds))
    except LLMError:
        return None
    return next((line.strip() for line in written.splitlines() if line.strip()), None)


def _short(text: str) -> str:
    """`text` on one line, cut where it is long."""
    return " ".join(text.split())[:LONGEST_TURN]
