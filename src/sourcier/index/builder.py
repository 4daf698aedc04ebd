"""Bring an index in step with a folder: read and embed what is new, forget what is gone, touch nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sourcier.corpus import RULES, Scan, Sidecar, Skipped, merge_copies, precedence, read_files, read_sidecar, scan
from sourcier.corpus.dispatches import group
from sourcier.corpus.pool import WORKERS
from sourcier.errors import NoArticles, StoreAmongArticles, StoreDamaged
from sourcier.index.catalogue import load_catalogue, save_catalogue
from sourcier.index.embedding import Embedder
from sourcier.index.faults import store_error
from sourcier.index.layout import store_of
from sourcier.index.manifest import Manifest
from sourcier.index.passages import passage_id
from sourcier.index.place import open_place
from sourcier.index.reader import check_fingerprint, fingerprint
from sourcier.index.rows import FileReading
from sourcier.index.store import VectorStore
from sourcier.index.terms import TOLD, is_saved, save_terms
from sourcier.index.writer import compute, same_head, tell, told
from sourcier.language.synonyms import SYNONYMS, read_synonyms
from sourcier.schema import Article
from sourcier.stores import Store

# Articles embedded between two writes, and files read: what a crash loses, and what the progress bar moves by.
ARTICLES_A_BATCH = 16
# Reading so many files takes longer than starting a process to read them.
FILES_A_WORKER = 16
# A file changed so shortly before it was read may change again within the same tick of its clock (2 s on FAT): it is
# read once more the next time.
SETTLED_SECONDS = 2.0

T = TypeVar("T")
Progress = Callable[[int, int, int], None]


@dataclass(frozen=True)
class IndexReport:
    """What an indexing did, in articles; `grouped` are those of which another article is a version."""

    indexed: int
    unchanged: int
    removed: int
    grouped: int
    skipped: tuple[Skipped, ...]
    seconds: float


def build_index(
    articles: Path,
    store: Store,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    without: Sequence[Path] = (),
    progress: Progress = lambda files, of, articles: None,
) -> IndexReport:
    """Index the folder `articles` into `store`.

    `progress` is told how many files are read, of how many, and how many articles are embedded. A rebuild is made
    beside the index in use and takes its place when it is whole. The store itself and the files and folders `without`
    are no articles wherever they stand. Raises FolderMissing, StoreAmongArticles, BadSidecar, BadSynonyms,
    NoArticles (the index stays as it was), StoreBusy, StoreReadOnly, StoreMismatch, StoreDamaged.
    """
    started = time.monotonic()
    if isinstance(store, Path) and articles.resolve() == store.resolve():
        raise StoreAmongArticles(path=store)
    kept_out = [*without, store] if isinstance(store, Path) else without
    found, sidecar = scan(articles, [*kept_out, articles / SYNONYMS]), read_sidecar(articles)
    synonyms = read_synonyms(articles).to_json()
    if not found.files:
        raise NoArticles(path=articles, skipped=found.skipped)
    try:
        with closing(open_place(store)) as place, place.writing():
            fresh = rebuild or not place.exists()
            folder = place.fresh() if fresh else place.editable()
            with closing(place.vectors(folder, create=fresh)) as vectors:
                with Manifest(folder, create=fresh) as manifest:
                    check_fingerprint(store, manifest, embedder)
                    sync = _Sync(articles, sidecar, synonyms, folder, manifest, vectors, embedder, progress)
                    try:
                        left = sync.run(found)
                    except NoArticles:
                        if fresh:
                            place.discard(folder)
                        raise
                    report = sync.report(found)
                place.publish(folder)
                vectors.delete(left)
            place.seal(folder)
        return replace(report, seconds=time.monotonic() - started)
    except OSError as error:
        raise store_error(store, error) from error


class _Sync:
    """One run over a folder.

    Chroma is written first and emptied last, the manifest in between, in steps that each leave it whole: whenever it
    stops, every article is there once, in its old version or in its new one.
    """

    def __init__(
        self,
        root: Path,
        sidecar: Sidecar,
        synonyms: str,
        folder: Path,
        manifest: Manifest,
        vectors: VectorStore,
        embedder: Embedder,
        progress: Progress,
    ) -> None:
        self._root, self._sidecar, self._synonyms, self._folder = root, sidecar, synonyms, folder
        self._manifest, self._vectors, self._embedder = manifest, vectors, embedder
        self._progress = progress
        self._known = manifest.ids()
        self._embedded: set[str] = set()
        self._removed = 0

    def run(self, found: Scan) -> list[str]:
        """Write what is new and forget what is gone; gives the ids of the vectors that are to be deleted at the end."""
        stamps = _stamps(self._root, found.files, self._sidecar)
        read_before = self._manifest.stamps()
        # No stamp is that of a file read too early, or gone: it is read again.
        changed = [path for path, stamp in stamps.items() if not stamp.text or read_before.get(path) != stamp.text]
        gone = read_before.keys() - stamps.keys()
        settled, stray = self._manifest.settled(), self._count() > 0
        left: list[str] = []
        if changed or gone or not settled or not self._is_derived():
            self._manifest.begin()
            self._manifest.record(fingerprint(self._embedder))
            touched = self._manifest.articles_in(gone)
            touched |= self._take_in(changed, stamps, gone, settled)
            self._refresh(touched)
            self._manifest.set_dispatches(group(self._manifest.signatures(), self._manifest.text))
            left = self._sweep()
            save_catalogue(self._folder, self._manifest)
            # Not before: a change that is abandoned leaves the words as they were, with these synonyms untold.
            self._manifest.record({TOLD: self._synonyms})
            save_terms(self._folder, self._manifest)
            self._manifest.end()
            self._count()
        return self._strays() if stray else left

    def _is_derived(self) -> bool:
        """Whether what is computed of all texts together is of this state of the manifest, and of these synonyms."""
        saved = load_catalogue(self._folder, self._manifest)
        same_synonyms = self._manifest.get(TOLD) == self._synonyms
        return saved is not None and same_synonyms and is_saved(self._folder, self._manifest)

    def report(self, found: Scan) -> IndexReport:
        places, held = self._manifest.places(), self._manifest.ids()
        indexed = self._embedded & held
        skipped = (*found.skipped, *self._sidecar.absent({*places, *found.files}), *self._manifest.skipped())
        return IndexReport(
            indexed=len(indexed),
            unchanged=len(held) - len(indexed),
            removed=self._removed,
            grouped=self._manifest.grouped(),
            skipped=skipped,
            seconds=0.0,
        )

    def _take_in(
        self, changed: Sequence[str], stamps: Mapping[str, Stamp], gone: Iterable[str], settled: bool
    ) -> set[str]:
        """Read files and write what they hold; gives the articles that they held or hold now.

        Files that hold nothing any more, or are gone, are forgotten when all others are read: if nothing is left, the
        index stays as it was.
        """
        touched: set[str] = set()
        emptied: list[FileReading] = []
        done = 0
        self._progress(0, len(changed), 0)
        now = time.time_ns()
        workers = min(WORKERS, 1 + len(changed) // FILES_A_WORKER)
        readings = (
            FileReading(
                path,
                stamps[path].when_settled(now),
                tuple(pieces),
                tuple(precedence(piece.path, path, self._sidecar) for piece in pieces),
            )
            for path, pieces in read_files(self._root, changed, self._sidecar, workers=workers)
        )
        for batch in _batches(readings, ARTICLES_A_BATCH):
            touched |= self._manifest.articles_in(reading.path for reading in batch)
            touched |= {article.id for reading in batch for article in reading.articles}
            self._embed([article for reading in batch for article in reading.articles], done, len(changed))
            self._manifest.put([reading for reading in batch if reading.articles], ())
            emptied += [reading for reading in batch if not reading.articles]
            done += len(batch)
            self._progress(done, len(changed), len(self._embedded))
        leaving = {*gone, *(reading.path for reading in emptied)}
        if not self._manifest.holds_other_than(leaving):
            if settled:
                self._manifest.abandon()
            named = tuple(piece for reading in emptied for piece in reading.found if isinstance(piece, Skipped))
            raise NoArticles(path=self._root, skipped=named)
        self._manifest.forget(gone)
        self._manifest.put(emptied, ())
        return touched

    def _embed(self, articles: Sequence[Article], done: int, of: int) -> None:
        """Write the texts that are new; readers see them once a file is said to hold them."""
        new = merge_copies(article for article in articles if article.id not in self._known)
        for batch in _batches(new, ARTICLES_A_BATCH):
            self._manifest.put((), compute(batch, self._embedder, self._vectors))
            self._known |= {article.id for article in batch}
            self._embedded |= {article.id for article in batch}
            self._progress(done, of, len(self._embedded))

    def _refresh(self, touched: Iterable[str]) -> None:
        """Tell Chroma what has changed of articles whose text has not; a new head is embedded."""
        articles = {article.id: article for article in self._manifest.articles(touched)}
        stored = self._manifest.stored(articles)
        moved = [article for article in articles.values() if told(article) != stored[article.id]]
        renamed = [article for article in moved if same_head(told(article), stored[article.id])]
        retitled = [article for article in moved if not same_head(told(article), stored[article.id])]
        for batch in _batches(retitled, ARTICLES_A_BATCH):
            self._manifest.put((), compute(batch, self._embedder, self._vectors))
            self._embedded |= {article.id for article in batch}
        tell(renamed, self._vectors)
        self._manifest.set_stored({article.id: told(article) for article in renamed})

    def _sweep(self) -> list[str]:
        """Forget texts that no file holds; gives the ids of their passages."""
        swept = self._manifest.sweep()
        self._removed = len(swept)
        return [passage_id(id_, number) for id_, count in swept.items() for number in range(count)]

    def _strays(self) -> list[str]:
        """The ids of vectors that no article has: a crash left them."""
        wanted = {
            passage_id(id_, number)
            for id_, cut in zip(sorted(self._manifest.ids()), self._manifest.cuts(), strict=True)
            for number in range(len(cut.passages))
        }
        return sorted(self._vectors.ids() - wanted)

    def _count(self) -> int:
        """How many vectors there are that no article has; raises StoreDamaged when there are too few for the others."""
        count, expected = self._vectors.count(), self._manifest.passage_count()
        if count < expected:
            raise StoreDamaged(store=store_of(self._folder), reason=f"{count} < {expected}")
        return count - expected


@dataclass(frozen=True)
class Stamp:
    """The state of a file: `text` changes when a reading of the file would, `changed` is when it last did."""

    text: str
    changed: int

    def when_settled(self, now: int) -> str:
        """The text, or none, which equals no other, when the file was changed a moment before `now` (nanoseconds)."""
        return self.text if now - self.changed > SETTLED_SECONDS * 1e9 else ""


def _stamps(root: Path, files: Iterable[str], sidecar: Sidecar) -> dict[str, Stamp]:
    """The size and times of each file, what is known of it, and the rules."""
    described = sidecar.digests()
    stamps = {}
    for path in files:
        try:
            status = (root / path).stat()
        except OSError:
            stamps[path] = Stamp("", 0)
            continue
        times = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"
        # A file may be dated in the future; the time of its last change by the system's own clock may not.
        stamps[path] = Stamp(f"{times}:{RULES}:{described.get(path, '')}", status.st_ctime_ns)
    return stamps


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
