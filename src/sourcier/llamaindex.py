"""Sourcier for those who build with LlamaIndex: its retriever and its query engine over one Assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal, Self, TypeVar, Unpack

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    ObjectType,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from sourcier.assistant import Assistant
from sourcier.inquiry import Scope
from sourcier.schema import Answer, Article, ArticleDate, Evidence
from sourcier.stores import Store

Said = TypeVar("Said")
Unit = Literal["sentence", "passage"]
# As Assistant.search gives.
TOP_K = 10
# What leads back to the text: a model is told who printed it, when and under which headline, as its vector is.
FOR_CODE = ("article_id", "path", "start", "end", "marker", "url")
# ISO 8601 writes a date that is known to the month or the year as its beginning.
ISO_CHARACTERS = {"day": 10, "month": 7, "year": 4}


class SourcierRetriever(BaseRetriever):
    """The passages or the sentences that Sourcier finds, as nodes.

    Passages are in the order of `Assistant.search` (the best of each article first, so that scores do not fall from
    node to node), sentences in that of `Assistant.evidence`. `start_char_idx` and `end_char_idx` count in the text of
    the article, which is the source node; metadata that is not known is absent, `marker` counts from 1. Node ids stay
    the same as long as the text of the article does. A question raises what `Assistant.stream` says.
    """

    def __init__(
        self,
        assistant: Assistant,
        *,
        similarity_top_k: int = TOP_K,
        unit: Unit = "passage",
        as_of: date | None = None,
        **scope: Unpack[Scope],
    ) -> None:
        """Retrieve at most `similarity_top_k` of these units, within `scope`.

        Sentences are moreover no more than the assistant's `evidence_characters` hold.
        """
        super().__init__()
        self.similarity_top_k = similarity_top_k
        self._assistant = assistant
        self._find = {"sentence": self._sentences, "passage": self._passages}[unit]
        self._as_of = as_of
        self._scope = scope

    @classmethod
    def open(
        cls,
        articles: Path | str | None = None,
        *,
        store: Store | str | None = None,
        similarity_top_k: int = TOP_K,
        unit: Unit = "passage",
    ) -> Self:
        """Open the index as `Assistant.open` does, without the model that words answers; raises what that raises."""
        assistant = Assistant.open(articles, store=store, llm="extractive")
        return cls(assistant, similarity_top_k=similarity_top_k, unit=unit)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return self._find(query_bundle.query_str)

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _sentences(self, question: str) -> list[NodeWithScore]:
        evidence = self._assistant.evidence(question, as_of=self._as_of, **self._scope)
        return [_sentence_node(item) for item in evidence[: self.similarity_top_k]]

    def _passages(self, question: str) -> list[NodeWithScore]:
        found = self._assistant.search(question, self.similarity_top_k, self._as_of, **self._scope)
        articles = self._assistant.articles
        # An article may have been taken out of the index since the search.
        hits = [(hit, article) for hit in found if (article := articles.get(hit.passage.article_id))]
        return [
            _node(hit.passage.id, article, (hit.passage.start, hit.passage.end), marker, hit.score)
            for marker, (hit, article) in enumerate(hits, start=1)
        ]


class SourcierQueryEngine(CustomQueryEngine):
    """Answers of which every sentence is proved: `Answer.text` as response, its citations as source nodes.

    The `[n]` of the response is the `marker` of a source node. The metadata tells the `status` (`answered`,
    `not_in_corpus`, `interrupted`), the `searched_question` and the `model`. A question raises what `Assistant.stream`
    says.
    """

    assistant: Assistant
    as_of: date | None = None
    published_after: date | None = None
    published_before: date | None = None
    outlets: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def custom_query(self, query_str: str) -> Response:
        """The answer to one question."""
        return _response(self._put(self.assistant.ask, query_str))

    async def acustom_query(self, query_str: str) -> Response:
        """The same, while other coroutines run; cancelled, it leaves the model to others."""
        return _response(await self._put(self.assistant.aask, query_str))

    def _put(self, ask: Callable[..., Said], question: str) -> Said:
        return ask(
            question,
            as_of=self.as_of,
            published_after=self.published_after,
            published_before=self.published_before,
            outlets=self.outlets,
            paths=self.paths,
        )


def _response(answer: Answer) -> Response:
    cited = {citation.marker for citation in answer.citations}
    return Response(
        response=answer.text,
        source_nodes=[_sentence_node(item) for item in answer.evidence if item.marker in cited],
        metadata={
            "status": answer.status,
            "searched_question": answer.searched_question,
            "model": answer.model,
        },
    )


def _sentence_node(item: Evidence) -> NodeWithScore:
    sentence = item.sentence
    # A passage is told apart from a sentence: its id ends in its number.
    id_ = f"{sentence.article_id}:{sentence.start}-{sentence.end}"
    return _node(id_, item.article, (sentence.start, sentence.end), item.marker, item.score)


def _node(id_: str, article: Article, span: tuple[int, int], marker: int, score: float) -> NodeWithScore:
    start, end = span
    known = {
        "article_id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published and _iso(article.published),
        "start": start,
        "end": end,
        "marker": marker,
        "url": article.url,
    }
    node = TextNode(
        id_=id_,
        text=article.text[start:end],
        start_char_idx=start,
        end_char_idx=end,
        metadata={key: value for key, value in known.items() if value is not None},
        excluded_llm_metadata_keys=list(FOR_CODE),
        excluded_embed_metadata_keys=list(FOR_CODE),
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article.id, node_type=ObjectType.DOCUMENT, hash=article.id)
        },
    )
    return NodeWithScore(node=node, score=score)


def _iso(published: ArticleDate) -> str:
    return published.value.isoformat()[: ISO_CHARACTERS[published.precision]]
