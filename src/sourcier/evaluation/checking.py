"""Gold questions held against the articles that they are about: every mistake, with what was likely meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from sourcier.errors import BadGold
from sourcier.evaluation.dataset import Gold, GoldQuestion, Split, position, read_gold
from sourcier.evaluation.matching import article_named, attributed, contains, spans_of, states
from sourcier.evaluation.mistakes import (
    GoldArticleMissing,
    GoldArticleMisspelt,
    GoldFactUnproved,
    GoldForbiddenProof,
    GoldMistakes,
    GoldQuoteElsewhere,
    GoldQuoteMissing,
    GoldQuoteNear,
)
from sourcier.evaluation.nearness import nearest_sentence
from sourcier.schema import Article

# How alike two paths are from which one may be a slip for the other, as `difflib` counts.
LIKE_PATHS = 0.6


def sound_questions(path: Path, articles: Sequence[Article], split: Split | None = None) -> tuple[GoldQuestion, ...]:
    """The gold questions at `path`, once nothing is wrong with any of them.

    Raises the mistake, a BadGold, or GoldMistakes when there are several.
    """
    gold = read_gold(path, split)
    mistakes = mistakes_of(gold, articles)
    if mistakes:
        raise mistakes[0] if len(mistakes) == 1 else GoldMistakes(mistakes)
    return gold.questions


def mistakes_of(gold: Gold, articles: Sequence[Article]) -> tuple[BadGold, ...]:
    """What is wrong in the files, and what the articles show of the questions that could be read, by file and line."""
    return tuple(sorted([*gold.mistakes, *check_gold(gold.questions, articles)], key=position))


def check_gold(questions: Iterable[GoldQuestion], articles: Sequence[Article]) -> tuple[BadGold, ...]:
    """Every mistake that only the articles show, in the order of the questions; empty when all is well.

    A mistake is an evidence article that is not there, a quote that its text does not hold word for word, a fact of
    which no wording stands in a quote or in the date of its article (its outlet too, where that is asked), or a
    forbidden wording that does: no answer could be right.
    """
    return tuple(mistake for question in questions for mistake in _mistakes(question, articles))


def _mistakes(question: GoldQuestion, articles: Sequence[Article]) -> Iterator[BadGold]:
    proofs: list[str] = []
    for number, evidence in enumerate(question.evidence):
        article = article_named(evidence.article, articles)
        if article is None:
            proofs.append(evidence.quote)
            yield _article_missing(question, number, articles)
            continue
        proofs.append(attributed(evidence.quote, article, question.kind))
        if not spans_of(evidence.quote, article.text):
            yield _quote_missing(question, number, article, articles)
    for number, fact in enumerate(question.facts):
        if not any(states(proof, fact) for proof in proofs):
            yield GoldFactUnproved(place=question.place_of("facts", number), id=question.id, fact=fact[0])
    for number, wording in enumerate(question.forbidden):
        if any(contains(proof, wording) for proof in proofs):
            yield GoldForbiddenProof(place=question.place_of("forbidden", number), id=question.id, wording=wording)


def _article_missing(question: GoldQuestion, number: int, articles: Sequence[Article]) -> BadGold:
    """With the path most alike, by the whole of it or by the name of the file, which may lie in another folder."""
    place, wanted = question.place_of("evidence", number, "article"), question.evidence[number].article
    paths = [path for article in articles for path in (article.path, *article.also_at)]
    name = PurePosixPath(unicodedata.normalize("NFC", wanted)).name
    same_name = [path for path in paths if PurePosixPath(path).name == name]
    near = same_name or get_close_matches(wanted, paths, n=1, cutoff=LIKE_PATHS)
    if near:
        return GoldArticleMisspelt(place=place, id=question.id, article=wanted, nearest=near[0])
    return GoldArticleMissing(place=place, id=question.id, article=wanted)


def _quote_missing(question: GoldQuestion, number: int, article: Article, articles: Sequence[Article]) -> BadGold:
    quote = question.evidence[number].quote
    told = {"id": question.id, "quote": quote, "article": question.evidence[number].article}
    other = next((other for other in articles if spans_of(quote, other.text)), None)
    if other is not None:
        return GoldQuoteElsewhere(place=question.place_of("evidence", number, "article"), other=other.path, **told)
    place = question.place_of("evidence", number, "quote")
    near = nearest_sentence(quote, article.text)
    if near is not None:
        return GoldQuoteNear(place=place, nearest=near, **told)
    return GoldQuoteMissing(place=place, **told)
