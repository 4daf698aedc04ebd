"""Sourcier in LlamaIndex's hands: its retriever, its query engine, and our collection in its vector store."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.config import Settings
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle, TextNode
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters
from llama_index.vector_stores.chroma import ChromaVectorStore

from model_fakes import FakeEmbedder, FakeModel
from press import write_press
from sourcier.assistant import Assistant
from sourcier.errors import EmptyQuestion, NothingMatches, OutletUnknown, StoreMissing
from sourcier.index.builder import build_index
from sourcier.index.doctor import examine
from sourcier.index.live import LiveArticles
from sourcier.index.reader import Index
from sourcier.llamaindex import SourcierQueryEngine, SourcierRetriever, Unit
from sourcier.schema import Article

PORT = "Qui dirige le port de Vaubrac ?"
CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
UNITS: tuple[Unit, ...] = ("sentence", "passage")


@pytest.fixture(scope="module")
def assistant(press_index: Index) -> Assistant:
    return Assistant(press_index)


@pytest.fixture
def without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcier.assistant.SentenceTransformerEmbedder", lambda name, *_backend: FakeEmbedder(name))


def text_nodes(found: list[NodeWithScore]) -> list[TextNode]:
    return [item.node for item in found if isinstance(item.node, TextNode)]


def test_an_article_taken_out_between_two_looks_at_it_does_no_harm(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, seen = LiveArticles.__getitem__, set[str]()

    def look_once(articles: LiveArticles, id_: str) -> Article:
        if id_ in seen:
            raise KeyError(id_)
        seen.add(id_)
        return look(articles, id_)

    monkeypatch.setattr(LiveArticles, "__getitem__", look_once)
    assert len(SourcierRetriever(assistant, similarity_top_k=1).retrieve(CRUE)) == 1


@pytest.mark.parametrize("unit", UNITS)
def test_a_node_is_a_span_of_its_article(assistant: Assistant, unit: Unit) -> None:
    found = SourcierRetriever(assistant, unit=unit).retrieve(CRUE)
    nodes = text_nodes(found)
    assert len(nodes) == len(found) > 1
    for marker, node in enumerate(nodes, start=1):
        article = assistant.articles[node.metadata["article_id"]]
        assert node.text == article.text[node.start_char_idx : node.end_char_idx]
        assert (node.metadata["start"], node.metadata["end"]) == (node.start_char_idx, node.end_char_idx)
        assert (node.metadata["path"], node.metadata["title"]) == (article.path, article.title)
        assert node.metadata["marker"] == marker
        assert node.ref_doc_id == article.id


def test_passages_are_those_of_the_search_and_sentences_those_of_the_evidence(assistant: Assistant) -> None:
    hits = assistant.search(CRUE, 3)
    passages = SourcierRetriever(assistant, similarity_top_k=3).retrieve(CRUE)
    assert [(item.node_id, item.score) for item in passages] == [(hit.passage.id, hit.score) for hit in hits]
    evidence = assistant.evidence(CRUE)[:3]
    sentences = SourcierRetriever(assistant, similarity_top_k=3, unit="sentence").retrieve(CRUE)
    assert [(item.text, item.score) for item in sentences] == [(item.text, item.score) for item in evidence]


def test_no_two_units_share_an_id_and_an_id_stays(assistant: Assistant) -> None:
    ids = [item.node_id for unit in UNITS for item in SourcierRetriever(assistant, unit=unit).retrieve(CRUE)]
    assert len(set(ids)) == len(ids)
    again = [item.node_id for unit in UNITS for item in SourcierRetriever(assistant, unit=unit).retrieve(CRUE)]
    assert again == ids


@pytest.mark.parametrize(
    ("question", "path", "known"),
    [
        (PORT, "phare-direction.txt", {"outlet": "Le Phare", "published": "2024-01-09"}),
        ("Qui dirige le festival du conte ?", "gazette-festival.txt", {"published": "2024-07"}),
        ("Combien de communes compte la vallée de la Lourande ?", "note-vallee.txt", {}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known_and_what_is_unknown_is_absent(
    assistant: Assistant, question: str, path: str, known: dict[str, str]
) -> None:
    nodes = text_nodes(SourcierRetriever(assistant).retrieve(question))
    metadata = next(node.metadata for node in nodes if node.metadata["path"] == path)
    assert known.items() <= metadata.items()
    assert ("published" in metadata) == ("published" in known)
    assert "url" not in metadata
    assert None not in metadata.values()


def test_a_model_is_told_who_printed_it_and_when_and_no_offsets(assistant: Assistant) -> None:
    node, *_ = text_nodes(SourcierRetriever(assistant, outlets=["Le Phare"]).retrieve(PORT))
    shown = node.get_content(MetadataMode.LLM)
    assert shown == node.get_content(MetadataMode.EMBED)
    assert shown.startswith("title: Un nouveau directeur pour le port\noutlet: Le Phare\npublished: 2024-01-09\n")
    assert shown.endswith(node.text)
    assert node.metadata["article_id"] not in shown


@pytest.mark.parametrize(
    ("limits", "paths"),
    [
        ({"outlets": ["le courrier de vaubrac"]}, {"courrier-bilan.txt", "courrier-direction.txt"}),
        ({"paths": ["courrier-*"]}, {"courrier-bilan.txt", "courrier-direction.txt"}),
        ({"published_after": date(2023, 11, 3), "published_before": date(2023, 11, 30)}, {"courrier-bilan.txt"}),
        ({"as_of": date(2022, 4, 1)}, {"courrier-direction.txt", "note-vallee.txt"}),
    ],
)
def test_the_filters_are_those_of_the_assistant(assistant: Assistant, limits: dict[str, Any], paths: set[str]) -> None:
    found = {unit: SourcierRetriever(assistant, unit=unit, **limits).retrieve(CRUE) for unit in UNITS}
    assert {node.metadata["path"] for node in text_nodes(found["passage"])} == paths
    assert {node.metadata["path"] for node in text_nodes(found["sentence"])} == paths
    sources = SourcierQueryEngine(assistant=assistant, **limits).query(CRUE).source_nodes
    assert {item.node.metadata["path"] for item in sources} <= paths


@pytest.mark.parametrize(
    ("question", "limits", "error"),
    [
        ("", {}, EmptyQuestion),
        ("  \n", {}, EmptyQuestion),
        (PORT, {"outlets": ["Le Fare"]}, OutletUnknown),
        (PORT, {"published_after": date(2031, 1, 1)}, NothingMatches),
    ],
)
def test_what_stands_in_the_way_is_said_as_the_assistant_says_it(
    assistant: Assistant, question: str, limits: dict[str, Any], error: type[Exception]
) -> None:
    ways: list[Callable[[str], object]] = [
        *(SourcierRetriever(assistant, unit=unit, **limits).retrieve for unit in UNITS),
        SourcierQueryEngine(assistant=assistant, **limits).query,
    ]
    for ask in ways:
        with pytest.raises(error):
            ask(question)
    with pytest.raises(error):
        asyncio.run(SourcierRetriever(assistant, **limits).aretrieve(QueryBundle(question)))


def test_an_unknown_unit_is_refused_at_once(assistant: Assistant) -> None:
    with pytest.raises(KeyError, match="paragraph"):
        SourcierRetriever(assistant, unit="paragraph")  # type: ignore[arg-type]


def test_coroutines_wait_for_nothing_but_their_own_question(assistant: Assistant) -> None:
    retriever, engine = SourcierRetriever(assistant), SourcierQueryEngine(assistant=assistant)

    async def together() -> tuple[list[NodeWithScore], list[NodeWithScore], Any]:
        return await asyncio.gather(retriever.aretrieve(CRUE), retriever.aretrieve(PORT), engine.aquery(PORT))

    crue, port, answer = asyncio.run(together())
    assert [item.node_id for item in crue] == [item.node_id for item in retriever.retrieve(CRUE)]
    assert [item.node_id for item in port] == [item.node_id for item in retriever.retrieve(PORT)]
    assert answer.response == engine.query(PORT).response


def test_a_response_is_the_answer_with_its_citations(assistant: Assistant) -> None:
    response = SourcierQueryEngine(assistant=assistant).query(PORT)
    answer = assistant.ask(PORT)
    assert str(response) == answer.text
    assert [(item.node.metadata["marker"], item.text) for item in response.source_nodes] == [
        (citation.marker, citation.quote) for citation in answer.citations
    ]
    assert all(f"[{item.node.metadata['marker']}]" in answer.text for item in response.source_nodes)
    assert response.metadata == {"status": "answered", "searched_question": PORT, "model": "extractive"}


def test_a_refusal_has_no_sources_and_says_so(assistant: Assistant) -> None:
    response = SourcierQueryEngine(assistant=assistant).query("Quelle est la recette de la tarte de Barnabé Quintal ?")
    assert response.metadata is not None
    assert (response.metadata["status"], response.source_nodes) == ("not_in_corpus", [])
    assert str(response)


def test_what_a_model_words_is_verified_as_everywhere(press_index: Index) -> None:
    model = FakeModel(["Bastien Corvelle dirige le port de Vaubrac [1]. Il a été nommé par la reine du Danemark [1]."])
    response = SourcierQueryEngine(assistant=Assistant(press_index, model)).query(PORT)
    assert "Corvelle" in str(response)
    assert "Danemark" not in str(response)
    assert response.metadata is not None
    assert response.metadata["model"] == "fake"


@pytest.mark.usefixtures("without_weights")
def test_a_retriever_opens_a_folder_or_the_index_made_of_it(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = SourcierRetriever.open(press, store=store, similarity_top_k=1).retrieve(PORT)
    opened = SourcierRetriever.open(store=store, similarity_top_k=1, unit="sentence").retrieve(PORT)
    assert len(made) == len(opened) == 1
    assert opened[0].text in made[0].text
    with pytest.raises(StoreMissing):
        SourcierRetriever.open(store=tmp_path / "ailleurs")


@pytest.mark.usefixtures("without_weights")
def test_the_example_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = next(code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "llamaindex" in code)
    monkeypatch.chdir(tmp_path)
    write_press(tmp_path / "dossier")
    exec(example, {})
    printed = capsys.readouterr().out
    assert "Un nouveau directeur pour le port" in printed
    # A fake embedder places no question: the answer may be told with a doubt.
    assert re.search(r"» \[1\].* \['phare-direction.txt'\]\n", printed)


def test_chroma_vector_store_reads_our_collection(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    build_index(write_press(tmp_path / "press"), tmp_path / "store", embedder)
    folder = tmp_path / "store" / (tmp_path / "store" / "current").read_text("utf-8").strip()
    client = chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))
    theirs = VectorStoreIndex.from_vector_store(
        ChromaVectorStore(chroma_collection=client.get_collection("passages", embedding_function=None)),
        embed_model=Reused(embedder),
    )
    by_text = text_nodes(theirs.as_retriever(similarity_top_k=2).retrieve(PORT))
    vector = embedder.embed_query(PORT).vector.tolist()
    by_vector = text_nodes(theirs.as_retriever(similarity_top_k=2).retrieve(QueryBundle(PORT, embedding=vector)))
    published = MetadataFilters(filters=[MetadataFilter(key="published", value=20240101, operator=FilterOperator.GTE)])
    dated = text_nodes(theirs.as_retriever(similarity_top_k=9, filters=published).retrieve(PORT))
    client.close()

    index = Index(tmp_path / "store", embedder)
    passages = list(index.passages)
    nearest = index.dense_passages(embedder.embed_query(PORT).vector, 2)
    assert [node.node_id for node in by_text] == [passages[row].id for row in nearest]
    assert by_vector == by_text
    for node in by_text:
        article = index.articles[node.metadata["article_id"]]
        assert node.text == article.text[node.metadata["start"] : node.metadata["end"]]
        assert (node.metadata["path"], node.metadata["outlet"]) == (article.path, article.outlet)
    assert {node.metadata["path"] for node in dated} == {
        "phare-direction.txt", "phare-pont.txt", "gazette-festival.txt",
    }  # fmt: skip
    index.close()
    assert examine(tmp_path / "store", embedder.fingerprint).passages == len(passages), "who reads damages nothing"


class Reused(BaseEmbedding):
    """Our embedder in LlamaIndex's clothes."""

    def __init__(self, embedder: FakeEmbedder) -> None:
        super().__init__()
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._embedder.embed_query(query).vector]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_query_embedding(text)
