"""Sentences that point back, and quotations that begin with what they point to."""

from __future__ import annotations

import pytest
from evidence_builders import article, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering.claims import claims
from sourcier.answering.pointing import LONGEST, from_antecedent, points_back
from sourcier.answering.quoting import quote_best

ELECTED = "Odile Farran a été élue maire de Lisse par 27 voix."
SUCCEEDS = "Elle succède à Paul Sarre."
ELSEWHERE = "Le marché a rouvert."


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Elle succède à Paul Sarre.", True),
        ("Ils exigent une prime.", True),
        ("Celle-ci dément.", True),
        ("Ce dernier dément.", True),
        ("L'élue n'a pas répondu.", True),
        ("Il s'est tu.", True),
        ("Il est de Lisse.", True),
        ("Il faut partir.", False),
        ("Il y a foule.", False),
        ("Il n'y a personne.", False),
        ("Il s'agit d'un incendie.", False),
        ("Il est probable que le port ferme.", False),
        ("Il reste deux places.", False),
        ("Il ne reste que deux places.", False),
        ("Il a fallu un an.", False),
        ("Il pleuvait.", False),
        ("Illisible, le texte dort.", False),
        ("Odile Farran dément.", False),
    ],
)
def test_a_pronoun_points_back_unless_it_stands_for_nothing(text: str, back: bool) -> None:
    assert points_back(text) == back


def test_a_quotation_begins_with_what_it_points_to() -> None:
    told = evidence_of(article(f"{ELSEWHERE} {ELECTED} {SUCCEEDS}"))
    whole = from_antecedent(told[2])
    assert whole.text == f"{ELECTED} {SUCCEEDS}"
    assert whole.article.text[whole.sentence.start : whole.sentence.end] == whole.text
    assert from_antecedent(told[1]) == told[1]


def test_not_over_a_paragraph_nor_with_a_sentence_that_is_too_long() -> None:
    apart = evidence_of(article(f"{ELECTED}\n\n{SUCCEEDS}"))[-1]
    assert from_antecedent(apart) == apart
    long = evidence_of(article(f"{'La maire de Lisse parle' + ' encore' * LONGEST}. {SUCCEEDS}"))[-1]
    assert from_antecedent(long) == long


def test_not_where_two_people_are_named() -> None:
    told = evidence_of(article("Odile Farran a porté plainte contre Paul Sarre. Il a été condamné."))[-1]
    assert from_antecedent(told) == told


def test_what_is_quoted_already_is_not_quoted_twice() -> None:
    told = evidence_of(article(f"{ELECTED} {SUCCEEDS}"))
    question = "Qui a succédé à Paul Sarre ?"
    alone = quote_best(question, told[1:], claims(question, told[1:]), "fr")
    assert [statement.citations[0].quote for statement in alone] == [f"{ELECTED} {SUCCEEDS}"]
    both = quote_best(question, told, claims(question, told), "fr")
    assert [statement.citations[0].quote for statement in both] == [ELECTED, SUCCEEDS]


SENTENCES = [ELSEWHERE, ELECTED, SUCCEEDS, "« Il pleut », dit-elle.", "Ils sont partis.", "Il faut voir."]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.sampled_from(" \n"))
def test_a_quotation_stands_in_the_article_word_for_word(sentences: list[str], between: str) -> None:
    for item in evidence_of(article(between.join(sentences))):
        whole = from_antecedent(item)
        assert whole.article.text[whole.sentence.start : whole.sentence.end] == whole.text
        assert whole.text.endswith(item.text)
        assert "\n" not in whole.text
        assert whole.sentence.end == item.sentence.end
