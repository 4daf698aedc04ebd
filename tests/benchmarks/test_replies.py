"""What is read in a peer's reply: a marker missed or a refusal taken for an answer would be held against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replies import refuses, sentences_of, without_markers

from sourcier.language.sentences import sentence_spans

REFUSALS = """
Les sources fournies ne précisent pas l'âge d'Odile Farran [1].
Le contexte ne donne aucune information à ce sujet.
Les informations fournies ne permettent pas de répondre.
L’âge de la maire n'est pas mentionné dans les sources fournies.
Non précisé.
Aucune des sources ne parle du tramway.
Il n'y a pas d'information sur ce point dans les textes.
Il n'est pas possible de déterminer cela.
Je suis désolé, mais je ne peux pas répondre.
The provided sources do not mention her age.
The sources don't contain any information about the budget.
Based on the provided sources, there is no specific information about it [1][2].
None of the provided sources are helpful.
Her age is not mentioned in the provided sources.
I'm sorry, but I cannot answer.
It cannot be determined from the text.
لا توجد معلومات عن ذلك في المصادر.
المصادر لا تذكر عمر العمدة.
لم تذكر المصادر اسم العمدة.
غير مذكور.
عذرا، لا أستطيع الإجابة.
Empty Response
""".strip().splitlines()
ANSWERS = """
Odile Farran dirige le port de Vaubrac. Les sources ne précisent pas son âge.
La préfète n'a pas donné d'explication.
Le texte ne prévoit pas d'amende.
Il n'y a pas de blessés.
Aucun blessé n'est à déplorer à Vaubrac.
« Je ne sais pas », a répondu la maire.
Le pont n'est pas fermé par la mairie.
The mayor did not attend the opening.
No one was hurt.
There are no trains on Sundays.
The mayor is not available in summer.
لا يزال العمدة في منصبه.
""".strip().splitlines()


@pytest.mark.parametrize("reply", REFUSALS)
def test_refusals_are_told_by_their_wording(reply: str) -> None:
    assert refuses(without_markers(reply))


@pytest.mark.parametrize("reply", ANSWERS)
def test_what_the_articles_deny_is_no_refusal(reply: str) -> None:
    assert not refuses(reply)


def test_an_empty_reply_refuses() -> None:
    assert refuses("")
    assert refuses(" \n ")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("Le pont est fermé [1]. Il rouvrira [2, 3].", [("Le pont est fermé.", (1,)), ("Il rouvrira.", (2, 3))]),
        ("Le pont est fermé. [1] Il rouvrira. [1-3]", [("Le pont est fermé.", (1,)), ("Il rouvrira.", (1, 2, 3))]),
        ("[2] Le pont est fermé.\n- [1] Il rouvrira.", [("Le pont est fermé.", (2,)), ("- Il rouvrira.", (1,))]),
        ("Le pont, fermé [Source 2], rouvrira [2][1].", [("Le pont, fermé, rouvrira.", (2, 1))]),
        ("Le pont est fermé. Il rouvrira 【1】.", [("Le pont est fermé.", ()), ("Il rouvrira.", (1,))]),
        ("Le pont est fermé [2](https://a.test/7).", [("Le pont est fermé.", (2,))]),
        ("Le pont est fermé [2019-2024].", [("Le pont est fermé.", ())]),
        ("[1]", []),
    ],
)
def test_markers_belong_to_their_sentence(reply: str, said: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(sentence.text, sentence.sources) for sentence in sentences_of(reply)] == said


PIECES = [
    "Le pont est fermé",
    "M. Farran",
    "« Non. Jamais »",
    " [1]",
    " [2, 3]",
    "【4】",
    ".",
    ". ",
    "?",
    "\n",
    "- ",
    "\u2028",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_sentences_are_those_of_the_text_without_markers(reply: str) -> None:
    text = without_markers(reply)
    assert [said.text for said in sentences_of(reply)] == [text[start:end] for start, end in sentence_spans(text)]
