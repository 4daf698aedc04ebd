"""Whether a model answers, and how soon: asked for one word before a reader waits for it."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

from sourcier.answering.llm import Model
from sourcier.answering.prompts import Message

# A model that is loaded, or a server that is there, has begun by then; one that has not is no use to a reader.
PATIENCE_SECONDS = 60.0
ASKED = (Message(role="user", content="Réponds par un seul mot : bonjour."),)


@dataclass(frozen=True)
class Tried:
    """What a model did: seconds to its first words (None when it wrote nothing), and the tokens it reads at once."""

    model: str
    seconds: float | None
    context: int


def try_model(model: Model) -> Tried:
    """Ask `model` for a word, and leave it once it has begun; raises LLMError as it does."""
    context = model.capabilities().context
    started = time.monotonic()
    with closing(model.stream(ASKED, None).within(PATIENCE_SECONDS)) as reply:
        said = next((piece for piece in reply if piece.strip()), None)
    return Tried(model.name, None if said is None else time.monotonic() - started, context)
