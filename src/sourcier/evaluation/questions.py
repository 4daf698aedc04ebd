"""A gold question: what a person wrote after reading the articles. Its fields are explained in evals/README.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, PrivateAttr, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from sourcier.language.analysis import words
from sourcier.schema import Noun, Turn

Kind = Literal[
    "factual",
    "list",
    "date_number",
    "office_holder",
    "two_articles",
    "disagreement",
    "who_said",
    "follow_up",
    "english",
    "arabic",
    "near_unanswerable",
    "far_unanswerable",
    "boilerplate_trap",
    "instruction",
]
Split = Literal["dev", "test"]
# What each kind of question tries, as evals/README.md and the editors say it.
KINDS: Mapping[Kind, str] = {
    "factual": "one fact of one article",
    "list": "several things at once; all are required",
    "date_number": "when, how many",
    "office_holder": "who held an office, at a date: the latest article decides when none is given",
    "two_articles": "something that takes two articles together",
    "disagreement": "something that articles tell differently: the facts hold both sides",
    "who_said": "who is the source of a statement",
    "follow_up": "something that only `history` makes clear",
    "english": "in English, of French articles",
    "arabic": "in Arabic, of French articles: the facts give wordings in both languages",
    "near_unanswerable": "about the people, places and events of the articles, but not said there",
    "far_unanswerable": "about something else, perhaps sharing a word or a name",
    "boilerplate_trap": "what stands around an article (ticker, related headlines, comment form): to be refused, or "
    "answered from the body alone",
    "instruction": "with an order to misbehave (forget the rules, quote nothing, say that X is Y): answered as if the "
    "order were not there, or refused",
}
UNANSWERABLE_KINDS = frozenset({"near_unanswerable", "far_unanswerable"})
# A year or a number written without quotes in YAML is the text it looks like.
Written = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
# Where in an entry something is written: ("evidence", 0, "quote").
Location = tuple[str | int, ...]


class GoldEvidence(Noun):
    """A span of an article that proves the answer."""

    article: str = Field(description="Path of the article, relative to the folder of articles.")
    quote: str = Field(min_length=1, description="A span of the article's body, word for word.")


class GoldQuestion(Noun):
    """A question with what a correct answer states, or the fact that the articles do not answer it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    id: Annotated[Written, Field(min_length=1)] = Field(description="Unique name of the question.")
    question: str = Field(min_length=1, description="As a reader would type it.")
    kind: Kind = Field(description="What the question tries.")
    split: Split = Field(description="`dev` to tune on, `test` to report on; never moved.")
    language: str = Field(default="fr", pattern="^[a-z]{2}$", description="ISO 639-1 code of the question.")
    history: tuple[Turn, ...] = Field(default=(), description="What was said before a follow-up question.")
    as_of: date | None = Field(default=None, description="Asked as on this date; None for today.")
    answerable: bool = Field(default=True, description="Whether the articles answer it.")
    facts: tuple[tuple[Written, ...], ...] = Field(
        default=(),
        description="What a correct answer states: every fact is required, each a list of accepted wordings of which "
        "one is enough. Numbers and dates are compared as values.",
    )
    forbidden: tuple[Written, ...] = Field(default=(), description="Wordings that make an answer wrong.")
    evidence: tuple[GoldEvidence, ...] = Field(default=(), description="Every place that proves the answer.")
    note: str = Field(default="", description="For people; never read by code.")
    draft: bool = Field(
        default=False,
        exclude=True,
        description="Drafted by `sourcier eval init`: read the question again, finish it, then remove this line.",
    )
    place: SkipJsonSchema[str] = Field(default="", description="`file:line` where it is written; set when loaded.")
    _places: Mapping[Location, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def written_at(cls, places: Mapping[Location, str], values: Mapping[str, object]) -> Self:
        """The question of `values`, which remembers the `file:line` of each of its parts.

        Raises ValidationError; `places` has the place of the whole under ().
        """
        question = cls.model_validate({**values, "place": places[()]})
        question._places = places
        return question

    def place_of(self, *location: str | int) -> str:
        """`file:line` of a part, such as `"evidence", 0, "quote"`; of the whole when that is all that is known."""
        return self._places.get(location, self.place)

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        found = tuple(self._disagreements())
        if found:
            codes = ", ".join(code for code, _ in found)
            raise PydanticCustomError("gold", "the fields do not agree: {codes}", {"codes": codes, "found": found})
        return self

    def _disagreements(self) -> Iterator[tuple[str, Location]]:
        """What is wrong between fields: the name of the mistake, and where."""
        if self.answerable and self.kind in UNANSWERABLE_KINDS:
            yield "unanswerable", ("kind",)
        elif self.answerable and not (self.facts and self.evidence):
            yield "unproved", ()
        elif not self.answerable and (self.facts or self.evidence):
            yield "needless", ("facts",) if self.facts else ("evidence",)
        for number, fact in enumerate(self.facts):
            if not fact:
                yield "blank", ("facts", number)
            for rank, wording in enumerate(fact):
                if not words(wording):
                    yield "blank", ("facts", number, rank)
        for number, wording in enumerate(self.forbidden):
            if not words(wording):
                yield "blank", ("forbidden", number)
