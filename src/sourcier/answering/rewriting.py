"""A follow-up made to stand alone by a model, within seconds or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Thread

from sourcier.answering.feed import Feed
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
    feed = Feed()
    Thread(target=_read, args=(model.stream(messages, prompt.grammar), feed), daemon=True).start()
    try:
        written = "".join(feed.drain(model.name, seconds))
    except LLMError:
        return None
    return next((line.strip() for line in written.splitlines() if line.strip()), None)


def _read(pieces: Iterator[str], feed: Feed) -> None:
    """Pass the pieces on until the reader has left: leaving them tells the engine to stop."""
    try:
        for piece in pieces:
            if feed.abandoned.is_set():
                return
            feed.put(piece)
        feed.put(None)
    except LLMError as error:
        feed.put(error)


def _short(text: str) -> str:
    """`text` on one line, cut where it is long."""
    return " ".join(text.split())[:LONGEST_TURN]
