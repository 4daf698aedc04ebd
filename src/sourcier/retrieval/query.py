"""The question that is searched for: a follow-up made to stand alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.language.analysis import fold, terms
from sourcier.language.dates import written_dates
from sourcier.language.names import proper_names
from sourcier.schema import Turn

# "Et la Vesle ?", "Et en 2023 ?", "What about June?": the rest of the question is the previous one's.
ELLIPSIS = re.compile(
    r"^\s*(?:(?:et|mais|and|but)\b[\s,]*(?:(?:pour|for|what about|how about)\b)?|(?:what|how) about\b)"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# Words that point back to what was just talked about.
PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|lui|leur|leurs|eux|celui-ci|celle-ci|ceux-ci|ce dernier|cette dernière|he|she|they|him|"
    r"her|his|hers|their|them|it|its)\b|\bl['’](?:a|ont|avait|avaient|aura)\b",
    re.IGNORECASE,
)
# "Quand la crue a-t-elle…": the pronoun repeats the noun that stands before it.
REPEATED = re.compile(
    r"(?<!de )(?<!à )\b(?:l['’]|(?:le|la|les|un|une|des|cet?|cette|ces)\s)\w{2,}"
    r"[^,?]*-(?:t-)?(?:il|elle)s?\b",
    re.IGNORECASE,
)
# Pronouns that stand for nothing, and "est-ce que".
IMPERSONAL = re.compile(
    r"\by a-t-il\b|\b(?:s[’']agit|faut)-il\b|\bil (?:y a|faut|s[’']agit)\b|\best-ce\b|\bce qu[ei’']|"
    r"\b(?:is|are) there\b|"
    r"\best-il (?:vrai|exact|possible|probable|certain|prévu|permis|interdit|nécessaire|question)\b|"
    r"\b(?:is it|it is) (?:true|possible|likely|known|necessary)\b",
    re.IGNORECASE,
)
DEMONSTRATIVE = re.compile(
    r"\b(?:ce|cet|cette|ces|son|sa|ses|y|cela|ça|là|this|that|these|those|there|then)\b|"
    r"[nqs]u?['’]en\b|\ben (?:a|ont|avait|est|sont|pense|dit|parle|fait)\b",
    re.IGNORECASE,
)
# A question with fewer terms than this names no subject of its own.
FEWEST_TERMS = 2


def condense(question: str, history: Sequence[Turn] = ()) -> str:
    """`question` made to stand alone after `history`; unchanged when it already does.

    "Et la préfète ?" takes the previous question with the name exchanged; a question with a pronoun or without a
    subject of its own is followed by the previous one in brackets.
    """
    previous = ""
    reply = ""
    for turn in history:
        if turn.role == "user":
            previous, reply = _join(turn.content, previous, reply), ""
        else:
            reply = turn.content
    return _join(question, previous, reply)


def _join(question: str, previous: str, reply: str) -> str:
    if not previous:
        return question
    bare = IMPERSONAL.sub("", question)
    pronoun = PRONOUN.search(bare)
    names = _names(question)
    ellipsis = ELLIPSIS.match(question)
    if ellipsis and not pronoun and len(terms(question)) <= 4 and not _has_verb_of_its_own(ellipsis["rest"]):
        return _exchange(previous, ellipsis["rest"].rstrip(" ?\u00a0\u202f"), names)
    # "Quand Paul Veyrac a-t-il…": the pronoun repeats a name that stands before it.
    referring = pronoun and not proper_names(bare[: pronoun.start()]) and not REPEATED.search(bare)
    subjectless = not names and (DEMONSTRATIVE.search(bare) or len(terms(question)) < FEWEST_TERMS or ellipsis)
    if referring or subjectless:
        return f"{question} ({' '.join((previous, *_only_person(previous, reply)))})"
    return question


def _names(text: str) -> list[str]:
    """The proper names of `text` that are no part of its dates: English writes months with a capital."""
    dates = " ".join(text[date.start : date.end] for date in written_dates(text))
    return [name for name in proper_names(text) if name not in dates]


def _has_verb_of_its_own(rest: str) -> bool:
    """Whether what follows "Et" is a whole question: it has a question word."""
    return bool(
        re.search(
            r"\b(?:qui|que|quand|où|comment|pourquoi|combien|quels?|quelles?|who|when|where|why|how)\b", rest, re.I
        )
    )


def _exchange(previous: str, rest: str, names: Sequence[str]) -> str:
    """`previous` with its last name and its last date replaced by those of `rest`; what has no counterpart is added."""
    left, exchanged = rest, previous
    new_dates, old_dates = written_dates(rest), written_dates(previous)
    if new_dates and old_dates:
        new, old = new_dates[-1], old_dates[-1]
        exchanged = previous[: old.start] + rest[new.start : new.end] + previous[old.end :]
        left = ""
    if names and (known := _names(previous)):
        head, _, tail = exchanged.rpartition(known[-1])
        exchanged = head + names[-1] + tail
        left = rest.partition(names[-1])[2] if left else ""
    return f"{exchanged.rstrip(' ?')} {left.strip()} ?" if left.strip() else exchanged


def _only_person(previous: str, reply: str) -> list[str]:
    """The name that a short reply gave to a question of who, when it gave just one: what "il" stands for."""
    if not re.search(r"\b(?:qui|who|quel|quelle)\b", fold(previous)):
        return []
    people = {
        name for name in proper_names(_without_attribution(reply)) if " " in name and fold(name) not in fold(previous)
    }
    return list(people) if len(people) == 1 else []


def _without_attribution(reply: str) -> str:
    """`reply` without the "outlet, date :" that introduces each quotation."""
    return re.sub(r"(?:^|(?<=\] ))(?:« [^«»]* »)?[^«»]{0,120}: (?=«)", "", reply)
