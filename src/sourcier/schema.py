"""The nouns of Sourcier: frozen values that every layer passes on and none changes.

Every offset is a position in characters of `Article.text`, the cleaned body in Unicode NFC; spans are half open,
so that `text[start:end]` is the quote.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, computed_field, model_validator

Precision = Literal["day", "month", "year"]
Basis = Literal["stated", "metadata", "sidecar", "filename", "inferred"]
Status = Literal["answered", "not_in_corpus", "interrupted"]
Support = Literal["quoted", "supported"]
# A gloss tells the day that a word means, or who speaks; a remark tells how sources stand to each other.
GlossKind = Literal["day", "speaker", "question"]
RemarkKind = Literal["conflict", "development", "denial", "doubt"]


class Noun(BaseModel):
    """A frozen value with no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ArticleDate(Noun):
    """The publication date of an article, with how exact it is and how it is known."""

    value: date = Field(description="The date; the first day of the month or year when less precise.")
    precision: Precision = Field(description="The smallest unit that is known.")
    basis: Basis = Field(description="Where the date comes from.")


class Origin(Noun):
    """Where a stretch of the cleaned text stands in its file."""

    start: NonNegativeInt
    end: PositiveInt
    raw_start: NonNegativeInt = Field(description="In characters of the file as decoded, before any cleaning.")
    raw_end: PositiveInt
    page: PositiveInt | None = Field(default=None, description="Of a PDF; its offsets count within the page.")


class Article(Noun):
    """One press article: what is known of it and its cleaned body."""

    id: str = Field(description="Hash of the cleaned body: the same text has the same id under any file name.")
    path: str = Field(description="Path of the file, relative to the folder indexed, with forward slashes.")
    also_at: tuple[str, ...] = Field(default=(), description="Other files that hold the same text.")
    other_outlets: tuple[str, ...] = Field(default=(), description="Publications of those, unlike its own.")
    title: str = Field(description="Headline; the file name when none is found.")
    outlet: str | None = Field(default=None, description="The publication.")
    byline: str | None = Field(default=None, description="The author as signed.")
    published: ArticleDate | None = Field(default=None, description="None when unknown.")
    updated: ArticleDate | None = Field(default=None, description="Last change the page announces; None when none.")
    url: str | None = Field(default=None, description="Address it was published at, http or https.")
    language: str = Field(default="fr", description="ISO 639-1 code of the body.")
    text: str = Field(min_length=1, description="Cleaned body in NFC; paragraphs are separated by a blank line.")
    removed: tuple[str, ...] = Field(default=(), description="What was taken out of the raw file, in order.")
    origin: tuple[Origin, ...] = Field(default=(), description="The way back to the file, by stretch of `text`.")
    dispatch_id: str | None = Field(default=None, description="Shared by reprints of one agency dispatch.")


class Sentence(Noun):
    """One sentence of an article."""

    article_id: str
    index: NonNegativeInt = Field(description="Rank of the sentence in its article.")
    start: NonNegativeInt
    end: PositiveInt


class Passage(Noun):
    """A run of whole sentences of one article: the unit of search."""

    id: str
    article_id: str
    start: NonNegativeInt
    end: PositiveInt


class RetrievedPassage(Noun):
    """A passage found for a question, with the scores that ranked it."""

    passage: Passage
    score: float = Field(description="Fused score in [0, 1].")
    dense: float = Field(description="Cosine of the embeddings; 0 when the dense search did not return it.")
    lexical: float = Field(description="BM25 score; 0 when the lexical search did not return it.")
    late: float = Field(default=0.0, description="MaxSim of late interaction; 0 where the model gives none.")
    rank: PositiveInt


class Evidence(Noun):
    """A sentence offered as proof, numbered as the reader and the model see it."""

    marker: PositiveInt
    sentence: Sentence
    article: Article
    text: str = Field(description="The sentence, word for word.")
    context: str = Field(default="", description="What it needs to be understood: its heading, whom a pronoun means.")
    score: float = Field(default=0.0, description="Fused score of the sentence in [0, 1].")
    also_in: tuple[str, ...] = Field(
        default=(), description="Outlets (else files) that print another version of the same dispatch, by date."
    )


class Citation(Noun):
    """The article sentence that proves a statement."""

    marker: PositiveInt
    article_id: str
    path: str
    title: str
    outlet: str | None = None
    published: ArticleDate | None = None
    quote: str = Field(description="Equal to `Article.text[start:end]`.")
    start: NonNegativeInt
    end: PositiveInt
    also_in: tuple[str, ...] = Field(default=(), description="As in `Evidence`: one dispatch is one source.")


class Gloss(Noun):
    """What `start:end` of a statement means, shown in square brackets after it; the words of the article stay."""

    start: NonNegativeInt
    end: PositiveInt
    text: str = Field(min_length=1, description="In the language of the answer: `jeudi 21 décembre 2023`.")
    kind: GlossKind = Field(
        description="`day`: the day of `hier`; `speaker`: whose words a quotation is; `question`: what it replies to."
    )


class Statement(Noun):
    """One sentence of an answer with its proof."""

    text: str = Field(description="The sentence, without markers and glosses.")
    citations: tuple[Citation, ...] = Field(min_length=1)
    support: Support = Field(description="`quoted`: the words of the article; `supported`: verified against them.")
    glosses: tuple[Gloss, ...] = Field(default=(), description="By their ends; none ends within another.")

    @property
    def shown(self) -> str:
        """The text as a reader sees it, each gloss in square brackets after what it explains."""
        return "".join(f"{piece} [{gloss.text}]" if gloss else piece for piece, gloss in self.pieces)

    @property
    def pieces(self) -> tuple[tuple[str, Gloss | None], ...]:
        """The text in order, cut where a gloss stands, each piece with the gloss after it."""
        ends = [0, *(gloss.end for gloss in self.glosses), len(self.text)]
        spans = zip(ends, ends[1:], (*self.glosses, None), strict=False)
        return tuple((self.text[start:end], gloss) for start, end, gloss in spans)


class Remark(Noun):
    """How the sources of an answer stand to each other, or to the question, in Sourcier's own words."""

    kind: RemarkKind = Field(
        description="`conflict`: the sources differ; `development`: they differ in time; `denial`: one contradicts the "
        "others; `doubt`: they may not say what is asked."
    )
    text: str = Field(description="In the language of the answer, each side with its outlets and date.")
    markers: tuple[PositiveInt, ...] = Field(description="The citations that it compares, by side.")


class Searched(Noun):
    """What a question was looked for in."""

    articles: NonNegativeInt
    earliest: date | None = None
    latest: date | None = None


class Turn(Noun):
    """One message of a conversation."""

    role: Literal["user", "assistant"] = Field(description="Who speaks: the reader, or Sourcier.")
    content: str = Field(description="What was said.")


class Answer(Noun):
    """What is said to a question, and why."""

    question: str
    searched_question: str = Field(description="The stand-alone question searched for: a follow-up is rewritten.")
    status: Status
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = Field(
        default=(), description="Where the sources cited differ, follow or deny, or may not answer."
    )
    notice: str | None = Field(
        default=None,
        description="What Sourcier says in its own voice: a refusal, an interruption, a model that does not reply.",
    )
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="The sentences read; those cited come first, numbered as their citations."
    )
    nearest: tuple[Article, ...] = Field(default=(), description="Closest articles, given with a refusal.")
    searched: Searched
    answerability: float | None = Field(
        default=None, description="The probability, in [0, 1], that the articles answer, by which code refuses."
    )
    language: str
    model: str
    timings: dict[str, float] = Field(default_factory=dict, description="Milliseconds by step.")
    tokens: dict[str, int] = Field(
        default_factory=dict,
        description="Read (`prompt`) and written (`completion`) by the model; absent where its engine does not count.",
    )

    @model_validator(mode="before")
    @classmethod
    def _forget_computed(cls, data: object) -> object:
        """An answer written as JSON is read back: what is computed is left to be computed."""
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in cls.model_computed_fields}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of its marker."""
        unique = {citation.marker: citation for statement in self.statements for citation in statement.citations}
        return tuple(unique[marker] for marker in sorted(unique))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """The statements with their glosses and `[n]` markers, then the remarks; the notice when there are none."""
        if not self.statements:
            return self.notice or ""
        statements = (
            statement.shown + "".join(f" [{citation.marker}]" for citation in statement.citations)
            for statement in self.statements
        )
        return " ".join((*statements, *(remark.text for remark in self.remarks)))
