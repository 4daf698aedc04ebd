"""LlamaIndex's starter as an assistant: gold questions are put to it as they are to ours.

As its documentation puts it together, with every default: SimpleDirectoryReader, SentenceSplitter (chunks of 1,024
tokens), VectorStoreIndex, its retriever (the two nearest chunks) and CitationQueryEngine (sources of 512 tokens, its
prompts). It is spared our sidecar of titles and dates, and is told the prompts of the embedding model, which it is not
by default. It reads one question at a time: neither what was said before, nor on which day it is asked. Its prompt is
in English, and a small model may reply in English to a question in French: `told` names the language in its last words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.prompts import PromptTemplate
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.query_engine.citation_query_engine import CITATION_QA_TEMPLATE
from llama_index.core.schema import Document, NodeWithScore
from pydantic import PrivateAttr, computed_field
from replies import refuses, sentences_of, without_markers

from sourcier.answering.llm import Model
from sourcier.answering.local import MAX_TOKENS
from sourcier.answering.prompts import Message
from sourcier.errors import LLMInterrupted
from sourcier.evaluation.case import Case
from sourcier.evaluation.support import CitationScores
from sourcier.language.sentences import sentence_spans
from sourcier.schema import (
    Answer,
    Article,
    Citation,
    Evidence,
    Passage,
    RetrievedPassage,
    Searched,
    Sentence,
    Statement,
    Turn,
)

# What our engine reads at once, in tokens. LlamaIndex fills it as it likes; our own prompts stay far below.
WINDOW = 8192
# Its last words are those that a small model heeds most.
TOLD = PromptTemplate(CITATION_QA_TEMPLATE.template.removesuffix("Answer: ") + "Answer in the language of the query: ")


class SameModel(CustomLLM):
    """Our generator in LlamaIndex's hands: temperature 0, as many tokens at most, one user message, no grammar.

    A grammar constrains our own drafts to one paragraph without marks: it would forbid the markers asked of it here.
    """

    _model: Model = PrivateAttr()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=WINDOW, num_output=MAX_TOKENS, model_name=self._model.name)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        pieces: list[str] = []
        with suppress(LLMInterrupted):  # what was said until the last token is a reply
            for piece in self._model.stream([Message(role="user", content=prompt)], None):
                pieces.append(piece)
        return CompletionResponse(text="".join(pieces))

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        raise NotImplementedError("the starter does not stream")


class Reply(Answer):
    """A peer's answer: sentences that cite nothing are part of it, though they are no statements."""

    said: str

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """All that was said, without markers."""
        return self.said


class Starter:
    """The starter over the files of `articles` in `folder`; what is known of an article is kept with what it read."""

    def __init__(
        self,
        folder: Path,
        articles: Iterable[Article],
        model: Model,
        embedding: BaseEmbedding,
        *,
        told: bool = False,
    ) -> None:
        named = {name: article for article in articles for name in (article.path, *article.also_at)}
        self._files = {str(folder / name): article for name, article in named.items() if (folder / name).is_file()}
        documents = SimpleDirectoryReader(input_files=sorted(self._files)).load_data()
        self.articles: Mapping[str, Article] = {
            article.id: article.model_copy(update={"text": _read(documents, folder / article.path)})
            for article in self._files.values()
        }
        self.model_name = f"{'starter-told' if told else 'starter'}:{model.name}"
        index = VectorStoreIndex.from_documents(documents, transformations=[SentenceSplitter()], embed_model=embedding)
        self._retriever = index.as_retriever()
        self._engine = CitationQueryEngine.from_args(
            index, llm=SameModel(model), citation_qa_template=TOLD if told else CITATION_QA_TEMPLATE
        )

    def search(self, question: str, k: int, as_of: date | None = None) -> list[RetrievedPassage]:
        """What its retriever finds, `k` and `as_of` notwithstanding."""
        found = [(item, self._cited(item, item.node.get_content())) for item in self._retriever.retrieve(question)]
        return [
            RetrievedPassage(
                passage=Passage(id=item.node_id, article_id=cited.article_id, start=cited.start, end=cited.end),
                score=item.get_score(),
                dense=item.get_score(),
                lexical=0.0,
                rank=rank,
            )
            for rank, (item, cited) in enumerate(found, start=1)
        ]

    def stream(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Iterator[Answer]:
        """Its one answer; whether that refuses is for `judged` to say."""
        response = self._engine.query(question)
        sources = {
            marker: self._cited(item, _source(item, marker), marker)
            for marker, item in enumerate(response.source_nodes, start=1)
        }
        said = [
            (sentence.text, tuple(sources[number] for number in sentence.sources if number in sources))
            for sentence in sentences_of(str(response))
        ]
        yield Reply(
            question=question,
            searched_question=question,
            status="answered",
            statements=tuple(
                Statement(text=text, citations=citations, support="supported") for text, citations in said if citations
            ),
            evidence=tuple(
                self._evidence(citation, item.get_score())
                for citation, item in zip(sources.values(), response.source_nodes, strict=True)
            ),
            searched=Searched(articles=len(self.articles)),
            language="fr",
            model=self.model_name,
            said=without_markers(str(response)),
        )

    def _cited(self, item: NodeWithScore, quote: str, marker: int = 1) -> Citation:
        article = self.articles[self._files[item.node.metadata["file_path"]].id]
        start = max(0, article.text.find(quote))
        return Citation(
            marker=marker,
            article_id=article.id,
            path=article.path,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            quote=quote,
            start=start,
            end=start + len(quote),
        )

    def _evidence(self, citation: Citation, score: float) -> Evidence:
        sentence = Sentence(article_id=citation.article_id, index=0, start=citation.start, end=citation.end)
        article = self.articles[citation.article_id]
        return Evidence(marker=citation.marker, sentence=sentence, article=article, text=citation.quote, score=score)


def judged(case: Case) -> Case:
    """A case of the starter, whose run keeps what was said, with what is told by its wording.

    A refusal is recognised by `refuses`, and claims nothing. In an answer, a sentence that cites nothing is one that
    no quote entails, and without any citation its precision is 0: both as ALCE counts (Gao et al. 2023).
    """
    if case.error is not None:
        return case
    if refuses(case.text):
        return case.model_copy(
            update={"refused": True, "correct": False, "statements": (), "cited": None, "judged": None}
        )
    uncited = len(sentence_spans(case.text)) - len(case.statements)
    return case.model_copy(
        update={"cited": _with_uncited(case.cited, uncited), "judged": _with_uncited(case.judged, uncited)}
    )


def _with_uncited(scores: CitationScores | None, uncited: int) -> CitationScores:
    supported = (*(scores.supported if scores else ()), *[False] * uncited)
    return CitationScores(recall=fmean(supported), precision=scores.precision if scores else 0.0, supported=supported)


def _read(documents: Sequence[Document], file: Path) -> str:
    """The text of a file as it was read, in one piece; a PDF is read page by page."""
    return "\n".join(item.text for item in documents if item.metadata["file_path"] == str(file))


def _source(item: NodeWithScore, marker: int) -> str:
    """The text of a source, without the heading that the engine gives it."""
    return item.node.get_content().removeprefix(f"Source {marker}:\n").removesuffix("\n")
