"""The one object people hold: it answers questions about an index."""

from __future__ import annotations

import copy
import time
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing, closing
from datetime import date
from pathlib import Path
from typing import Unpack

from sourcier import resources
from sourcier.answering.answer import EXTRACTIVE, Answering
from sourcier.answering.exchange import Exchange
from sourcier.answering.llm import Model, open_model
from sourcier.answering.prompts import Prompt
from sourcier.answering.refusal import answerability
from sourcier.answering.rewriting import rewrite
from sourcier.index.builder import Progress, build_index
from sourcier.index.embedding import Embedder, SentenceTransformerEmbedder
from sourcier.index.filters import Filter
from sourcier.index.live import LiveArticles, LiveIndex, LiveNewestFirst
from sourcier.index.place import open_place
from sourcier.index.reader import Index, open_index
from sourcier.inquiry import Inquiry, Scope
from sourcier.offloop import off_loop
from sourcier.retrieval.hybrid import DEFAULT, Ranking
from sourcier.retrieval.query import condense
from sourcier.retrieval.reranking import CrossEncoderReranker
from sourcier.retrieval.scale import LEAST, placed
from sourcier.retrieval.scope import check_scope
from sourcier.retrieval.search import Findings, search
from sourcier.retrieval.sources import retrieve_sources
from sourcier.schema import Answer, Article, Evidence, RetrievedPassage, Turn
from sourcier.settings import Settings, load_settings
from sourcier.stores import Store


class Assistant:
    """Answers questions about one index; safe to share between threads."""

    def __init__(
        self,
        index: Index,
        model: Model | None = None,
        *,
        prompts: Path | None = None,
        evidence_characters: int = 2000,
        ranking: Ranking = DEFAULT,
        candidates: int = 1,
    ) -> None:
        """Answer from `index`, worded by `model` (None: article sentences are quoted)."""
        self._index = LiveIndex(index)
        self._model = model
        self._prompt = Prompt.load(prompts or resources.shipped("prompts"), "answer")
        self._reading = _template(prompts, "read")
        self._condensing = _template(prompts, "condense")
        self._characters = evidence_characters
        self._ranking = ranking
        self._candidates = candidates
        self._prepare()

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
        return cls.from_settings(load_settings(articles=articles, store=store, llm=llm), embedder, progress)

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        embedder: Embedder | None = None,
        progress: Progress = lambda files, of, articles: None,
    ) -> Assistant:
        """The same with every setting given; `embedder` stands in for the model that they name."""
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
        embedder = embedder or SentenceTransformerEmbedder(settings.embedding_model, settings.embedding_backend)
        embedder.prepare()
        reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
        if reranker:
            reranker.prepare()
        if build:
            build_index(settings.articles or resources.shipped("seeds"), settings.store, embedder, progress=progress)
        return cls(
            open_index(settings.store, embedder),
            model,
            prompts=settings.prompts,
            evidence_characters=settings.evidence_characters,
            ranking=Ranking(settings.fusion, reranker),
            candidates=settings.candidates,
        )

    def using(self, llm: Model | str | None = None, evidence_characters: int | None = None) -> Assistant:
        """The same index asked with another model, or with another length of evidence; None leaves what there is.

        A name is opened as `open_model` does, "extractive" being nobody's words. Raises what it raises.
        """
        other = copy.copy(self)
        if llm is not None:
            other._model = open_model(llm) if isinstance(llm, str) else llm
            other._prepare()
        if evidence_characters is not None:
            other._characters = evidence_characters
        return other

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article indexed, by id; each is read when it is looked at, from the index of then."""
        return LiveArticles(self._index)

    @property
    def newest_first(self) -> Sequence[Article]:
        """The same by date of publication, undated ones last."""
        return LiveNewestFirst(self._index)

    @property
    def model_name(self) -> str:
        """Who words the answers, as the spec given."""
        return self._model.name if self._model else EXTRACTIVE

    @property
    def outlets(self) -> list[str]:
        """The outlets whose articles are indexed, those with most of them first."""
        with self._index.in_use() as index:
            return index.outlets()

    def ask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Answer:
        """The whole answer; see `stream`."""
        inquiry = Inquiry.of(question, history, as_of, **scope)
        *_, answer = self._answers(inquiry, self._exchange())
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Iterator[Answer]:
        """Answers growing by verified statements, the evidence first; the last one is whole.

        `as_of` is the day on which the question is asked: "l'an dernier" is told from it, and what was published later,
        or may have been (an article of "2024" for a question of 15 January 2024), is left out; undated articles stay.
        `scope` keeps to some of the articles, as `Scope` says.
        Raises EmptyQuestion, QuestionTooLong, ImpossibleDate, OutletUnknown or NothingMatches before any answer; a
        model that fails is told in the answer's notice.
        """
        inquiry = Inquiry.of(question, history, as_of, **scope)
        yield from self._answers(inquiry, self._exchange())

    async def aask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> Answer:
        """`ask` while other coroutines run; see `astream`."""
        inquiry = Inquiry.of(question, history, as_of, **scope)
        async with aclosing(self._off_loop(inquiry)) as answers:
            return [answer async for answer in answers][-1]

    async def astream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> AsyncGenerator[Answer, None]:
        """`stream` while other coroutines run; cancelled or closed, it leaves the model to the others at once.

        Questions asked together take turns: the local model answers one after the other, in the order in which their
        evidence was found.
        """
        inquiry = Inquiry.of(question, history, as_of, **scope)
        async with aclosing(self._off_loop(inquiry)) as answers:
            async for answer in answers:
                yield answer

    def search(
        self, question: str, k: int = 10, as_of: date | None = None, **scope: Unpack[Scope]
    ) -> tuple[RetrievedPassage, ...]:
        """The best `k` passages for `question` within `scope`.

        One dispatch speaks once, and the best passage of each article comes before the second of another.
        """
        inquiry = Inquiry.of(question, (), as_of, **scope)
        checked = inquiry.checked()

        def work(index: Index) -> tuple[RetrievedPassage, ...]:
            check_scope(index, inquiry.only)
            return retrieve_sources(index, index.embed(checked), k, inquiry.only, self._ranking)

        return self._index.read(work)

    def evidence(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, **scope: Unpack[Scope]
    ) -> tuple[Evidence, ...]:
        """The sentences read for `question`, best first, within `scope`."""
        inquiry = Inquiry.of(question, history, as_of, **scope)
        return self._search(inquiry, self._exchange()).evidence

    def answerability(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        *,
        without: Sequence[str] = (),
    ) -> float:
        """The probability, in [0, 1], that the articles answer, those of the paths `without` left out.

        No model reads for it. Raises what `stream` raises.
        """
        inquiry = Inquiry(question, history, as_of, Filter(as_of=as_of, without=tuple(without)))
        return answerability(self._search(inquiry, None))

    def refuse_below(self, least: float) -> None:
        """Keep with the index the least answerability that is answered; raises StoreReadOnly, StoreBusy."""
        with self._index.in_use() as index:
            index.note(LEAST, least)

    def _exchange(self) -> Exchange | None:
        return Exchange(self._model) if self._model else None

    def _off_loop(self, inquiry: Inquiry) -> AsyncGenerator[Answer, None]:
        model = self._exchange()
        return off_loop(lambda: self._answers(inquiry, model), model.close if model else lambda: None)

    def _answers(self, inquiry: Inquiry, model: Exchange | None) -> Generator[Answer, None, None]:
        """The answers as they grow; `model` is free for others when they end, or are left."""
        started = time.perf_counter()
        findings = self._search(inquiry, model)
        answering = Answering(
            question=inquiry.question,
            findings=findings,
            started=started,
            model=self.model_name,
            candidates=self._candidates,
        )
        if model is None:
            yield from answering.stream(None, self._prompt)
            return
        with closing(model):
            for answer in answering.stream(model, self._prompt, self._reading):
                yield answer.model_copy(update={"tokens": model.tokens})
        if model.rewords and not inquiry.history:
            # A follow-up may come: what asks for its wording is read while the answer is.
            model.prepare(self._condensing.opening)

    def _prepare(self) -> None:
        """Have the model read what every question begins with."""
        if self._model is not None:
            self._model.prepare(self._prompt.opening)
            self._model.prepare(self._reading.opening, if_sure=True)

    def _search(self, inquiry: Inquiry, model: Exchange | None) -> Findings:
        checked, only = inquiry.checked(), inquiry.only

        def reworded(asked: str, turns: Sequence[Turn]) -> str | None:
            return rewrite(model, self._condensing, asked, turns) if model else None

        # A model may take seconds to word the question: the index is not held meanwhile.
        alone = condense(checked, inquiry.history, reworded if model and model.rewords else None)
        today = inquiry.as_of or date.today()

        def work(index: Index) -> Findings:
            check_scope(index, only)
            found = search(index, checked, alone, self._characters, only, today=today, ranking=self._ranking)
            return placed(index, found)

        return self._index.read(work)


def ask(question: str) -> Answer:
    """Answer one question about the articles of `sourcier.toml`, or about the seeds."""
    return Assistant.open().ask(question)


def _template(folder: Path | None, name: str) -> Prompt:
    """The template in `folder`, the packaged one where that has none of this name."""
    own = folder is not None and (folder / f"{name}.yaml").exists()
    return Prompt.load(folder if folder and own else resources.shipped("prompts"), name)
