"""A GGUF model run by llama.cpp, where llama-cpp-python is installed: its door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sourcier.answering.capabilities import Capabilities
from sourcier.answering.engine import Part
from sourcier.answering.prompts import Message

# Its memory is taken when the model is loaded: what a prompt and its reply need, many times over.
CONTEXT = 8192


class LlamaCppEngine:
    """llama.cpp keeps the prompt it read last; its grammars are of another kind than ours, and not used."""

    @staticmethod
    def is_installed() -> bool:
        """Whether the extra `llama-cpp` is there."""
        return find_spec("llama_cpp") is not None

    def __init__(self, path: Path) -> None:
        """Load the model; raises what the engine raises."""
        from llama_cpp import Llama

        self._llama: Any = Llama(model_path=str(path), n_ctx=CONTEXT, verbose=False)
        self.capabilities = Capabilities(min(self._llama.n_ctx(), self._trained_context()), prompt_cache=True)

    def count(self, messages: Sequence[Message]) -> int:
        """The tokens of their contents."""
        return sum(len(self._llama.tokenize(message.content.encode(), add_bos=False)) for message in messages)

    def parts(self, messages: Sequence[Message], grammar: str | None, max_tokens: int) -> Iterator[Part]:
        """The reply as it is made."""
        chunks = self._llama.create_chat_completion(
            messages=[message.model_dump() for message in messages],
            max_tokens=max_tokens,
            temperature=0.0,
            stream=True,
        )
        for chunk in chunks:
            (choice,), usage = chunk["choices"], chunk.get("usage") or {}
            yield Part(
                text=choice["delta"].get("content") or "",
                reason=choice["finish_reason"],
                prompt=usage.get("prompt_tokens"),
                completion=usage.get("completion_tokens"),
            )

    def _trained_context(self) -> int:
        """The context that the model was trained for, as its file says; beyond it replies are nonsense."""
        architecture = self._llama.metadata.get("general.architecture", "")
        return int(self._llama.metadata.get(f"{architecture}.context_length", CONTEXT))
