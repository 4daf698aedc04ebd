"""A model asked whether quotes say a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcier.answering.llm import Model
from sourcier.answering.prompts import Prompt
from sourcier.errors import LLMGarbled
from sourcier.language.dates import format_date
from sourcier.schema import Evidence

VERDICTS = {"oui": True, "yes": True, "non": False, "no": False}


@dataclass(frozen=True)
class Judge:
    """Asks `model` for a yes or a no, once for each question it is asked; adapters ask at temperature 0."""

    model: Model
    prompt: Prompt
    known: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The model, as its spec."""
        return self.model.name

    def __call__(self, text: str, premises: Sequence[Evidence]) -> bool:
        """Whether the model says that `premises` establish `text`; raises LLMError, for an unclear reply too."""
        written = "\n".join(_line(premise) for premise in premises)
        if (written, text) not in self.known:
            messages = self.prompt.render({"premises": written, "statement": text})
            self.known[written, text] = self._verdict("".join(self.model.stream(messages, self.prompt.grammar)))
        return self.known[written, text]

    def _verdict(self, reply: str) -> bool:
        word = reply.strip().rstrip(".!").casefold()
        if word not in VERDICTS:
            raise LLMGarbled(model=self.name)
        return VERDICTS[word]


def _line(premise: Evidence) -> str:
    published = premise.article.published
    source = ", ".join(filter(None, (premise.article.outlet, format_date(published) if published else "")))
    return f"({source}) {premise.text}" if source else premise.text
