"""One dispatch is one source: of the articles that reprint it, one speaks and the others are named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

import numpy as np

from sourcier.index.embedding import Query
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.index.vectors import Vectors
from sourcier.language.analysis import words
from sourcier.retrieval.evidence import proofs_within, sentence_text
from sourcier.retrieval.hybrid import DEFAULT, DEPTH, Ranking, retrieve
from sourcier.schema import Article, Evidence, Passage, RetrievedPassage

# Reprints may fill the whole list: it is then searched so many times deeper.
DEEPER = 4
# What another typography adds to the cosine of a sentence or takes from it, at most (.021 with multilingual-e5-small).
TYPOGRAPHY = 0.03


def retrieve_sources(
    index: Index, query: Query, k: int, only: Filter = EVERYTHING, ranking: Ranking = DEFAULT
) -> tuple[RetrievedPassage, ...]:
    """The best `k` passages for `query`, those of a dispatch all from one of its articles.

    The best of each article come first, best first, then the others: many voices before one at length.
    """
    depth = DEPTH
    while True:
        found = retrieve(index, query, depth, only, ranking)
        kept = one_per_dispatch(index, query.vector, found)
        if len(kept) >= k or len(found) < depth:
            return best_of_each_first(kept)[:k]
        depth *= DEEPER


def best_of_each_first(found: Sequence[RetrievedPassage]) -> tuple[RetrievedPassage, ...]:
    """The first passage of each article in the order of `found`, then the others in the same order."""
    firsts = {hit.passage.article_id: hit for hit in reversed(found)}
    return tuple(sorted(found, key=lambda hit: firsts[hit.passage.article_id] is not hit))


def one_per_dispatch(index: Index, vector: Vectors, found: Sequence[RetrievedPassage]) -> tuple[RetrievedPassage, ...]:
    """The passages of `found` without those of articles whose dispatch another article speaks for.

    That is the article with the sentence nearest to `vector`; of those that say it in the same words, the first
    published, then the longest. The scores of passages do not tell: they are those of its headline more than its own.
    """
    dispatches: dict[str, dict[str, list[Passage]]] = {}
    for hit in found:
        if (dispatch := index.articles[hit.passage.article_id].dispatch_id) is not None:
            dispatches.setdefault(dispatch, {}).setdefault(hit.passage.article_id, []).append(hit.passage)
    silent: set[str] = set()
    for versions in dispatches.values():
        if len(versions) > 1:
            silent |= versions.keys() - {_speaker(index, vector, list(chain.from_iterable(versions.values())))}
    return tuple(hit for hit in found if hit.passage.article_id not in silent)


def with_reprints(index: Index, evidence: Sequence[Evidence], only: Filter = EVERYTHING) -> tuple[Evidence, ...]:
    """`evidence` with the other outlets that print the same text, or the same dispatch within `only`."""
    versions = {
        id_: [article for article in index.versions(id_) if only.holds(article)]
        for id_ in {item.article.id for item in evidence}
    }
    return tuple(
        item.model_copy(update={"also_in": _others(item.article, versions[item.article.id])}) for item in evidence
    )


def _speaker(index: Index, vector: Vectors, passages: Sequence[Passage]) -> str:
    rows = proofs_within(index, passages)
    if not rows:
        return passages[0].article_id
    cosines = index.dense_sentences(vector, rows)
    best = int(np.argmax(cosines))
    said = words(sentence_text(index, rows[best]))
    near = (row for row, cosine in zip(rows, cosines, strict=True) if cosine >= cosines[best] - TYPOGRAPHY)
    tied = {index.sentences[row].article_id for row in near if words(sentence_text(index, row)) == said}
    return min(tied, key=lambda id_: _precedence(index.articles[id_]))


def _precedence(article: Article) -> tuple[date, int, str]:
    return _date(article), -len(article.text), article.path


def _others(article: Article, versions: Sequence[Article]) -> tuple[str, ...]:
    """The outlets of `versions` but for that of `article`, by date; the file where none is known."""
    others = sorted((other for other in versions if other.id != article.id), key=lambda each: (_date(each), each.path))
    printed = [name for other in others for name in (other.outlet or other.path, *other.other_outlets)]
    return tuple(name for name in dict.fromkeys((*article.other_outlets, *printed)) if name != article.outlet)


def _date(article: Article) -> date:
    return article.published.value if article.published else date.max
