"""A small invented corpus, and an assistant that answers from a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcier.evaluation import Case, GoldEvidence, GoldQuestion, Report, take_provenance
from sourcier.schema import (
    Answer,
    Article,
    ArticleDate,
    Citation,
    Evidence,
    Passage,
    RetrievedPassage,
    Searched,
    Sentence,
    Statement,
    Status,
    Turn,
)

HARBOUR = Article(
    id="harbour",
    path="harbour.txt",
    title="Le port de Vaubrac change de main",
    outlet="Le Courrier de Vaubrac",
    published=ArticleDate(value=date(2031, 3, 4), precision="day", basis="stated"),
    text="Odile Farran dirige le port de Vaubrac. Elle a annoncé\n12 grues, dont deux à l’été. Le quai d’Or rouvrira.",
)
BRIDGE = Article(
    id="bridge",
    path="nord/bridge.txt",
    also_at=("copie/bridge.txt",),
    title="Le pont est fermé",
    text="Le pont de Lisseuil est fermé. Le maire, Aimé Soubeyre, parle de sécurité.",
)
ARTICLES = {article.id: article for article in (HARBOUR, BRIDGE)}

HEAD = GoldQuestion(
    id="head",
    question="Qui est à la tête du port ?",
    kind="factual",
    split="dev",
    facts=(("Odile Farran", "Farran"),),
    forbidden=("Soubeyre",),
    evidence=(GoldEvidence(article="harbour.txt", quote="Odile Farran dirige le port de Vaubrac."),),
)
BUDGET = GoldQuestion(
    id="budget", question="Quel est le budget du port ?", kind="near_unanswerable", split="test", answerable=False
)


def citation(article: Article, quote: str, marker: int = 1) -> Citation:
    start = article.text.index(quote)
    return Citation(
        marker=marker,
        article_id=article.id,
        path=article.path,
        title=article.title,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def answer(
    question: str, *citations: Citation, status: Status = "answered", text: str | None = None, model: str = "fake"
) -> Answer:
    """An answer of one statement for each citation, worded as its quote or as `text`."""
    return Answer(
        question=question,
        searched_question=question,
        status=status,
        statements=tuple(
            Statement(text=text or cited.quote, citations=(cited,), support="quoted") for cited in citations
        ),
        notice="Les articles ne le disent pas." if status == "not_in_corpus" else None,
        searched=Searched(articles=len(ARTICLES)),
        language="fr",
        model=model,
    )


def evidence(article: Article, text: str) -> Evidence:
    start = article.text.index(text)
    sentence = Sentence(article_id=article.id, index=0, start=start, end=start + len(text))
    return Evidence(marker=1, sentence=sentence, article=article, text=text)


@dataclass
class ScriptedAssistant:
    """Gives the answer scripted for a question, or raises it; finds passages in the order of `ranking`."""

    script: Mapping[str, Answer | Exception]
    ranking: Sequence[str] = ()
    read: Sequence[Evidence] = ()
    articles: Mapping[str, Article] = field(default_factory=lambda: ARTICLES)
    model_name: str = "fake"
    searched: list[tuple[str, date | None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def search(self, question: str, k: int, as_of: date | None = None) -> list[RetrievedPassage]:
        self.searched.append((question, as_of))
        return [
            RetrievedPassage(
                passage=Passage(id=f"{article_id}-{rank}", article_id=article_id, start=0, end=1),
                score=0.5,
                dense=0.5,
                lexical=0.5,
                rank=rank,
            )
            for rank, article_id in enumerate(self.ranking[:k], start=1)
        ]

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        self.asked.append(question)
        scripted = self.script[question]
        if isinstance(scripted, Exception):
            raise scripted
        read = scripted.model_copy(update={"evidence": tuple(self.read)})
        yield read.model_copy(update={"statements": ()})
        yield read


def made(question: GoldQuestion = HEAD, **fields: object) -> Case:
    """A case of `question`, with what came of it."""
    return Case.model_validate({"gold": question, "model": "fake"} | fields)


def named(name: str, **fields: object) -> GoldQuestion:
    """A question like HEAD under another name; like BUDGET with `answerable=False`."""
    like = HEAD if fields.get("answerable", True) else BUDGET.model_copy(update={"split": "dev"})
    return like.model_copy(update={"id": name} | fields)


def reported(*cases: Case, model: str = "fake") -> Report:
    """A report of cases made elsewhere."""
    return Report(cases=cases, provenance=take_provenance("", model))
