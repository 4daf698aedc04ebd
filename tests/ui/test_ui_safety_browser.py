"""Hostile text stays text, and everybody can use the page, in headless Chromium: `visit` watches what a page does."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from page_fakes import answer_to, citation, evidence
from playwright.sync_api import Page, expect

from conftest import Room, Visit
from sourcier.schema import Article, Statement

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
QUESTION = "Qui a inauguré le pont de Roquesombre ?"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES_AT_LEAST = 20
SERIOUS = ("serious", "critical")
# Whatever changes its colour, but what does so for ever, has the one it goes to.
ARRIVED = """Promise.allSettled(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime)).map((each) => each.finished))"""
CANARY = "//canary.invalid/"
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    f"<img src=http:{CANARY}i.png>",
    '<svg onload="alert(3)">',
    "<svg><animate onbegin=alert(4) attributeName=x dur=1s>",
    '"><iframe src="javascript:alert(5)"></iframe>',
    "[clic](javascript:alert(6))",
    f"![image](http:{CANARY}a.png)",
    f"<a href='http:{CANARY}'>lien</a>",
    f"<style>@import url(http:{CANARY}c.css)</style>",
    f"<link rel=stylesheet href=http:{CANARY}l.css>",
    "<details open ontoggle=alert(7)>",
    "${alert(8)} {{constructor.constructor('alert(8)')()}} `",
    "</textarea></dialog></script><script>alert(9)</script>",
    "' autofocus onfocus=alert(10) x='",
    '" onmouseover="alert(11)" style="position:fixed;inset:0',
    f"<video poster=http:{CANARY}v.png><source onerror=alert(12)></video>",
    f"<object data=http:{CANARY}o></object><embed src=http:{CANARY}e>",
    f'<meta http-equiv="refresh" content="0;url=http:{CANARY}m">',
    f"<base href=http:{CANARY}>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(13)></style></mglyph></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(14)>'>",
    f"<form action=http:{CANARY}f><input type=submit autofocus onfocus=alert(15)></form>",
    "&lt;img src=x onerror=alert(16)&gt; &#60;script&#62;alert(16)&#60;/script&#62;",
    "\u202e<body onload=alert(17)>\u2028<template><script>alert(17)</script></template>",
)
ADDRESSES = (
    "javascript:alert(18)",
    "data:text/html,<script>alert(19)</script>",
    "vbscript:alert(20)",
    "//canary.invalid",
)


def hostile_articles() -> list[Article]:
    """One for each payload, in its title, body, file name, signature and address."""
    return [
        Article(
            id=f"h{rank}",
            path=f"{payload}.txt",
            title=payload,
            outlet=payload,
            byline=payload,
            url=f"https://press.example/{payload}" if rank % 2 else f"{ADDRESSES[rank % len(ADDRESSES)]}{payload}",
            removed=(payload,),
            text=f"{payload}\n\nFin.",
        )
        for rank, payload in enumerate(PAYLOADS)
    ]


def test_hostile_text_stays_text(room: Room, visit: Visit) -> None:
    articles = hostile_articles()
    proofs = [evidence(rank, article, article.title) for rank, article in enumerate(articles, 1)]
    statements = tuple(Statement(text=proof.text, citations=(citation(proof),), support="quoted") for proof in proofs)
    questions = [" ".join(PAYLOADS[:13]), " ".join(PAYLOADS[13:])]
    hostile = answer_to(
        questions[0],
        searched_question=questions[1],
        statements=statements,
        evidence=tuple(proofs),
        nearest=tuple(articles),
        notice=questions[1],
    )
    room.assistant.articles = {article.id: article for article in articles}
    room.assistant.partials = [hostile]
    page = visit(room.address)
    for turn, question in enumerate(questions, 1):
        page.get_by_placeholder("Votre question").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(f"#exchange-{turn}.settled .statement")).to_have_count(len(PAYLOADS))
    expect_text_alone(page)
    for rank, article in enumerate(articles, 1):
        page.locator(f"#source-2-{rank} .door").click()
        dialog = page.locator("dialog.reader[open]")
        expect(dialog.locator("#reader-title")).to_have_text(article.title)
        # A link goes where the article says that it was published, or nowhere.
        expect(dialog.locator("a")).to_have_count(1 if rank % 2 == 0 else 0)
        expect_text_alone(page)
        page.keyboard.press("Escape")

    page.reload()
    expect(page.locator("#exchange-2 .statement")).to_have_count(len(PAYLOADS))
    expect(page.locator("#exchange-1 .question")).to_have_text(questions[0])
    expect_text_alone(page)
    page.locator(".manage").click()
    exported = {}
    for form in ("Markdown", "HTML", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=form, exact=True).click()
        exported[form] = Path(download.value.path()).read_text("utf-8")
    page.goto("about:blank")
    page.set_content(exported["HTML"])
    expect(page.locator("body")).to_contain_text(PAYLOADS[0])
    assert page.locator("body :is(script, img, iframe, object, embed, form, link, meta)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_of_accessibility_on_any_tab(room: Room, visit: Visit, scheme: str) -> None:
    page = visit(room.address, scheme=scheme)
    expect(page.get_by_role("region", name="Par exemple")).to_be_visible()
    assert violations(page) == []
    page.get_by_placeholder("Votre question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Fausse").click()
    expect(page.locator("form.note")).to_be_visible()
    page.get_by_text("Copier", exact=True).click()
    assert violations(page) == []
    page.locator(".cite").first.click()
    expect(page.locator("dialog.reader[open]")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator(".manage").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    for tab in ("Corpus", "Évaluation", "Réglages"):
        page.get_by_role("tab", name=tab).click()
        assert violations(page) == [], tab


def expect_text_alone(page: Page) -> None:
    """Nothing of the payloads became an element."""
    ours = ":is(#transcript, #proofs, #kept, #offers, #shell)"
    theirs = ":is(script, img, iframe, style, object, embed, video, math, link, meta, base, template, noscript)"
    assert page.locator(f"{ours} {theirs}").count() == 0
    assert (
        page.locator(f"{ours} :is([onerror], [onload], [onfocus], [onmouseover], [ontoggle], [onbegin])").count() == 0
    )


def violations(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds serious: the rule, what it asks, and the elements."""
    page.evaluate(AXE)
    page.evaluate(ARRIVED)
    found, passed = page.evaluate("axe.run().then((results) => [results.violations, results.passes.length])")
    assert passed > RULES_AT_LEAST, "axe looked at the page"
    return [
        (each["id"], each["help"], [node["html"][:160] for node in each["nodes"]])
        for each in found
        if each["impact"] in SERIOUS
    ]
