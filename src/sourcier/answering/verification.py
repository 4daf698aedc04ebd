"""Whether evidence proves a drafted sentence: names, figures, dates and enough of its words must stand there.

The rule is strict on what a reader would hold against a newspaper (who, how many, when) and lenient on wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.language.analysis import terms
from sourcier.language.dates import WrittenDate, format_date, written_dates
from sourcier.language.names import figures, name_terms
from sourcier.schema import Evidence

# Share of the terms of a drafted sentence that must stand in its proof.
LEAST_COVERAGE = 0.6
NEGATION = re.compile(r"\b(?:ne|n[’'])\s?\w+|\b(?:aucune?|jamais|sans|ni|not|no|never|without)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proof:
    """The evidence that proves a sentence and the share of the sentence's terms found there."""

    evidence: tuple[Evidence, ...]
    coverage: float


def find_proof(text: str, evidence: Sequence[Evidence], hints: Sequence[int] = ()) -> Proof | None:
    """The single piece of evidence that best proves `text`, or the best pair when none does alone; None if none.

    `hints` are the markers the drafter wrote: they only break ties, for small models number at random.
    """
    singles = [Proof((item,), covered) for item in evidence if (covered := coverage(text, (item,))) is not None]
    if singles:
        return max(singles, key=lambda proof: (proof.coverage, proof.evidence[0].marker in hints))
    pairs = [
        Proof((first, second), covered)
        for position, first in enumerate(evidence)
        for second in evidence[position + 1 :]
        if first.article.id == second.article.id
        and (covered := coverage(text, (first, second))) is not None
        and coverage_gain(text, first, second)
    ]
    return max(pairs, key=lambda proof: proof.coverage, default=None)


def coverage(text: str, evidence: Sequence[Evidence]) -> float | None:
    """The share of the terms of `text` that stand in `evidence`, in [0, 1]; None when it is refuted or too small."""
    proof = " ".join(item.text for item in evidence)
    sources = " ".join(f"{item.article.outlet or ''} {format_date(item.article.published)}" for item in evidence)
    claimed = terms(text)
    known = set(terms(f"{proof} {sources}"))
    if not claimed or not figures(text) <= figures(f"{proof} {sources}"):
        return None
    if not name_terms(text) <= known or not _dates_hold(text, proof, evidence):
        return None
    if bool(NEGATION.search(text)) != bool(NEGATION.search(proof)):
        return None
    share = sum(term in known for term in claimed) / len(claimed)
    return share if share >= LEAST_COVERAGE else None


def coverage_gain(text: str, first: Evidence, second: Evidence) -> bool:
    """Whether each of the two brings terms of `text` that the other lacks."""
    claimed = set(terms(text))
    of_first, of_second = claimed & set(terms(first.text)), claimed & set(terms(second.text))
    return bool(of_first - of_second) and bool(of_second - of_first)


def _dates_hold(text: str, proof: str, evidence: Sequence[Evidence]) -> bool:
    """Whether every date of `text` is one of the proof or the publication date of its article, at that precision."""
    known = written_dates(proof)
    for item in evidence:
        known += written_dates(format_date(item.article.published))
    return all(any(_says(date, other) for other in known) for date in written_dates(text))


def _says(claimed: WrittenDate, known: WrittenDate) -> bool:
    """Whether `known` gives every part that `claimed` gives."""
    parts = ((claimed.year, known.year), (claimed.month, known.month), (claimed.day, known.day))
    return all(wanted is None or wanted == given for wanted, given in parts)
