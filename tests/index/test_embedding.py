"""The real embedding model, as fetched: what it must tell apart, and the seeds answered with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier import artifacts, resources
from sourcier.assistant import Assistant
from sourcier.errors import ArtifactMissing
from sourcier.index import acceleration
from sourcier.index.acceleration import Machine
from sourcier.index.builder import build_index
from sourcier.index.embedding import Reading, SentenceTransformerEmbedder, batches
from sourcier.index.reader import Index

DIMENSION = 384


@pytest.fixture(scope="module")
def real() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder("e5-small")


@pytest.fixture(scope="module")
def exact() -> SentenceTransformerEmbedder:
    """The same in 32 bits, on machines too that have a faster way: its vectors are compared to the digit."""
    model = SentenceTransformerEmbedder("e5-small")
    with pytest.MonkeyPatch.context() as patch:
        slow_machine(patch)
        model.prepare()
    return model


def slow_machine(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(acceleration, "this_machine", Machine)


@pytest.fixture(scope="module")
def seeds_store(real: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("seeds") / "store"
    build_index(resources.shipped("seeds"), store, real)
    return store


@pytest.fixture(scope="module")
def seeds(real: SentenceTransformerEmbedder, seeds_store: Path) -> Iterator[Assistant]:
    index = Index(seeds_store, real)
    yield Assistant(index)
    index.close()


def whole(real: SentenceTransformerEmbedder, texts: list[str]) -> np.ndarray:
    return np.concatenate([read.spans for read in real.embed_spans(texts, [[(0, len(text))] for text in texts])])


def test_vectors_are_unit_and_of_the_shape_said(real: SentenceTransformerEmbedder) -> None:
    passages = whole(real, ["Le pont a rouvert.", "Court.", "Une phrase nettement plus longue que les autres."])
    query = real.embed_query("Le pont est-il ouvert ?").vector
    assert passages.shape == (3, DIMENSION)
    assert query.shape == (DIMENSION,)
    assert passages.dtype == query.dtype == np.float32
    assert np.allclose(np.linalg.norm([*passages, query], axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("question", "answer", "unrelated"),
    [
        (
            "Qui est à la tête de la commune ?",
            "La maire, Odile Cros, a été réélue dimanche.",
            "Le train de nuit circulera de nouveau en juillet.",
        ),
        (
            "Combien de personnes ont été touchées par les inondations ?",
            "La crue a blessé douze habitants de la vallée.",
            "Le festival du conte réunira soixante artistes.",
        ),
        (
            "Who is the mayor?",
            "La maire, Odile Cros, a été réélue dimanche.",
            "La crue a emporté un pont de pierre.",
        ),
    ],
)
def test_a_paraphrase_is_nearer_than_an_unrelated_sentence(
    real: SentenceTransformerEmbedder, question: str, answer: str, unrelated: str
) -> None:
    near, far = whole(real, [answer, unrelated]) @ real.embed_query(question).vector
    assert near > far + 0.01


def test_questions_and_passages_have_their_own_prefix(real: SentenceTransformerEmbedder) -> None:
    text = "Le pont a rouvert."
    (passage,) = whole(real, [text])
    assert 0.5 < float(passage @ real.embed_query(text).vector) < 0.9999


def test_a_vector_does_not_depend_on_its_batch(exact: SentenceTransformerEmbedder) -> None:
    texts = ["Court.", "Une phrase nettement plus longue que les autres, et de beaucoup.", "Le pont a rouvert."]
    alone = np.concatenate([whole(exact, [text]) for text in texts])
    assert np.allclose(whole(exact, texts), alone, atol=1e-4)


def test_a_whole_text_has_the_vector_that_the_model_gives_it(exact: SentenceTransformerEmbedder) -> None:
    texts = ["Le pont a rouvert.", "La crue a blessé douze habitants de la vallée. Un pont a été emporté."]
    assert np.allclose(whole(exact, texts), exact._encode(texts), atol=1e-5)


def test_a_sentence_keeps_the_sense_that_its_neighbours_give_it(real: SentenceTransformerEmbedder) -> None:
    passage = "La maire de Lisse, Odile Cros, a été réélue dimanche. Elle promet une piscine."
    second = (passage.index("Elle"), len(passage))
    (read,) = real.embed_spans([passage], [[(0, second[0] - 1), second]])
    first, in_context = read.spans
    alone = whole(real, [passage[second[0] :]])[0]
    question = real.embed_query("Que promet Odile Cros ?").vector
    assert in_context @ question > alone @ question
    assert in_context @ alone > first @ alone


def test_a_span_past_what_the_model_reads_has_the_vector_of_what_it_read(real: SentenceTransformerEmbedder) -> None:
    text = "Le quai rouvre ce soir. " * 200
    (read,) = real.embed_spans([text], [[(0, 23), (len(text) - 24, len(text))]])
    start, end = read.spans
    assert np.isfinite(end).all()
    assert not np.allclose(start, end)


def test_a_model_that_pools_otherwise_reads_each_span_alone(
    real: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "La maire a été réélue. Elle promet une piscine."
    monkeypatch.setitem(real.__dict__, "_pools_by_mean", False)
    (read,) = real.embed_spans([text], [[(0, 22), (23, len(text))]])
    assert not len(read.words)
    assert np.allclose(read.spans, real._encode([text[:22], text[23:]]), atol=1e-5)


def test_what_follows_the_pooling_is_not_left_out(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense

    model = SentenceTransformer(str(tiny), device="cpu")
    model.append(Dense(16, 8))
    model.save(str(tmp_path / "projected"))
    slow_machine(monkeypatch)
    text = "le pont rouvre ce soir"
    (read,) = SentenceTransformerEmbedder(str(tmp_path / "projected")).embed_spans([text], [[(0, len(text))]])
    assert np.allclose(read.spans, model.encode([text], normalize_embeddings=True), atol=1e-5)


@given(st.lists(st.integers(1, 600)), st.integers(1, 1000))
def test_batches_hold_every_text_once_within_the_budget_or_alone(lengths: list[int], budget: int) -> None:
    found = list(batches(lengths, budget))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= budget


def test_batches_are_of_one_length_as_far_as_can_be() -> None:
    assert list(batches([5, 90, 7, 100, 6], 200)) == [[3, 1], [2, 4, 0]]


def test_the_fingerprint_is_that_of_the_artifact(real: SentenceTransformerEmbedder) -> None:
    assert real.fingerprint == artifacts.fingerprint("e5-small")


def test_an_absent_artifact_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_CACHE", str(tmp_path))
    with pytest.raises(ArtifactMissing, match="e5-small"):
        SentenceTransformerEmbedder("e5-small")


class Counting:
    """Counts what is embedded by the model it passes on to."""

    def __init__(self, model: SentenceTransformerEmbedder) -> None:
        self.fingerprint = model.fingerprint
        self.embed_query = model.embed_query
        self.prepare = model.prepare
        self.texts = 0
        self._model = model

    def embed_spans(self, texts: list[str], spans: list[list[tuple[int, int]]]) -> list[Reading]:
        self.texts += len(texts)
        return self._model.embed_spans(texts, spans)


def test_the_seeds_indexed_again_embed_nothing(real: SentenceTransformerEmbedder, seeds_store: Path) -> None:
    counting = Counting(real)
    report = build_index(resources.shipped("seeds"), seeds_store, counting)
    assert (report.indexed, report.removed, counting.texts) == (0, 0, 0)


def test_the_seeds_answer_with_an_exact_citation(seeds: Assistant) -> None:
    answer = seeds.ask("Qui dirige la DGSI ?")
    assert answer.status == "answered"
    assert any("Nicolas Lerner" in citation.quote for citation in answer.citations)
    for citation in answer.citations:
        assert seeds.articles[citation.article_id].text[citation.start : citation.end] == citation.quote


def test_the_seeds_do_not_answer_what_they_do_not_say(seeds: Assistant) -> None:
    answer = seeds.ask("Quelle est la recette de la tarte aux pommes ?")
    assert answer.status == "not_in_corpus"
    assert answer.nearest
