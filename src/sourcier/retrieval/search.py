"""The search for one question: everything that answering needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.language.analysis import terms
from sourcier.language.comparing import compares_sources, without_comparison
from sourcier.language.detection import question_language
from sourcier.language.names import proper_names
from sourcier.retrieval.evidence import pick_evidence
from sourcier.retrieval.hybrid import DEFAULT, Ranking
from sourcier.retrieval.query import subject_of
from sourcier.retrieval.sources import retrieve_sources, with_reprints
from sourcier.retrieval.time import question_time
from sourcier.schema import Evidence, RetrievedPassage, Searched

# Passages whose sentences are ranked: enough to hold every fact of a question, few enough to rank in milliseconds.
PASSAGES = 20
# So many of the best passages are read with those beside them: what begins with "il" names nobody, and no search for a
# name finds its passage.
WHOLE = 6


@dataclass(frozen=True)
class Findings:
    """What a search found for a question."""

    question: str
    language: str
    passages: tuple[RetrievedPassage, ...]
    evidence: tuple[Evidence, ...]
    closeness: float
    unknown_names: frozenset[str]
    searched: Searched
    place: float = 1.0
    """Where closeness lies on the scale of the corpus (`scale`): about 0 for questions about something else."""
    least: float | None = None
    """The least answerability that is answered, where it was learned for this index."""


def search(
    index: Index,
    question: str,
    alone: str,
    characters: int,
    only: Filter = EVERYTHING,
    *,
    today: date,
    ranking: Ranking = DEFAULT,
) -> Findings:
    """Search `index` for `question`, which `condense` made to stand `alone`; at most `characters` of evidence.

    The times that the question names are told from `today`. What only asks whether sources agree is not searched for.
    """
    subject = without_comparison(subject_of(question, alone))
    query = index.embed(subject)
    passages = retrieve_sources(index, query, PASSAGES, only, ranking)
    asked = question_time(subject, today)
    compares = compares_sources(alone)
    read = index.with_neighbours([hit.passage for hit in passages[:WHOLE]])
    read += [hit.passage for hit in passages if hit.passage not in read]
    evidence, closeness = pick_evidence(index, query, read, characters, asked, of_each_source=compares)
    return Findings(
        question=alone,
        language=question_language(question),
        passages=passages,
        evidence=with_reprints(index, evidence, only),
        closeness=closeness,
        unknown_names=_unknown_names(index, alone),
        searched=index.searched(only),
    )


def _unknown_names(index: Index, question: str) -> frozenset[str]:
    """Names of the question that no article writes.

    Beside a name that is known, an acronym that is not may stand for words that are: it is let pass.
    """
    names = {name: [index.knows(term) for term in terms(name)] for name in proper_names(question)}
    one_is_known = any(any(known) for known in names.values())
    return frozenset(name for name, known in names.items() if not all(known) and not (one_is_known and name.isupper()))
