"""Sentences of a draft as it streams, and the marks a model puts in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from evidence_builders import EVIDENCE
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model_fakes import FakeModel
from sourcier.answering.drafting import draft, echoes, leaves_out, whole_sentences, without_marks
from sourcier.answering.prompts import Prompt
from sourcier.resources import shipped

PROMPT = Prompt.load(shipped("prompts"), "answer")
TRUE = EVIDENCE[0].text
BRACKETS = set("[]［］【】<>")

fragments = st.sampled_from(
    [
        "Le pont a été inauguré",
        " par M. Veyrac",
        " par J. Marchetti",
        " le 3 janv. 2021",
        " selon la S.N.C.F.",
        ".",
        " .",
        "...",
        " !",
        " [1]",
        "[12]",
        " [1](javascript:x)",
        " [2][3]",
        "【2】",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        " ",
        "«",
        " « Un pont. Deux rives. » ",
        "»",
        " (AFP)",
        "(",
        ")",
        " Elle",
        " Les",
        " Le",
        "Suite",
        " 212 mètres",
        "“",
        "”",
        "\u00a0",
        '"',
        "[voir 1. Suite 2]",
        "é",
    ]
)
texts = st.one_of(st.lists(fragments, max_size=14).map("".join), st.text(max_size=60))


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    places = [0, *cuts, len(text)]
    return text, [text[left:right] for left, right in pairwise(places)]


@given(cut_texts())
def test_the_same_text_gives_the_same_sentences_however_it_is_cut(cut: tuple[str, list[str]]) -> None:
    text, pieces = cut
    whole = list(whole_sentences([text]))
    assert list(whole_sentences(pieces)) == whole
    assert list(whole_sentences(text)) == whole


def test_a_sentence_is_released_when_the_next_one_has_begun() -> None:
    seen: list[str] = []

    def pieces():
        for piece in ["Le pont ", "est ouvert [1]. ", "La ", "rive ", "attend."]:
            yield piece
            seen.append(piece)

    sentences = whole_sentences(pieces())
    assert next(sentences) == "Le pont est ouvert [1]."
    assert seen == ["Le pont ", "est ouvert [1]. ", "La "]
    assert list(sentences) == ["La rive attend."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("Sans point final", ["Sans point final"]),
        ("Un pont. [1] Deux rives. [2]", ["Un pont [1].", "Deux rives. [2]"]),
        ("« Un pont. » [1] Deux rives.", ["« Un pont [1]. »", "Deux rives."]),
        ("Un pont [1][2]. Deux rives.", ["Un pont [1][2].", "Deux rives."]),
        ("M. Veyrac a signé le 3 janv. 2021. Il est parti.", ["M. Veyrac a signé le 3 janv. 2021.", "Il est parti."]),
        ("- Un pont\n- Deux rives", ["- Un pont", "- Deux rives"]),
        ("Voici :\n\n1. Un pont.\n2. Deux rives.", ["Voici :", "1. Un pont.", "2. Deux rives."]),
    ],
)
def test_sentences_of_a_draft(text: str, sentences: list[str]) -> None:
    assert list(whole_sentences([text])) == sentences


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Le pont est ouvert [1].", "Le pont est ouvert."),
        ("Le pont est ouvert. [0]", "Le pont est ouvert."),
        ("Le pont [7] est ouvert [99].", "Le pont est ouvert."),
        ("Le pont est ouvert [1,3].", "Le pont est ouvert."),
        ("Le pont est ouvert [1-3].", "Le pont est ouvert."),
        ("Le pont est ouvert [1][3] .", "Le pont est ouvert ."),
        ("Le pont est ouvert 【2】.", "Le pont est ouvert."),
        ("Le pont est ouvert 【2†source】.", "Le pont est ouvert."),
        ("Le pont est ouvert ［2］.", "Le pont est ouvert."),
        ("Le pont est ouvert [n° 2].", "Le pont est ouvert."),
        ("Le pont est ouvert [1](javascript:x).", "Le pont est ouvert."),
        ("Le pont est ouvert [1](javascript:alert(1)).", "Le pont est ouvert."),
        ("Le [pont](https://exemple.fr/x) est ouvert [1].", "Le pont est ouvert."),
        ("Le ![pont](https://exemple.fr/x?y=1) est ouvert.", "Le !pont est ouvert."),
        ("Le pont [[1]] est ouvert [2.", "Le pont est ouvert 2."),
        ("- **Le pont** est `ouvert` [1].", "Le pont est ouvert."),
        ("2. Le pont est ouvert.", "Le pont est ouvert."),
        ("Le pont<br> est <b>ouvert</b>.", "Le pont est ouvert."),
        ("<script>alert(1)</script>Le pont est ouvert.", "alert(1)Le pont est ouvert."),
        ("Le pont est ouvert.<|im_end|><|im_start|>", "Le pont est ouvert."),
        ("Le pont < est > ouvert.", "Le pont ouvert."),
        ("[1]", ""),
        ("« Le pont [sic] est ouvert »", "« Le pont sic est ouvert »"),
    ],
)
def test_marks_of_the_model_are_taken_out(sentence: str, text: str) -> None:
    assert without_marks(sentence) == text


marks = st.from_regex(
    r"\A\s?[\[【［(]{0,2}[0-9a-z ,;–†:^-]{0,6}[\]】］)]{0,2}(\([a-z]{0,5}:?[a-z()]{0,3}\)?)?\.?", fullmatch=True
)


@settings(max_examples=1000)
@given(st.lists(st.one_of(marks, fragments), max_size=8).map("".join))
@example("[[[1]]](x)[2]]")
@example("【[1】]")
def test_no_mark_of_the_model_is_left(text: str) -> None:
    for sentence in whole_sentences([text]):
        assert not set(without_marks(sentence)) & BRACKETS


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Que voulaient-ils ?", "Les riverains voulaient-ils une piste cyclable.", True),
        ("Qu'a-t-elle dit du pont ?", "La préfète a-t-elle dit du pont qu'il ouvrira.", True),
        ("Que voulaient-ils ?", "Les riverains voulaient une piste cyclable.", False),
        ("Que voulaient-ils ?", "« Le pont ouvrira », a-t-elle promis.", False),
        ("Qui a ouvert le pont ?", "La préfète, dit-on, a ouvert le pont.", False),
    ],
)
def test_a_question_turned_round_states_nothing(question: str, sentence: str, expected: bool) -> None:
    assert echoes(question, sentence) is expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Qui dirige le port ?", "Bastien Corvelle dirige le port de Vaubrac.", False),
        ("Depuis quelle année Corvelle dirige-t-il le port en 2024 ?", "Bastien Corvelle dirige le port.", True),
        ("Qui dirige le port de Vaubrac ?", "Bastien Corvelle dirige le port.", True),
        ("Qui est à la tête du port de Lisse ?", "Bastien Corvelle dirige le port.", False),
        ("Who heads the port of Vaubrac?", "Bastien Corvelle dirige le port.", True),
    ],
)
def test_what_is_asked_and_proved_is_not_left_out(question: str, sentence: str, *, expected: bool) -> None:
    assert leaves_out(question, sentence, EVIDENCE[:1]) == expected


def test_a_model_that_turns_in_a_circle_is_left_and_what_it_said_before_is_kept() -> None:
    title = "M. Aimé Soubeyre, directeur général de la sûreté portuaire et des affaires maritimes"
    said = [f"{TRUE} ", "Ont signé ", *[f"{title}, "] * 100]
    model = FakeModel([said])
    with draft(model, PROMPT, "Qui dirige le port ?", EVIDENCE, "fr") as drafted:
        assert list(drafted.sentences) == [TRUE]


def test_a_title_said_in_each_sentence_is_no_circle() -> None:
    title = "Aimé Soubeyre, directeur général de la sûreté portuaire"
    said = [f"{title}, a ouvert le quai.", f"{title}, a fermé le bassin.", f"{title}, a quitté Vaubrac."]
    with draft(FakeModel([" ".join(said)]), PROMPT, "Que fait-il ?", EVIDENCE, "fr") as drafted:
        assert list(drafted.sentences) == said
