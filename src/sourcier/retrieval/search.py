"""The search for one question: everything that answering needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.index.period import ALWAYS, Period
from sourcier.index.reader import Index
from sourcier.language.detection import question_language
from sourcier.language.names import name_terms
from sourcier.retrieval.evidence import pick_evidence
from sourcier.retrieval.hybrid import retrieve
from sourcier.retrieval.query import condense
from sourcier.schema import Evidence, RetrievedPassage, Turn

# Passages whose sentences are ranked: enough to hold every fact of a question, few enough to rank in milliseconds.
PASSAGES = 20


@dataclass(frozen=True)
class Findings:
    """What a search found for a question."""

    question: str
    language: str
    passages: tuple[RetrievedPassage, ...]
    evidence: tuple[Evidence, ...]
    closeness: float
    unknown_names: frozenset[str]


def search(
    index: Index, question: str, history: Sequence[Turn], characters: int, published: Period = ALWAYS
) -> Findings:
    """Search `index` for `question`, made to stand alone after `history`; at most `characters` of evidence."""
    alone = condense(question, history)
    vector = index.embed(alone)
    passages = retrieve(index, alone, vector, PASSAGES, published)
    evidence, closeness = pick_evidence(index, alone, vector, passages, characters)
    return Findings(
        question=alone,
        language=question_language(question),
        passages=passages,
        evidence=evidence,
        closeness=closeness,
        unknown_names=frozenset(term for term in name_terms(alone) if not index.knows(term)),
    )
