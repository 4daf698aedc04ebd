"""The order of quotations in time: the newest first for "now", the right one for a date, the sequence when asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sourcier.answering.claims import FIXED, HOLDER, Claim
from sourcier.language.analysis import fold
from sourcier.language.periods import asked_periods
from sourcier.language.recency import wants_newest
from sourcier.retrieval.time import QuestionTime, preferences
from sourcier.schema import Evidence

SEQUENCE = re.compile(
    r"\b(?:evolu\w+|successi\w+|tour a tour|au fil d|chronologi\w+|etapes|l['’]un apres l['’]autre|"
    r"depuis (?!quand|combien)|evolv\w+|over time|in turn|timeline|successive\w*|since (?!when))|تطور|تعاقب|منذ (?!متى)"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A year that is written is the same from any day.
ANY_DAY = date(2000, 1, 1)
# Asked about what was, the newest is not meant.
PAST = re.compile(
    r"\b(?:etait|etaient|fut|furent|avait|avaient|\w+(?:geait|ndait|sidait|cupait|rcait)|a (?:dirige|preside|commande)|"
    r"ancien(?:ne)?|premier|premiere|avant|alors|was|were|led|headed|had|former|first|before)\b|\bكان"
)


def in_order(question: str, chosen: Sequence[Evidence], found: Sequence[Claim]) -> list[Evidence]:
    """`chosen`, given best first, in the order in which `question` wants them told.

    What states the thing asked (`found`) comes before the rest where the newest or that of a date is wanted.
    """
    if SEQUENCE.search(fold(question)):
        return sorted(chosen, key=published)
    stating = {claim.item.marker for claim in found}
    first, others = ([item for item in chosen if (item.marker in stating) == states] for states in (True, False))
    dated = _dated(question, found)
    if dated:
        fits = preferences(dated, [(item.text, item.article) for item in first])
        first = [item for _, item in sorted(zip(fits, first, strict=True), key=lambda pair: -pair[0])]
    elif _asks_for_now(question, found):
        first.sort(key=published, reverse=True)
    else:
        return list(chosen)
    return [*first, *others]


def published(item: Evidence) -> date:
    """When the article of a sentence was published; the first of all days when that is not known."""
    return item.article.published.value if item.article.published else date.min


def _dated(question: str, found: Sequence[Claim]) -> QuestionTime:
    """The times that a question names by their year: others would be told from a day that is not known here.

    Whoever held an office then may have been told of before, and last of all what was told until then is right.
    """
    periods = asked_periods(question, ANY_DAY)
    named = [period for period in periods if YEAR.search(question[period.start : period.end])]
    states = [replace(period, is_state=True) for period in named if any(claim.about == HOLDER for claim in found)]
    return QuestionTime((*named, *states))


def _asks_for_now(question: str, found: Sequence[Claim]) -> bool:
    """Whether the newest found is the answer: who holds an office, how many there are, whatever is "actuel"."""
    changes = any(claim.about not in FIXED for claim in found)
    return wants_newest(question) or (changes and not PAST.search(fold(question)))
