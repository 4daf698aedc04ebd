"""What a text denies, and what it leaves open: only wished, feared, alleged or made to depend on something."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold, stem, terms
from sourcier.language.concepts import concepts

NEGATION = re.compile(r"\b(?:ne\s|n[’'])|\b(?:aucune?|sans|ni|not|no|never|without)\s", re.IGNORECASE)
# What stands between a negation and what it denies.
BETWEEN = frozenset(
    stem(fold(word)) for word in "pas plus jamais toujours encore rien guère point aucun aucune non".split()
)
# A verb in the conditional leaves open what it says; helpers leave open the verb that follows. Verbs in "-rer" and
# "-rir" have its endings in the past: "montrait", "ouvraient".
_PAST = r"(?!s?aur)\w*(?:[éoua]|mi|spi|ti|vi|nt|ist|ust|ilt|liv|céléb|vib|ouv|off|ouff|eu)(?<!pou)r(?:ait|aient)\b"
CONDITIONAL = re.compile(rf"\b(?!{_PAST})\w+r(?:ait|aient)\b", re.IGNORECASE)
HELPER = re.compile(r"(?:se|au|pour|dev|fe|voud)r(?:ait|aient)", re.IGNORECASE)
# These end as an infinitive does.
_NO_VERB = r"(?:contre|entre|outre|autre|notre|votre|quatre|hier|premier|dernier|\w+mbre)\b"
# What is said to be untrue, doubtful or still to come: all that the clause says after it is left open.
OPENING = re.compile(
    r"\b(?:dément\w*|démenti\w*|ni(?:e|ent|ait|aient|é)|conteste\w*|réfut\w+|doute\w*|ignor\w+|"
    r"crain(?:t|nent|dre)|redout\w+|soupçonn\w+|accus\w+|présumée?s?|"
    r"veu(?:t|lent)|voul\w+|souhait\w+|esp[èé]r\w+|envisag\w+|propos(?:e|ent|ée?|ait|aient)|menac\w+|promet\w*|"
    r"promis\w*|prévoi\w*|prévu\w*|refus\w+|demand(?:e|ent|ée?|ait|aient)|réclam\w+|exig\w+|"
    r"appel(?:le|lent|é|ait) à|tent(?:e|ent|é|ait)|doi(?:t|vent)|faute|à condition|si|s[’']ils?|"
    r"denies|denied|wants?|hopes?|plans?|refuses?|refused|alleged\w*|accused)"
    rf"(?=\s+(?:\w+\s+)?(?:que?\b|qu[’']|de\b|d[’']|à\b|to\b|that\b|(?!{_NO_VERB})\w+(?:er|ir|re)\b)|"
    r"\s+(?:le|la|les|il|elle)\s)",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[;:»”]|,\s+(?:mais|et|tandis que|alors que|a\s|ont\s)|\.\s")
# What may tell in other words that something is left open.
HEDGES = re.compile(
    r"\b(?:selon|d[’']après|aurai(?:t|ent)|serai(?:t|ent)|pourrai(?:t|ent)|soupçonn\w+|présumée?s?|éventuel\w*|"
    r"possible\w*|according|allegedly|reportedly|may|might|could|would)\b",
    re.IGNORECASE,
)


def negated(text: str) -> set[str]:
    """The terms that `text` denies: the first one after each negation."""
    following = (terms(text[match.end() :]) for match in NEGATION.finditer(text))
    return {next(iter(term for term in rest if term not in BETWEEN), "") for rest in following} - {""}


def is_negative(text: str) -> bool:
    """Whether `text` denies anything."""
    return NEGATION.search(text) is not None


def conditional(text: str) -> set[str]:
    """The concepts that `text` puts in the conditional: a verb, or the one after its auxiliary."""
    starts = (match.end() if HELPER.fullmatch(match[0]) else match.start() for match in CONDITIONAL.finditer(text))
    return {found for start in starts for found in concepts(text[start:])[:1]}


def left_open(text: str) -> set[str]:
    """The concepts that `text` only wishes, fears, doubts or denies: those of the clause after such a verb."""
    found: set[str] = set()
    for match in OPENING.finditer(text):
        end = CLAUSE_END.search(text, match.end())
        found |= set(concepts(text[match.end() : end.start() if end else None]))
    return found


def is_hedged(text: str) -> bool:
    """Whether `text` says in any words that it is only alleged or possible."""
    return HEDGES.search(text) is not None
