"""What `/v1/chat/completions` sends back: OpenAI's shapes, with the proof in a field of our own, `sourcier`."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from sourcier.schema import Answer
from sourcier.services.chat_text import ending, pieces, whole
from sourcier.services.proof import Proof

Json = dict[str, Any]


@dataclass
class ChatReply:
    """The reply to one request, to the model it named: whole, or in chunks as the answer grows.

    With `counts_tokens`, a stream ends with its usage, which its other chunks have as null.
    """

    model: str
    counts_tokens: bool = False
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))
    _sent: int = 0

    def completion(self, answer: Answer) -> Json:
        """The whole reply."""
        message = {"role": "assistant", "content": whole(answer), "sourcier": _proof(answer)}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _reason(answer)}
        usage = _usage(answer)
        return self._object("chat.completion", [choice]) | ({"usage": usage} if usage else {})

    def opening(self) -> Json:
        """The first chunk, sent as soon as the evidence is found."""
        return self._chunk({"role": "assistant", "content": ""})

    def grown(self, answer: Answer) -> list[Json]:
        """A chunk for each sentence not sent yet: what was sent never changes, nor do its markers."""
        new = pieces(answer)[self._sent :]
        chunks = [self._chunk({"content": piece}) for piece in new]
        self._sent += len(new)
        return chunks

    def closing(self, answer: Answer) -> list[Json]:
        """What stands below the sentences, the proof with the reason of the end, and the tokens if asked for."""
        below = ending(answer)
        chunks = [self._chunk({"content": below})] if below else []
        chunks.append(self._chunk({"sourcier": _proof(answer)}, _reason(answer)))
        usage = _usage(answer)
        if self.counts_tokens and usage:
            chunks.append(self._object("chat.completion.chunk", []) | {"usage": usage})
        return chunks

    def _chunk(self, delta: Json, reason: str | None = None) -> Json:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return self._object("chat.completion.chunk", [choice]) | ({"usage": None} if self.counts_tokens else {})

    def _object(self, kind: str, choices: list[Json]) -> Json:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model, "choices": choices}


def _proof(answer: Answer) -> Json:
    return Proof.of(answer).model_dump(mode="json")


def _reason(answer: Answer) -> str:
    """`length` is how this protocol says that more was to come."""
    return "length" if answer.status == "interrupted" else "stop"


def _usage(answer: Answer) -> Json | None:
    """None where the model does not count, or nobody worded the answer."""
    if not answer.tokens:
        return None
    prompt, completion = answer.tokens.get("prompt", 0), answer.tokens.get("completion", 0)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
