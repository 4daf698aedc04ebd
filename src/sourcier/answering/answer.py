"""The answer to a question, growing by proved statements."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from statistics import fmean

from sourcier.answering.candidates import Candidate, best_of, in_turn
from sourcier.answering.claims import Claim, claims
from sourcier.answering.conflicts import remarks
from sourcier.answering.drafting import Draft, draft, echoes, leaves_out
from sourcier.answering.llm import Model
from sourcier.answering.orders import is_order
from sourcier.answering.prompts import Prompt
from sourcier.answering.quoting import MOST_QUOTES, cite, quotation, quote_best, to_read
from sourcier.answering.refusal import (
    HOPELESS,
    LEAST,
    SINGLY,
    TOGETHER,
    Weighing,
    answerability,
    is_doubtful,
    nearest_articles,
)
from sourcier.answering.verdicts import read_singly, to_be_read
from sourcier.answering.verification import find_proof
from sourcier.answering.wording import Wording, wording
from sourcier.errors import LLMError
from sourcier.language.analysis import fold
from sourcier.retrieval.search import Findings
from sourcier.schema import Answer, Citation, Evidence, Remark, Statement, Status

EXTRACTIVE = "extractive"
# The template asks for three sentences at most.
MOST_STATEMENTS = 3


@dataclass
class Answering:
    """One question being answered: what is known so far, and when it was."""

    question: str
    findings: Findings
    started: float
    model: str
    statements: list[Statement] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    answerability: float = 0.0
    least: float = LEAST
    """The answerability below which code refuses."""
    candidates: int = 1
    """Drafts asked for at once, of a model that makes several as fast as one."""

    def stream(self, model: Model | None, prompt: Prompt, reading: Prompt | None = None) -> Iterator[Answer]:
        """Answers that grow by verified statements: first the evidence alone, last the whole answer.

        `model` drafts as `prompt` asks; one that tells how sure it is reads single sentences before, as `reading` asks.
        """
        self.mark("evidence")
        self.answerability = answerability(self.findings)
        if self.findings.least is not None:
            self.least = self.findings.least
        if self.answerability < (self.least if model is None else min(self.least, HOPELESS)):
            yield self._refused()
            return
        yield self.so_far()
        notice = None
        if model is not None:
            try:
                for statement in islice(self._worded(model, prompt, reading), MOST_STATEMENTS):
                    self._add(statement)
                    yield self.so_far()
            except LLMError as error:
                notice = error.message("fr" if self.findings.language == "fr" else "en")
                if self.statements:
                    self.mark("total")
                    yield self.so_far("interrupted", f"{self._words.interrupted} {notice}")
                    return
                notice = f"{notice} {self._words.instead}"
        if self.answerability < self.least:
            yield self._refused()
            return
        self._complete()
        self.mark("total")
        yield self.so_far("answered", notice)

    def so_far(self, status: Status = "answered", notice: str | None = None) -> Answer:
        """The answer as it stands; evidence that is cited comes first, numbered as its citations."""
        return Answer(
            question=self.question,
            searched_question=self.findings.question,
            status=status,
            statements=tuple(self.statements),
            remarks=self._remarks(),
            notice=notice,
            evidence=self._numbered(),
            searched=self.findings.searched,
            answerability=round(self.answerability, 4),
            language=self.findings.language,
            model=self.model,
            timings=dict(self.timings),
        )

    def mark(self, step: str) -> None:
        """Note the milliseconds since the question came."""
        self.timings[step] = round((time.perf_counter() - self.started) * 1000, 1)

    def _refused(self) -> Answer:
        self.mark("total")
        notice = self._words.silent(self.findings.searched)
        return self.so_far("not_in_corpus", notice).model_copy(update={"nearest": nearest_articles(self.findings)})

    def _worded(self, model: Model, prompt: Prompt, reading: Prompt | None) -> Iterator[Statement]:
        """What the model says and evidence proves; where that is nothing, it is told so and tries once more."""
        singly = reading if model.capabilities().logprobs else None
        if singly and not self._is_told(model, singly):
            return
        evidence = to_read(self._asked, self.findings.evidence, self._claims)
        if self.candidates > 1 and model.capabilities().batches:
            yield from self._best_worded(model, prompt, evidence)
            return
        failed: list[str] = []
        with self._draft(model, prompt, evidence) as drafted:
            if singly or self._weighed(drafted.read, TOGETHER):
                yield from self._proved(drafted.sentences, failed)
        if failed and not self.statements:
            with self._draft(model, prompt, evidence, failed) as repaired:
                yield from self._proved(repaired.sentences, failed)

    def _best_worded(self, model: Model, prompt: Prompt, evidence: Sequence[Evidence]) -> Iterator[Statement]:
        """What is proved of the best of several drafts, once it is whole."""

        def candidate(evidence: Sequence[Evidence]) -> Candidate:
            failed: list[str] = []
            with self._draft(model, prompt, evidence) as drafted:
                return Candidate(drafted.read, tuple(self._proved(drafted.sentences, failed)), tuple(failed))

        best = best_of([partial(candidate, order) for order in in_turn(evidence, self.candidates)])
        if self._weighed(best.read, TOGETHER):
            yield from best.statements

    def _is_told(self, model: Model, reading: Prompt) -> bool:
        """Whether the best sentences, one at a time, make an answer likely enough; none is read that cannot matter."""
        items = to_be_read(self.findings.evidence)
        found: list[float] = []
        for read in read_singly(model, reading, self.findings.question, items):
            found.append(read)
            # As likely as this at least and at most, whatever the others tell.
            bounds = (sum(found) / len(items), (sum(found) + len(items) - len(found)) / len(items))
            least, most = (answerability(self.findings, bound, SINGLY) for bound in bounds)
            if least >= SINGLY.least or most < SINGLY.least:
                break
        return self._weighed(fmean(found) if found else None, SINGLY)

    def _weighed(self, read: float | None, weighing: Weighing) -> bool:
        """Weigh anew with what the model finds of the evidence, where it says so; whether that answers."""
        if read is not None:
            self.answerability, self.least = answerability(self.findings, read, weighing), weighing.least
        return self.answerability >= self.least

    def _draft(
        self, model: Model, prompt: Prompt, evidence: Sequence[Evidence], failed: Sequence[str] = ()
    ) -> AbstractContextManager[Draft]:
        return draft(model, prompt, self.findings.question, evidence, self.findings.language, failed)

    def _proved(self, sentences: Iterable[str], failed: list[str]) -> Iterator[Statement]:
        """Those that evidence proves, each once; the others are dropped, and told in `failed`.

        One that is shorter than its proof by what is asked gives place to it.
        """
        said: set[str] = set()
        # What orders a model to say something proves nothing of it.
        proving = [item for item in self.findings.evidence if not is_order(item.text)]
        for sentence in sentences:
            proof = None if echoes(self._asked, sentence) else find_proof(sentence, proving)
            if proof is None:
                failed.append(sentence)
                continue
            shown = [Statement(text=sentence, citations=tuple(map(cite, proof.evidence)), support="supported")]
            if leaves_out(self._asked, sentence, proof.evidence):
                shown = [quotation(item, self.findings.language) for item in proof.evidence]
            for statement in shown:
                if fold(statement.text) not in said:
                    said.add(fold(statement.text))
                    yield statement

    def _complete(self) -> None:
        """Add the best quotations not cited yet: the articles speak where the model does not, or not enough."""
        found = self.findings
        for quoted in quote_best(self._asked, found.evidence, self._claims, found.language):
            is_cited = any(_place(citation) in self._markers() for citation in quoted.citations)
            if len(self.statements) < MOST_QUOTES and not is_cited:
                self._add(quoted)

    def _add(self, statement: Statement) -> None:
        """Add a statement, its citations numbered in the order in which the reader meets them."""
        if "first" not in self.timings:
            self.mark("first")
        markers = self._markers()
        citations = []
        for citation in statement.citations:
            marker = markers.setdefault(_place(citation), len(markers) + 1)
            citations.append(citation.model_copy(update={"marker": marker}))
        self.statements.append(statement.model_copy(update={"citations": tuple(citations)}))

    @property
    def _asked(self) -> str:
        """The question itself: after a follow-up the one before it stands in brackets."""
        return self.findings.question.partition(" (")[0]

    @cached_property
    def _claims(self) -> list[Claim]:
        return claims(self._asked, self.findings.evidence)

    def _remarks(self) -> tuple[Remark, ...]:
        markers = self._markers()
        cited = [item for item in self._numbered() if (item.article.id, item.sentence.end) in markers]
        if not cited:
            return ()
        doubt = (Remark(kind="doubt", text=self._words.doubt, markers=()),)
        found = remarks(self._asked, self.findings.language, self._claims, cited)
        return (*found, *doubt) if is_doubtful(self.answerability, self.least) else found

    def _markers(self) -> dict[tuple[str, int], int]:
        return {_place(citation): citation.marker for statement in self.statements for citation in statement.citations}

    def _numbered(self) -> tuple[Evidence, ...]:
        markers = self._markers()

        def rank(item: Evidence) -> int:
            return markers.get((item.sentence.article_id, item.sentence.end), len(markers) + item.marker)

        ordered = sorted(self.findings.evidence, key=rank)
        return tuple(item.model_copy(update={"marker": number}) for number, item in enumerate(ordered, start=1))

    @property
    def _words(self) -> Wording:
        return wording(self.findings.language)


def _place(citation: Citation) -> tuple[str, int]:
    """A quotation may begin before the sentence for which it is made."""
    return citation.article_id, citation.end
