"""One gold question put to an assistant, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from sourcier.evaluation.dataset import GoldQuestion, Kind, Split
from sourcier.evaluation.ranking import Ranked
from sourcier.evaluation.support import CitationScores
from sourcier.language.dates import written_dates
from sourcier.schema import ArticleDate, Noun, Statement, Status

# Kinds whose answer changes with time, whether or not the question names a date.
TEMPORAL_KINDS = frozenset({"office_holder", "date_number"})


class Read(Noun):
    """A sentence that was read for a question, without the article around it."""

    marker: int = Field(description="As the answer numbers it.")
    article_id: str
    path: str
    title: str
    outlet: str | None
    published: ArticleDate | None
    text: str
    context: str
    start: int
    end: int
    score: float
    gold: bool = Field(description="Whether it meets the gold evidence.")


class Case(Noun):
    """One gold question put to the assistant: data also when it failed."""

    gold: GoldQuestion
    searched_question: str = ""
    status: Status | None = Field(default=None, description="None when the assistant raised an error.")
    statements: tuple[Statement, ...] = ()
    notice: str | None = None
    text: str = Field(default="", description="The answer as shown.")
    evidence: tuple[Read, ...] = Field(default=(), description="Best first.")
    nearest: tuple[str, ...] = Field(default=(), description="Paths of the articles named with a refusal.")
    model: str = ""
    correct: bool = Field(default=False, description="Every fact and no forbidden wording; False if unanswerable.")
    refused: bool = False
    doubted: bool = Field(default=False, description="Whether the answer says that it may be none.")
    missing_facts: tuple[str, ...] = ()
    forbidden_found: tuple[str, ...] = ()
    facts_in_evidence: bool = False
    supported: tuple[bool, ...] = Field(default=(), description="Whether the articles say it, by statement.")
    citations: int = 0
    citations_exact: int = 0
    citations_relevant: int = 0
    cited: CitationScores | None = Field(
        default=None, description="ALCE's scores by the rule; None without statements."
    )
    judged: CitationScores | None = Field(default=None, description="The same by the judge, where there is one.")
    articles: Ranked | None = Field(default=None, description="How its articles ranked; None when the case failed.")
    sentences: Ranked | None = Field(default=None, description="How its sentences of evidence ranked.")
    answerability: float | None = Field(default=None, description="The probability that the articles answer.")
    evidence_ms: float | None = Field(default=None, description="From the question to the evidence.")
    first_ms: float | None = Field(default=None, description="From the question to the first statement shown.")
    total_ms: float | None = None
    tokens: dict[str, int] = Field(default_factory=dict, description="As `Answer.tokens`.")
    error: str | None = Field(default=None, description="What the assistant, the model or the judge failed of.")

    @property
    def id(self) -> str:
        """The name of the question."""
        return self.gold.id

    @property
    def question(self) -> str:
        """The question as asked."""
        return self.gold.question

    @property
    def kind(self) -> Kind:
        """What the question tries."""
        return self.gold.kind

    @property
    def split(self) -> Split:
        """The half that it belongs to."""
        return self.gold.split

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return self.gold.answerable

    @property
    def temporal(self) -> bool:
        """Whether the answer hangs on a date: `as_of`, one in the question, or the kind of question."""
        return bool(self.kind in TEMPORAL_KINDS or self.gold.as_of or written_dates(self.question))

    @property
    def right(self) -> bool:
        """Correct when there is an answer, refused when there is none."""
        return self.correct if self.answerable else self.refused

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The statements shown that their quotes do not say."""
        return tuple(
            statement.text for statement, said in zip(self.statements, self.supported, strict=True) if not said
        )

    @property
    def why(self) -> tuple[str, ...]:
        """Why it went wrong, each reason in a few signs; empty when nothing did."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if not self.right:
            yield from (f"−{fact}" for fact in self.missing_facts)
            yield from (f"+{wording}" for wording in self.forbidden_found)
            if self.status is not None and (self.refused or not self.answerable):
                yield self.status
        yield from (f"?{text}" for text in self.unsupported)
        if self.error is not None:
            yield self.error
