"""The question that is searched for: a follow-up made to stand alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.language.analysis import fold, terms
from sourcier.language.dates import written_dates
from sourcier.language.names import proper_names
from sourcier.schema import Turn

# "Et la Vesle ?", "Et en 2023 ?", "And in June?": the rest of the question is the previous one's.
ELLIPSIS = re.compile(r"^\s*(?:et|mais|and|but)\b[\s,]*(?:pour|about|for|what about|how about)?\s*(?P<rest>.*)$", re.IGNORECASE)
# Words that point back to what was just talked about.
PRONOUN = re.compile(
    r"\b(?:il|elle|ils|elles|lui|leur|leurs|eux|celui-ci|celle-ci|ceux-ci|ce dernier|cette dernière|he|she|they|him|her|his|"
    r"hers|their|them|it|its)\b|[ld][’']a-t-(?:il|elle)|-t-(?:il|elle)s?\b|-(?:il|elle)s?\b",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(r"\by a-t-il\b|\b(?:s[’']agit|faut|est)-il\b|\bil (?:y a|faut|s[’']agit)\b|\bis it\b|\bit is\b", re.IGNORECASE)
DEMONSTRATIVE = re.compile(
    r"\b(?:ce|cet|cette|ces|son|sa|ses|y|en|cela|ça|là|this|that|these|those|there|then)\b", re.IGNORECASE
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
    names, dates = proper_names(question), written_dates(question)
    ellipsis = ELLIPSIS.match(question)
    if ellipsis and len(terms(question)) <= 4 and not _has_verb_of_its_own(ellipsis["rest"]):
        return _exchange(previous, ellipsis["rest"].rstrip(" ?\u00a0\u202f"), names, bool(dates))
    pronoun = PRONOUN.search(IMPERSONAL.sub("", question))
    # "Quand Paul Veyrac a-t-il…": the pronoun repeats a name that stands before it.
    referring = pronoun and not proper_names(question[: pronoun.start()])
    subjectless = not names and (DEMONSTRATIVE.search(question) or len(terms(question)) < FEWEST_TERMS or ellipsis)
    if referring or subjectless:
        return f"{question} ({' '.join((previous, *_only_person(previous, reply)))})"
    return question


def _has_verb_of_its_own(rest: str) -> bool:
    """Whether what follows "Et" is a whole question: it has a question word."""
    return bool(re.search(r"\b(?:qui|que|quand|où|comment|pourquoi|combien|quels?|quelles?|who|when|where|why|how)\b", rest, re.I))


def _exchange(previous: str, rest: str, names: Sequence[str], dated: bool) -> str:
    """`previous` with its last name (or its date) replaced by that of `rest`."""
    if dated and (old := written_dates(previous)):
        new = written_dates(rest)[0]
        return previous[: old[-1].start] + rest[new.start : new.end] + previous[old[-1].end :]
    if names and not dated and (known := proper_names(previous)):
        head, _, tail = previous.rpartition(known[-1])
        return head + names[-1] + tail
    return f"{previous.rstrip(' ?')} {rest} ?"


def _only_person(previous: str, reply: str) -> list[str]:
    """The name that a short reply gave to a question of who, when it gave just one: what "il" stands for."""
    if not re.search(r"\b(?:qui|who|quel|quelle)\b", fold(previous)):
        return []
    people = {name for name in proper_names(_without_attribution(reply)) if " " in name and fold(name) not in fold(previous)}
    return list(people) if len(people) == 1 else []


def _without_attribution(reply: str) -> str:
    """`reply` without the "outlet, date :" that introduces each quotation."""
    return re.sub(r"(?:^|(?<=\] ))[^«»]{0,120}: (?=«)", "", reply)
