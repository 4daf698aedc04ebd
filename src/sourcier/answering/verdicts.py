"""Whether a model finds that what it reads tells what is asked, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from math import exp

from sourcier.answering.llm import Model
from sourcier.answering.orders import is_order
from sourcier.answering.prompts import Prompt
from sourcier.answering.sources import line
from sourcier.schema import Evidence

# What models write around a verdict; a quotation that follows keeps its mark.
AROUND_VERDICT = r"[^\w«“\"(]*"
# How sure a model is taken to be that only says yes or no.
UNSAID = 0.9
# Sentences that are read one at a time.
MOST_READ = 3


def verdict(text: str, prompt: Prompt) -> tuple[bool | None, str]:
    """Whether a reply that begins so finds an answer, None when it does not say, and what follows."""
    for found, wording in ((True, prompt.answers), (False, prompt.silent)):
        word = re.escape(wording.rstrip(" :"))
        if word and (said := re.match(rf"{AROUND_VERDICT}{word}\b{AROUND_VERDICT}", text, re.IGNORECASE)):
            return found, text[said.end() :]
    return None, text


def probability(*, found: bool, logprob: float | None) -> float:
    """The probability, in [0, 1], that there is an answer, of a verdict and the logarithm of its own."""
    said = UNSAID if logprob is None else exp(logprob)
    return said if found else 1 - said


def to_be_read(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to read one at a time, best first: not those that give orders."""
    return list(islice((item for item in evidence if not is_order(item.text)), MOST_READ))


def read_singly(model: Model, prompt: Prompt, question: str, evidence: Sequence[Evidence]) -> Iterator[float]:
    """The probability, in [0, 1], that each of `evidence` tells what is asked, as `model` finds; raises LLMError.

    Where a reply is no verdict, it finds neither.
    """
    for item in evidence:
        messages = prompt.render({"question": question, "sentence": line(item)})
        with closing(model.stream(messages, prompt.grammar)) as reply:
            found, _ = verdict("".join(reply), prompt)
        yield 0.5 if found is None else probability(found=found, logprob=reply.logprob)
