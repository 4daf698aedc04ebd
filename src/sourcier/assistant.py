"""The one object people hold: it answers questions about an index."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from sourcier import resources
from sourcier.answering.answer import EXTRACTIVE, Answering
from sourcier.answering.llm import Model, open_model
from sourcier.answering.prompts import Prompt
from sourcier.errors import EmptyQuestion, QuestionTooLong
from sourcier.index.builder import Progress, build_index
from sourcier.index.embedding import Embedder, SentenceTransformerEmbedder
from sourcier.index.filters import Filter
from sourcier.index.live import LiveIndex
from sourcier.index.place import open_place
from sourcier.index.reader import Index, open_index
from sourcier.retrieval.hybrid import retrieve
from sourcier.retrieval.search import Findings, search
from sourcier.schema import Answer, Article, Evidence, RetrievedPassage, Turn
from sourcier.settings import load_settings
from sourcier.stores import Store

LONGEST_QUESTION = 2000


class Assistant:
    """Answers questions about one index; safe to share between threads."""

    def __init__(
        self, index: Index, model: Model | None = None, *, prompts: Path | None = None, evidence_characters: int = 2000
    ) -> None:
        """Answer from `index`, worded by `model` (None: article sentences are quoted)."""
        self._index = LiveIndex(index)
        self._model = model
        self._prompt = Prompt.load(prompts or resources.shipped("prompts"), "answer")
        self._characters = evidence_characters
        if model is not None:
            model.prepare(self._prompt.opening)

    @classmethod
    def open(
        cls,
        articles: Path | str | None = None,
        *,
        store: Store | str | None = None,
        llm: str | None = None,
        embedder: Embedder | None = None,
        progress: Progress = lambda files, of, articles: None,
    ) -> Assistant:
        """Open the index in `store`, made or brought in step with the folder `articles` first.

        What is not given comes from the settings; without `articles` anywhere, the index is opened as it is, and the
        default one, when missing, is made of the seeds. Raises StoreMissing, StoreBusy, NoArticles, UnknownLLM…
        """
        settings = load_settings(articles=articles, store=store, llm=llm)
        # A store that was named is expected to be there; the default one is made of the seeds the first time.
        named = "store" in settings.model_fields_set
        with closing(open_place(settings.store)) as place:
            build = settings.articles is not None or not (named or place.exists())
            if not build:
                place.current()
        model = open_model(
            settings.llm,
            api_key=settings.api_key.get_secret_value() if settings.api_key else None,
            timeout=settings.llm_timeout,
        )
        embedder = embedder or SentenceTransformerEmbedder(settings.embedding_model)
        embedder.prepare()
        if build:
            build_index(settings.articles or resources.shipped("seeds"), settings.store, embedder, progress=progress)
        return cls(
            open_index(settings.store, embedder),
            model,
            prompts=settings.prompts,
            evidence_characters=settings.evidence_characters,
        )

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article indexed, by id."""
        with self._index.in_use() as index:
            return index.articles

    @property
    def model_name(self) -> str:
        """Who words the answers, as the spec given."""
        return self._model.name if self._model else EXTRACTIVE

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        *,
        published_after: date | None = None,
    ) -> Answer:
        """The whole answer; see `stream`."""
        *_, answer = self.stream(question, history, as_of, published_after=published_after)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        *,
        published_after: date | None = None,
    ) -> Iterator[Answer]:
        """Answers growing by verified statements, the evidence first; the last one is whole.

        `as_of` leaves out articles published later (undated ones stay), `published_after` those published before (and
        undated ones).
        Raises EmptyQuestion or QuestionTooLong before any work; a model that fails is told in the answer's notice.
        """
        started = time.perf_counter()
        findings = self._search(question, history, Filter(published_after, as_of))
        answering = Answering(
            question=question,
            findings=findings,
            started=started,
            model=self.model_name,
        )
        yield from answering.stream(self._model, self._prompt)

    def search(self, question: str, k: int = 10) -> tuple[RetrievedPassage, ...]:
        """The best `k` passages for `question`, best first."""
        checked = _check(question)
        with self._index.in_use() as index:
            return retrieve(index, checked, index.embed(checked), k)

    def evidence(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> tuple[Evidence, ...]:
        """The sentences read for `question`, best first."""
        return self._search(question, history, Filter(until=as_of)).evidence

    def _search(self, question: str, history: Sequence[Turn], only: Filter) -> Findings:
        checked = _check(question)
        with self._index.in_use() as index:
            return search(index, checked, history, self._characters, only)


def ask(question: str) -> Answer:
    """Answer one question about the articles of `sourcier.toml`, or about the seeds."""
    return Assistant.open().ask(question)


def _check(question: str) -> str:
    if not isinstance(question, str) or not question.strip():
        raise EmptyQuestion()
    if len(question) > LONGEST_QUESTION:
        raise QuestionTooLong(length=len(question), limit=LONGEST_QUESTION)
    return question.strip()
