"""A model's draft, read sentence by sentence as it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise, product, takewhile

from sourcier.answering.llm import Model
from sourcier.answering.orders import is_order
from sourcier.answering.prompts import Message, Prompt
from sourcier.answering.sources import line
from sourcier.answering.verdicts import probability, verdict
from sourcier.language.analysis import fold, terms
from sourcier.language.concepts import concept
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Evidence

# What a small model reads in a few seconds: about four sentences, 300 tokens. The best quotations follow its draft.
MOST_EVIDENCE = 1000
# A model that goes on and on is left there.
MOST_SENTENCES = 5
LONGEST_REPLY = 4000
# So many characters said so often are a model that turns in a circle; titles of office are said again and are shorter.
CIRCLE, TIMES = 80, 3

# Every form in which models cite, with the link some add: "[1]", "[1, 3]", "[n° 2]", "【2†source】", "[1](adresse)".
_INSIDE = r"[^\[\]［］【】\n.!?…]"
_LINK = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"
MARKER = re.compile(rf"\s*[\[［【]{_INSIDE}*\d{_INSIDE}*[\]］】](?:{_LINK})?")
AFTER_STOP = re.compile(rf"([.!?…](?:\s?[»”\"])*)((?:{MARKER.pattern})+)(?=\s)")
# "[texte](adresse)" keeps its text. Some press text has brackets of its own ("[sic]"); a draft never needs them, and
# what holds no bracket cannot pass for a citation.
LINK = re.compile(rf"(?<=[\]］】]){_LINK}")
BRACKET = re.compile(r"[\[\]［］【】]")
# Lists and emphasis of Markdown: "- ", "2. ", "**", "`".
LIST_ITEM = re.compile(r"^(?:[-*•–—#>]+|\d{1,2}[.)])\s+")
# Of HTML and of chat templates.
TAG = re.compile(r"<[^<>]*>")
ANGLE = re.compile(r"[<>]")
ADDRESS = re.compile(r"\w:/{2}|\bwww\.|\b(?:javascript|data|vbscript):", re.IGNORECASE)
EMPHASIS = re.compile(r"\*+|`+|__+")

# A span still open at the end: where it closes decides which full stops inside it end a sentence. So do the word that
# follows a full stop and the first letter of the next one.
OPEN_SPAN = re.compile(r"«[^«»]*\Z|“[^“”]*\Z|\([^()]*\Z")
BEGUN = re.compile(r"\W*\w\S*\s+\S")
# "Demandaient-ils", "a-t-elle": a verb before its subject, as questions have it.
TURNED = re.compile(r"\b[^\W\d_]+-(?:t-)?(?:ils?|elles?|on)\b")
LANGUAGES = {"fr": "français", "en": "anglais", "ar": "arabe"}


@dataclass(frozen=True)
class Draft:
    """What a model says: first whether what it read answers, then its sentences."""

    read: float | None
    """The probability, in [0, 1], that the evidence answers, as the model finds; None when it does not say."""
    sentences: Iterator[str]
    """Each as soon as it is whole; none when it finds no answer. Raises LLMError, also after some."""


@contextmanager
def draft(
    model: Model,
    prompt: Prompt,
    question: str,
    evidence: Sequence[Evidence],
    language: str,
    failed: Sequence[str] = (),
) -> Iterator[Draft]:
    """The model's reply, left when the context is; after the sentences `failed` of a first one, a second.

    The model reads the first of `evidence` that fit and give it no orders; it is not asked when none does, nor to cite:
    small models number at random, and finding the proof is for code. Raises LLMError.
    """
    after = prompt.repairing(failed) if failed else ()
    messages = fitting_messages(lambda own: model.fits((*own, *after)), prompt, question, evidence, language)
    if messages is None or (failed and not after):
        yield Draft(None, iter(()))
        return
    with closing(model.stream((*messages, *after), prompt.grammar)) as reply:
        pieces = _at_most(LONGEST_REPLY, reply)
        begun = _begun(pieces, max(len(prompt.answers), len(prompt.silent)) + len("****\n"))
        found, rest = verdict(begun, prompt)
        read = None if found is None else probability(found=found, logprob=reply.logprob)
        yield Draft(read, iter(()) if found is False else _prose(chain([rest], pieces)))


def _begun(pieces: Iterator[str], length: int) -> str:
    """So many characters of `pieces`, or all there are."""
    text = ""
    while len(text.lstrip()) < length and (piece := next(pieces, None)) is not None:
        text += piece
    return text.lstrip()


def _prose(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences without their marks; not those with an address: the articles are quoted with theirs."""
    with suppress(_TurnsInACircle):
        for sentence in islice(whole_sentences(_going_on(pieces)), MOST_SENTENCES):
            if (plain := without_marks(sentence)) and not ADDRESS.search(plain):
                yield plain


class _TurnsInACircle(Exception):
    """A small model says one thing over and over, until the room for its reply is full."""


def _going_on(pieces: Iterable[str]) -> Iterator[str]:
    """`pieces`; raises _TurnsInACircle as soon as they do."""
    said = ""
    for piece in pieces:
        said += piece
        if len(said) > CIRCLE and said.count(said[-CIRCLE:]) == TIMES:
            raise _TurnsInACircle
        yield piece


def echoes(question: str, sentence: str) -> bool:
    """Whether `sentence` turns round as `question` does ("les syndicats demandaient-ils que…"): it states nothing."""
    turned, asked = (set(TURNED.findall(fold(text))) for text in (sentence, question))
    return not turned.isdisjoint(asked)


def leaves_out(question: str, sentence: str, proof: Sequence[Evidence]) -> bool:
    """Whether `sentence` lacks what `question` names and its proof says: it may be the very thing asked."""
    asked, told, said = (_concepts(text) for text in (question, " ".join(item.text for item in proof), sentence))
    return bool(asked & told - said)


def _concepts(text: str) -> set[str]:
    return {concept(term) for term in terms(text)}


def fitting_messages(
    fits: Callable[[Sequence[Message]], bool],
    prompt: Prompt,
    question: str,
    evidence: Sequence[Evidence],
    language: str,
) -> tuple[Message, ...] | None:
    """The prompt with as many of `evidence`, best first, as a model can read; None when there is room for none.

    Where there is room for one sentence only without the examples, they are left out.
    """
    told = [item for item in evidence if not is_order(item.text)]
    ends = accumulate(len(item.context) + len(item.text) for item in told)
    lines = [line(item) for item, end in zip(told, ends, strict=True) if end <= MOST_EVIDENCE]
    values = {"question": question, "language": LANGUAGES.get(language, language)}
    for template, read in product((prompt, prompt.without_examples()), range(len(lines), 0, -1)):
        messages = template.render(values | {"evidence": "\n".join(lines[:read])})
        if fits(messages):
            return messages
    return None


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences of a text that comes in pieces, each released once nothing that follows can change it.

    The same text gives the same sentences however it is cut into pieces. A new line begins a new sentence.
    """
    text, released = "", 0
    for piece in pieces:
        text += piece.replace("\n", "\n\n")
        for sentence in _sentences(text, settled=True)[released:]:
            released += 1
            yield sentence
    yield from _sentences(text)[released:]


def without_marks(sentence: str) -> str:
    """`sentence` as prose: what it cites, links to, lists, stresses or marks up is taken out."""
    prose = EMPHASIS.sub("", BRACKET.sub("", LINK.sub("", MARKER.sub("", ANGLE.sub("", TAG.sub("", sentence))))))
    return LIST_ITEM.sub("", re.sub(r"\s+", " ", prose).strip())


def _sentences(text: str, *, settled: bool = False) -> list[str]:
    """The sentences of `text`; with `settled`, the first of them that stay as they are whatever text follows."""
    # Models also write "Phrase. [1] Suite": the marker belongs to the sentence before it.
    text = AFTER_STOP.sub(r"\2\1", _curled(text))
    spans = sentence_spans(text)
    if not settled:
        return [text[start:end] for start, end in spans]
    still_open = OPEN_SPAN.search(text, text.rfind("\n") + 1)
    limit = still_open.start() if still_open else len(text)
    followed = takewhile(lambda pair: pair[1][0] < limit and BEGUN.match(text, pair[1][0]), pairwise(spans))
    return [text[start:end] for (start, end), _ in followed]


def _curled(text: str) -> str:
    """`text` with its straight quotes opening and closing in turn: the text that follows could tell them otherwise."""
    first, *others = text.split('"')
    return first + "".join(("“" if rank % 2 == 0 else "”") + other for rank, other in enumerate(others))


def _at_most(characters: int, pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        characters -= len(piece)
        if characters < 0:
            return
        yield piece
