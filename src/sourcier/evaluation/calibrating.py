"""Where to refuse, learned on a person's own articles: `sourcier calibrate`.

Questions that the articles answer are set against questions that they do not: the person's gold questions, or questions
drafted from the articles, asked once as they are and once with what answers them left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from pydantic import Field

from sourcier.answering.refusal import LEAST
from sourcier.assistant import Assistant
from sourcier.evaluation.beginning import beginnings
from sourcier.evaluation.mistakes import GoldNothingToAsk, GoldOneSided
from sourcier.evaluation.questions import GoldQuestion
from sourcier.schema import Noun

# Drafted questions; each article gives a few, and hundreds say no more.
DRAFTED = 100
STEP = 0.05
# A threshold is kept to four decimals.
PRECISION = 10_000
Progress = Callable[[int, int], None]


class Rates(Noun):
    """Both errors at one threshold."""

    least: float = Field(description="Least answerability that is answered.")
    answerable_refused: float = Field(description="Share, in [0, 1].")
    unanswerable_answered: float = Field(description="Share, in [0, 1].")


class Calibration(Noun):
    """What was learned."""

    answerable: int = Field(description="Questions that the articles answer.")
    unanswerable: int
    drafted: bool = Field(description="Whether the questions were drafted from the articles.")
    auc: float = Field(description="How often an answerable question is likelier than another, in [0, 1].")
    chosen: Rates
    rates: tuple[Rates, ...] = Field(description="At every threshold looked at, the lowest first.")


@dataclass(frozen=True)
class _Likely:
    """The answerability of questions, in order."""

    answerable: tuple[float, ...]
    unanswerable: tuple[float, ...]

    def at(self, least: float) -> Rates:
        refused = sum(likely < least for likely in self.answerable) / len(self.answerable)
        answered = sum(likely >= least for likely in self.unanswerable) / len(self.unanswerable)
        return Rates(least=least, answerable_refused=refused, unanswerable_answered=answered)


def calibrate(
    assistant: Assistant,
    gold: Sequence[GoldQuestion] = (),
    place: str = "",
    most_refused: float = 0.07,
    progress: Progress = lambda done, total: None,
) -> Calibration:
    """The highest threshold that refuses at most the share `most_refused` of answerable questions; nothing is changed.

    Without `gold`, never one above the default: drafted questions repeat the words of their articles, and are easier
    than people's. Raises GoldOneSided when all gold questions are answerable or none is, GoldNothingToAsk when nothing
    can be drafted (both name `place`, where questions or articles are), and what asking raises.
    """
    likely = _asked(assistant, gold, place, progress) if gold else _drafted(assistant, place, progress)
    highest = sorted(likely.answerable)[floor(most_refused * len(likely.answerable))]
    least = highest if gold else min(highest, LEAST)
    steps = [STEP * step for step in range(1, round(1 / STEP))]
    return Calibration(
        answerable=len(likely.answerable),
        unanswerable=len(likely.unanswerable),
        drafted=not gold,
        auc=_area(likely),
        # Rounded down: the question that it was taken from is still answered.
        chosen=likely.at(floor(least * PRECISION) / PRECISION),
        rates=tuple(likely.at(round(step, 2)) for step in steps),
    )


def _asked(assistant: Assistant, gold: Sequence[GoldQuestion], place: str, progress: Progress) -> _Likely:
    likely: dict[bool, list[float]] = {True: [], False: []}
    for done, question in enumerate(gold, start=1):
        found = assistant.answerability(question.question, question.history, question.as_of)
        likely[question.answerable].append(found)
        progress(done, len(gold))
    if not likely[True] or not likely[False]:
        raise GoldOneSided(place=place)
    return _Likely(tuple(likely[True]), tuple(likely[False]))


def _drafted(assistant: Assistant, place: str, progress: Progress) -> _Likely:
    drafted = list(_questions(assistant))
    if not drafted:
        raise GoldNothingToAsk(place=place)
    pairs = []
    for done, (question, proofs) in enumerate(drafted, start=1):
        pairs.append([assistant.answerability(question, without=left_out) for left_out in ((), proofs)])
        progress(done, len(drafted))
    present, absent = zip(*pairs, strict=True)
    return _Likely(present, absent)


def _questions(assistant: Assistant) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions with the paths of the articles that answer them."""
    articles = list(assistant.articles.values())
    for each in beginnings(articles, DRAFTED):
        if each.question and each.article is not None and len(each.proofs) < len(articles):
            yield each.question, each.proofs


def _area(likely: _Likely) -> float:
    """The area under the ROC curve; ties count half."""
    pairs = [(one > other) + 0.5 * (one == other) for one in likely.answerable for other in likely.unanswerable]
    return sum(pairs) / len(pairs)
