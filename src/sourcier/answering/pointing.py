"""Sentences that go on about whom or what the one before names: "Elle succède à Paul Sarre."."""

from __future__ import annotations

import re

from sourcier.language.sentences import sentence_spans
from sourcier.retrieval.antecedents import people
from sourcier.schema import Evidence

BACK = re.compile(
    r"(?:Elles?|Ils?|Celles?-ci|Celui-ci|Ceux-ci|Ces? derni(?:er|ère)s?|Cette dernière|L['’](?:intéressée?|élue?))\b"
    r"(?!\s+(?:ne\s+|n['’])?(?:y\s|en\s+coût|faut\b|fallait\b|faudra|(?:a|aura|avait|aurait)\s+fallu|s['’](?:agi|avère)|"
    r"semble|paraît|appara|reste\b|restait\b|existe\b|convient|suffi|pleu\w*|neige|manqu|arrive\s+qu|"
    r"(?:est|était|sera)\s+(?:\d|(?:\w+\s+){1,2}(?:de|d['’]|que?|qu['’])(?:\s|\w))))"
)
# Characters of a quotation of two sentences, which a reader takes in at a glance.
LONGEST = 420


def points_back(text: str) -> bool:
    """Whether `text` opens with a pronoun for somebody or something told before it; "il faut" has none."""
    return BACK.match(text) is not None


def from_antecedent(item: Evidence) -> Evidence:
    """The sentence from the beginning of the one before in its paragraph, where it points back to that.

    As it is where it does not, where two people are named there, or where both are too long to quote.
    """
    text, own = item.article.text, item.sentence
    if not points_back(item.text) or text[own.start : own.end] != item.text:
        return item
    opening = text.rfind("\n", 0, own.start) + 1
    before = sentence_spans(text[opening : own.start])[-1:]
    # Of two people it is not said which one is meant.
    if not before or len(people(text[opening : own.start][slice(*before[0])])) > 1:
        return item
    if own.end - (start := opening + before[0][0]) > LONGEST:
        return item
    sentence = own.model_copy(update={"start": start})
    return item.model_copy(update={"text": text[start : own.end], "sentence": sentence})
