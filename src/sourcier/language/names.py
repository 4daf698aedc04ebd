"""Proper names and figures in French text, found by their shape."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold, stem, words
from sourcier.language.stopwords import STOP_WORDS

_UPPER = "[A-ZÀ-ÖØ-ÞŒŠŽČĆŁŚŻİ]"
_CAPITAL = rf"{_UPPER}[\w’'.-]*[\w]|{_UPPER}\b"
_LINK = r"(?:de|du|des|de la|de l['’]|d['’]|la|le|ben|bin|ibn|el|al|von|van)"
NAME = re.compile(rf"(?:{_CAPITAL})(?:[ \u00a0-](?:{_LINK}[ \u00a0]?)?(?:{_CAPITAL}))*")
# What an elided article or preposition leaves before the name: "l'Élysée", "d'Orléans".
ELIDED = re.compile(r"^(?:[LDSNMTCJ]|Qu|Jusqu|Lorsqu)['’](?=\w)", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,}\b")
INITIALS = rf"{_UPPER}h?(?:\.-{_UPPER}h?)?"
# A title or an initial before a name: its stop ends no sentence.
BEFORE_NAME = re.compile(rf"\b(?:MM|Mmes?|Mlles?|Dr|Pr|Mgr|Me|{INITIALS})\.$")
COURTESY = frozenset(
    "mm mme mmes mlle mlles dr pr mgr mr mrs ms monsieur madame mademoiselle messieurs mesdames".split()
)
# "Reste-t-il", "A-t-on": a verb that opens a question.
INVERTED = re.compile(r"\w+-(?:t-?(?:ils?|elles?|on)?|(?:ils?|elles?|on|ce|je|tu|nous|vous))", re.IGNORECASE)
FIGURE = re.compile(r"\d+(?:\.\d+)?")


def proper_names(text: str) -> list[str]:
    """The proper names of `text` as written, in order: capitalised runs and acronyms.

    A single capitalised word that opens a sentence is left out unless it is an acronym: it may be any word. Courtesy
    titles and initials are left out too: one text has them, another the forename.
    """
    return [text[start:end] for start, end in name_spans(text)]


def name_spans(text: str) -> list[tuple[int, int]]:
    """The spans of the `proper_names` of `text`, in order."""
    found: list[tuple[int, int]] = []
    for match in NAME.finditer(text):
        name = _strip_opening(match[0])
        # What follows a grammatical word that was stripped has its capital for itself.
        opens = name == match[0] and _opens_sentence(text[: match.start()])
        alone = len(name.split()) == 1 and "-" not in name
        any_word = fold(name) in STOP_WORDS | COURTESY or re.fullmatch(INITIALS, name)
        if any_word or INVERTED.fullmatch(name) or (opens and alone and not ACRONYM.fullmatch(name)):
            continue
        # Only what opens a name is ever stripped from it.
        found.append((match.end() - len(name), match.end()))
    return found


def name_terms(text: str) -> set[str]:
    """The terms of the proper names of `text`, as `analysis.terms` gives them."""
    parts = (word for name in proper_names(text) for word in words(name))
    return {stem(word) for word in parts if word not in STOP_WORDS and len(word) > 1}


def figures(text: str) -> set[str]:
    """The numbers of `text` as values: "1 500" and "1.500" are both "1500", "4,4" is "4.4"."""
    return {number for word in words(text) for number in FIGURE.findall(word)}


def _opens_sentence(before: str) -> bool:
    stripped = before.rstrip(' \u00a0\n«“"(')
    return not stripped or (stripped[-1] in ".!?…:;" and not BEFORE_NAME.search(stripped))


def _strip_opening(name: str) -> str:
    """`name` without the words that only open it ("Le Maroc", "L'Élysée", "L'aide de Paul Veyrac")."""
    name = ELIDED.sub("", name)
    while " " in name and (name[0].islower() or fold(name.split(" ", 1)[0]) in STOP_WORDS | COURTESY):
        name = ELIDED.sub("", name.split(" ", 1)[1])
    return name
