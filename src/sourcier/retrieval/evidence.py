"""Evidence: the single sentences that may answer, ranked within the retrieved passages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sourcier.index.embedding import Query
from sourcier.index.reader import Index
from sourcier.language.analysis import fold
from sourcier.language.answer_types import shares_of_type
from sourcier.retrieval.context import context_of, is_question
from sourcier.retrieval.fusion import convex
from sourcier.retrieval.time import QuestionTime, preferences
from sourcier.schema import Article, Evidence, Passage

# Shorter spans are headings and captions: they name a subject and prove nothing.
SHORTEST_PROOF = 40
# Sentences are embedded in the context of their passage, and neighbours look alike: what a sentence shares with its
# passage counts for less. Of the 166 dev and calibration questions there were then, in both languages, the four best
# sentences held all facts of .76, the first 2,200 characters of .98 (.75 and .96 with .5, .75 and .96 with .6).
SHARED = 0.4
# Shares of the dense and of the lexical half.
WEIGHTS = (0.7, 0.3)
TIME_WEIGHT = 0.15
# What a sentence gains that shows the type of answer expected. Of the dev and calibration questions the four best
# sentences hold all facts of .75 with it and .72 without, the first 2,200 characters of .96 and .94.
TYPE_WEIGHT = 0.2
# The share of the best score from which a source is heard where sources are compared; so near it is quoted as well.
LEAST_FIRST = 0.7
# The sentences whose cosines tell whether anything is on the subject. One alone may be, for a folder of varied
# articles has no four: it must be closer by `LONE`. On the gold and calibration questions this refuses as many far
# questions as the mean of four does.
CLOSEST = 4
LONE = 0.02


def pick_evidence(
    index: Index,
    query: Query,
    found: Sequence[Passage],
    characters: int,
    asked: QuestionTime,
    *,
    of_each_source: bool = False,
) -> tuple[tuple[Evidence, ...], float]:
    """The best sentences of the passages `found`, best first, and how close the closest are to the question.

    The sentences are numbered from 1 and have, with their contexts, at most `characters` in all, what stands in several
    counted once (the first may have more); with `of_each_source` the best sentence of each that is not far behind finds
    its place first. Closeness is the mean cosine of the `CLOSEST` nearest sentences, or the
    nearest one's less `LONE` when that is more.
    """
    passages = [proofs_within(index, [passage]) for passage in found]
    rows = [row for passage in passages for row in passage]
    cosines = index.dense_sentences(query.vector, rows)
    lexical = index.lexical_sentences(query.text, rows)
    own = cosines - SHARED * _means(cosines, [len(passage) for passage in passages])
    fused = convex([_by_row(rows, own), _by_row(rows, lexical)], WEIGHTS)
    texts = [sentence_text(index, row) for row in rows]
    fits = preferences(asked, [(text, _article(index, row)) for text, row in zip(texts, rows, strict=True)])
    shown = shares_of_type(query.text, texts)
    scores = {
        row: fused[row] + TIME_WEIGHT * fit + TYPE_WEIGHT * share
        for row, fit, share in zip(rows, fits, shown, strict=True)
    }
    for row, text in zip(rows, texts, strict=True):
        if is_question(text):
            _give_to_reply(index, row, scores)
    best = sorted(scores, key=lambda row: (-scores[row], row))
    if of_each_source:
        best = _sources_first(index, best, scores)
    nearest = np.sort(cosines)[-CLOSEST:]
    closeness = max(float(np.mean(nearest)), float(nearest[-1]) - LONE) if len(nearest) else 0.0
    chosen = sorted(_pack(index, best, scores, characters), key=lambda item: -item.score)
    return tuple(item.model_copy(update={"marker": rank}) for rank, item in enumerate(chosen, start=1)), closeness


def proofs_within(index: Index, passages: Sequence[Passage]) -> list[int]:
    """Rows of the sentences of these passages that can prove anything."""
    return [row for row in index.sentences_within(passages) if _can_prove(sentence_text(index, row))]


def sentence_text(index: Index, row: int) -> str:
    """The sentence of this row, word for word."""
    sentence = index.sentences[row]
    return index.articles[sentence.article_id].text[sentence.start : sentence.end]


def _sources_first(index: Index, rows: Sequence[int], scores: dict[int, float]) -> list[int]:
    """`rows`, given best first, led by the first of each article, one dispatch being one, that scores `LEAST_FIRST`."""
    first: dict[str, int] = {}
    for row in rows:
        article = _article(index, row)
        if scores[row] >= LEAST_FIRST * scores[rows[0]]:
            first.setdefault(article.dispatch_id or article.id, row)
    return list(dict.fromkeys((*first.values(), *rows)))


def _give_to_reply(index: Index, row: int, scores: dict[int, float]) -> None:
    """What a question proves is nothing: the sentence behind it, which answers in an interview, is worth as much."""
    asked, reply = scores.pop(row), row + 1
    if reply in scores and index.sentences[reply].article_id == index.sentences[row].article_id:
        scores[reply] = max(scores[reply], asked)


def _means(values: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.float32]:
    """Each value replaced by the mean of its run; runs follow one another and have these lengths."""
    runs = np.repeat(np.arange(len(lengths)), lengths)
    sums = np.bincount(runs, weights=values, minlength=len(lengths))
    return (sums / np.maximum(lengths, 1))[runs].astype(np.float32)


def _by_row(rows: Sequence[int], values: NDArray[np.float32]) -> dict[int, float]:
    return dict(zip(rows, map(float, values), strict=True))


def _article(index: Index, row: int) -> Article:
    return index.articles[index.sentences[row].article_id]


def _pack(index: Index, rows: Sequence[int], scores: dict[int, float], characters: int) -> tuple[Evidence, ...]:
    """The first of `rows` that fit into `characters`, each text once."""
    chosen: list[Evidence] = []
    seen: set[str] = set()
    read: set[str] = set()
    room = characters
    highest = 1 + TIME_WEIGHT + TYPE_WEIGHT
    for row in rows:
        text = sentence_text(index, row)
        if (len(text) > room and chosen) or fold(text) in seen:
            continue
        context = context_of(index, row)
        # Half of what sentences point back to is evidence as well.
        more = {text, *context} - read
        length = sum(map(len, more))
        if length > room and chosen:
            continue
        seen.add(fold(text))
        read |= more
        room -= length
        sentence = index.sentences[row]
        chosen.append(
            Evidence(
                marker=len(chosen) + 1,
                sentence=sentence,
                article=index.articles[sentence.article_id],
                text=text,
                context=" ".join(context),
                score=scores[row] / highest,
            )
        )
    return tuple(chosen)


def _can_prove(text: str) -> bool:
    return len(text) >= SHORTEST_PROOF or text.rstrip("»”\"’') ").endswith((".", "!", "?", "…"))
