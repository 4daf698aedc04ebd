"""Nouns to HTML: everything escaped, every marker with its card."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_fakes import (
    ARTICLES,
    BRIDGE,
    PROOFS,
    STATEMENTS,
    TOLL,
    UNDATED,
    answer_to,
    citation,
    evidence,
    newest_first,
    refusal_to,
)

from sourcier.desk import Exchange, Judgement, Kept
from sourcier.schema import Answer, Article, ArticleDate, Gloss, Remark, Statement
from sourcier.ui import render
from sourcier.ui.texts import ENGLISH, FRENCH, Texts

TAGS = {
    *("a", "article", "button", "details", "div", "footer", "form", "h1", "h2", "h3", "header", "input", "li", "mark"),
    *("nav", "p", "path", "section", "span", "summary", "svg", "time", "ul"),
}
ATTRIBUTES = {
    *(
        "aria-current",
        "aria-hidden",
        "aria-label",
        "aria-live",
        "aria-pressed",
        "class",
        "d",
        "data-article",
        "data-does",
    ),
    *("data-end", "data-form", "data-id", "data-kept", "data-marker", "data-question", "data-start", "data-title"),
    *("data-turn", "data-verdict", "datetime", "dir", "href", "id", "lang", "maxlength", "name", "open", "placeholder"),
    *("rel", "role", "tabindex", "target", "title", "type", "value", "viewbox"),
}
NOW = datetime(2024, 6, 1, tzinfo=UTC)
WEB = "https://press.example/"
HOSTILE = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' autofocus '", "</p>"),
    *("[x](javascript:alert(1))", "![](http://evil.example/a.png)", "&lt;b&gt;", "{{constructor}}", "${alert(1)}", "`"),
    *("<", ">", "&", '"', "'", "\n", "mot", " ", "\u202e", "é"),
]
hostile = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join)


class Seen(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(text: str) -> str:
    """Every pane, with `text` wherever something comes from outside."""
    article = Article(
        id=text,
        path=text,
        also_at=(text,),
        title=text,
        outlet=text,
        byline=text,
        url=f"{WEB}{text}",
        language=text,
        removed=(text,),
        text=f"{text}\n\n{text}",
    )
    proof = evidence(1, article, text).model_copy(update={"also_in": (text, "Le Phare")})
    read = evidence(2, article.model_copy(update={"id": "other"}), text)
    statements = (
        Statement(text=text, citations=(citation(proof),), support="supported"),
        Statement(text=text, citations=(citation(proof),), support="quoted"),
    )
    whole = answer_to(
        text,
        searched_question=text + "?",
        statements=statements,
        evidence=(proof, read),
        notice=text,
        nearest=(article,),
    )
    conversation = (Exchange(text, whole, problem=text, settled=True), Exchange(text, whole))
    judgement = Judgement(verdict="wrong", note=text, given=NOW)
    kept = Kept(id=text, title=text, collection=text, created=NOW, changed=NOW)
    return "".join(
        (
            render.masthead([article], FRENCH),
            render.transcript((), 1, FRENCH),
            render.transcript(conversation[:1], 1, FRENCH, {1: judgement}, text),
            render.transcript(conversation, 1, FRENCH),
            render.offers([text], True, FRENCH),
            render.kept([kept], text, FRENCH),
            render.kept_unread(text),
            render.proofs(conversation, 1, FRENCH, {text}),
            render.article_page(article, 0, len(text), FRENCH),
        )
    )


@given(hostile)
def test_nothing_from_outside_becomes_markup(text: str) -> None:
    seen = Seen(pages(text))
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(value.startswith(("#", WEB)) for name, value in seen.attributes if name == "href")
    assert text in seen.text


@given(st.lists(st.sampled_from(PROOFS), min_size=1, max_size=4))
def test_every_marker_has_one_card(cited: list) -> None:  # type: ignore[type-arg]
    statements = tuple(Statement(text="Phrase.", citations=(citation(proof),), support="supported") for proof in cited)
    conversation = (Exchange("?", answer_to("?", statements=statements), settled=True),)
    markers = set(re.findall(r'href="#(source-1-\d+)"', render.transcript(conversation, 3, FRENCH)))
    cards = re.findall(r'id="(source-1-\d+)"', render.proofs(conversation, 1, FRENCH))
    assert markers == set(cards)
    assert len(cards) == len(markers) == len({proof.marker for proof in cited})


@pytest.mark.parametrize(
    ("texts", "said"), [(FRENCH, "Même dépêche : A, B &amp; C"), (ENGLISH, "Same dispatch: A, B &amp; C")]
)
def test_a_source_names_who_else_printed_its_dispatch(texts: Texts, said: str) -> None:
    reprinted = PROOFS[0].model_copy(update={"also_in": ("A", "B & C")})
    statement = Statement(text="Phrase.", citations=(citation(reprinted),), support="supported")
    for statements in ((statement,), ()):
        answer = answer_to("?", statements=statements, evidence=(reprinted, PROOFS[1]))
        html = render.proofs((Exchange("?", answer, settled=True),), 1, texts)
        assert html.count(said) == 1, "on the card, cited or only read; not on those of other articles"


def test_card_shows_outlet_date_title_and_the_sentence_in_its_paragraph() -> None:
    html = proofs_of(answer_to("?"))
    card = html[html.index('id="source-1-2"') : html.index("</article>", html.index('id="source-1-2"'))]
    assert "La Gazette du Causse" in card
    assert '<time datetime="2024-06">juin 2024</time>' in card
    assert TOLL.title in card
    assert f"<mark>{STATEMENTS[1].citations[0].quote}</mark> La mesure prend effet en septembre." in card
    assert 'data-article="b2" data-start="0"' in card


def test_card_without_its_article_still_quotes() -> None:
    html = proofs_of(answer_to("?", evidence=()))
    assert f"<mark>{PROOFS[0].text}</mark>" in html


def test_evidence_not_cited_is_folded_below() -> None:
    html = proofs_of(answer_to("?"))
    folded = html[html.index("<details") :]
    assert '<details class="read">' in folded
    assert "Lues, non citées (1)" in folded
    assert UNDATED.path in folded
    assert "id=" not in folded


def test_evidence_is_open_while_nothing_is_cited() -> None:
    html = proofs_of(answer_to("?", statements=()))
    assert '<details class="read" open><summary>Phrases trouvées (3)</summary>' in html


def test_refusal_shows_the_nearest_articles() -> None:
    refusal = refusal_to("Quelle est la capitale du Japon ?")
    assert refusal.notice is not None
    assert refusal.notice in said(refusal)
    html = proofs_of(refusal)
    assert "Articles les plus proches" in html
    assert BRIDGE.title in html
    assert UNDATED.title in html


def test_first_reaction_then_what_was_found_then_sentences() -> None:
    waiting = render.transcript((Exchange("Qui ?"),), 5, FRENCH)
    assert "Je cherche dans 5 articles…" in waiting
    found = render.transcript((Exchange("Qui ?", answer_to("Qui ?", statements=())),), 5, FRENCH)
    assert "3 phrases trouvées" in found
    growing = render.transcript((Exchange("Qui ?", answer_to("Qui ?", statements=STATEMENTS[:1])),), 5, FRENCH)
    assert STATEMENTS[0].text in growing
    assert "working" in growing
    assert "working" not in said(answer_to("Qui ?"))


def test_one_article_is_said_in_the_singular() -> None:
    assert "Je cherche dans 1 article…" in render.transcript((Exchange("Qui ?"),), 1, FRENCH)


def test_rewritten_follow_up_is_shown() -> None:
    assert "Question comprise\u00a0: Qui a inauguré le pont ?" in said(
        answer_to("Et le pont ?", searched_question="Qui a inauguré le pont ?")
    )
    assert "Question comprise" not in said(answer_to("Qui ?"))


def test_quoted_sentences_stand_alone_and_worded_ones_run_on() -> None:
    quoted = STATEMENTS[0].model_copy(update={"support": "quoted"})
    html = said(answer_to("?", statements=(quoted, quoted, *STATEMENTS)))
    assert html.count('<p class="quoted"') == 2
    assert html.count('<p class="supported"') == 1


def test_a_gloss_stands_in_brackets_after_what_it_explains() -> None:
    gloss = Gloss(start=0, end=4, text="jeudi 14 mars 2024", kind="day")
    glossed = STATEMENTS[0].model_copy(update={"text": "Hier, il a plu.", "glosses": (gloss,)})
    html = said(answer_to("?", statements=(glossed,)))
    assert 'Hier <span class="gloss day">[jeudi 14 mars 2024]</span>, il a plu.' in html


def test_a_remark_leads_to_the_citations_that_it_compares() -> None:
    remark = Remark(kind="conflict", text="Les sources divergent : deux <b> [1] ; trois [9].", markers=(1,))
    html = said(answer_to("?", statements=STATEMENTS, remarks=(remark,)))
    assert '<p class="remark conflict" dir="auto">Les sources divergent : deux &lt;b&gt; <a class="cite"' in html
    assert "trois [9]." in html


def test_long_question_is_shown_by_its_beginning() -> None:
    html = render.transcript((Exchange("mot " * 3000, problem="Trop long.", settled=True),), 1, FRENCH)
    assert len(html) < 2 * render.QUESTION_SHOWN


def test_whole_article_opens_at_the_sentence() -> None:
    proof = PROOFS[0]
    html = render.article_page(BRIDGE, proof.sentence.start, proof.sentence.end, FRENCH)
    assert html.count("<mark>") == 1
    assert f"<mark>{proof.text}</mark>" in html
    assert html[: html.index("<details")].count("<p dir=") == len(BRIDGE.text.split("\n\n"))
    assert "Odile Marchevent" in html
    assert "echo/pont.txt" in html


@pytest.mark.parametrize(
    ("articles", "sentence"),
    [
        ((), "Aucun article indexé."),
        ((UNDATED,), "1 article indexé."),
        ((BRIDGE,), "1 article indexé, 12 décembre 2023."),
        (ARTICLES, "3 articles indexés, du 12 décembre 2023 à juin 2024."),
    ],
)
def test_masthead_says_what_is_indexed(articles: tuple[Article, ...], sentence: str) -> None:
    assert f'<p class="corpus">{sentence}</p>' in render.masthead(newest_first(articles), FRENCH)


@pytest.mark.parametrize(
    ("published", "french", "english"),
    [
        (None, "date inconnue", "unknown date"),
        (("2023-12-12", "day", "stated"), "mardi 12 décembre 2023", "Tuesday 12 December 2023"),
        (("2024-03-01", "day", "metadata"), "vendredi 1er mars 2024", "Friday 1 March 2024"),
        (("2024-06-01", "month", "sidecar"), "juin 2024", "June 2024"),
        (("2024-06-01", "month", "inferred"), "vers juin 2024", "around June 2024"),
        (("2024-06-03", "day", "inferred"), "vers le 3 juin 2024", "around 3 June 2024"),
        (("2024-01-01", "year", "filename"), "2024", "2024"),
    ],
)
def test_dates_are_written_with_their_precision(
    published: tuple[str, str, str] | None, french: str, english: str
) -> None:
    value = (
        ArticleDate.model_validate(
            {"value": date.fromisoformat(published[0]), "precision": published[1], "basis": published[2]}
        )
        if published
        else None
    )
    assert FRENCH.date(value) == french
    assert ENGLISH.date(value) == english


def test_thousands_are_set_apart() -> None:
    assert FRENCH.number(12345) == "12\u202f345"
    assert ENGLISH.number(12345) == "12,345"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://press.example/a?b=1&c", True),
        ("HTTP://press.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//press.example", False),
        ("https://", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str | None, shown: bool) -> None:
    html = render.article_page(BRIDGE.model_copy(update={"url": url}), 0, 0, FRENCH)
    assert ('rel="noopener noreferrer"' in html) is shown
    assert ("<a " in html) is shown


def test_what_was_taken_out_of_the_page_is_folded() -> None:
    assert "<details" not in render.article_page(UNDATED, 0, 0, FRENCH)
    html = render.article_page(UNDATED.model_copy(update={"removed": ("Lire aussi", "Météo")}), 0, 0, FRENCH)
    assert '<details class="removed"><summary>Retiré de la page d’origine (2)</summary>' in html


def test_an_article_that_changed_says_so_on_its_card_and_in_full() -> None:
    conversation = (Exchange("?", answer_to("?"), settled=True),)
    html = render.proofs(conversation, 1, FRENCH, {BRIDGE.id})
    assert html.count(FRENCH.as_cited) == 1
    assert FRENCH.departed in render.article_page(BRIDGE, 0, 0, FRENCH, FRENCH.departed)


def test_nothing_can_be_done_with_answers_while_one_grows() -> None:
    settled, growing = Exchange("Qui ?", answer_to("Qui ?"), settled=True), Exchange("Et après ?")
    assert 'class="actions"' in render.transcript((settled,), 3, FRENCH)
    assert "<button" not in render.transcript((settled, growing), 3, FRENCH)


def test_only_the_last_question_is_asked_again_and_every_one_can_be_edited() -> None:
    settled = Exchange("Qui ?", answer_to("Qui ?"), settled=True)
    html = render.transcript((settled, settled), 3, FRENCH)
    assert html.count('class="again"') == 1
    assert html.count('class="edit"') == 2


def test_what_failed_can_be_asked_again_and_neither_copied_nor_judged() -> None:
    html = render.transcript((Exchange("Qui ?", problem="Injoignable.", settled=True),), 3, FRENCH)
    assert 'class="again"' in html
    assert "verdicts" not in html
    assert "menu" not in html


def test_a_verdict_is_shown_with_its_note() -> None:
    given = {1: Judgement(verdict="wrong", note="Il y en a deux.", given=NOW)}
    html = render.transcript((Exchange("Qui ?", answer_to("Qui ?"), settled=True),), 3, FRENCH, given)
    assert 'data-verdict="wrong" aria-pressed="true"' in html
    assert html.count('aria-pressed="true"') == 1
    assert 'value="Il y en a deux."' in html


def test_kept_conversations_are_links_and_the_open_one_is_said() -> None:
    listed = [Kept(id=name, title=name, collection="", created=NOW, changed=NOW) for name in ("b", "a")]
    html = render.kept(listed, "a", FRENCH)
    assert html.index('href="#c=b"') < html.index('href="#c=a" dir="auto" aria-current=true')
    assert FRENCH.none_kept in render.kept([], None, FRENCH)
    assert FRENCH.none_found in render.kept([], None, FRENCH, "pont")


def said(answer: Answer) -> str:
    return render.transcript((Exchange(answer.question, answer, settled=True),), 3, FRENCH)


def proofs_of(answer: Answer) -> str:
    return render.proofs((Exchange(answer.question, answer, settled=True),), 1, FRENCH)


def test_the_head_names_who_reads_and_leads_out_only_with_an_account() -> None:
    assert "logout" not in render.masthead((), FRENCH)
    head = render.masthead((), FRENCH, reader="odile")
    assert '<form class="account" method="post" action="./logout">' in head
    assert ">odile<" in head
    assert "Se déconnecter" in head
    assert "odile" in render.masthead((), FRENCH, "En panne.", "odile")


def test_no_sign_stands_alone_on_a_line() -> None:
    said = Statement(text="« Non ! » : 8 % contre.", citations=STATEMENTS[0].citations, support="quoted")
    shown = render.transcript((Exchange("?", answer_to("?", statements=(said,)), settled=True),), 3, FRENCH)
    assert "«\u202fNon\u202f!\u202f»\u00a0: 8\u202f% contre." in shown


def test_a_paragraph_is_shown_once() -> None:
    article = Article(id="p", path="p.txt", title="Le bac", text="Le bac coule. Nul n'est blessé. Le pont ouvre.")
    proofs = [evidence(1, article, "Le bac coule."), evidence(2, article, "Le pont ouvre.")]
    statements = tuple(Statement(text=proof.text, citations=(citation(proof),), support="quoted") for proof in proofs)
    said = answer_to("Et ?", statements=statements, evidence=tuple(proofs))
    html = render.proofs((Exchange("Et ?", said, settled=True),), 1, FRENCH)
    assert html.count("Nul n&#x27;est blessé.") == 1
    assert '<p class="excerpt" dir="auto"><mark>Le pont ouvre.</mark></p>' in html
