"""A paper that does not exist, and an assistant that answers from it without a model."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from model_fakes import FakeEmbedder
from sourcier.errors import EmptyQuestion, QuestionTooLong
from sourcier.library import Library, Shelf
from sourcier.offloop import off_loop
from sourcier.schema import Answer, Article, ArticleDate, Citation, Evidence, Searched, Sentence, Statement, Turn
from sourcier.settings import Settings

LIMIT = 2000
BRIDGE = Article(
    id="a1",
    path="echo/pont.txt",
    title="Le pont de Roquesombre rouvre après deux ans de travaux",
    outlet="L’Écho de Valbrume",
    byline="Odile Marchevent",
    url="https://echo.example/pont",
    removed=("Lire aussi : le bac de Valbrume",),
    published=ArticleDate(value=date(2023, 12, 12), precision="day", basis="stated"),
    text="Le pont de Roquesombre a rouvert mardi à la circulation. Les travaux ont duré deux ans et coûté 14 millions "
    "d’euros, selon le département.\n\n« Le péage reste fixé à 2,40 euros », a précisé la présidente du conseil "
    "départemental, Hélène Castagnier. Les riverains en demandaient la gratuité.\n\n"
    + "\n\n".join(
        f"Le chantier n° {number} a mobilisé des équipes venues de toute la vallée, parfois de nuit, sans que la "
        "navigation sur la Brume soit jamais interrompue. Les entreprises locales ont reçu la moitié des marchés."
        for number in range(1, 9)
    )
    + "\n\nLe maire de Port-Tilleul, Aurélien Vasseur, a inauguré l’ouvrage devant trois cents personnes.",
)
TOLL = Article(
    id="b2",
    path="gazette/peage.txt",
    title="Le péage de Roquesombre passe à 2,90 euros",
    outlet="La Gazette du Causse",
    published=ArticleDate(value=date(2024, 6, 1), precision="month", basis="metadata"),
    text="Le conseil départemental a voté lundi une hausse du péage du pont de Roquesombre, qui passe de 2,40 à "
    "2,90 euros. La mesure prend effet en septembre.\n\nL’opposition dénonce une décision « prise sans débat ».",
)
UNDATED = Article(
    id="c3",
    path="notes/vallee.txt",
    title="La vallée de la Brume en dix chiffres",
    text="La vallée compte dix-huit communes. Le pont de Roquesombre y est le seul passage à moins de trente "
    "kilomètres.",
)
ARTICLES = (BRIDGE, TOLL, UNDATED)


def evidence(marker: int, article: Article, quote: str) -> Evidence:
    start = article.text.index(quote)
    sentence = Sentence(article_id=article.id, index=0, start=start, end=start + len(quote))
    return Evidence(marker=marker, sentence=sentence, article=article, text=quote)


def citation(proof: Evidence) -> Citation:
    article = proof.article
    return Citation(
        marker=proof.marker,
        article_id=article.id,
        path=article.path,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        quote=proof.text,
        start=proof.sentence.start,
        end=proof.sentence.end,
        also_in=proof.also_in,
    )


PROOFS = (
    evidence(
        1, BRIDGE, "Le maire de Port-Tilleul, Aurélien Vasseur, a inauguré l’ouvrage devant trois cents personnes."
    ),
    evidence(
        2,
        TOLL,
        "Le conseil départemental a voté lundi une hausse du péage du pont de Roquesombre, qui passe de 2,40 à "
        "2,90 euros.",
    ),
    evidence(3, UNDATED, "La vallée compte dix-huit communes."),
)
STATEMENTS = (
    Statement(
        text="Le pont a été inauguré en décembre 2023 par Aurélien Vasseur, maire de Port-Tilleul.",
        citations=(citation(PROOFS[0]),),
        support="supported",
    ),
    Statement(
        text="En juin 2024, son péage est passé de 2,40 à 2,90 euros.",
        citations=(citation(PROOFS[1]),),
        support="supported",
    ),
)


def answer_to(question: str, **changes: object) -> Answer:
    """A whole answer, or one with `changes`."""
    values: dict[str, object] = {
        "question": question,
        "searched_question": question,
        "status": "answered",
        "statements": STATEMENTS,
        "evidence": PROOFS,
        "searched": Searched(articles=len(ARTICLES), earliest=date(2023, 12, 12), latest=date(2024, 6, 1)),
        "language": "fr",
        "model": "fake",
    }
    return Answer.model_validate(values | changes)


def refusal_to(question: str) -> Answer:
    return answer_to(
        question,
        status="not_in_corpus",
        statements=(),
        evidence=(),
        nearest=(UNDATED, BRIDGE),
        notice="Aucun des 3 articles, de décembre 2023 à juin 2024, ne répond à cette question.",
    )


def newest_first(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda each: each.published.value if each.published else date.min, reverse=True)


@dataclass
class FakeAssistant:
    """Streams `partials`, each once `gate` lets it; keeps what it was given and counts the streams closed."""

    partials: Sequence[Answer] | None = None
    articles: Mapping[str, Article] = field(default_factory=lambda: {article.id: article for article in ARTICLES})
    failure: Exception | None = None
    gate: threading.Semaphore | None = None
    histories: list[list[Turn]] = field(default_factory=list)
    filters: list[tuple[date | None, date | None, tuple[str, ...]]] = field(default_factory=list)
    closed: int = 0

    model_name: str = "extractive"

    @property
    def newest_first(self) -> list[Article]:
        return newest_first(self.articles.values())

    @property
    def outlets(self) -> list[str]:
        return [article.outlet for article in self.articles.values() if article.outlet]

    def using(self, llm: str | None = None, evidence_characters: int | None = None) -> FakeAssistant:
        return self

    def ask(self, question: str) -> Answer:
        """What a question that is tried gets: nothing is remembered of it."""
        return growing(question)[-1]

    def astream(self, *asked: Any, **limits: Any) -> AsyncGenerator[Answer, None]:
        left = threading.Event()
        return off_loop(lambda: self.stream(*asked, **limits, left=left), left.set)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        *,
        published_after: date | None = None,
        published_before: date | None = None,
        outlets: Sequence[str] = (),
        left: threading.Event | None = None,
    ) -> Iterator[Answer]:
        self.histories.append(list(history))
        self.filters.append((published_after, published_before, tuple(outlets)))
        if not question.strip():
            raise EmptyQuestion
        if len(question) > LIMIT:
            raise QuestionTooLong(length=len(question), limit=LIMIT)
        try:
            for partial in self.partials if self.partials is not None else growing(question):
                while self.gate is not None and not self.gate.acquire(timeout=0.02):
                    if left is not None and left.is_set():
                        return
                yield partial
            if self.failure is not None:
                raise self.failure
        finally:
            self.closed += 1


class FakeLibrary(Library):
    """One collection, answered by `assistant`."""

    def __init__(self, assistant: FakeAssistant) -> None:
        settings = Settings(store=Path("nowhere"))
        super().__init__({"": Shelf(settings, "articles")}, settings, FakeEmbedder(), lambda files, of, articles: None)
        self.assistant = assistant

    def open(self, name: str = "") -> FakeAssistant:  # type: ignore[override]
        return self.assistant

    def using(  # type: ignore[override]
        self, name: str, llm: str, evidence_characters: int | None = None, owner: str | None = None
    ) -> FakeAssistant:
        return self.assistant


def growing(question: str) -> list[Answer]:
    """Evidence first, then one statement more at a time."""
    return [answer_to(question, statements=STATEMENTS[:count]) for count in range(len(STATEMENTS) + 1)]
