"""What an engine can do, and whether a prompt fits in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sourcier.answering.prompts import Message

# What chat templates put around a message ("<|im_start|>user … <|im_end|>") takes five or six tokens, and there is one
# more such mark where the reply begins.
TOKENS_AROUND = 16


@dataclass(frozen=True)
class Capabilities:
    """What an engine says that it can do; what it does not say is not counted on."""

    context: int
    """Tokens of a prompt and its reply together."""
    grammar: bool = False
    """Whether it keeps to a Lark grammar."""
    logprobs: bool = False
    """Whether it can tell how probable each token was."""
    prompt_cache: bool = False
    """Whether what prompts begin with is read once for all."""
    batches: bool = False
    """Whether it makes several replies about as fast as one."""


def fits(messages: Sequence[Message], room: int, count: Callable[[Sequence[Message]], int | None]) -> bool:
    """Whether `messages` take at most `room` tokens.

    A token is at least a byte: `count`, the tokenizer, is asked only where bytes leave doubt. Where there is none
    (None), what is in doubt does not fit.
    """
    around = TOKENS_AROUND * (len(messages) + 1)
    if sum(len(message.content.encode()) for message in messages) + around <= room:
        return True
    counted = count(messages) if room > around else None
    return counted is not None and counted + around <= room
