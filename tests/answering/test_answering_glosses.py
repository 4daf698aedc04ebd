"""Glosses: the days and speakers beside a quotation, which stays word for word."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_builders import article, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from sourcier.answering.glosses import glosses, question_before, written_on
from sourcier.answering.quoting import quotation
from sourcier.answering.speakers import speaker_of
from sourcier.language.sentences import sentence_spans
from sourcier.schema import ArticleDate, Evidence

# A Friday.
FRIDAY = date(2024, 3, 15)
YESTERDAY = "Le pont de Lisse a été inauguré hier par la préfète, Odile Farran."


def only(text: str, published: date | None = FRIDAY) -> Evidence:
    (item,) = evidence_of(article(text, published=published))
    return item


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "en réponse à"), ("en", "in reply to"), ("ar", "ردًا على")],
)
def test_a_reply_is_shown_with_the_question_of_the_interviewer(language: str, shown: str) -> None:
    question = "De combien est le déficit ?"
    replies = {
        item.text: item for item in evidence_of(article(f"Un entretien ?\n\n{question}\n\nDe 7,3 millions d'euros."))
    }
    reply = replies["De 7,3 millions d'euros."].model_copy(update={"context": f"Un budget en crise {question}"})
    told = quotation(reply, language)
    assert f"{shown}" in told.shown
    assert told.shown.count(question) == 1
    assert [gloss.kind for gloss in told.glosses] == ["question"]
    assert told.citations[0].quote == "De 7,3 millions d'euros."


@pytest.mark.parametrize(
    "text",
    [
        "Sur la banderole : « Où est passé l'argent ? » La mairie a versé deux millions.",
        "Où aller samedi ?\n\nLa mairie a versé deux millions.",
    ],
)
def test_a_question_in_prose_or_a_heading_is_no_interview(text: str) -> None:
    item = evidence_of(article(text))[-1]
    asked = item.model_copy(update={"context": "Où est passé l'argent ?"})
    assert question_before(asked) == ""


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", "inauguré hier [jeudi 14 mars 2024] par"),
        ("en", "inauguré hier [Thursday 14 March 2024] par"),
        ("ar", "inauguré hier [الخميس 14 مارس 2024] par"),
    ],
)
def test_a_day_is_told_in_the_language_of_the_answer(language: str, shown: str) -> None:
    assert shown in quotation(only(YESTERDAY), language).shown


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("Le pont a été inauguré hier jeudi à Lisse, au nord.", "14 mars 2024"),
        ("Le pont de Lisse a été inauguré le mois dernier.", "février 2024"),
        ("Le pont de Lisse a été inauguré l'an dernier.", "2023"),
        ("Le pont a été inauguré la semaine dernière à Lisse.", "du 4 mars 2024 au 10 mars 2024"),
    ],
)
def test_the_gloss_adds_what_is_not_said(text: str, gloss: str) -> None:
    assert [each.text for each in glosses(only(text), "fr")] == [gloss]


def test_without_a_day_nothing_is_told() -> None:
    month = ArticleDate(value=date(2024, 3, 1), precision="month", basis="stated")
    guessed = ArticleDate(value=FRIDAY, precision="day", basis="inferred")
    for published in (None, month, guessed):
        own = article(YESTERDAY).model_copy(update={"published": published})
        assert written_on(own) is None
        assert glosses(evidence_of(own)[0], "fr") == ()


def test_an_article_whose_weekdays_do_not_meet_its_date_tells_no_day() -> None:
    text = f"{YESTERDAY} La foule était venue dès hier mardi."
    assert glosses(evidence_of(article(text, published=FRIDAY))[0], "fr") == ()


def test_a_dispatch_tells_days_from_its_dateline() -> None:
    text = f"LISSE, 14 mars 2024 (APL) - {YESTERDAY}"
    assert written_on(article(text, published=FRIDAY)) == date(2024, 3, 14)
    assert written_on(article(text, published=date(2024, 6, 1))) is None


def test_speech_is_not_told_from_the_day_of_the_article() -> None:
    text = "« C'est fini. Je suis venu hier. Je pars », a dit le maire."
    assert all(not glosses(item, "fr") for item in evidence_of(article(text, published=FRIDAY)))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Le maire, Paul Sarre, a promis des comptes. « Je dirai tout. » La salle a ri.", [None, "Paul Sarre", None]),
        ("Le maire a promis des comptes. « Je dirai tout. » La salle a ri.", [None, None, None]),
        ("Odile Farran et Paul Sarre s'expliquent. « Je dirai tout. »", [None, None]),
        ("Le maire a répondu à Paul Sarre. « Je dirai tout. »", [None, None]),
        ("« Je dirai tout », a déclaré Paul Sarre.", [None]),
    ],
)
def test_the_speaker_is_named_where_one_person_can_be_meant(text: str, speakers: list[str | None]) -> None:
    own = article(text)
    assert [speaker_of(own, start, end) for start, end in sentence_spans(text)] == speakers


def test_a_speaker_is_shown_after_the_quotation() -> None:
    own = article("Le maire, Paul Sarre, a promis des comptes. « Je dirai tout. »", published=FRIDAY)
    shown = quotation(evidence_of(own)[1], "fr").shown
    assert shown == "Le Phare (15 mars 2024) : « « Je dirai tout. » [dit par Paul Sarre] »"


@pytest.mark.parametrize(
    ("first", "gloss"),
    [
        ("L'accord est fait, selon un communiqué de la mairie de Lisse.", ["un communiqué de la mairie de Lisse"]),
        ("L'accord est fait, selon une source proche du préfet.", ["une source proche du préfet"]),
        ("L'accord est fait, selon un communiqué du port. Une source syndicale le nie.", []),
        ("L'accord est fait.", []),
    ],
)
def test_the_same_source_is_named_where_one_was(first: str, gloss: list[str]) -> None:
    same = evidence_of(article(f"{first} La même source précise que le quai rouvrira."))[-1]
    found = glosses(same, "fr")
    assert [each.text for each in found] == gloss
    assert all(same.text[each.start : each.end] == "La même source" for each in found)


WORDS = "hier jeudi mardi soir ce vendredi a signé se réunira dernier la semaine « » Paul Sarre dit . , [1] é".split()


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.dates(date(1900, 1, 8), date(2100, 1, 1)),
    st.sampled_from(["fr", "en", "ar"]),
)
def test_glossing_changes_no_word_of_the_quotation(text: str, published: date, language: str) -> None:
    for item in evidence_of(article(text, published=published)):
        statement = quotation(item, language)
        assert statement.citations[0].quote in statement.text
        assert "".join(piece for piece, _ in statement.pieces) == statement.text
        without = statement.shown
        for gloss in reversed(statement.glosses):
            assert gloss.start < gloss.end <= len(statement.text)
            before, _, after = without.rpartition(f" [{gloss.text}]")
            without = before + after
        assert without == statement.text
