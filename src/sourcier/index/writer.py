"""What is computed of articles, and Chroma's part of it: cut, embed, store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np

from sourcier.corpus.dispatches import signature
from sourcier.index.embedding import Embedder, Reading
from sourcier.index.filters import date_number
from sourcier.index.late_interaction import encode
from sourcier.index.passages import Cut, cut, head, passage_id
from sourcier.index.rows import Entry
from sourcier.index.store import Record, VectorStore
from sourcier.index.vectors import unit
from sourcier.language.analysis import content_words
from sourcier.schema import Article

# Share of the title, outlet and date in the vector of a passage.
HEAD_WEIGHT = 0.1


def compute(articles: Sequence[Article], embedder: Embedder, vectors: VectorStore) -> list[Entry]:
    """Cut and embed articles, and write their passages to `vectors`; what the manifest keeps of them is given back."""
    cuts = [cut(article.text) for article in articles]
    heads = [head(article) for article in articles]
    records = [record for article, of in zip(articles, cuts, strict=True) for record in _records(article, of)]
    spans = [within for of in cuts for within in _spans(of)]
    whole_heads = [[(0, len(text))] for text in heads]
    read = embedder.embed_spans([*(record.text for record in records), *heads], [*spans, *whole_heads])
    passages, of_heads = read[: len(records)], np.array([reading.spans[0] for reading in read[len(records) :]])
    repeated = np.repeat(np.arange(len(articles)), [len(of.passages) for of in cuts])
    weights = np.array([HEAD_WEIGHT if text else 0.0 for text in heads])[repeated, None]
    wholes = np.array([passage.spans[0] for passage in passages])
    vectors.upsert(records, unit((1 - weights) * wholes + weights * of_heads[repeated]))
    return [
        _entry(article, of, [passages[number] for number in np.flatnonzero(repeated == row)])
        for row, (article, of) in enumerate(zip(articles, cuts, strict=True))
    ]


def tell(articles: Iterable[Article], vectors: VectorStore) -> None:
    """Write what is said of articles anew beside their passages, without embedding."""
    vectors.update_metadata([record for article in articles for record in _records(article, cut(article.text))])


def told(article: Article) -> str:
    """What Chroma is told of an article beside its text: its head, which is embedded, and its metadata."""
    return json.dumps([head(article), _metadata(article)], ensure_ascii=False)


def same_head(one: str, other: str) -> bool:
    """Whether two values of `told` stand for the same vectors."""
    return bool(json.loads(one)[0] == json.loads(other)[0])


def _spans(of: Cut) -> list[list[tuple[int, int]]]:
    """For each passage its whole, then its sentences."""
    result = []
    for number, (first, end) in enumerate(of.passages):
        start, stop = of.passage_span(number)
        sentences = [(int(left) - start, int(right) - start) for left, right in of.sentences[first:end]]
        result.append([(0, stop - start), *sentences])
    return result


def _entry(article: Article, of: Cut, passages: Sequence[Reading]) -> Entry:
    return Entry(
        id=article.id,
        text=article.text,
        cut=of,
        terms=tuple(" ".join(content_words(article.text[start:end])) for start, end in of.sentences),
        vectors=np.concatenate([passage.spans[1:] for passage in passages]),
        words=tuple(encode(passage.words) for passage in passages),
        signature=signature(article.text),
        stored=told(article),
    )


def _records(article: Article, of: Cut) -> list[Record]:
    metadata = _metadata(article)
    records = []
    for number, (start, end) in enumerate(map(of.passage_span, range(len(of.passages)))):
        place = {**metadata, "start": start, "end": end}
        records.append(Record(passage_id(article.id, number), article.text[start:end], place))
    return records


def _metadata(article: Article) -> dict[str, str | int]:
    return {
        "article_id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet or "",
        "published": date_number(article),
    }
