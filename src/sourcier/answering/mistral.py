"""A GGUF model run by mistral.rs: its door."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sourcier.answering.capabilities import Capabilities
from sourcier.answering.engine import Part
from sourcier.answering.prompts import Message

# Where the engine does not say: the shortest of the models in use.
SHORTEST_CONTEXT = 2048
# More prompts than the engine keeps.
REMEMBERED = 100
# The engine gives back nothing of what it keeps of prompts, whatever its `prefix_cache_n` (mistral.rs 0.9.5 on a CPU):
# 28 kB a token of Qwen2.5 1.5B, 15 GB after a hundred questions. After so many tokens, some fourteen questions and
# 1.7 GB, the model is loaded anew, which takes 4 s and gives all of it back.
MOST_KEPT = 60_000


class Unlike:
    """Prompts made unlike all before by spaces at their end.

    The engine reads on from the longest beginning that it kept, but a prompt that it kept whole it reads anew, whole:
    37 s instead of 1 s for a question that is asked again (mistral.rs 0.9.5, two cores).
    """

    def __init__(self) -> None:
        self._times: dict[tuple[Message, ...], int] = {}

    def __call__(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """`messages` with a space more at each time."""
        times = self._times.pop(tuple(messages), 0)
        if len(self._times) >= REMEMBERED:
            del self._times[next(iter(self._times))]
        self._times[tuple(messages)] = times + 1
        last = messages[-1]
        return (*messages[:-1], last.model_copy(update={"content": last.content + " " * times}))


class MistralEngine:
    """mistral.rs keeps the last prompts it read, and holds replies to a Lark grammar."""

    _runner: Any

    def __init__(self, path: Path) -> None:
        """Load the model; raises what the engine raises, a panic of its own too."""
        # The engine writes its load log on the terminal unless told otherwise before it is imported.
        os.environ.setdefault("RUST_LOG", "off")
        self._path = path
        self._load()
        context = self._runner.max_sequence_length() or SHORTEST_CONTEXT
        self.capabilities = Capabilities(context, grammar=True, logprobs=True, prompt_cache=True)

    def _load(self) -> None:
        from mistralrs import Runner, Which

        # The one before first: there is no room for two.
        self._runner = None
        which: Any = Which.GGUF(quantized_model_id=str(self._path.parent.resolve()), quantized_filename=self._path.name)
        self._runner = Runner(which=which, token_source="none")  # noqa: S106 (not a secret: no hub token is used)
        # What the one before gave back, glibc keeps otherwise: 140 MB each time. Others have no such call.
        with suppress(AttributeError, OSError, TypeError):
            ctypes.CDLL(None).malloc_trim(0)
        self._unlike = Unlike()
        self._kept = 0

    def count(self, messages: Sequence[Message]) -> int:
        """The tokens of their contents."""
        return sum(len(self._runner.tokenize_text(message.content, False, None)) for message in messages)

    def parts(self, messages: Sequence[Message], grammar: str | None, max_tokens: int) -> Iterator[Part]:
        """The reply as it is made."""
        from mistralrs import ChatCompletionRequest

        if self._kept > MOST_KEPT:
            self._load()
        self._kept += self.count(messages)
        wanted = ChatCompletionRequest(
            model="default",
            messages=[message.model_dump() for message in self._unlike(messages)],
            max_tokens=max_tokens,
            temperature=0.0,
            stream=True,
            logprobs=True,
            grammar=grammar,
            grammar_type="lark" if grammar else None,
        )
        chunks: Any = self._runner.send_chat_completion_request(wanted)
        for chunk in chunks:
            usage, choice = chunk.usage, chunk.choices[0]
            yield Part(
                text=choice.delta.content or "",
                logprob=choice.logprobs.logprob if choice.logprobs else None,
                reason=choice.finish_reason,
                prompt=usage.prompt_tokens if usage else None,
                completion=usage.completion_tokens if usage else None,
            )
