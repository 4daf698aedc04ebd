"""The invented articles of the repository, with their questions and claims: what was planted is what is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

import pytest
import yaml
from pydantic import Field, TypeAdapter

from sourcier.corpus import FolderReading, read_folder
from sourcier.corpus.dispatches import group, signature
from sourcier.evaluation import GoldEvidence, GoldQuestion, check_gold, load_gold
from sourcier.evaluation.dataset import Kind
from sourcier.evaluation.matching import spans_of
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article, Basis, Noun, Precision

EVALS = Path(__file__).parents[2] / "evals"
AT_LEAST = {"office_holder": 12, "disagreement": 12, "near_unanswerable": 12, "date_number": 10, "who_said": 8}
AT_LEAST_OTHERWISE = 6

Planted = tuple[str, date, Precision, Basis]
PLANTED: Mapping[str, Planted] = {
    "ligne-b-reouverture.txt": ("La Feuille des Vals", date(2025, 6, 20), "day", "stated"),
    "mairie-analyse.md": ("L'Hebdo des Cinq-Vals", date(2024, 10, 10), "day", "metadata"),
    "mairie-communique.txt": ("Ville de Tarsolle", date(2024, 6, 3), "day", "stated"),
    "mairie-election.txt": ("Le Matin de Tarsolle", date(2024, 9, 30), "day", "stated"),
    "police-portrait.txt": ("Le Réveil vaulnois", date(2025, 1, 17), "day", "stated"),
    "roussinel-emplois.html": ("L'Éco des Vals", date(2025, 2, 12), "day", "stated"),
    "roussinel-entretien.txt": ("Le Cahier des mobilités", date(2024, 11, 1), "month", "stated"),
    "sahanie-aube.txt": ("L'Aube de Tessoumane", date(2025, 3, 6), "day", "inferred"),
    "sahanie-nomination.txt": ("Le Quotidien sahanien", date(2025, 6, 17), "day", "stated"),
    "sahanie-soir.txt": ("Tessoumane Soir", date(2025, 3, 7), "day", "sidecar"),
    "tramway-canal.txt": ("Canal Vaulne", date(2024, 5, 14), "day", "sidecar"),
    "tramway-direct.txt": ("Vals Direct", date(2024, 5, 15), "day", "stated"),
    "tramway-feuille.html": ("La Feuille des Vals", date(2024, 5, 15), "day", "stated"),
    "tramway-matin.txt": ("Le Matin de Tarsolle", date(2024, 5, 14), "day", "stated"),
}
DISPATCHES = (
    frozenset({"tramway-canal.txt", "tramway-feuille.html", "tramway-matin.txt"}),
    frozenset({"sahanie-aube.txt", "sahanie-soir.txt"}),
)
# Of the sentences of the shorter print, as the articles were written.
WORD_FOR_WORD = 0.8
AROUND_THE_BODIES = (
    "Lampions Ormeil Sauvaire téléphérique Grandval Vauquet Pradelles Castelbon téléphone Vélo éboueurs Canard "
    "Guérinaud"
).split()

Label = Literal[
    "true", "swapped_name", "swapped_office", "wrong_date", "wrong_number", "negated", "stitched", "topical"
]
LABELS = Counter[Label](
    {
        "true": 120,
        "swapped_name": 30,
        "swapped_office": 25,
        "wrong_date": 25,
        "wrong_number": 25,
        "negated": 25,
        "stitched": 25,
        "topical": 25,
    }
)
IN_ENGLISH = 30


class Claim(Noun):
    """A sentence with the sentences cited for it, and whether they prove it."""

    id: str
    claim: str
    language: Literal["fr", "en"] = "fr"
    label: Label
    split: Literal["dev", "test"]
    evidence: tuple[GoldEvidence, ...] = Field(min_length=1, max_length=3)


@pytest.fixture(scope="module")
def reading() -> FolderReading:
    return read_folder(EVALS / "fiction" / "articles")


@pytest.fixture(scope="module")
def articles(reading: FolderReading) -> dict[str, Article]:
    return {article.path: article for article in reading.articles}


@pytest.fixture(scope="module")
def questions() -> tuple[GoldQuestion, ...]:
    return load_gold(EVALS / "fiction" / "gold.yaml")


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    written = yaml.safe_load((EVALS / "claims" / "fiction.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Claim, ...]).validate_python(written)


def test_outlets_and_dates_are_read_as_planted(reading: FolderReading) -> None:
    read: dict[str, Planted] = {}
    for article in reading.articles:
        published = article.published
        assert article.outlet is not None, article.path
        assert published is not None, article.path
        read[article.path] = (article.outlet, published.value, published.precision, published.basis)
    assert read == PLANTED
    assert reading.skipped == ()


def test_the_reprints_of_a_dispatch_are_found_and_nothing_else(articles: Mapping[str, Article]) -> None:
    texts = {article.id: article.text for article in articles.values()}
    paths = {article.id: path for path, article in articles.items()}
    found: dict[str, set[str]] = {}
    for id_, dispatch in group({id_: signature(text) for id_, text in texts.items()}, texts.__getitem__).items():
        found.setdefault(dispatch, set()).add(paths[id_])
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, DISPATCHES))


def test_reprints_share_most_sentences_word_for_word(articles: Mapping[str, Article]) -> None:
    for prints in DISPATCHES:
        for one, other in combinations(sorted(prints), 2):
            first, second = (_plain_sentences(articles[path]) for path in (one, other))
            assert len(first & second) > WORD_FOR_WORD * min(len(first), len(second)), (one, other)


def test_what_stands_around_an_article_is_in_no_body(articles: Mapping[str, Article]) -> None:
    for path, article in articles.items():
        assert [word for word in AROUND_THE_BODIES if word in article.text] == [], path


def test_every_quote_and_fact_stands_in_the_articles(
    questions: tuple[GoldQuestion, ...], reading: FolderReading
) -> None:
    assert [mistake.message("en") for mistake in check_gold(questions, reading.articles)] == []


def test_every_kind_is_there_in_both_halves(questions: tuple[GoldQuestion, ...]) -> None:
    halves = Counter((question.kind, question.split) for question in questions)
    for kind in get_args(Kind):
        dev, test = halves[kind, "dev"], halves[kind, "test"]
        assert dev + test >= AT_LEAST.get(kind, AT_LEAST_OTHERWISE), kind
        assert abs(dev - test) <= 1, kind


def test_kinds_are_what_they_say(questions: tuple[GoldQuestion, ...]) -> None:
    languages = {"english": "en", "arabic": "ar"}
    for question in questions:
        assert bool(question.history) == (question.kind == "follow_up"), question.id
        assert question.language == languages.get(question.kind, question.language), question.id


def test_both_sides_of_a_disagreement_come_from_different_sources(questions: tuple[GoldQuestion, ...]) -> None:
    for question in questions:
        if question.kind in ("disagreement", "two_articles"):
            assert len(question.facts) >= 2, question.id
            assert len({_source(evidence.article) for evidence in question.evidence}) >= 2, question.id


def test_no_question_is_asked_twice(questions: tuple[GoldQuestion, ...]) -> None:
    asked = Counter((question.question, question.history, question.as_of) for question in questions)
    assert [key for key, times in asked.items() if times > 1] == []


def test_every_quote_of_a_claim_is_a_sentence_of_its_article(
    claims: tuple[Claim, ...], articles: Mapping[str, Article]
) -> None:
    for claim in claims:
        for evidence in claim.evidence:
            article = articles[evidence.article]
            assert set(spans_of(evidence.quote, article.text)) & set(sentence_spans(article.text)), claim.id


def test_the_claims_are_as_many_of_each_label_as_said(claims: tuple[Claim, ...]) -> None:
    assert Counter(claim.label for claim in claims) == LABELS
    assert sum(claim.language == "en" for claim in claims) == IN_ENGLISH


def test_the_claims_of_a_label_are_in_both_halves(claims: tuple[Claim, ...]) -> None:
    halves = Counter((claim.label, claim.split) for claim in claims)
    for label in get_args(Label):
        # The four ways of being true alternate each for itself.
        assert abs(halves[label, "dev"] - halves[label, "test"]) <= 4, label


def test_no_claim_is_made_twice(claims: tuple[Claim, ...]) -> None:
    assert len({claim.id for claim in claims}) == len({claim.claim for claim in claims}) == len(claims)


def test_only_a_true_claim_is_a_sentence_of_its_evidence(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        copied = claim.claim in [evidence.quote for evidence in claim.evidence]
        assert copied == claim.id.startswith("verbatim-"), claim.id
        assert not copied or claim.label == "true", claim.id


def _plain_sentences(article: Article) -> set[str]:
    """The sentences, whichever apostrophe the outlet types."""
    return {article.text[start:end].replace("’", "'") for start, end in sentence_spans(article.text)}


def _source(path: str) -> str:
    """The dispatch that an article prints, or the article."""
    return next((min(prints) for prints in DISPATCHES if path in prints), path)
