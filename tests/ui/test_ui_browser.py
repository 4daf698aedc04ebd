"""The page in headless Chromium. Each visit also fails on a dialog, a script error or a request off this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from page_fakes import BRIDGE, PROOFS, STATEMENTS, TOLL, FakeAssistant, answer_to, citation, evidence, refusal_to
from playwright.sync_api import Page, expect

from conftest import PATIENCE_MS, Serve, Visit
from sourcier.errors import LLMUnreachable
from sourcier.schema import Article, Statement
from sourcier.ui.conversation import Conversation
from sourcier.ui.panes import Change, Panes, Update

# Gradio 6.31 uses two things that pandas 3 deprecates, in its own account of how long events took.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
QUESTION = "Qui a inauguré le pont de Roquesombre ?"
PHONE = (375, 740)
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<svg onload="alert(1)">',
    '"><iframe src="javascript:alert(1)"></iframe>',
    "[clic](javascript:alert(1))",
    "![image](http://canary.invalid/a.png)",
    "<a href='http://canary.invalid/'>lien</a>",
    "<style>@import url(http://canary.invalid/c.css)</style>",
    "<details open ontoggle=alert(1)>",
    "${alert(1)} {{constructor.constructor('alert(1)')()}} `",
    "</textarea></dialog></script><script>alert(1)</script>",
)


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")


def test_ask_see_it_stream_open_the_article_at_the_sentence(serve: Serve, visit: Visit) -> None:
    gate = threading.Semaphore(0)
    page = visit(serve(FakeAssistant(gate=gate)))
    expect(page.locator(".corpus")).to_have_text("3 articles indexés, du 12 décembre 2023 à juin 2024.")
    ask(page)
    expect(page.locator(".question")).to_have_text(QUESTION)
    expect(page.locator(".working")).to_have_text("Je cherche dans 3 articles…")
    gate.release()
    expect(page.locator(".working")).to_contain_text("3 phrases trouvées")
    expect(page.locator(".card.slight").first).to_be_visible()
    gate.release()
    expect(page.locator(".statement")).to_have_text([f"{STATEMENTS[0].text}\u202f[1]"])
    gate.release()
    expect(page.locator(".statement")).to_have_count(2)
    expect(page.locator(".exchange.settled")).to_be_visible()

    page.get_by_role("button", name="Source 1").click()
    card = page.locator("#source-1-1")
    expect(card).to_have_class("card lit")
    expect(card).to_be_in_viewport()
    expect(card.locator("mark")).to_have_text(PROOFS[0].text)
    card.get_by_role("button", name="Lire l’article").click()
    dialog = page.get_by_role("dialog", name=BRIDGE.title)
    expect(dialog).to_be_visible()
    expect(dialog.locator("mark")).to_have_text(PROOFS[0].text)
    expect(dialog.locator("mark")).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_text("Le chantier n° 1 ")).not_to_be_in_viewport()


def test_keyboard_alone(serve: Serve, visit: Visit) -> None:
    page = visit(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".exchange.settled")).to_be_visible()
    page.locator(".cite").nth(1).focus()
    expect(page.locator("#source-1-2")).to_have_class("card lit")
    page.keyboard.press("Enter")
    expect(page.locator("#source-1-2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=TOLL.title)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#source-1-2 .door")).to_be_focused()


def test_an_example_is_one_click(serve: Serve, visit: Visit) -> None:
    page = visit(serve(FakeAssistant()))
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)


def test_a_marker_of_an_earlier_answer_brings_its_proofs_back(serve: Serve, visit: Visit) -> None:
    assistant = FakeAssistant()
    page = visit(serve(assistant))
    ask(page)
    expect(page.locator("#exchange-1.settled")).to_be_visible()
    assistant.partials = [refusal_to("Quelle est la capitale du Japon ?")]
    ask(page, "Quelle est la capitale du Japon ?")
    expect(page.locator("#exchange-2 .notice")).to_contain_text("Aucun des 3 articles")
    expect(page.locator(".card.near")).to_have_count(2)
    assert [turn.content for turn in assistant.histories[1]] == [QUESTION, answer_to(QUESTION).text]
    page.locator("#exchange-1 .cite").first.click()
    expect(page.locator("#source-1-1")).to_have_class("card lit")
    expect(page.locator(".card.near")).to_have_count(0)


def test_stop_keeps_what_was_proved_and_gives_the_box_back(serve: Serve, visit: Visit) -> None:
    gate = threading.Semaphore(2)
    page = visit(serve(FakeAssistant(gate=gate)))
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".exchange.settled .problem")).to_have_text("Réponse interrompue à votre demande.")
    expect(page.locator(".statement")).to_have_count(1)
    ask(page, "Et le péage ?")
    expect(page.locator("#exchange-2 .working")).to_be_visible()
    gate.release(8)
    expect(page.locator("#exchange-2.settled .statement")).to_have_count(2)
    expect(page.locator("#exchange-1 .statement")).to_have_count(1)


def test_a_question_asked_meanwhile_waits_in_the_box(
    serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, finished = threading.Semaphore(2), threading.Event()
    ask_for_real = Panes.ask

    def ask_and_tell(
        panes: Panes, question: str, earlier: Conversation, outlets: Sequence[str], after: str, before: str
    ) -> Iterator[Update | Change]:
        yield from ask_for_real(panes, question, earlier, outlets, after, before)
        finished.set()

    monkeypatch.setattr(Panes, "ask", ask_and_tell)
    page = visit(serve(FakeAssistant(gate=gate)))
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)
    ask(page, "Et le péage ?")
    assert finished.wait(PATIENCE_MS / 1000), "the second question was neither answered nor turned away"
    gate.release(8)
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)
    expect(page.get_by_role("textbox")).to_have_value("Et le péage ?")
    page.keyboard.press("Enter")
    expect(page.locator("#exchange-2.settled .statement")).to_have_count(2)


def test_a_new_conversation_forgets_the_old_one(serve: Serve, visit: Visit) -> None:
    assistant = FakeAssistant()
    page = visit(serve(assistant))
    ask(page)
    expect(page.locator(".exchange.settled")).to_be_visible()
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".card")).to_have_count(0)
    ask(page)
    expect(page.locator(".exchange.settled")).to_have_count(1)
    assert assistant.histories[-1] == []


@pytest.mark.parametrize(
    ("question", "failure", "sentence"),
    [
        ("", None, "La question est vide : écrivez une question."),
        ("mot " * 600, None, "La question compte 2400 caractères : 2000 au plus."),
        (QUESTION, LLMUnreachable(model="local"), LLMUnreachable(model="local").message("fr")),
        (QUESTION, RuntimeError("Traceback (most recent call last)"), "La réponse a échoué pour une raison imprévue"),
    ],
)
def test_what_fails_is_one_sentence_in_the_conversation(
    serve: Serve, visit: Visit, question: str, failure: Exception | None, sentence: str
) -> None:
    page = visit(serve(FakeAssistant(partials=[], failure=failure)))
    ask(page, question)
    expect(page.locator(".problem")).to_contain_text(sentence)
    expect(page.locator(".exchange.settled")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Traceback")
    expect(page.get_by_test_id("toast-body")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value(question)


def test_filters_are_folded_then_kept_to(serve: Serve, visit: Visit) -> None:
    assistant = FakeAssistant()
    page = visit(serve(assistant))
    expect(page.get_by_label("Publiés à partir du")).to_be_hidden()
    page.get_by_role("button", name="Filtres").click()
    page.get_by_role("combobox", name="Titres de presse").click()
    page.get_by_role("option", name="La Gazette du Causse").click()
    page.get_by_label("Publiés à partir du").fill("mars 2023")
    page.get_by_label("Publiés jusqu’au").fill("31/02/2024")
    page.get_by_placeholder("Votre question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("« 31/02/2024 » n'existe pas")
    assert assistant.filters == []
    page.get_by_label("Publiés jusqu’au").fill("2024")
    page.get_by_placeholder("Votre question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)
    assert assistant.filters == [(date(2023, 3, 1), date(2024, 12, 31), ("La Gazette du Causse",))]


def test_hostile_text_stays_text(serve: Serve, visit: Visit) -> None:
    payload = " ".join(PAYLOADS)
    article = Article(id="h", path=payload, title=payload, outlet=payload, byline=payload, text=f"{payload}\n\nFin.")
    proof = evidence(1, article, payload)
    statement = Statement(text=payload, citations=(citation(proof),), support="supported")
    hostile = answer_to(
        payload,
        searched_question=payload + " ?",
        statements=(statement,),
        evidence=(proof,),
        nearest=(article,),
        notice=payload,
    )
    page = visit(serve(FakeAssistant(partials=[hostile], articles={"h": article})))
    ask(page, payload)
    expect(page.locator(".exchange.settled .statement")).to_contain_text(payload)
    expect(page.locator(".question")).to_have_text(payload)
    expect(page.locator("#source-1-1 mark")).to_have_text(payload)
    page.locator(".cite").click()
    page.locator("#source-1-1 .door").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(payload)
    assert page.locator(":is(#transcript, #proofs, #reader) :is(script, img, iframe, style)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(serve: Serve, visit: Visit, scheme: str) -> None:
    page = visit(serve(FakeAssistant()), size=PHONE, scheme=scheme)
    expect_no_sideways_scroll(page)
    ask(page)
    expect(page.locator(".exchange.settled")).to_be_visible()
    expect_no_sideways_scroll(page)
    page.locator(".cite").first.click()
    expect(page.locator("#source-1-1")).to_be_in_viewport(ratio=1)
    page.locator("#source-1-1 .door").click()
    expect(page.get_by_role("dialog").locator("mark")).to_be_in_viewport(ratio=1)
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Fermer").click()
    page.get_by_role("link", name="Retour à la réponse").first.click()
    expect(page.locator(".question")).to_be_in_viewport()


def expect_no_sideways_scroll(page: Page) -> None:
    rightmost = "Math.max(...[...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect().right))"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate(rightmost) <= PHONE[0]
