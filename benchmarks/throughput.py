"""Indexing throughput beside LlamaIndex's starter, with the same embedding weights, in one run.

python benchmarks/throughput.py [ARTICLES]

The starter is SimpleDirectoryReader, SentenceSplitter and ChromaVectorStore as its documentation puts them together; it
is given the model through sentence-transformers as its HuggingFaceEmbedding does (ten texts at a time). It keeps one
vector a chunk of 1,024 tokens, of which the model reads 512; Sourcier keeps one a passage and one a sentence, and reads
every word. The articles are words of the seeds drawn into sentences, from 80 to 620 words.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import chromadb
from generated import write_articles
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr
from sentence_transformers import SentenceTransformer

from sourcier import artifacts
from sourcier.index.builder import build_index
from sourcier.index.embedding import SentenceTransformerEmbedder

ARTICLES = 60
SENTENCES = range(4, 32)
ROUNDS = 2


class StarterEmbedding(BaseEmbedding):
    """What HuggingFaceEmbedding does with a sentence-transformers model."""

    _model: SentenceTransformer = PrivateAttr()

    def __init__(self, path: Path) -> None:
        super().__init__(embed_batch_size=10)
        self._model = SentenceTransformer(str(path), device="cpu")

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors = self._model.encode(texts, prompt="passage: ", batch_size=10, normalize_embeddings=True)
        return [vector.tolist() for vector in vectors]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    path = artifacts.locate("e5-small")
    starter, ours = StarterEmbedding(path), SentenceTransformerEmbedder("e5-small")
    ours.prepare()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        words = write_articles(folder, count, SENTENCES)
        print(f"{count} articles of {words:.0f} words on average")
        ratios = []
        for round_ in range(ROUNDS):
            store = Path(name) / f"store-{round_}"
            seconds = {
                "starter": _time(partial(index_with_starter, folder, store / "starter", starter)),
                "sourcier": _time(partial(build_index, folder, store / "sourcier", ours)),
            }
            for who, taken in seconds.items():
                print(f"{who:9} {taken:6.1f} s  {count / taken:5.2f} articles/s", flush=True)
            ratios.append(seconds["starter"] / seconds["sourcier"])
        print(f"Sourcier is {min(ratios):.2f} to {max(ratios):.2f} times as fast")


def index_with_starter(folder: Path, store: Path, embedding: BaseEmbedding) -> None:
    """LlamaIndex's starter."""
    collection = chromadb.PersistentClient(path=str(store)).create_collection("starter")
    documents = SimpleDirectoryReader(str(folder)).load_data()
    VectorStoreIndex.from_documents(
        documents,
        storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
        transformations=[SentenceSplitter()],
        embed_model=embedding,
    )


def _time(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
