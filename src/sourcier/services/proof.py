"""An answer with its proof as other programs get it: every sentence, and the article sentences that prove it, once."""

from __future__ import annotations

from pydantic import Field

from sourcier.schema import Answer, Citation, Noun, Remark, Searched, Status, Support


class ProvedSentence(Noun):
    """One sentence of an answer."""

    text: str = Field(description="As it is shown: what explains a word of the article stands in square brackets.")
    markers: tuple[int, ...] = Field(description="The citations that prove it, by their numbers.")
    support: Support = Field(description="`quoted`: the words of the article; `supported`: verified against them.")


class Proof(Noun):
    """What is said to a question, and why; nothing that no article proves is in `sentences`."""

    status: Status = Field(description="`not_in_corpus`: the articles do not say, and `notice` tells what was read.")
    sentences: tuple[ProvedSentence, ...] = ()
    citations: tuple[Citation, ...] = Field(default=(), description="Each once, by marker.")
    remarks: tuple[Remark, ...] = Field(
        default=(), description="Where the sources cited differ, follow or deny, or may not answer."
    )
    notice: str | None = Field(default=None, description="What Sourcier says in its own voice.")
    searched_question: str = Field(description="The stand-alone question searched for: a follow-up is rewritten.")
    searched: Searched
    language: str
    model: str = Field(description="Who worded the answer; `extractive` when the sentences are the articles' own.")

    @classmethod
    def of(cls, answer: Answer) -> Proof:
        """The proof of an answer, whole or still growing."""
        return cls(
            status=answer.status,
            sentences=tuple(
                ProvedSentence(
                    text=statement.shown,
                    markers=tuple(citation.marker for citation in statement.citations),
                    support=statement.support,
                )
                for statement in answer.statements
            ),
            citations=answer.citations,
            remarks=answer.remarks,
            notice=answer.notice,
            searched_question=answer.searched_question,
            searched=answer.searched,
            language=answer.language,
            model=answer.model,
        )
