"""Whether evidence proves a drafted sentence: who did what to whom, when, and how many.

The rule is strict on what a reader would hold against a newspaper (`checks`) and lenient on wording: what it passes may
leave out, reorder and say otherwise a word in five, but no name, figure, date, office or contrary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.answering.checks import CHECKS, Hypothesis
from sourcier.answering.premises import Premise, premises
from sourcier.language.analysis import terms
from sourcier.schema import Evidence

# Share of the terms of a sentence that must stand in its proof. On dev of `evals/claims/` this and the checks pass 0 of
# 90 false claims and drop 29 of 60 true ones, .75 drops 28, .6 26. On the 800 pairs of RTE3-FR dev it accepts 27 % of
# what is entailed, 4 % of what is neither and 9 % of what is contradicted, at a precision of .84 (.79 with .6):
# benchmarks/verification.py.
LEAST_COVERAGE = 0.8

# Two clauses joined in one sentence, the second with a subject of its own: it begins with an article or a name. A
# clause shorter than a subject, a verb and two words says too little to be proved apart.
JOINT = re.compile(
    r",?\s(?:et|mais|tandis que|alors que|and|but|while)\s+"
    r"(?=(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|the|an?)\s|l[’']|[A-ZÀ-Ý])"
)
LEAST_CLAUSE = 4


@dataclass(frozen=True)
class Proof:
    """The evidence that proves a sentence, and the share of its terms found there (of its lesser clause, if two)."""

    evidence: tuple[Evidence, ...]
    coverage: float


def find_proof(text: str, evidence: Sequence[Evidence], least: float = LEAST_COVERAGE) -> Proof | None:
    """The evidence that best proves `text`: one sentence, or one for each of two clauses that have their own subject.

    A sentence about "il" or "elle" counts with the one that tells who that is. None when nothing proves `text`; of
    equals, the first.
    """
    known = premises(evidence)
    single = _find_single(text, known, least)
    if single is not None:
        return single
    for joint in JOINT.finditer(text):
        clauses = text[: joint.start()], text[joint.end() :]
        if min(len(terms(clause)) for clause in clauses) < LEAST_CLAUSE:
            continue
        left, right = (_find_single(clause, known, least) for clause in clauses)
        if left and right:
            together = tuple(dict.fromkeys(left.evidence + right.evidence))
            if Hypothesis(text).names <= frozenset().union(*(Premise(item.text, (item,)).known for item in together)):
                return Proof(together, min(left.coverage, right.coverage))
    return None


def coverage(text: str, premise: Premise) -> float:
    """The share of the terms of `text` that stand in `premise`, in [0, 1]; 0 when a check of `premise` refuses it."""
    return _coverage(Hypothesis(text), premise)


def _find_single(text: str, known: Sequence[Premise], least: float) -> Proof | None:
    hypothesis = Hypothesis(text)
    proofs = [
        Proof(premise.evidence, covered) for premise in known if (covered := _coverage(hypothesis, premise)) >= least
    ]
    return max(proofs, key=lambda proof: proof.coverage, default=None)


def _coverage(hypothesis: Hypothesis, premise: Premise) -> float:
    if hypothesis.concepts and hypothesis.text == premise.text:
        return 1.0
    # A name alone claims nothing that could be proved.
    if hypothesis.names.issuperset(hypothesis.concepts) or not all(check(hypothesis, premise) for check in CHECKS):
        return 0.0
    return sum(term in premise.known for term in hypothesis.concepts) / len(hypothesis.concepts)
