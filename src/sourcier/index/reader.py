"""An index opened for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from functools import lru_cache
from itertools import islice
from threading import RLock
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from sourcier.errors import StoreDamaged, StoreError, StoreMismatch, StoreOutdated
from sourcier.index.catalogue import Catalogue, open_catalogue
from sourcier.index.embedding import Embedder, Query
from sourcier.index.filters import EVERYTHING, UNKNOWN, Filter, as_date
from sourcier.index.late_interaction import max_sims
from sourcier.index.manifest import Manifest
from sourcier.index.passages import CHUNKER_VERSION, head, passage_id
from sourcier.index.place import open_place
from sourcier.index.terms import open_terms
from sourcier.index.vectors import Vectors
from sourcier.language.analysis import content_words
from sourcier.schema import Article, Passage, Searched, Sentence
from sourcier.stores import Store

T = TypeVar("T")
CHUNKER = "chunker"
# Chroma is told which articles to keep to when they are so few; else it is searched deeper until enough are kept.
NAMED, DEEPER = 500, 4
# What a session of questions comes back to; a kept article is about 5 kB.
ARTICLES_KEPT, FILTERS_KEPT = 2000, 8
# What was measured of an index holds until its size has changed by this share.
DRIFT = 0.25
# A question looks at each sentence it may read ten times.
ROWS_KEPT = 10_000


class Index:
    """Articles, passages and sentences with their dense and lexical scores for a question.

    Rows are positions in `passages` or `sentences`, which are in the order of article ids. It is a picture of one
    moment: `is_stale` tells when another has taken its place. Safe to share between threads.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        """Open `store`; raises StoreMissing, StoreMismatch (made with another embedding model), StoreDamaged."""
        self.store = store
        self.embedder = embedder
        with ExitStack() as opened:
            self._place = opened.enter_context(closing(open_place(store)))
            self.folder = self._place.current()
            self._manifest = opened.enter_context(Manifest(self.folder))
            self._watch = opened.enter_context(Manifest(self.folder))
            check_fingerprint(store, self._manifest, embedder)
            self._manifest.hold()
            self._ended = self._manifest.get("ended")
            self._catalogue = open_catalogue(self.folder, self._manifest)
            self._terms = open_terms(self.folder, self._manifest)
            self._vectors = opened.enter_context(closing(self._place.vectors(self.folder)))
            self._check_vectors()
            self._opened = opened.pop_all()
        self._measured: dict[str, str] = {}
        self._measuring = RLock()
        self.articles: Mapping[str, Article] = Articles(self._catalogue, self._manifest)
        self.sentences: Sequence[Sentence] = Rows(len(self._catalogue.sentences), self._sentence)
        self.passages: Sequence[Passage] = Rows(len(self._catalogue.passages), self._passage)
        by_date = np.argsort(-self._catalogue.published, kind="stable")
        self.newest_first: Sequence[Article] = Rows(
            len(by_date), lambda row: self.articles[self._catalogue.id(int(by_date[row]))]
        )
        self.within = lru_cache(FILTERS_KEPT)(self._catalogue.within)

    def close(self) -> None:
        """Release the files."""
        self._opened.close()

    def is_stale(self) -> bool:
        """Whether a sync or a rebuild has ended since the index was opened."""
        return self._place.current() != self.folder or self._watch.get("ended") != self._ended

    def remembered(self, name: str, measure: Callable[[], float]) -> float:
        """What was measured of the index under `name`, measured anew when it has grown or shrunk by a quarter.

        It is kept with the index where that takes writing, else as long as the index is open.
        """
        size = len(self.passages)
        # Of questions that come at once, one measures; what is measured may need another measure.
        with self._measuring:
            kept = self._measured.get(name) or self._watch.get(name)
            then, value = kept.split() if kept else ("0", "0")
            if abs(int(then) - size) <= DRIFT * int(then):
                return float(value)
            value = repr(measure())
            self._measured[name] = f"{size} {value}"
            with suppress(StoreError):
                self._watch.record(self._measured)
            return float(value)

    def note(self, name: str, value: float) -> None:
        """Keep a number with the index; raises StoreReadOnly, StoreBusy."""
        self._watch.record({name: repr(value)})

    def noted(self, name: str) -> float | None:
        """The number kept under `name`, by any process."""
        kept = self._watch.get(name)
        return None if kept is None else float(kept)

    def embed(self, question: str) -> Query:
        """A question as it is searched for."""
        return self.embedder.embed_query(question)

    def searched(self, only: Filter = EVERYTHING) -> Searched:
        """How many articles a search looks into, and their first and last dates."""
        published = self._catalogue.published[self.within(only)]
        dated = published[published != UNKNOWN]
        earliest, latest = (as_date(int(dated.min())), as_date(int(dated.max()))) if len(dated) else (None, None)
        return Searched(articles=len(published), earliest=earliest, latest=latest)

    def outlets(self) -> list[str]:
        """Every outlet that prints an article, those with most of them first."""
        counts = Counter(outlet for outlets, _ in self._catalogue.places for outlet in outlets)
        return [outlet for outlet, _ in counts.most_common()]

    def versions(self, article_id: str) -> list[Article]:
        """The articles that print the same dispatch as this one, itself among them."""
        row = self._catalogue.row(article_id)
        return [] if row is None else [self.articles[id_] for id_ in self._catalogue.versions(row)]

    def dense_passages(self, vector: Vectors, k: int, only: Filter = EVERYTHING) -> dict[int, float]:
        """Cosines of the `k` nearest passages of `only`, by row.

        A vector whose article is not of this moment is left out: a writer puts vectors first and deletes them last.
        """
        within = self.within(only)
        kept = np.flatnonzero(within)
        if only != EVERYTHING and len(kept) <= NAMED:
            return self._by_row(self._vectors.nearest(vector, k, [self._catalogue.id(int(row)) for row in kept]))
        depth = k
        while True:
            found = self._by_row(self._vectors.nearest(vector, depth))
            inside = {row: cosine for row, cosine in found.items() if within[self._article_row(row)]}
            enough = len(inside) >= min(k, len(self.passages))
            # To count the vectors takes as long as to search: there are no fewer of them than passages.
            if enough or (depth >= len(self.passages) and depth >= self._vectors.count()):
                return dict(islice(inside.items(), k))
            depth *= DEEPER

    def late_passages(self, query: Query, rows: Sequence[int]) -> dict[int, float]:
        """The MaxSim of these passages by row; empty where the model gives no vectors of words."""
        if not len(query.words):
            return {}
        tokens = self._manifest.passage_words([self.passages[row].id for row in rows])
        return dict(zip(rows, map(float, max_sims(query.words, tokens)), strict=True))

    def lexical_passages(self, question: str, k: int, only: Filter = EVERYTHING) -> dict[int, float]:
        """BM25 of the best `k` passages of `only`, by row."""
        allowed = None
        if only != EVERYTHING:
            allowed = np.repeat(self.within(only), np.diff(self._catalogue.first_passage))
        return dict(self._terms.top(question, k, allowed))

    def knows(self, term: str) -> bool:
        """Whether any article has `term`, as `analysis.terms` gives it."""
        return self._terms.knows(term)

    def with_neighbours(self, passages: Sequence[Passage]) -> list[Passage]:
        """`passages`, each followed by the one before it and the one after it in its article; each once."""
        rows = [row for passage in passages if (row := self._passage_row(passage.id)) is not None]
        near = (
            beside
            for row in rows
            for beside in (row, row - 1, row + 1)
            if 0 <= beside < len(self.passages) and self._article_row(beside) == self._article_row(row)
        )
        return [self.passages[row] for row in dict.fromkeys(near)]

    def sentences_within(self, passages: Sequence[Passage]) -> list[int]:
        """Rows of the sentences of these passages."""
        rows: list[int] = []
        for passage in passages:
            row = self._passage_row(passage.id)
            if row is not None:
                owner = self._article_row(row)
                first, end = self._catalogue.first_sentence[owner] + self._catalogue.passages[row]
                rows += range(int(first), int(end))
        return rows

    def dense_sentences(self, vector: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """Cosines of these sentences, of shape (len(rows),)."""
        wanted = np.asarray(rows, dtype=np.int64)
        owners = self._owners(self._catalogue.first_sentence, wanted)
        cosines = np.zeros(len(wanted), dtype=np.float32)
        found = self._manifest.sentence_vectors([self._catalogue.id(int(owner)) for owner in np.unique(owners)])
        for owner in np.unique(owners):
            vectors = found[self._catalogue.id(int(owner))].reshape(-1, len(vector))
            ours = owners == owner
            cosines[ours] = (vectors @ vector)[wanted[ours] - self._catalogue.first_sentence[owner]]
        return cosines

    def lexical_sentences(self, question: str, rows: Sequence[int]) -> NDArray[np.float32]:
        """BM25 of these sentences, of shape (len(rows),)."""
        owners = self._owners(self._catalogue.first_sentence, np.asarray(rows, dtype=np.int64))
        ids = {int(owner): self._catalogue.id(int(owner)) for owner in np.unique(owners)}
        lines = self._manifest.terms(ids.values())
        heads = {id_: content_words(head(self.articles[id_])) for id_ in ids.values()}
        words = []
        for row, owner in zip(rows, owners, strict=True):
            id_ = ids[int(owner)]
            words.append(heads[id_] + lines[id_][row - int(self._catalogue.first_sentence[owner])].split())
        return self._terms.sentence_scores(question, words)

    def _check_vectors(self) -> None:
        """Raise StoreDamaged when vectors are missing: they are written before the manifest and deleted after it."""
        if (count := self._vectors.count()) < (expected := len(self._catalogue.passages)):
            raise StoreDamaged(store=self.store, reason=f"{count} < {expected}")

    def _by_row(self, found: Sequence[tuple[str, float]]) -> dict[int, float]:
        rows = ((self._passage_row(id_), cosine) for id_, cosine in found)
        return {row: cosine for row, cosine in rows if row is not None}

    def _passage_row(self, id_: str) -> int | None:
        article_id, _, number = id_.rpartition(":")
        row = self._catalogue.row(article_id)
        return None if row is None else int(self._catalogue.first_passage[row]) + int(number)

    def _article_row(self, passage_row: int) -> int:
        return int(self._owners(self._catalogue.first_passage, passage_row))

    def _sentence(self, row: int) -> Sentence:
        owner = int(self._owners(self._catalogue.first_sentence, row))
        start, end = map(int, self._catalogue.sentences[row])
        index = row - int(self._catalogue.first_sentence[owner])
        return Sentence(article_id=self._catalogue.id(owner), index=index, start=start, end=end)

    def _passage(self, row: int) -> Passage:
        owner = self._article_row(row)
        article_id = self._catalogue.id(owner)
        first, last = self._catalogue.first_sentence[owner] + self._catalogue.passages[row] - (0, 1)
        start, end = int(self._catalogue.sentences[first, 0]), int(self._catalogue.sentences[last, 1])
        id_ = passage_id(article_id, row - int(self._catalogue.first_passage[owner]))
        return Passage(id=id_, article_id=article_id, start=start, end=end)

    @staticmethod
    def _owners(firsts: NDArray[np.int64], rows: int | NDArray[np.int64]) -> NDArray[np.int64]:
        """The article of each of these rows, `firsts` being the first row of each article."""
        return np.searchsorted(firsts, rows, side="right") - 1


class Articles(Mapping[str, Article]):
    """Every article by id, read from the manifest when it is looked at; the last ones are kept."""

    def __init__(self, catalogue: Catalogue, manifest: Manifest) -> None:
        self._catalogue = catalogue
        self._manifest = manifest
        self._kept = lru_cache(ARTICLES_KEPT)(self._read)

    def __getitem__(self, id_: str) -> Article:
        return self._kept(id_)

    def __iter__(self) -> Iterator[str]:
        return (id_.decode() for id_ in self._catalogue.ids)

    def __len__(self) -> int:
        return len(self._catalogue.ids)

    def _read(self, id_: str) -> Article:
        if self._catalogue.row(id_) is None:
            raise KeyError(id_)
        return self._manifest.articles([id_])[0]


class Rows(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are looked at, for an index has hundreds of thousands.

    The last ones are kept.
    """

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = lru_cache(ROWS_KEPT)(make)

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


def open_index(store: Store, embedder: Embedder) -> Index:
    """An `Index`, also when a rebuild takes the place of the one that is being opened; raises what `Index` raises."""
    with closing(open_place(store)) as place:
        folder = place.current()
        try:
            return Index(store, embedder)
        except StoreError:
            if place.current() == folder:
                raise
            return Index(store, embedder)


def read_articles(store: Store) -> list[Article]:
    """The articles of the index in `store`, without opening its vectors; raises StoreMissing, StoreDamaged."""
    with closing(open_place(store)) as place, Manifest(place.current()) as manifest:
        return manifest.articles(trace=True)


def fingerprint(embedder: Embedder) -> dict[str, str]:
    """What an index records of how it was made."""
    return {"embedding": embedder.fingerprint, CHUNKER: str(CHUNKER_VERSION)}


def check_fingerprint(store: Store, manifest: Manifest, embedder: Embedder) -> None:
    """Raise StoreMismatch unless the index was made as one would be made now."""
    for key, wanted in fingerprint(embedder).items():
        found = manifest.get(key)
        if found is not None and found != wanted:
            if key == CHUNKER:
                raise StoreOutdated(store=store)
            raise StoreMismatch(store=store, found=f"{key} {found}", wanted=f"{key} {wanted}")
