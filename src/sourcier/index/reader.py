"""An index opened for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from sourcier.errors import StoreDamaged, StoreError, StoreMismatch, StoreOutdated
from sourcier.index import layout
from sourcier.index.embedding import Embedder, Vectors
from sourcier.index.manifest import Manifest
from sourcier.index.passages import CHUNKER_VERSION, passage_id
from sourcier.index.period import ALWAYS, Period
from sourcier.index.store import VectorStore
from sourcier.index.terms import open_terms
from sourcier.schema import Article, Passage, Sentence

T = TypeVar("T")
CHUNKER = "chunker"


class Index:
    """Articles, passages and sentences with their dense and lexical scores for a question.

    Rows are positions in `passages` or `sentences`, which are in the order of article ids. It is a picture of one
    moment: `is_stale` tells when another has taken its place.
    """

    def __init__(self, store: Path, embedder: Embedder) -> None:
        """Open `store`; raises StoreMissing, StoreMismatch (made with another embedding model), StoreDamaged."""
        self.store = store
        self.embedder = embedder
        self.folder = layout.current(store)
        self._manifest = Manifest(self.folder)
        try:
            check_fingerprint(store, self._manifest, embedder)
            with self._manifest.reading():
                self._ended = self._manifest.get("ended")
                articles, cuts = self._manifest.articles(), self._manifest.cuts()
                self._terms = open_terms(self.folder, self._manifest)
            self._vectors = VectorStore(self.folder / "chroma")
        except BaseException:
            self._manifest.close()
            raise
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self._ids = list(self.articles)
        self._row_of_article = {id_: row for row, id_ in enumerate(self._ids)}
        self._first_sentence = _firsts(len(cut.sentences) for cut in cuts)
        self._first_passage = _firsts(len(cut.passages) for cut in cuts)
        self._sentence_spans = _joined([cut.sentences for cut in cuts])
        self._passage_runs = _joined([cut.passages for cut in cuts])
        self.sentences: Sequence[Sentence] = Rows(len(self._sentence_spans), self._sentence)
        self.passages: Sequence[Passage] = Rows(len(self._passage_runs), self._passage)
        self._check_vectors()

    def close(self) -> None:
        """Release the files."""
        self._vectors.close()
        self._manifest.close()

    def is_stale(self) -> bool:
        """Whether a sync or a rebuild has ended since the index was opened."""
        return layout.current(self.store) != self.folder or self._manifest.get("ended") != self._ended

    def embed(self, question: str) -> Vectors:
        """The unit vector of a question, of shape (dimension,)."""
        return self.embedder.embed_query(question)

    def dense_passages(self, vector: Vectors, k: int, published: Period = ALWAYS) -> dict[int, float]:
        """Cosines of the `k` nearest passages of `published`, by row; a vector whose article is gone is left out."""
        found = ((self._passage_row(id_), cosine) for id_, cosine in self._vectors.nearest(vector, k, published))
        return {row: cosine for row, cosine in found if row is not None}

    def lexical_passages(self, question: str, k: int, published: Period = ALWAYS) -> dict[int, float]:
        """BM25 of the best `k` passages of `published`, by row."""
        if published == ALWAYS:
            return dict(self._terms.passages.top(question, k))
        found = self._terms.passages.top(question, len(self.passages))
        return dict([(row, score) for row, score in found if published.holds(self._article_of(row))][:k])

    def knows(self, term: str) -> bool:
        """Whether any article has `term`, as `analysis.terms` gives it."""
        return self._terms.passages.knows(term)

    def sentences_within(self, passages: Sequence[Passage]) -> list[int]:
        """Rows of the sentences of these passages."""
        rows: list[int] = []
        for passage in passages:
            row = self._passage_row(passage.id)
            if row is not None:
                first, end = self._first_sentence[self._row_of_article[passage.article_id]] + self._passage_runs[row]
                rows += range(int(first), int(end))
        return rows

    def dense_sentences(self, vector: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """Cosines of these sentences, of shape (len(rows),); 0 for those of an article that is gone."""
        wanted = np.asarray(rows, dtype=np.int64)
        owners = np.searchsorted(self._first_sentence, wanted, side="right") - 1
        cosines = np.zeros(len(wanted), dtype=np.float32)
        found = self._manifest.sentence_vectors([self._ids[owner] for owner in np.unique(owners)])
        for owner in np.unique(owners):
            flat = found.get(self._ids[owner])
            if flat is not None:
                ours = owners == owner
                cosines[ours] = (flat.reshape(-1, len(vector)) @ vector)[wanted[ours] - self._first_sentence[owner]]
        return cosines

    def lexical_sentences(self, question: str, rows: Sequence[int]) -> NDArray[np.float32]:
        """BM25 of these sentences, of shape (len(rows),)."""
        scores = self._terms.sentences.scores(question)
        return scores[list(rows)] if len(scores) else np.zeros(len(rows), dtype=np.float32)

    def _check_vectors(self) -> None:
        """Raise StoreDamaged when vectors are missing: they are written before the manifest and deleted after it."""
        if (count := self._vectors.count()) < len(self.passages):
            self.close()
            raise StoreDamaged(store=self.store, reason=f"{count} < {len(self.passages)}")

    def _passage_row(self, id_: str) -> int | None:
        article_id, _, number = id_.rpartition(":")
        row = self._row_of_article.get(article_id)
        return None if row is None else int(self._first_passage[row]) + int(number)

    def _article_of(self, passage_row: int) -> Article:
        return self.articles[self._ids[self._owner(self._first_passage, passage_row)]]

    def _sentence(self, row: int) -> Sentence:
        owner = self._owner(self._first_sentence, row)
        start, end = map(int, self._sentence_spans[row])
        index = row - int(self._first_sentence[owner])
        return Sentence(article_id=self._ids[owner], index=index, start=start, end=end)

    def _passage(self, row: int) -> Passage:
        owner = self._owner(self._first_passage, row)
        first, last = self._first_sentence[owner] + self._passage_runs[row] - (0, 1)
        id_ = passage_id(self._ids[owner], row - int(self._first_passage[owner]))
        start, end = int(self._sentence_spans[first, 0]), int(self._sentence_spans[last, 1])
        return Passage(id=id_, article_id=self._ids[owner], start=start, end=end)

    @staticmethod
    def _owner(firsts: NDArray[np.int64], row: int) -> int:
        return int(np.searchsorted(firsts, row, side="right")) - 1


class Rows(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are looked at: an index has hundreds of thousands."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = make

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> list[T]: ...
    def __getitem__(self, row: int | slice) -> T | list[T]:
        if isinstance(row, slice):
            return [self._make(each) for each in range(*row.indices(self._length))]
        if not -self._length <= row < self._length:
            raise IndexError(row)
        return self._make(row % self._length)


def open_index(store: Path, embedder: Embedder) -> Index:
    """An `Index`, also when a rebuild takes the place of the one that is being opened; raises what `Index` raises."""
    folder = layout.current(store)
    try:
        return Index(store, embedder)
    except StoreError:
        if layout.current(store) == folder:
            raise
        return Index(store, embedder)


def read_articles(store: Path) -> list[Article]:
    """The articles of the index in `store`, without opening its vectors; raises StoreMissing, StoreDamaged."""
    with closing(Manifest(layout.current(store))) as manifest:
        return manifest.articles(trace=True)


def fingerprint(embedder: Embedder) -> dict[str, str]:
    """What an index records of how it was made."""
    return {"embedding": embedder.fingerprint, CHUNKER: str(CHUNKER_VERSION)}


def check_fingerprint(store: Path, manifest: Manifest, embedder: Embedder) -> None:
    """Raise StoreMismatch unless the index was made as one would be made now."""
    for key, wanted in fingerprint(embedder).items():
        found = manifest.get(key)
        if found is not None and found != wanted:
            if key == CHUNKER:
                raise StoreOutdated(store=store)
            raise StoreMismatch(store=store, found=f"{key} {found}", wanted=f"{key} {wanted}")


def _firsts(counts: Iterable[int]) -> NDArray[np.int64]:
    """The row of the first item of each article."""
    ends = np.cumsum([0, *counts])
    return ends[:-1].astype(np.int64)


def _joined(spans: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([np.zeros((0, 2), dtype=np.int32), *spans])
