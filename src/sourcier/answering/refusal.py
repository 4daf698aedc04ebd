"""When the articles do not say: decided by code before anything is worded.

Whether the evidence answers is a probability, of a logistic regression on four signals: how close the articles come
on the scale of their corpus; whether what the question asks for by its form (a count, an amount, an age, a reason, the
thing named after "quel", a relative of a word whose fact is never stated otherwise) stands in the best sentences;
whether articles write its proper names; how well the best sentence scores that shows the type of answer expected. A
model that can say how sure it is that the sentences answer adds a fifth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp, log

from sourcier.answering.claims import claims
from sourcier.answering.glosses import question_before
from sourcier.answering.sources import source_of
from sourcier.language.analysis import terms
from sourcier.language.answer_types import CAUSE, EVERY, SOMEBODY, expects, shares_of_type
from sourcier.language.comparing import without_comparison
from sourcier.language.names import name_terms
from sourcier.language.quantities import MEN, quantities
from sourcier.language.questions import DOERS, NUMBER, YEARS, alike, asked
from sourcier.retrieval.search import Findings
from sourcier.schema import Article, Evidence

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COUNTS_YEARS = re.compile(
    r"\bil y a [\w-]+(?: [\w-]+)? ans\b|\bdécennie|\bdans [\w-]+ ans\b|\byears ago\b", re.IGNORECASE
)
# Who holds a place is told in any year of it.
HOLDS = re.compile(
    r"\b(?:dirig\w+|présid\w+|command\w+|entra[iî]n\w+|gouvern\w+|occup\w+|exer[cç]\w+|tien\w+|(?:est|était|étaient|sont|fut)\b"
    r"(?! (?:\w+ment )?\w+(?:é|i|u|is|it)e?s?\b)|was|is|were|led|headed)",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(r"(?:Il|Elle|Ils|Elles)\b")
# "Odile Marchand, 46 ans": whom an age behind a comma is said of.
BEFORE_AGE = re.compile(r"(?:[^\s,;:.«»()]+\s+){0,2}[^\s,;:.«»()]+\s?[,(–—]\Z")
# Best sentences in which what is asked must show, and in which its type may.
READ, TYPED = 6, 12
# Fitted by `benchmarks/refusal.py` on the dev and calibration questions, answerable ones and others weighing alike; it
# prints a new fit beside, which since then tells them no better.
WEIGHTS, CONSTANT = (1.58, 2.18, 1.86, 2.43), -6.78
# Of those questions this refuses .05 of the answerable and half of the others; of the test questions .06 and .41.
LEAST = 0.4
# An answer whose odds are less than so many times those of the least is told with a doubt: of the dev and calibration
# questions .22 of the answerable, .20 of those near the articles without an answer; of the test questions .16 and .32.
DOUBTED = 2.0
# Below this no model need read: two of a hundred answerable questions are.
HOPELESS = 0.2


@dataclass(frozen=True)
class Weighing:
    """How what a model that read finds is weighed with the search."""

    search: float
    read: float
    constant: float
    least: float
    """The probability below which code refuses."""


# The search and Qwen2.5-Coder 1.5B's verdict on the sentences it drafts from; fitted on 70 of the dev and calibration
# questions in French, none far from the articles. Of the 50 answerable ones `least` refuses 3, of the 20 others 13.
TOGETHER = Weighing(search=0.84, read=0.87, constant=-1.04, least=0.35)
# The search and the mean of its verdicts on the best sentences one at a time; fitted by `benchmarks/reading.py` on all
# 245 of these, of which `least` refuses .05 of the answerable and .46 of the others. On every fourth of them the area
# under the ROC curve is .87, with one verdict on the sentences together .78, with the search alone .70.
SINGLY = Weighing(search=0.81, read=0.9, constant=0.67, least=0.28)
# A model is never surer than that.
SUREST = 0.999
# Articles named with a refusal.
NEAREST = 3


@dataclass(frozen=True)
class Signals:
    """What tells an answerable question from another; more is likelier."""

    place: float
    """Of closeness on the scale of the corpus."""
    form: float
    """1 when what is asked for by its form shows, else 0."""
    names: float
    """1 when some article writes each proper name of the question, else 0; other languages translate names."""
    typed: float
    """The best score, in [0, 1], of a sentence times the share it shows of the types of answer expected."""


def signals(findings: Findings) -> Signals:
    """The signals of one search; raises nothing, also where nothing was found."""
    return Signals(
        place=findings.place,
        form=float(_shows_what_is_asked(findings)),
        names=float(findings.language != "fr" or not findings.unknown_names),
        typed=_best_of_type(findings),
    )


def answerability(findings: Findings, read: float | None = None, weighing: Weighing = TOGETHER) -> float:
    """The probability, in [0, 1], that the evidence answers; `read` is that which a model gave it that read it."""
    if not findings.evidence:
        return 0.0
    told = CONSTANT + sum(weight * value for weight, value in zip(WEIGHTS, astuple(signals(findings)), strict=True))
    if read is not None:
        told = weighing.constant + weighing.search * told + weighing.read * _logit(read)
    return 1 / (1 + exp(-told))


def is_doubtful(probability: float, least: float) -> bool:
    """Whether what is answered, `least` being likely enough for that, is told with a doubt."""
    return probability * (1 - least) < DOUBTED * least * (1 - probability)


def nearest_articles(findings: Findings) -> tuple[Article, ...]:
    """The articles of the closest sentences, closest first."""
    articles = {item.article.id: item.article for item in findings.evidence}
    return tuple(articles.values())[:NEAREST]


def _shows_what_is_asked(findings: Findings) -> bool:
    wanted = asked(_asked(findings))
    read = findings.evidence[:READ]
    shown = [frozenset(terms(f"{item.article.title} {_as_said(item)}")) for item in read]
    if not all(any(family & own for own in shown) for family in wanted.families):
        return False
    question = _asked(findings)
    if (wanted.needs is not None or _is_of_a_moment(question)) and not _are_of_year(findings):
        return False
    if findings.language == "fr" and CAUSE in expects(question) and not _tells_why(findings.question, read):
        return False
    thing = wanted.thing if findings.language == "fr" else None
    # "Combien de tramways": two papers that count sets of them answer too.
    if thing and wanted.needs is NUMBER and len({source_of(claim.item) for claim in claims(question, read)}) > 1:
        return True
    return any(
        (thing is None or alike(thing) & own or (thing in DOERS and _counts_men(item.text)))
        and (wanted.needs is None or wanted.needs.search(item.text) is not None)
        and (wanted.needs is not YEARS or _ages_whom_is_asked(question, item))
        for item, own in zip(read, shown, strict=True)
    )


def _is_of_a_moment(question: str) -> bool:
    """Whether who did something once is asked, and not who holds or held a place for years."""
    return SOMEBODY in expects(question) and not HOLDS.search(question)


def _ages_whom_is_asked(question: str, item: Evidence) -> bool:
    """Whether an age that the sentence tells may be that of whom the question names: no other name stands before it."""
    known = name_terms(question)
    before = (BEFORE_AGE.search(item.text, 0, age.start() + 1) for age in YEARS.finditer(item.text))
    named = [name_terms(found[0]) if found else set() for found in before]
    return not known or any(not names or names & known for names in named)


def _are_of_year(findings: Findings) -> bool:
    """Whether a sentence may tell of the year that the question names, if it names one: it or its article says so."""
    years = {int(year) for year in YEAR.findall(_asked(findings))}
    read = findings.evidence[:TYPED]
    said = {int(year) for item in read for year in YEAR.findall(f"{item.article.title} {item.context} {item.text}")}
    published = {item.article.published.value.year for item in read if item.article.published}
    # Of a year much is told in the one before and the next; without a date an article may be of any.
    near = {year + beside for year in published for beside in (-1, 0, 1)}
    is_open = any(item.article.published is None or COUNTS_YEARS.search(item.text) for item in read)
    return not years or is_open or not years.isdisjoint(said | near)


def _as_said(item: Evidence) -> str:
    """The sentence; one that replies to an interviewer is somebody's words, one with "elle" is about who came before."""
    asked = question_before(item)
    if asked:
        return f"{asked} « {item.text} »"
    return f"{item.context} {item.text}" if POINTS_BACK.match(item.text) else item.text


def _counts_men(text: str) -> bool:
    return any(found.unit in MEN for found in quantities(text))


def _tells_why(question: str, read: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a reason of something that is asked about; names alone are about anything.

    "Pourquoi ?" is about what the question before it, which follows in brackets, is about.
    """
    about = set(terms(question)) - name_terms(question)
    reasons = shares_of_type(question, [item.text for item in read], frozenset({CAUSE}))
    return any(
        reason and not about.isdisjoint(terms(f"{item.article.title} {item.context} {item.text}"))
        for item, reason in zip(read, reasons, strict=True)
    )


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1 - SUREST), SUREST)
    return log(bounded / (1 - bounded))


def _best_of_type(findings: Findings) -> float:
    question = _asked(findings)
    read = findings.evidence[:TYPED]
    if not expects(question):
        return max((item.score for item in read), default=0.0)
    shares = shares_of_type(question, [_as_said(item) for item in read], EVERY)
    return max((item.score * share for item, share in zip(read, shares, strict=True)), default=0.0)


def _asked(findings: Findings) -> str:
    """The question itself: a follow-up is followed by the one before it in brackets, which asks for something else.

    Nor does an article show how it stands to the others.
    """
    return without_comparison(findings.question.partition(" (")[0])
