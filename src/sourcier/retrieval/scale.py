"""How close questions come to the articles of one corpus: those they answer, and those about something else.

A cosine means nothing by itself: embedding models squeeze theirs into different ranges, a larger corpus holds something
nearer to anything, and a question in another language stays further away. So closeness is placed between two that are
measured on each corpus: 0 is that of questions about something else, in the language of the question, and 1 that of
words of its articles. On gold and calibration questions, French, English and Arabic, answerable ones are at .9 on
average and far ones at .2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import fmean

from sourcier.index.reader import Index
from sourcier.language.analysis import terms
from sourcier.language.elsewhere import ELSEWHERE, ENGLISH
from sourcier.language.sentences import sentence_spans
from sourcier.retrieval.search import Findings, search
from sourcier.schema import Article

# So many articles are read, evenly apart: so many words of the longest of their first sentences.
ARTICLES, WORDS, FIRST = 20, 12, 6
# Nearer to each other, the two say nothing: with multilingual-e5-small they are .07 to .08 apart.
LEAST_SPAN = 0.05
CHARACTERS = 2000
# Under which an index keeps the least answerability that is answered.
LEAST = "least answerability"


def placed(index: Index, findings: Findings) -> Findings:
    """`findings` with their place on the scale of `index`; it takes a second where it was not measured before."""
    elsewhere = _elsewhere(index, findings.language)
    span = index.remembered("span of closeness", lambda: _span(index))
    place = (findings.closeness - elsewhere) / max(span, LEAST_SPAN)
    return replace(findings, place=place, least=index.noted(LEAST))


def _elsewhere(index: Index, language: str) -> float:
    """The mean closeness of questions that no article is about."""

    def measure() -> float:
        asked = [far for far in ELSEWHERE if not any(map(index.knows, terms(far.telltale)))] or ELSEWHERE
        return _mean(index, [far.wordings.get(language, far.wordings[ENGLISH]) for far in asked])

    return index.remembered(f"closeness of elsewhere, {language}", measure)


def _span(index: Index) -> float:
    """How much closer the own words of the articles are than questions about something else in their language."""
    step = max(1, len(index.newest_first) // ARTICLES)
    articles = [index.newest_first[row] for row in range(0, len(index.newest_first), step)][:ARTICLES]
    language = Counter(article.language for article in articles).most_common(1)[0][0]
    return _mean(index, [_own_words(article) for article in articles]) - _elsewhere(index, language)


def _own_words(article: Article) -> str:
    sentences = [article.text[start:end] for start, end in sentence_spans(article.text)[:FIRST]]
    return " ".join(max(sentences, key=len).split()[:WORDS])


def _mean(index: Index, questions: Sequence[str]) -> float:
    return fmean(search(index, each, each, CHARACTERS, today=date.today()).closeness for each in questions)
