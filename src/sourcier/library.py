"""Several folders of articles, each with its own index: opened when they are first asked for, shared by all readers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sourcier.answering.answer import EXTRACTIVE
from sourcier.answering.llm import SERVED, Model, open_model
from sourcier.assistant import Assistant
from sourcier.errors import CollectionUnknown, SourcierError, StoreBusy
from sourcier.index.builder import IndexReport, Progress, build_index
from sourcier.index.embedding import QUERIES_UNTRACED, Embedder, SentenceTransformerEmbedder
from sourcier.lately import Lately
from sourcier.settings import Settings, collection_settings

# What a model is named with that is on a server of one's own; and what such servers take who ask for no key.
ADDRESS, NO_KEY = "@http", "none"
# Models that readers chose beside those of the settings: clients of servers, which are light.
MOST_CHOSEN_MODELS = 16
# After so many questions a process embeds them as fast as it ever will.
WARMING = QUERIES_UNTRACED + 3
# Of readers' choices together, each a light copy over an index and a model that are kept anyway.
MOST_VARIANTS = 64


def _untold(files: int, of: int, articles: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Shelf:
    """How one collection is opened, and what it is called."""

    settings: Settings
    label: str


@dataclass(frozen=True)
class ServerKey:
    """The key that a reader gave, and the server that it is for: it goes to no other."""

    server: str
    value: str = field(repr=False)


class Library:
    """The collections of a machine; safe to share between threads.

    Each is opened once, by whoever asks first while the others wait for that one alone. They share one embedding model
    and, for each name, one model that words the answers.
    """

    def __init__(
        self, shelves: Mapping[str, Shelf], settings: Settings, embedder: Embedder, progress: Progress
    ) -> None:
        """Prefer `from_settings`."""
        self._shelves = dict(shelves)
        self._settings = settings
        self._embedder = embedder
        self._progress = progress
        self._opened: dict[str, Assistant] = {}
        self._locks = {name: Lock() for name in shelves}
        # A model of this process takes gigabytes, and is never forgotten for what readers choose: it has its own place.
        self._models: Lately[str, Model | None] = Lately(len(self.models) + 1)
        self._chosen_models: Lately[tuple[str, str | None], Model | None] = Lately(MOST_CHOSEN_MODELS)
        self._variants: Lately[tuple[str, str, int | None, str | None], Assistant] = Lately(MOST_VARIANTS)
        self.keys: dict[str, ServerKey] = {}
        """Keys of models that readers gave, by reader: in memory only, and never given back to a page."""
        self._writers: dict[str, str] = {}
        self._writers_lock = Lock()

    @classmethod
    def from_settings(
        cls, settings: Settings, embedder: Embedder | None = None, progress: Progress = _untold
    ) -> Library:
        """The collections that `settings` name; without any, a single one called "".

        A folder or an index that was given beside them comes first, under that name. `embedder` stands in for the model
        that the settings name; `progress` is told of the indexing that opening a collection may take.
        """
        shelves = {
            name: Shelf(collection_settings(settings, name), chosen.label or name)
            for name, chosen in settings.collections.items()
        }
        if not shelves or settings.model_fields_set & {"articles", "store"}:
            shelves = {"": Shelf(settings, _label(settings)), **shelves}
        embedder = embedder or SentenceTransformerEmbedder(settings.embedding_model, settings.embedding_backend)
        return cls(shelves, settings, embedder, progress)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every collection, the default one first."""
        return tuple(self._shelves)

    @property
    def models(self) -> tuple[str, ...]:
        """Who may word the answers, as the machine's settings say; the one that does unless chosen otherwise first."""
        return tuple(dict.fromkeys((self._settings.llm, EXTRACTIVE, *self._settings.models)))

    def label(self, name: str = "") -> str:
        """What people call the collection; raises CollectionUnknown."""
        return self._shelf(name).label

    def folder(self, name: str = "") -> Path | None:
        """The folder of its articles, to which new ones may be added; None when there is none or it is read-only."""
        folder = self._shelf(name).settings.articles
        return folder if folder is not None and _is_writable(folder) else None

    def settings(self, name: str = "") -> Settings:
        """The settings with which the collection is opened."""
        return self._shelf(name).settings

    def open(self, name: str = "") -> Assistant:
        """The collection, "" for the default one; opened the first time, and tried again when that failed.

        Where another process is indexing it, it is opened as it is. Raises CollectionUnknown and what opening an index
        raises: that of another collection is not concerned.
        """
        shelf = self._shelf(name)
        name = name or self.names[0]
        with self._locks[name]:
            if name not in self._opened:
                self._opened[name] = self._open(shelf.settings)
            return self._opened[name]

    def warm_up(self) -> None:
        """Do now what makes the first questions slow; raises EmbedderUnknown."""
        for number in range(WARMING):
            self._embedder.embed_query(str(number))

    def using(
        self, name: str, llm: str, evidence_characters: int | None = None, api_key: str | None = None
    ) -> Assistant:
        """The same collection, worded by the model that `llm` names; raises what `open` and `open_model` raise.

        `api_key` is for a model that the settings do not name.
        """
        opened = self.open(name)
        return self._variants.get(
            (name or self.names[0], llm, evidence_characters, api_key),
            lambda: opened.using(self.model(llm, api_key) or EXTRACTIVE, evidence_characters),
        )

    def index(self, name: str = "", progress: Progress = _untold, who: str = "") -> IndexReport | None:
        """Bring the collection in step with its folder while others go on asking; None when it has no folder.

        Raises what `build_index` raises: StoreBusy, naming the process that is writing, and `who` when that is somebody
        of this library; NoArticles…
        """
        settings = self._shelf(name).settings
        if settings.articles is None:
            return None
        with self._writing(name or self.names[0], who):
            self._embedder.prepare()
            return build_index(settings.articles, settings.store, self._embedder, progress=progress)

    @contextmanager
    def _writing(self, name: str, who: str) -> Iterator[None]:
        """Say who writes the index, to those who want to at the same time; raises StoreBusy."""
        with self._writers_lock:
            if name in self._writers:
                holder = " · ".join(filter(None, (str(os.getpid()), self._writers[name])))
                raise StoreBusy(store=self._shelf(name).settings.store, pid=holder)
            self._writers[name] = who
        try:
            yield
        finally:
            with self._writers_lock:
                del self._writers[name]

    def _shelf(self, name: str) -> Shelf:
        if name and name not in self._shelves:
            raise CollectionUnknown(name=name, known=", ".join(each for each in self.names if each))
        return self._shelves[name or self.names[0]]

    def _open(self, settings: Settings) -> Assistant:
        quoting = settings.model_copy(update={"llm": EXTRACTIVE})
        try:
            opened = Assistant.from_settings(quoting, self._embedder, self._progress)
        except StoreBusy:
            as_it_is = quoting.model_copy(update={"articles": None, "store": settings.store})
            opened = Assistant.from_settings(as_it_is, self._embedder)
        model = self.model(settings.llm)
        return opened if model is None else opened.using(model)

    def model(self, spec: str, api_key: str | None = None) -> Model | None:
        """The model that `spec` names, kept open; raises what `open_model` raises.

        Those of the settings have the key of the settings; another one has `api_key`.
        """
        if not self._is_readers_own(spec):
            return self._models.get(spec, lambda: self._open_model(spec, self._own_key))
        return self._chosen_models.get((spec, api_key), lambda: self.try_model(spec, api_key))

    def try_model(self, spec: str, api_key: str | None = None) -> Model | None:
        """The same for a model that may never be asked again: the server that a reader names is not remembered."""
        if not self._is_readers_own(spec):
            return self.model(spec)
        # The key of this machine goes nowhere but where its settings say.
        return self._open_model(spec, api_key or (NO_KEY if ADDRESS in spec else self._own_key))

    def _is_readers_own(self, spec: str) -> bool:
        """Whether a reader named the server: that costs nothing to open, and its key is the reader's."""
        return spec not in self.models and SERVED.fullmatch(spec.strip()) is not None

    @property
    def _own_key(self) -> str | None:
        own = self._settings.api_key
        return own.get_secret_value() if own else None

    def _open_model(self, spec: str, key: str | None) -> Model | None:
        return open_model(spec, api_key=key, timeout=self._settings.llm_timeout)


def trouble(library: Library, name: str) -> SourcierError | None:
    """Why a collection cannot be opened; None when it can."""
    try:
        library.open(name)
    except SourcierError as error:
        return error
    return None


def _label(settings: Settings) -> str:
    """Its folder as people know it; its index where it has no folder."""
    return settings.articles.name if settings.articles else str(settings.store)


def _is_writable(folder: Path) -> bool:
    """Whether files can be put into `folder`, which is made for the first of them when only its parent is there."""
    place = folder if folder.exists() else folder.parent
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
