from __future__ import annotations

from pathlib import Path

import pytest
from gold_builders import ARTICLES, BUDGET, HEAD
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import BadGold
from sourcier.evaluation import GoldEvidence, GoldQuestion, check_gold
from sourcier.evaluation.checking import sound_questions
from sourcier.evaluation.mistakes import (
    GoldArticleMissing,
    GoldArticleMisspelt,
    GoldChoiceMisspelt,
    GoldFactUnproved,
    GoldForbiddenProof,
    GoldMistakes,
    GoldQuoteElsewhere,
    GoldQuoteMissing,
    GoldQuoteNear,
)
from sourcier.evaluation.nearness import nearest_sentence

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
        (changed(evidence=(GoldEvidence(article="absent.txt", quote="Farran"),)), [GoldArticleMissing]),
        (changed(evidence=(GoldEvidence(article="harbor.txt", quote="Farran"),)), [GoldArticleMisspelt]),
        (changed(evidence=(GoldEvidence(article="sud/bridge.txt", quote="Farran"),)), [GoldArticleMisspelt]),
        (
            changed(evidence=(GoldEvidence(article="harbour.txt", quote="Odile Farran dirigeait le port"),)),
            [GoldQuoteNear],
        ),
        (
            changed(evidence=(GoldEvidence(article="harbour.txt", quote="Le pont de Lisseuil est fermé."),)),
            [GoldQuoteElsewhere, GoldFactUnproved],
        ),
        (changed(evidence=(GoldEvidence(article="harbour.txt", quote="Farran commande"),)), [GoldQuoteMissing]),
        (changed(facts=(("Farran",), ("Soubeyre",))), [GoldFactUnproved]),
        (changed(forbidden=("Vaubrac",)), [GoldForbiddenProof]),
        (changed(forbidden=("mars 2031",)), [GoldForbiddenProof]),
        (changed(facts=(("Le Courrier",),)), [GoldFactUnproved]),
        (changed(forbidden=("Le Courrier",)), []),
        (changed(forbidden=("Le Courrier",), kind="who_said"), [GoldForbiddenProof]),
    ],
)
def test_each_mistake_is_named(question: GoldQuestion, mistakes: list[type[BadGold]]) -> None:
    found = check_gold((BUDGET, question), CORPUS)
    assert [type(mistake) for mistake in found] == mistakes
    for mistake in found:
        assert "head" in mistake.message("fr")
        assert "head" in mistake.message("en")


def test_what_was_likely_meant_is_told() -> None:
    question = changed(
        evidence=(
            GoldEvidence(article="harbour.txt", quote="elle avait annoncé 12 grues dont deux à l’été"),
            GoldEvidence(article="bridge.txt", quote="Odile Farran dirige"),
        ),
    )
    near, path = check_gold([question], CORPUS)
    assert near.values["nearest"] == "Elle a annoncé 12 grues, dont deux à l’été."
    assert path.values["nearest"] == "nord/bridge.txt"


def test_every_mistake_is_reported_not_the_first_alone() -> None:
    question = changed(
        facts=(("Soubeyre",),),
        evidence=(
            GoldEvidence(article="harbour.txt", quote="introuvable"),
            GoldEvidence(article="absent.txt", quote="introuvable"),
        ),
    )
    assert len(check_gold((question, question), CORPUS)) == 6


GOLD = """\
- id: head
  question: Qui est à la tête du port ?
  kind: factual
  split: dev
  facts: [[Farran], [Soubeyre]]
  forbidden: [dirige]
  evidence:
    - article: harbour.txt
      quote: Odile Farran dirige le port

- id: bridge
  question: Qui est maire ?
  kind: factuel
  split: dev
  facts: [[Soubeyre]]
  evidence: [{article: nord/bridge.txt, quote: "Le maire, Aimé Soubeyre"}]
"""


def test_all_the_mistakes_of_a_file_come_at_once_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(GOLD, encoding="utf-8")
    with pytest.raises(GoldMistakes) as raised:
        sound_questions(file, CORPUS)
    assert [(type(mistake), mistake.values["place"]) for mistake in raised.value.mistakes] == [
        (GoldFactUnproved, f"{file}:5"),
        (GoldForbiddenProof, f"{file}:6"),
        (GoldChoiceMisspelt, f"{file}:13"),
    ]
    assert "3 mistakes" in raised.value.message("en")


def test_one_mistake_is_raised_as_itself_and_none_gives_the_questions(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(GOLD.replace(", [Soubeyre]", "").replace("  forbidden: [dirige]\n", ""), encoding="utf-8")
    with pytest.raises(GoldChoiceMisspelt):
        sound_questions(file, CORPUS)
    file.write_text(file.read_text("utf-8").replace("factuel", "factual"), encoding="utf-8")
    assert [question.id for question in sound_questions(file, CORPUS)] == ["head", "bridge"]
    assert sound_questions(file, CORPUS, "dev") == sound_questions(file, CORPUS)


SENTENCES = ("Odile Farran dirige le port de Vaubrac.", "Le quai d’Or rouvrira à l’été.", "Douze grues y sont levées.")


@given(st.permutations(SENTENCES), st.integers(0, 2), st.data())
def test_a_sentence_with_a_word_left_out_is_found_again(order: list[str], chosen: int, data: st.DataObject) -> None:
    written = order[chosen].split()
    del written[data.draw(st.integers(0, len(written) - 1))]
    assert nearest_sentence(" ".join(written), " ".join(order)) == order[chosen]


def test_no_sentence_is_near_what_is_about_something_else() -> None:
    assert nearest_sentence("Le budget de la ville augmente de trois points", " ".join(SENTENCES)) is None
    assert nearest_sentence("…", " ".join(SENTENCES)) is None
