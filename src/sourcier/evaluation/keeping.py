"""An exchange of the page as a draft at the end of a gold file, which keeps all that stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path

import yaml
from filelock import FileLock

from sourcier.desk.exchange import Exchange, turns_of
from sourcier.errors import FileUnwritable
from sourcier.evaluation.beginning import MOST_FACTS, Facts, facts_of
from sourcier.evaluation.matching import states
from sourcier.evaluation.mistakes import GoldNotAppended
from sourcier.evaluation.parsing import ENTRY, parse
from sourcier.evaluation.questions import Kind
from sourcier.evaluation.writing import KEEP, SPLITS, TO_READ, write_gold
from sourcier.files import write_whole
from sourcier.language.analysis import words
from sourcier.schema import Answer, Turn

# Of the questions that several files may hold, none bears the name of another.
ID_DIGITS = 10
# Writing takes milliseconds: whoever has the file for longer is stuck.
WAIT_SECONDS = 10.0
# What JSON writes as it is and no YAML file may hold, or reads as the end of a line.
UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
TO_FIND = {
    "fr": "La réponse donnée était fausse ou incomplète : écrivez la bonne, et ses preuves.",
    "en": "The answer given was wrong or incomplete: write the right one, and its proofs.",
}
KINDS: dict[str, Kind] = {"en": "english", "ar": "arabic"}


def keep_as_gold(
    file: Path, exchanges: Sequence[Exchange], note: str = "", language: str = "fr", *, doubted: bool = False
) -> str:
    """Add the question of the last of `exchanges` to `file` as a draft, after what stands there; return its id.

    The file is made when missing, its comments in `language`; a question that it holds already is not added again. The
    facts are those of the quotes that the answer gives too; a refusal becomes a question that the articles do not
    answer. `sourcier eval check` asks that the draft be read, and finds nothing else wrong with it. Of an answer
    that is `doubted` nothing is taken over: the facts and their proofs are left to write, and the check asks for them.
    Raises BadGold when something in the file cannot be read, GoldNotAppended when nothing can follow it, and
    FileUnwritable; the file is then as it was.
    """
    id_ = _id(exchanges)
    # The lock would make its folder.
    if not file.parent.is_dir():
        raise FileUnwritable(path=file)
    try:
        # Two readers may add to one file.
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=WAIT_SECONDS):
            if not file.exists():
                write_gold(file, (), language)
            _append(file, id_, list(_entry(id_, exchanges, note, language, doubted)))
    except OSError:
        raise FileUnwritable(path=file) from None
    return id_


def _id(exchanges: Sequence[Exchange]) -> str:
    """By what is asked and what was said before, so that it is the same when asked again."""
    asked = "\0".join([exchanges[-1].question, *(turn.content for turn in _history(exchanges))])
    return f"asked-{sha256(asked.encode('utf-8', 'replace')).hexdigest()[:ID_DIGITS]}"


def _append(file: Path, id_: str, entry: Sequence[str]) -> None:
    nodes, mistakes = parse(file)
    for mistake in mistakes:
        raise mistake
    if any(key.value == "id" and value.value == id_ for node in nodes for key, value in node.value):
        return
    before = file.read_bytes().decode("utf-8")
    newline = "\r\n" if "\r\n" in before else "\n"
    first = ENTRY.search(before)
    indent = first["indent"] if first else ""
    split = f"  split: {SPLITS[len(nodes) % len(SPLITS)]}"
    lines = [f"{indent}{line}" for line in (entry[0], split, *entry[1:])]
    gap = "" if before.endswith("\n") else newline
    after = newline.join([before + gap, *lines, ""])
    if _count(after) != len(nodes) + 1:
        raise GoldNotAppended(place=file)
    write_whole(file, after)


def _count(text: str) -> int:
    """How many entries the list of a gold file has; -1 when it is none."""
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return -1
    return len(root.value) if isinstance(root, yaml.SequenceNode) else -1


def _entry(id_: str, exchanges: Sequence[Exchange], note: str, language: str, doubted: bool) -> Iterator[str]:
    """The lines of one question, but for its half."""
    exchange, history = exchanges[-1], _history(exchanges)
    answer = exchange.answer
    yield f"- id: {id_}"
    yield f"  question: {_scalar(exchange.question.strip())}"
    yield f"  kind: {'factual' if doubted else _kind(answer, history)}"
    if answer and answer.language != "fr":
        yield f"  language: {answer.language}"
    if history:
        yield "  history:"
        for turn in history:
            yield f"    - role: {turn.role}"
            yield f"      content: {_scalar(turn.content)}"
    facts = _facts(answer) if answer else ()
    if doubted:
        yield f"  facts: []  # {TO_FIND[language]}"
        yield "  evidence: []"
    elif answer is None or not facts:
        yield "  answerable: false"
    else:
        yield f"  facts: {_scalar(facts)}  # {KEEP[language]}"
        yield "  evidence:"
        for path, quote in dict.fromkeys((citation.path, citation.quote) for citation in answer.citations):
            yield f"    - article: {_scalar(path)}"
            yield f"      quote: {_scalar(quote)}"
    if note.strip():
        yield f"  note: {_scalar(note.strip())}"
    yield f"  draft: true  # {TO_READ[language]}"


def _history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """What was said before a question that only that makes clear; empty for one that stands alone."""
    answer = exchanges[-1].answer
    if answer is None or answer.searched_question.strip() == answer.question.strip():
        return []
    return turns_of(exchanges[:-1])


def _kind(answer: Answer | None, history: Sequence[Turn]) -> Kind:
    if answer is None or not _facts(answer):
        return "near_unanswerable"
    if answer.language in KINDS:
        return KINDS[answer.language]
    if history:
        return "follow_up"
    return "two_articles" if len({citation.article_id for citation in answer.citations}) > 1 else "factual"


def _facts(answer: Answer) -> Facts:
    """Those of the quotes that the answer gives too, else all; a whole quote where none has a name, date or figure."""
    quotes = [" ".join(citation.quote.split()) for citation in answer.citations]
    found = list(dict.fromkeys(chain.from_iterable(facts_of(quote) for quote in quotes)))
    told = [fact for fact in found if states(answer.text, fact)] or found
    whole = [(quote,) for quote in quotes if words(quote)]
    return tuple(told[:MOST_FACTS] or whole[:1])


def _scalar(value: object) -> str:
    """`value` as JSON, which is YAML once the signs are escaped that only JSON may hold."""
    return UNWRITABLE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    # Half of a surrogate pair is no character: nothing could read it back.
    code = ord(match[0])
    return "?" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"
