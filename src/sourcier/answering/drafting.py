"""A model's draft, read sentence by sentence as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcier.answering.llm import Model
from sourcier.answering.prompts import Prompt
from sourcier.language.analysis import fold
from sourcier.language.dates import format_date
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Evidence

# Every form in which models cite, with the link some add: "[1]", "[1, 3]", "【2】", "[1](javascript:x)".
MARKER = re.compile(r"\s*[\[【]\s*\d[\d\s,;–-]*[\]】](?:\([^)\s]*\)?)?")
AFTER_STOP = re.compile(rf"([.!?…])({MARKER.pattern})(?=\s|$)")
LANGUAGES = {"fr": "français", "en": "anglais", "ar": "arabe"}


@dataclass(frozen=True)
class Draft:
    """One drafted sentence without markers, and the markers that stood in it: a hint, no more."""

    text: str
    hints: tuple[int, ...]


def draft(model: Model, prompt: Prompt, question: str, evidence: Sequence[Evidence], language: str) -> Iterator[Draft]:
    """The sentences of the model's reply, each as soon as it is whole; none when it says that nothing answers.

    Raises LLMError, also after some sentences.
    """
    messages = prompt.render(
        {
            "question": question,
            "evidence": "\n".join(_line(item) for item in evidence),
            "language": LANGUAGES.get(language, language),
        }
    )
    refusal = fold(prompt.refusal or "")
    for sentence in whole_sentences(model.stream(messages, prompt.grammar)):
        if refusal and refusal in fold(sentence):
            return
        markers = [int(number) for marker in MARKER.findall(sentence) for number in re.findall(r"\d+", marker)]
        text = re.sub(r"\s+", " ", MARKER.sub("", sentence)).strip()
        if text:
            yield Draft(text, tuple(markers))


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences of a text that comes in pieces, each released once the next one has begun or the text has ended."""
    buffer = ""
    for piece in pieces:
        # Models also write "Phrase. [1] Suite": the marker belongs to the sentence before it.
        buffer = AFTER_STOP.sub(r"\2\1", buffer + piece)
        spans = sentence_spans(buffer)
        for start, end in spans[:-1]:
            yield buffer[start:end]
        if spans:
            buffer = buffer[spans[-1][0] :]
    if buffer.strip():
        yield buffer.strip()


def _line(item: Evidence) -> str:
    source = ", ".join(part for part in (item.article.outlet, format_date(item.article.published)) if part)
    return f"[{item.marker}] ({source}) {item.text}"
