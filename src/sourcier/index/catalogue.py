"""What every question needs of every article, in arrays that are mapped into memory: an index opens at once.

Rows are positions in the order of article ids. The arrays are computed when a sync ends and stand beside the manifest,
which keeps the texts; they are those of one state of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sourcier.index.filters import Filter, date_number, last_date_number, places
from sourcier.index.manifest import Manifest
from sourcier.index.passages import Spans
from sourcier.schema import Article

ALONE = -1


@dataclass(frozen=True)
class Catalogue:
    """One row an article; the sentences and the passages of all articles one after the other."""

    ids: NDArray[np.bytes_]
    published: NDArray[np.int32]
    """As `date_number`."""
    published_last: NDArray[np.int32]
    """As `last_date_number`."""
    dispatches: NDArray[np.int32]
    """The same number for every version of a dispatch, `ALONE` for an article that has no other."""
    first_sentence: NDArray[np.int64]
    """Of each article, and the number of all sentences at the end."""
    first_passage: NDArray[np.int64]
    """Of each article, and the number of all passages at the end."""
    sentences: Spans
    """Characters of the article."""
    passages: Spans
    """Sentences of the article."""
    written_places: NDArray[np.uint8]
    """The outlets and the paths of each article, as JSON: most questions do not ask for them."""

    def row(self, id_: str) -> int | None:
        """The row of an article; None when it is not there."""
        wanted = id_.encode()
        row = int(np.searchsorted(self.ids, wanted))
        return row if row < len(self.ids) and self.ids[row] == wanted else None

    def id(self, row: int) -> str:
        """The id of the article of a row."""
        return str(self.ids[row].decode())

    def versions(self, row: int) -> list[str]:
        """The ids of the articles that print the same dispatch, its own among them."""
        number = self.dispatches[row]
        rows = [row] if number == ALONE else np.flatnonzero(self.dispatches == number)
        return [self.id(int(each)) for each in rows]

    def within(self, only: Filter) -> NDArray[np.bool_]:
        """Which articles a search keeps to, of shape (articles,)."""
        kept = only.holds_days(self.published, self.published_last)
        if only.outlets or only.paths or only.without:
            kept &= np.array([only.holds_place(*each) for each in self.places], dtype=np.bool_)
        return kept

    @cached_property
    def places(self) -> list[tuple[list[str], list[str]]]:
        """The outlets and the paths of each article."""
        return [(outlets, paths) for outlets, paths in json.loads(self.written_places.tobytes())]


ARRAYS = tuple(field.name for field in fields(Catalogue))


def open_catalogue(folder: Path, manifest: Manifest) -> Catalogue:
    """The catalogue of an index folder: as saved for the state of its manifest, else computed.

    After a crash, the rows saved would be those of other texts.
    """
    return (load_catalogue(folder, manifest) if manifest.settled() else None) or _make(manifest)


def load_catalogue(folder: Path, manifest: Manifest) -> Catalogue | None:
    """The catalogue saved for the state of the manifest; None when not there whole (an older version's)."""
    source = _folder(folder, manifest)
    try:
        # The mapped memory as a plain array: that of `memmap` costs ten times as much to look into.
        arrays = {name: np.asarray(np.load(source / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
    except (OSError, ValueError):
        return None
    return Catalogue(**arrays)


def save_catalogue(folder: Path, manifest: Manifest) -> None:
    """Write the catalogue for the state of the manifest, and remove the older ones."""
    made, pending = _make(manifest), folder / "catalogue-new"
    # What a crash left half written goes too.
    for old in folder.glob("catalogue-*"):
        shutil.rmtree(old, ignore_errors=True)
    pending.mkdir()
    for name in ARRAYS:
        np.save(pending / f"{name}.npy", getattr(made, name))
    pending.replace(_folder(folder, manifest))


def _folder(folder: Path, manifest: Manifest) -> Path:
    return folder / f"catalogue-{manifest.state()}"


def _make(manifest: Manifest) -> Catalogue:
    articles, cuts = manifest.articles(), manifest.cuts()
    written = json.dumps([places(article) for article in articles], ensure_ascii=False).encode()
    return Catalogue(
        ids=np.array([article.id.encode() for article in articles], dtype=np.bytes_),
        published=np.array([date_number(article) for article in articles], dtype=np.int32),
        published_last=np.array([last_date_number(article) for article in articles], dtype=np.int32),
        dispatches=_numbers(articles),
        first_sentence=np.cumsum([0, *(len(cut.sentences) for cut in cuts)], dtype=np.int64),
        first_passage=np.cumsum([0, *(len(cut.passages) for cut in cuts)], dtype=np.int64),
        sentences=_joined([cut.sentences for cut in cuts]),
        passages=_joined([cut.passages for cut in cuts]),
        written_places=np.frombuffer(written, dtype=np.uint8),
    )


def _numbers(articles: Sequence[Article]) -> NDArray[np.int32]:
    known: dict[str, int] = {}
    numbers = [
        known.setdefault(article.dispatch_id, len(known)) if article.dispatch_id else ALONE for article in articles
    ]
    return np.array(numbers, dtype=np.int32)


def _joined(spans: Sequence[Spans]) -> Spans:
    return np.concatenate([np.zeros((0, 2), dtype=np.int32), *spans])
