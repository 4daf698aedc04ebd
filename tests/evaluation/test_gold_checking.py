from __future__ import annotations

import pytest
from gold_builders import ARTICLES, BUDGET, HEAD

from sourcier.errors import BadGold
from sourcier.evaluation import GoldEvidence, GoldQuestion, check_gold
from sourcier.evaluation.mistakes import GoldArticleMissing, GoldFactUnproved, GoldForbiddenProof, GoldQuoteMissing

CORPUS = tuple(ARTICLES.values())


def changed(**fields: object) -> GoldQuestion:
    return HEAD.model_copy(update=fields)


def test_good_questions_have_no_mistake() -> None:
    assert check_gold((HEAD, BUDGET), CORPUS) == ()


def test_a_fact_may_stand_in_the_date_of_its_article() -> None:
    assert check_gold([changed(facts=(("4 mars 2031",),))], CORPUS) == ()


def test_a_quote_may_run_over_a_line_break() -> None:
    evidence = (GoldEvidence(article="harbour.txt", quote="Elle a annoncé 12 grues"),)
    assert check_gold([changed(evidence=evidence, facts=(("12 grues",),))], CORPUS) == ()


@pytest.mark.parametrize(
    ("question", "mistakes"),
    [
        (
            changed(evidence=(GoldEvidence(article="absent.txt", quote="Farran"),)),
            [GoldArticleMissing, GoldFactUnproved],
        ),
        (changed(evidence=(GoldEvidence(article="harbour.txt", quote="Farran commande"),)), [GoldQuoteMissing]),
        (changed(facts=(("Farran",), ("Soubeyre",))), [GoldFactUnproved]),
        (changed(forbidden=("Vaubrac",)), [GoldForbiddenProof]),
    ],
)
def test_each_mistake_is_named(question: GoldQuestion, mistakes: list[type[BadGold]]) -> None:
    found = check_gold((BUDGET, question), CORPUS)
    assert [type(mistake) for mistake in found] == mistakes
    for mistake in found:
        assert "head" in mistake.message("fr")
        assert "head" in mistake.message("en")


def test_every_mistake_is_reported_not_the_first_alone() -> None:
    question = changed(
        facts=(("Soubeyre",),),
        evidence=(
            GoldEvidence(article="harbour.txt", quote="introuvable"),
            GoldEvidence(article="absent.txt", quote="introuvable"),
        ),
    )
    assert len(check_gold((question, question), CORPUS)) == 6
