"""Who did what a question asks about: "qui a signé la convention ?"."""

from __future__ import annotations

import re

from sourcier.answering.roles import Read
from sourcier.language.analysis import fold
from sourcier.language.predicates import Predicate, predicates
from sourcier.retrieval.antecedents import people

ASKS = re.compile(r"\b(?:qui|who)\s+(?:\w+['’ ])?(?:a|ont|avait|avaient|has|had)\s|\bpar qui\b|\bby whom\b")
BY = re.compile(r"\b(?:par|by)\s")
# "Paul Veyrac et Odile Farran ont signé": both did.
AND = re.compile(r"\s*(?:,|et|and)\s+(?:M\.|Mme)?\s*\Z")
# Characters between a verb and who did it: "signé par le maire de la commune, Paul Veyrac".
NEAR = 90


def asked_deed(question: str) -> str | None:
    """The verb whose subject `question` asks for, as its concept; None where it asks for none."""
    if not ASKS.search(fold(question)):
        return None
    return next((verb.verb for verb in predicates(question)), None)


def agents(text: str, deed: str) -> list[str]:
    """The persons who did `deed`, as `text` writes their names: several where they did it together."""
    read = Read(text)
    for verb in (verb for verb in read.verbs if verb.verb == deed):
        found = _by(verb, read) or ([] if verb.is_passive else _subjects(verb, read))
        if found:
            return found
    return _after_participle(text, deed, read)


def _by(verb: Predicate, read: Read) -> list[str]:
    """Behind "par", where no other verb comes before it."""
    by = BY.search(read.text, verb.end, verb.end + NEAR)
    if by is None or read.has_verb_within(verb.end, by.start()):
        return []
    return _together(read.text[by.end() :])


def _subjects(verb: Predicate, read: Read) -> list[str]:
    """The persons named last before the verb, no other verb but the one of a relative clause between."""
    before = read.text[: verb.start]
    names = [(person.text, before.rfind(person.text)) for person in people(before)]
    near = [(name, at) for name, at in sorted(names, key=lambda pair: pair[1]) if at >= verb.start - NEAR]
    if not near or read.has_verb_within(near[-1][1], verb.start):
        return []
    found = [near[-1]]
    for name, at in reversed(near[:-1]):
        if not AND.match(before[at + len(name) : found[0][1]]):
            break
        found.insert(0, (name, at))
    return [name for name, _ in found]


def _after_participle(text: str, deed: str, read: Read) -> list[str]:
    """ "Signée par Paul Veyrac, la convention…": a participle without its auxiliary."""
    for word in read.words:
        by = BY.search(text, word.end, word.end + NEAR) if word.concept == deed else None
        if by and not text[word.end : by.start()].strip():
            return _together(text[by.end() :])
    return []


def _together(text: str) -> list[str]:
    """The first person named, and those joined to it."""
    found: list[str] = []
    end = 0
    for person in people(text[:NEAR]):
        at = text.find(person.text, end)
        if found and not AND.match(text[end:at]):
            break
        found.append(person.text)
        end = at + len(person.text)
    return found
