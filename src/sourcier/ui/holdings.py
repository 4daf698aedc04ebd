"""What a collection holds, light enough to be listed: ten thousand articles without their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from sourcier.corpus import Sidecar, Skipped, read_sidecar, scan
from sourcier.corpus.doubts import Doubt, doubts
from sourcier.errors import SourcierError
from sourcier.index.filters import Filter, date_number, last_date_number
from sourcier.index.manifest import Manifest
from sourcier.index.place import open_place
from sourcier.language.analysis import fold
from sourcier.library import Library
from sourcier.schema import Article, ArticleDate
from sourcier.stores import Store


@dataclass(frozen=True)
class Holding:
    """An article without its text."""

    id: str
    title: str
    outlets: tuple[str, ...]
    published: ArticleDate | None
    files: tuple[str, ...]
    dispatch_id: str | None
    doubts: tuple[Doubt, ...]
    days: tuple[int, int]
    """The first and last days of publication, as `date_number`."""

    @cached_property
    def folded(self) -> str:
        """What a search by words looks at, without case and accents."""
        return fold(" ".join((self.title, *self.outlets, *self.files)))


@dataclass(frozen=True)
class Holdings:
    """Everything that a collection holds at one moment, newest first, undated articles last."""

    articles: tuple[Holding, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def outlets(self) -> list[str]:
        """The publications, those with most articles first."""
        counts = Counter(outlet for each in self.articles for outlet in each.outlets)
        return [outlet for outlet, _ in counts.most_common()]

    @cached_property
    def by_id(self) -> dict[str, Holding]:
        """The articles by their ids."""
        return {each.id: each for each in self.articles}

    @cached_property
    def dispatches(self) -> list[list[Holding]]:
        """The versions of each dispatch, the largest groups first."""
        groups: dict[str, list[Holding]] = {}
        for each in self.articles:
            if each.dispatch_id is not None:
                groups.setdefault(each.dispatch_id, []).append(each)
        return sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)

    @cached_property
    def copies(self) -> list[Holding]:
        """The articles that stand in more than one file."""
        return [each for each in self.articles if len(each.files) > 1]

    def within(self, only: Filter) -> list[Holding]:
        """The articles that a filter keeps."""
        first, last = np.array([each.days for each in self.articles], dtype=np.int32).reshape(-1, 2).T
        days = only.holds_days(first, last)
        return [
            each
            for each, kept in zip(self.articles, days, strict=True)
            if kept and only.holds_place(each.outlets, each.files)
        ]


def named(articles: Iterable[Holding], words: str) -> list[Holding]:
    """The articles whose title, publication or file has every one of `words`."""
    wanted = fold(words).split()
    return [each for each in articles if all(word in each.folded for word in wanted)]


class Shelves:
    """The holdings of each collection, read again when its index has changed; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        """Read nothing yet."""
        self._library = library
        self._known: dict[str, tuple[str, Holdings]] = {}
        self._lock = Lock()

    def of(self, name: str) -> Holdings:
        """What the collection holds now; raises what opening its index raises."""
        self._library.open(name)
        settings = self._library.settings(name)
        with self._lock:
            state, known = self._known.get(name, ("", Holdings()))
            now, read = read_holdings(settings.store, settings.articles, state)
            self._known[name] = now, read or known
            return self._known[name][1]


def read_holdings(store: Store, folder: Path | None, known_state: str = "") -> tuple[str, Holdings | None]:
    """The state of the index in `store`, and what it holds; None for that when the state is `known_state`.

    Raises StoreMissing, StoreDamaged, StoreUnreachable…
    """
    with closing(open_place(store)) as place:
        current = place.current()
        with Manifest(current) as manifest:
            state = f"{current.name} {manifest.get('ended')}"
            if state == known_state:
                return state, None
            articles, skipped = manifest.articles(trace=True), manifest.skipped()
    today = date.today()
    listed = sorted((_holding(article, today) for article in articles), key=lambda each: (-each.days[0], each.title))
    return state, Holdings(tuple(listed), (*_passed_over(folder), *skipped))


def _passed_over(folder: Path | None) -> Sequence[Skipped]:
    """What the folder has that was not even opened; nothing when the folder is not there to be looked at."""
    if folder is None:
        return ()
    try:
        found = scan(folder)
        sidecar: Sidecar = read_sidecar(folder)
    except SourcierError:
        return ()
    return (*found.skipped, *sidecar.absent(found.files))


def _holding(article: Article, today: date) -> Holding:
    outlets = tuple(outlet for outlet in (article.outlet, *article.other_outlets) if outlet)
    return Holding(
        id=article.id,
        title=article.title,
        outlets=outlets,
        published=article.published,
        files=(article.path, *article.also_at),
        dispatch_id=article.dispatch_id,
        doubts=doubts(article, today),
        days=(date_number(article), last_date_number(article)),
    )
