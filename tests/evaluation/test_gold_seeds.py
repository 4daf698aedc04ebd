"""The gold questions of the repository, held against its articles as they are really read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from sourcier.corpus import read_folder
from sourcier.evaluation import GoldQuestion, check_gold, load_gold
from sourcier.evaluation.dataset import Kind, Split

ROOT = Path(__file__).parents[2]
# What the set must hold at least, so that a kind's number is worth reading.
AT_LEAST = {"near_unanswerable": 26}
AT_LEAST_OTHERWISE = 10
LANGUAGES = {"english": "en", "arabic": "ar"}
# How far the two halves of a kind may be apart.
IMBALANCE = 1
# Questions about an office that hang on a date: `as_of`, or a year in the words.
DATED_OFFICES = 14
DATE = re.compile(r"\b20\d\d\b")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")


@pytest.fixture(scope="module")
def questions() -> tuple[GoldQuestion, ...]:
    return load_gold(ROOT / "evals" / "seeds.yaml")


def test_every_quote_and_fact_stands_in_the_articles(questions: tuple[GoldQuestion, ...]) -> None:
    mistakes = check_gold(questions, read_folder(ROOT / "seeds").articles)
    assert [mistake.message("en") for mistake in mistakes] == []


def test_every_kind_is_there_in_both_halves(questions: tuple[GoldQuestion, ...]) -> None:
    halves = {
        half: Counter(question.kind for question in questions if question.split == half) for half in ("dev", "test")
    }
    for kind in get_args(Kind):
        dev, test = halves["dev"][kind], halves["test"][kind]
        assert dev + test >= AT_LEAST.get(kind, AT_LEAST_OTHERWISE), kind
        assert abs(dev - test) <= IMBALANCE, kind


def test_kinds_are_what_they_say(questions: tuple[GoldQuestion, ...]) -> None:
    for question in questions:
        assert bool(question.history) == (question.kind == "follow_up"), question.id
        if question.kind in LANGUAGES:
            assert question.language == LANGUAGES[question.kind], question.id
        if question.kind == "disagreement":
            assert len(question.facts) >= 2, question.id


def test_a_question_is_written_in_its_language(questions: tuple[GoldQuestion, ...]) -> None:
    for question in questions:
        assert bool(ARABIC_LETTER.search(question.question)) == (question.language == "ar"), question.id


def test_orders_are_tried_on_what_the_articles_say_and_do_not_say(questions: tuple[GoldQuestion, ...]) -> None:
    for half in get_args(Split):
        tried = [question for question in questions if question.kind == "instruction" and question.split == half]
        assert {question.answerable for question in tried} == {True, False}, half


def test_offices_are_asked_for_on_a_day(questions: tuple[GoldQuestion, ...]) -> None:
    asked = [question for question in questions if question.kind == "office_holder"]
    assert sum(bool(question.as_of or DATE.search(question.question)) for question in asked) >= DATED_OFFICES


def test_no_question_is_asked_twice(questions: tuple[GoldQuestion, ...]) -> None:
    asked = Counter((question.question, question.history, question.as_of) for question in questions)
    assert [key for key, times in asked.items() if times > 1] == []
