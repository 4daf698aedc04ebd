"""An index opened for reading."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.errors import StoreDamaged, StoreMismatch
from sourcier.index import layout
from sourcier.index.embedding import Embedder, Vectors
from sourcier.index.lexical import LexicalIndex
from sourcier.index.manifest import Entry, Manifest
from sourcier.index.passages import CHUNKER_VERSION, embedding_text, sentence_id
from sourcier.index.period import ALWAYS, Period
from sourcier.index.store import VectorStore
from sourcier.schema import Article, Passage, Sentence

PASSAGES, SENTENCES = "passages", "sentences"


class Index:
    """Articles, passages and sentences with their dense and lexical scores for a question.

    Rows are positions in `passages` or `sentences`, which are in the order of article ids.
    """

    def __init__(self, store: Path, embedder: Embedder) -> None:
        """Open `store`; raises StoreMissing, StoreMismatch (made with another embedding model), StoreDamaged."""
        self.folder = layout.current(store)
        self._embedder = embedder
        with Manifest(self.folder) as manifest:
            check_fingerprint(store, manifest, embedder)
            entries, state = manifest.entries(), manifest.state()
        self.articles: Mapping[str, Article] = {entry.article.id: entry.article for entry in entries}
        self.passages: Sequence[Passage] = [passage for entry in entries for passage in entry.passages]
        self.sentences: Sequence[Sentence] = [sentence for entry in entries for sentence in entry.sentences]
        self._passage_rows = {passage.id: row for row, passage in enumerate(self.passages)}
        self._sentence_rows = {sentence_id(sentence): row for row, sentence in enumerate(self.sentences)}
        self._passage_terms = open_lexical(self.folder, state, entries, PASSAGES)
        self._sentence_terms = open_lexical(self.folder, state, entries, SENTENCES)
        self._passage_vectors = VectorStore(self.folder / "chroma", PASSAGES)
        self._sentence_vectors = VectorStore(self.folder / "chroma", SENTENCES)
        self._check_vectors(store)

    def close(self) -> None:
        """Release the files."""
        self._passage_vectors.close()
        self._sentence_vectors.close()

    def embed(self, question: str) -> Vectors:
        """The unit vector of a question, of shape (dimension,)."""
        return self._embedder.embed_query(question)

    def dense_passages(self, vector: Vectors, k: int, published: Period = ALWAYS) -> dict[int, float]:
        """Cosines of the `k` nearest passages of `published`, by row; a vector whose article is gone is left out."""
        found = self._passage_vectors.nearest(vector, k, published)
        return {self._passage_rows[id_]: cosine for id_, cosine in found if id_ in self._passage_rows}

    def lexical_passages(self, question: str, k: int, published: Period = ALWAYS) -> dict[int, float]:
        """BM25 of the best `k` passages of `published`, by row."""
        if published == ALWAYS:
            return dict(self._passage_terms.top(question, k))
        found = self._passage_terms.top(question, len(self.passages))
        return dict([(row, score) for row, score in found if published.holds(self._article_of(row))][:k])

    def knows(self, term: str) -> bool:
        """Whether any article has `term`, as `analysis.terms` gives it."""
        return self._passage_terms.knows(term)

    def sentences_within(self, passages: Sequence[Passage]) -> list[int]:
        """Rows of the sentences of these passages."""
        return [
            self._sentence_rows[sentence_id(sentence)]
            for passage in passages
            for sentence in self._sentences_of.get(passage.article_id, ())
            if passage.start <= sentence.start and sentence.end <= passage.end
        ]

    def dense_sentences(self, vector: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """Cosines of these sentences, of shape (len(rows),)."""
        ids = [sentence_id(self.sentences[row]) for row in rows]
        vectors = self._sentence_vectors.vectors(ids)
        return np.array([float(vectors[id_] @ vector) if id_ in vectors else 0.0 for id_ in ids], dtype=np.float32)

    def lexical_sentences(self, question: str, rows: Sequence[int]) -> NDArray[np.float32]:
        """BM25 of these sentences, of shape (len(rows),)."""
        scores = self._sentence_terms.scores(question)
        return scores[list(rows)] if len(scores) else np.zeros(len(rows), dtype=np.float32)

    def _check_vectors(self, store: Path) -> None:
        """Raise StoreDamaged when vectors are missing: they are written before the manifest and deleted after it."""
        halves = ((self._passage_vectors, self.passages), (self._sentence_vectors, self.sentences))
        for vectors, wanted in halves:
            if (count := vectors.count()) < len(wanted):
                self.close()
                raise StoreDamaged(store=store, reason=f"{count} < {len(wanted)}")

    def _article_of(self, row: int) -> Article:
        return self.articles[self.passages[row].article_id]

    @cached_property
    def _sentences_of(self) -> dict[str, list[Sentence]]:
        grouped: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.article_id, []).append(sentence)
        return grouped


def read_articles(store: Path) -> list[Article]:
    """The articles of the index in `store`, without opening its vectors; raises StoreMissing, StoreDamaged."""
    with Manifest(layout.current(store)) as manifest:
        return list(manifest.articles().values())


def open_lexical(folder: Path, state: str, entries: Sequence[Entry], name: str) -> LexicalIndex:
    """The BM25 of the passages or sentences of `entries`, in the row order of `Index`.

    It is read from the disk when it was saved for this `state` of the manifest, else computed: after a crash, old rows
    would be those of other texts.
    """
    saved = LexicalIndex.load(lexical_folder(folder, state) / name)
    return saved or LexicalIndex.build(_texts(entries, name))


def save_lexical(folder: Path, state: str, entries: Sequence[Entry]) -> None:
    """Write the BM25 of `entries` for `state`, unless it is there, and remove the older ones."""
    target = lexical_folder(folder, state)
    if any(LexicalIndex.load(target / name) is None for name in (PASSAGES, SENTENCES)):
        pending = folder / "lexical-new"
        for old in (pending, target):
            shutil.rmtree(old, ignore_errors=True)
        for name in (PASSAGES, SENTENCES):
            LexicalIndex.build(_texts(entries, name)).save(pending / name)
        if pending.is_dir():
            pending.replace(target)
    for old in folder.glob("lexical-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def lexical_folder(folder: Path, state: str) -> Path:
    """Where the BM25 of a state of the manifest is kept."""
    return folder / f"lexical-{state}"


def _texts(entries: Sequence[Entry], name: str) -> list[str]:
    """The title and date of an article are terms of its passages and sentences, as they are of their embeddings."""
    return [
        embedding_text(entry.article, span.start, span.end)
        for entry in entries
        for span in (entry.passages if name == PASSAGES else entry.sentences)
    ]


def fingerprint(embedder: Embedder) -> dict[str, str]:
    """What an index records of how it was made."""
    return {"embedding": embedder.fingerprint, "chunker": str(CHUNKER_VERSION)}


def check_fingerprint(store: Path, manifest: Manifest, embedder: Embedder) -> None:
    """Raise StoreMismatch unless the index was made as one would be made now."""
    for key, wanted in fingerprint(embedder).items():
        found = manifest.get(key)
        if found is not None and found != wanted:
            raise StoreMismatch(store=store, found=f"{key} {found}", wanted=f"{key} {wanted}")
