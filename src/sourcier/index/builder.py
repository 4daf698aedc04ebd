"""Bring an index in step with a folder: embed what is new, forget what is gone, touch nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sourcier.corpus import Skipped, read_folder
from sourcier.errors import NoArticles, StoreDamaged
from sourcier.index import layout
from sourcier.index.embedding import Embedder
from sourcier.index.faults import store_error
from sourcier.index.manifest import Entry, Manifest
from sourcier.index.passages import article_passages, article_sentences, embedding_text, sentence_id
from sourcier.index.period import date_number
from sourcier.index.reader import PASSAGES, SENTENCES, check_fingerprint, fingerprint, save_lexical
from sourcier.index.store import Record, VectorStore
from sourcier.schema import Article, Passage, Sentence

# Articles embedded between two writes: what a crash loses, and what the progress bar moves by.
ARTICLES_A_BATCH = 8

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class IndexReport:
    """What an indexing did, in articles; `skipped` are files."""

    indexed: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]


def build_index(
    articles: Path,
    store: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
) -> IndexReport:
    """Index the folder `articles` into `store`; `progress` is told the articles embedded and to embed.

    A rebuild is made beside the index in use and takes its place when it is whole. Raises FolderMissing, BadSidecar,
    NoArticles (the index stays as it was), StoreBusy, StoreReadOnly, StoreMismatch, StoreDamaged.
    """
    reading = read_folder(articles)
    if not reading.articles:
        raise NoArticles(path=articles)
    try:
        with layout.writing(store):
            fresh = rebuild or not layout.exists(store)
            folder = layout.fresh(store) if fresh else layout.current(store)
            report = _synchronise(store, folder, embedder, reading.articles, reading.skipped, progress)
            layout.publish(store, folder)
            return report
    except OSError as error:
        raise store_error(store, error) from error


def _synchronise(
    store: Path,
    folder: Path,
    embedder: Embedder,
    articles: Sequence[Article],
    skipped: tuple[Skipped, ...],
    progress: Progress,
) -> IndexReport:
    """Write new, then the manifest, then delete old: at every moment each article is there at least once."""
    with Manifest(folder, create=True) as manifest:
        check_fingerprint(store, manifest, embedder)
        manifest.set(fingerprint(embedder))
        known = manifest.articles()
        new = [article for article in articles if article.id not in known or _head(article) != _head(known[article.id])]
        to_embed = {article.id for article in new}
        moved = [article for article in articles if article.id not in to_embed and article != known[article.id]]
        gone = known.keys() - {article.id for article in articles}
        with closing(_Writer(store, folder, embedder)) as writer:
            for first in range(0, len(new), ARTICLES_A_BATCH):
                progress(first, len(new))
                manifest.put(writer.write(new[first : first + ARTICLES_A_BATCH]))
            progress(len(new), len(new))
            manifest.put(writer.move(moved))
            manifest.remove(gone)
            entries = manifest.entries()
            writer.keep_only(entries)
        save_lexical(folder, manifest.state(), entries)
        return IndexReport(len(new), len(articles) - len(new), len(gone), skipped)


class _Writer:
    """Puts articles into the two collections: passages with the head of their article, sentences alone."""

    def __init__(self, store: Path, folder: Path, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._passages = VectorStore(folder / "chroma", PASSAGES)
        self._sentences = VectorStore(folder / "chroma", SENTENCES)

    def close(self) -> None:
        self._passages.close()
        self._sentences.close()

    def write(self, articles: Sequence[Article]) -> list[Entry]:
        entries = [_cut(article) for article in articles]
        for collection, records in ((self._passages, _passages(entries)), (self._sentences, _sentences(entries))):
            collection.upsert(records, self._embedder.embed_passages([record.text for record in records]))
        return entries

    def move(self, articles: Sequence[Article]) -> list[Entry]:
        """Write what is said of known articles anew, without embedding."""
        entries = [_cut(article) for article in articles]
        self._passages.update_metadata(_passages(entries))
        self._sentences.update_metadata(_sentences(entries))
        return entries

    def keep_only(self, entries: Sequence[Entry]) -> None:
        """Delete every record that no entry has: removed articles, and what a crash left behind.

        Raises StoreDamaged when an entry has lost a record.
        """
        for collection, records in ((self._passages, _passages(entries)), (self._sentences, _sentences(entries))):
            wanted = {record.id for record in records}
            if collection.count() != len(wanted):
                collection.delete(sorted(collection.ids() - wanted))
            if (count := collection.count()) < len(wanted):
                raise StoreDamaged(store=self._store, reason=f"{count} < {len(wanted)}")


def _cut(article: Article) -> Entry:
    sentences = article_sentences(article)
    return Entry(article, tuple(sentences), tuple(article_passages(article, sentences)))


def _passages(entries: Sequence[Entry]) -> list[Record]:
    return [
        Record(passage.id, embedding_text(entry.article, passage.start, passage.end), _metadata(entry.article, passage))
        for entry in entries
        for passage in entry.passages
    ]


def _sentences(entries: Sequence[Entry]) -> list[Record]:
    return [
        Record(
            sentence_id(sentence),
            entry.article.text[sentence.start : sentence.end],
            _metadata(entry.article, sentence),
        )
        for entry in entries
        for sentence in entry.sentences
    ]


def _metadata(article: Article, span: Passage | Sentence) -> dict[str, str | int]:
    return {
        "article_id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet or "",
        "published": date_number(article),
        "start": span.start,
        "end": span.end,
    }


def _head(article: Article) -> str:
    """What is embedded with every passage of the article: when it changes, they are embedded anew."""
    return embedding_text(article, 0, 0)
