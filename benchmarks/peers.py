"""Retrieval on PIAF beside LlamaIndex and txtai, with the same weights, in one run.

python benchmarks/peers.py PATH/piaf-v1.0.json [--paragraphs N] [--questions N]

LlamaIndex's starter is SimpleDirectoryReader, SentenceSplitter and VectorStoreIndex as its documentation puts them
together, but for the number of results, which is two by default. HuggingFaceEmbedding gives e5 no prompts unless it is
told them: both ways are measured. Its hybrid fuses BM25Retriever, told that the text is French, with the better of the
two by reciprocal rank. txtai's hybrid is its default, and reads the prompts in the model's folder. Sourcier is what
`Assistant.search` returns; its weights were chosen with PIAF in view, the others are as they come. With N, so many
paragraphs, and so many of the questions on them, evenly apart.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import QueryBundle
from piaf import K, measures, print_table, read_piaf, write_paragraphs
from pydantic import PrivateAttr
from sentence_transformers import SentenceTransformer
from Stemmer import Stemmer

from sourcier import Assistant, artifacts
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder
from sourcier.index.reader import Index
from sourcier.retrieval.hybrid import DEPTH

MODEL = "e5-small"
SOURCIER = "Sourcier"
PROMPTS = ("query: ", "passage: ")

T = TypeVar("T")
# For each question the files found, best first.
Found = list[list[str]]


def main(source: Path, paragraphs: int | None, questions: int | None) -> None:
    texts, asked = read_piaf(source)
    texts = dict(spread(list(texts.items()), paragraphs))
    asked = spread([(question, file) for question, file in asked if file in texts], questions)
    print(f"{len(asked)} questions, {len(texts)} paragraphs", flush=True)
    results: dict[str, list[tuple[float, ...]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        write_paragraphs(texts, folder)
        for who, found in peers(folder, Path(name) / "index", [question for question, _ in asked]):
            results[who] = [measures(files, wanted) for files, (_, wanted) in zip(found, asked, strict=True)]
            print(f"{who}: nDCG@10 {np.mean(results[who], axis=0)[-1]:.3f}", flush=True)
    print_table(results)
    print_ratios(results)


def spread(items: Sequence[T], count: int | None) -> list[T]:
    """`count` of the items, evenly apart; all by default."""
    if count is None or count >= len(items):
        return list(items)
    return [items[int(row)] for row in np.linspace(0, len(items) - 1, count)]


def peers(folder: Path, store: Path, questions: Sequence[str]) -> Iterator[tuple[str, Found]]:
    """Each way to search by name, with what it found in `folder`."""
    path = artifacts.locate(MODEL)
    model = SentenceTransformer(str(path), device="cpu")
    bare = StarterEmbedding(model, "", "")
    yield "LlamaIndex starter", retrieved(vectors(starter(folder, bare)), bare.queries(questions))
    told = StarterEmbedding(model, *PROMPTS)
    index, queries = starter(folder, told), told.queries(questions)
    yield "LlamaIndex starter, told the prompts", retrieved(vectors(index), queries)
    if fused := with_bm25(index):
        yield "LlamaIndex BM25 + vectors, told the prompts", retrieved(fused, queries)
    if found := txtai_hybrid(path, folder, questions):
        yield "txtai hybrid", found
    yield SOURCIER, sourcier(folder, store, questions)


class StarterEmbedding(BaseEmbedding):
    """What HuggingFaceEmbedding does with a model: ten texts at a time, behind a prompt, made vectors of length 1."""

    _model: SentenceTransformer = PrivateAttr()
    _query: str = PrivateAttr()
    _text: str = PrivateAttr()

    def __init__(self, model: SentenceTransformer, query: str, text: str) -> None:
        super().__init__(embed_batch_size=10)
        self._model, self._query, self._text = model, query, text

    def queries(self, questions: Sequence[str]) -> list[QueryBundle]:
        """Questions with their vectors: many at a time take a fraction of the time, and are the same."""
        read = self._encode(list(questions), self._query)
        return [QueryBundle(question, embedding=vector) for question, vector in zip(questions, read, strict=True)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._encode([query], self._query)[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._encode([text], self._text)[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._encode(texts, self._text)

    def _encode(self, texts: list[str], prompt: str) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(
            texts, prompt=prompt, batch_size=10, normalize_embeddings=True
        ).tolist()
        return vectors


def starter(folder: Path, embedding: BaseEmbedding) -> VectorStoreIndex:
    """LlamaIndex's starter, in memory."""
    documents = SimpleDirectoryReader(str(folder)).load_data()
    return VectorStoreIndex.from_documents(documents, transformations=[SentenceSplitter()], embed_model=embedding)


def vectors(index: VectorStoreIndex) -> BaseRetriever:
    """Its default retriever, given room for every result that counts."""
    return index.as_retriever(similarity_top_k=DEPTH)


def with_bm25(index: VectorStoreIndex) -> BaseRetriever | None:
    """LlamaIndex's own hybrid; None, said, when it is not installed."""
    try:
        from llama_index.retrievers.bm25 import BM25Retriever
    except ImportError:
        print("LlamaIndex's hybrid is left out: pip install llama-index-retrievers-bm25", file=sys.stderr)
        return None
    bm25 = BM25Retriever.from_defaults(index=index, stemmer=Stemmer("french"), language="fr", similarity_top_k=DEPTH)
    return QueryFusionRetriever(
        [vectors(index), bm25],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=DEPTH,
        num_queries=1,
        use_async=False,
    )


def retrieved(retriever: BaseRetriever, queries: Sequence[QueryBundle]) -> Found:
    """The files of the nodes that a retriever finds."""
    return [list(dict.fromkeys(node.metadata["file_name"] for node in retriever.retrieve(query))) for query in queries]


def txtai_hybrid(model: Path, folder: Path, questions: Sequence[str]) -> Found | None:
    """txtai's hybrid; None, said, when it is not installed."""
    try:
        from txtai import Embeddings
    except ImportError:
        print("txtai is left out: pip install txtai", file=sys.stderr)
        return None
    embeddings = Embeddings(path=str(model), hybrid=True, content=False)
    embeddings.index((file.name, file.read_text(encoding="utf-8"), None) for file in sorted(folder.iterdir()))
    return [[file for file, _ in found] for found in embeddings.batchsearch(list(questions), K)]


def sourcier(folder: Path, store: Path, questions: Sequence[str]) -> Found:
    """What `Assistant.search` finds."""
    embedder = SentenceTransformerEmbedder(MODEL)
    build_index(folder, store, embedder)
    assistant = Assistant(Index(store, embedder))
    articles = assistant.articles
    found = (assistant.search(question, DEPTH) for question in questions)
    return [list(dict.fromkeys(articles[hit.passage.article_id].path for hit in hits)) for hits in found]


def print_ratios(results: Mapping[str, list[tuple[float, ...]]]) -> None:
    """How far ahead Sourcier is on nDCG@10, with a 95 % interval over the questions."""
    ours = np.array(results[SOURCIER])[:, -1]
    for who, rows in results.items():
        if who != SOURCIER:
            theirs = np.array(rows)[:, -1]
            ahead = ours - theirs
            error = 1.96 * ahead.std() / np.sqrt(len(ahead))
            ratio = ours.mean() / theirs.mean()
            print(f"{who}: Sourcier's nDCG@10 is {ratio:.3f} times as high, {ahead.mean():+.3f} ± {error:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("piaf", type=Path)
    parser.add_argument("--paragraphs", type=int)
    parser.add_argument("--questions", type=int)
    given = parser.parse_args()
    if not given.piaf.is_file():
        sys.exit("PIAF is not part of the repository: give the path of piaf-v1.0.json.")
    main(given.piaf, given.paragraphs, given.questions)
