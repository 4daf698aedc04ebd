"""Whether evidence proves a drafted sentence: names, offices, figures, dates and its words, in their company.

The rule is strict on what a reader would hold against a newspaper (who, how many, when) and lenient on wording. It
reads words, not roles: "A succède à B" and "B succède à A" are the same to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.language.analysis import fold, stem, terms, words
from sourcier.language.dates import WrittenDate, format_date, written_dates
from sourcier.language.names import figures, name_terms
from sourcier.language.questions import NUMBER_WORDS
from sourcier.schema import Evidence

# Share of the terms of a sentence that must stand in its proof, and share of its neighbouring terms that must be
# neighbours there too, REACH terms apart at most: words picked here and there in a long sentence prove nothing. On the
# 800 pairs of RTE3-FR dev (`benchmarks/verification.py`) this accepts 34 % of what is entailed, 7 % of what is neither
# and 20 % of what is contradicted, at a precision of .79; coverage of .6 alone accepts 65, 23 and 52 %, at .70.
LEAST_COVERAGE = 0.8
LEAST_CLOSENESS = 0.8
REACH = 4

# Two clauses joined in one sentence, the second with a subject of its own: it begins with an article or a name. A
# clause shorter than a subject, a verb and two words says too little to be proved apart.
JOINT = re.compile(
    r",?\s(?:et|mais|tandis que|alors que|and|but|while)\s+"
    r"(?=(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|the|an?)\s|l[’']|[A-ZÀ-Ý])"
)
LEAST_CLAUSE = 4

# Who held an office is what readers check first: an office named must be named in the proof.
OFFICES = frozenset(
    stem(fold(word))
    for word in """
    président présidente ministre secrétaire chancelier roi reine prince sultan émir gouverneur préfet
    préfète maire adjoint député députée sénateur sénatrice conseiller conseillère commissaire ambassadeur ambassadrice
    consul directeur directrice chef patron patronne dirigeant responsable fondateur fondatrice propriétaire
    général colonel capitaine amiral procureur procureure juge magistrat avocat avocate policier gendarme
    pdg entraîneur sélectionneur évêque cardinal pape professeur doyen recteur
    president minister secretary governor mayor ambassador director head chief spokesman founder general prosecutor
    judge
    """.split()
)
NUMBERS = frozenset(fold(word) for word in NUMBER_WORDS.split())
NEGATION = re.compile(r"\b(?:ne\s|n[’'])|\b(?:aucune?|sans|ni|not|no|never|without)\s", re.IGNORECASE)
# What stands between a negation and what it denies.
BETWEEN = frozenset(
    stem(fold(word)) for word in "pas plus jamais toujours encore rien guère point aucun aucune non".split()
)


@dataclass(frozen=True)
class Proof:
    """The evidence that proves a sentence, and the share of its terms found there (of its lesser clause, if two)."""

    evidence: tuple[Evidence, ...]
    coverage: float


def find_proof(text: str, evidence: Sequence[Evidence], least: float = LEAST_COVERAGE) -> Proof | None:
    """The evidence that best proves `text`: one sentence, or one for each of two clauses that have their own subject.

    None when nothing does; of equals, the first.
    """
    single = _find_single(text, evidence, least)
    if single is not None:
        return single
    for joint in JOINT.finditer(text):
        clauses = text[: joint.start()], text[joint.end() :]
        if min(len(terms(clause)) for clause in clauses) < LEAST_CLAUSE:
            continue
        left, right = (_find_single(clause, evidence, least) for clause in clauses)
        if left and right and name_terms(text) <= _known(left.evidence + right.evidence):
            return Proof(left.evidence + right.evidence, min(left.coverage, right.coverage))
    return None


def _find_single(text: str, evidence: Sequence[Evidence], least: float) -> Proof | None:
    proofs = [Proof((item,), covered) for item in evidence if (covered := coverage(text, item)) >= least]
    return max(proofs, key=lambda proof: proof.coverage, default=None)


def coverage(text: str, proof: Evidence) -> float:
    """The share of the terms of `text` that stand in `proof`, in [0, 1]; 0 when `proof` does not say it."""
    claimed = terms(text)
    sourced = f"{proof.text} {_source(proof)}"
    known = _known((proof,))
    if not claimed or not _particulars(text) <= _particulars(sourced) or not name_terms(text) <= known:
        return 0.0
    if negated(text) != negated(proof.text) & set(claimed) or not _dates_hold(text, sourced):
        return 0.0
    if closeness(claimed, terms(proof.text)) < LEAST_CLOSENESS or not counts_alike(text, proof.text):
        return 0.0
    return sum(term in known for term in claimed) / len(claimed)


def closeness(claimed: Sequence[str], proving: Sequence[str]) -> float:
    """The share of neighbours in `claimed`, both among `proving`, that stand near each other there; 1 if none."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(proving):
        places.setdefault(term, []).append(place)
    pairs = [pair for pair in pairwise(term for term in claimed if term in places) if pair[0] != pair[1]]
    near = [any(abs(one - other) <= REACH for one in places[left] for other in places[right]) for left, right in pairs]
    return sum(near) / len(near) if near else 1.0


def counts_alike(text: str, proof: str) -> bool:
    """Whether each number of `text` counts what it counts in `proof`, if number and thing both stand there.

    Where "12 blessés et deux disparus" is proved, "2 blessés" is not. On RTE3-FR dev and test this refuses none of the
    272 pairs accepted that are entailed.
    """
    claimed, proving = terms(_without_dates(text)), terms(_without_dates(proof))
    counted: dict[str, set[str]] = {}
    for place, term in enumerate(proving):
        if term[0].isdigit():
            counted.setdefault(term, set()).update(proving[place + 1 : place + 1 + REACH])
    pairs = [(number, thing) for number, thing in pairwise(claimed) if number in counted and thing in proving]
    return all(thing[0].isdigit() or thing in counted[number] for number, thing in pairs)


def negated(text: str) -> set[str]:
    """The terms that `text` denies: the first one after each negation."""
    following = (terms(text[match.end() :]) for match in NEGATION.finditer(text))
    return {next(iter(term for term in rest if term not in BETWEEN), "") for rest in following} - {""}


def _without_dates(text: str) -> str:
    for date in reversed(written_dates(text)):
        text = f"{text[: date.start]} ; {text[date.end :]}"
    return text


def _particulars(text: str) -> set[str]:
    """The figures of `text`, its numbers in words, and the offices it names."""
    own = words(text)
    return figures(text) | (NUMBERS & set(own)) | (OFFICES & {stem(word) for word in own})


def _known(proof: Sequence[Evidence]) -> set[str]:
    texts = [f"{item.text} {_source(item)}" for item in proof]
    return {term for text in texts for term in (*terms(text), *name_terms(text))}


def _source(item: Evidence) -> str:
    """What a sentence may say of where and when it was written: the month, for what happened may be days older."""
    published = item.article.published
    if published is not None and published.precision == "day":
        published = published.model_copy(update={"precision": "month"})
    return f"{item.article.outlet or ''} {format_date(published) if published else ''}"


def _dates_hold(text: str, proof: str) -> bool:
    """Whether every date of `text` is one of `proof`, at the precision claimed."""
    known = written_dates(proof)
    return all(any(_says(date, other) for other in known) for date in written_dates(text))


def _says(claimed: WrittenDate, known: WrittenDate) -> bool:
    """Whether `known` gives every part that `claimed` gives."""
    parts = ((claimed.year, known.year), (claimed.month, known.month), (claimed.day, known.day))
    return all(wanted is None or wanted == given for wanted, given in parts)
