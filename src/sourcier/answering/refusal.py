"""When the articles do not say: decided by code before anything is worded.

Whether the evidence answers is a probability, of a logistic regression on four signals: how close the articles come
on the scale of their corpus; whether what the question asks for by its form (a count, an amount, an age, a reason, the
thing named after "quel", a relative of a word whose fact is never stated otherwise) stands in the best sentences;
whether articles write its proper names; how well the best sentence scores that shows the type of answer expected. A
model that can say how sure it is that the sentences answer adds a fifth.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp, log

from sourcier.answering.forms import TYPED, as_said, bare_question, shows_what_is_asked
from sourcier.language.answer_types import EVERY, expects, shares_of_type
from sourcier.retrieval.search import Findings
from sourcier.schema import Article

# Fitted by `benchmarks/refusal.py` on the dev and calibration questions, answerable ones and others weighing alike; it
# prints a new fit beside, which since then tells them no better.
WEIGHTS, CONSTANT = (1.58, 2.18, 1.86, 2.43), -6.78
# Of those questions this refuses .06 of the answerable and .54 of the others; of the test questions .06 and .42.
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
        form=float(shows_what_is_asked(findings)),
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


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1 - SUREST), SUREST)
    return log(bounded / (1 - bounded))


def _best_of_type(findings: Findings) -> float:
    question = bare_question(findings)
    read = findings.evidence[:TYPED]
    if not expects(question):
        return max((item.score for item in read), default=0.0)
    shares = shares_of_type(question, [as_said(item) for item in read], EVERY)
    return max((item.score * share for item, share in zip(read, shares, strict=True)), default=0.0)
