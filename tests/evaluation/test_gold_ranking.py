from __future__ import annotations

import math

import pytest
from gold_builders import ARTICLES, BRIDGE, BUDGET, HARBOUR, HEAD, evidence

from sourcier.evaluation import GoldEvidence
from sourcier.evaluation.ranking import gold_articles, gold_sentences, rank_articles, rank_sentences
from sourcier.schema import Evidence

TWO = HEAD.model_copy(
    update={
        "evidence": (
            # Inside one sentence, and from the end of one into the next.
            GoldEvidence(article="harbour.txt", quote="dirige le port"),
            GoldEvidence(article="copie/bridge.txt", quote="est fermé. Le maire"),
        )
    }
)
NAMED = gold_articles((HEAD, TWO), ARTICLES.values())


def read(*texts: str) -> list[Evidence]:
    """Sentences in this order by score, given in another."""
    found = [
        evidence(HARBOUR if text in HARBOUR.text else BRIDGE, text).model_copy(update={"score": 1 - rank / 10})
        for rank, text in enumerate(texts)
    ]
    return found[::-1]


def test_articles_are_named_by_any_of_their_paths() -> None:
    assert {path: article.id for path, article in NAMED.items()} == {
        "harbour.txt": "harbour",
        "copie/bridge.txt": "bridge",
    }


def test_relevant_sentences_are_those_that_meet_a_quote() -> None:
    assert gold_sentences(TWO, NAMED) == {
        "odile farran dirige le port de vaubrac.",
        "le pont de lisseuil est ferme.",
        "le maire, aime soubeyre, parle de securite.",
    }
    assert gold_sentences(BUDGET, NAMED) == frozenset()


def test_sentences_are_ranked_by_score_by_hand() -> None:
    # Ranks: quay (no), harbour (yes), mayor (yes); three are relevant.
    # recall@1 0, recall@3 2/3; MRR 1/2; DCG 1/log2(3) + 1/log2(4) = 1.13093 of 1 + 0.63093 + 0.5 = 2.13093.
    ranked = rank_sentences(
        read(
            "Le quai d’Or rouvrira.",
            "Odile Farran dirige le port de Vaubrac.",
            "Le maire, Aimé Soubeyre, parle de sécurité.",
        ),
        TWO,
        NAMED,
    )
    assert ranked.recall == {1: 0.0, 3: pytest.approx(2 / 3), 5: pytest.approx(2 / 3), 10: pytest.approx(2 / 3)}
    assert ranked.reciprocal_rank == 0.5
    assert ranked.ndcg == pytest.approx((1 / math.log2(3) + 0.5) / (1 + 1 / math.log2(3) + 0.5))


def test_a_reprint_of_the_sentence_is_the_sentence() -> None:
    reprint = HARBOUR.model_copy(update={"id": "reprint", "path": "reprint.txt"})
    shown = evidence(reprint, "Odile Farran dirige le port de Vaubrac.")
    assert rank_sentences([shown], HEAD, NAMED).ndcg == 1.0


def test_articles_count_by_passage_and_rank_by_their_best() -> None:
    # Passages: bridge, bridge, harbour; harbour is relevant: not in the first, in the first three; second article.
    ranked = rank_articles([BRIDGE, BRIDGE, HARBOUR], HEAD, NAMED)
    assert ranked.recall == {1: 0.0, 3: 1.0, 5: 1.0, 10: 1.0}
    assert ranked.reciprocal_rank == 0.5
    assert ranked.ndcg == pytest.approx(1 / math.log2(3))


def test_a_reprint_of_the_dispatch_is_the_article() -> None:
    named = {"harbour.txt": HARBOUR.model_copy(update={"dispatch_id": "d"})}
    reprint = HARBOUR.model_copy(update={"id": "reprint", "path": "reprint.txt", "dispatch_id": "d"})
    assert rank_articles([reprint], HEAD, named).ndcg == 1.0
    assert rank_articles([reprint.model_copy(update={"dispatch_id": None})], HEAD, named).ndcg == 0.0


def test_nothing_read_is_nothing_found() -> None:
    assert rank_sentences([], TWO, NAMED).ndcg == rank_articles([], TWO, NAMED).ndcg == 0.0
