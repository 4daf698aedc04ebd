"""Asking, in headless Chromium. Each visit also fails on a dialog, a script error or a request off this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from functools import wraps
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from page_fakes import BRIDGE, PROOFS, STATEMENTS, TOLL, FakeAssistant, answer_to, refusal_to
from playwright.sync_api import Page, expect

from conftest import PATIENCE_MS, Room, Serve, Visit, free_port
from model_fakes import FakeEmbedder
from press import write_press
from sourcier import ui
from sourcier.desk import Desk
from sourcier.errors import LLMUnreachable
from sourcier.library import Library
from sourcier.settings import Settings
from sourcier.ui import leaving
from sourcier.ui.choices import Choice, Choices
from sourcier.ui.panes import Panes

# Gradio 6.31 uses two things that pandas 3 deprecates, in its own account of how long events took.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
QUESTION = "Qui a inauguré le pont de Roquesombre ?"
PHONE = (375, 740)
# For which the page is left alone before one looks at what it did by itself.
SETTLED_MS = 500


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_placeholder("Votre question").fill(question)
    page.keyboard.press("Enter")


def test_ask_see_it_stream_open_the_article_at_the_sentence(room: Room, visit: Visit) -> None:
    room.assistant.gate = gate = threading.Semaphore(0)
    page = visit(room.address)
    expect(page.locator("#masthead .corpus")).to_have_text("3 articles indexés, du 12 décembre 2023 à juin 2024.")
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

    marker, card = page.get_by_role("button", name="Source 1"), page.locator("#source-1-1")
    marker.hover()
    expect(card).to_have_class("card lit")
    expect(card.locator("mark")).to_have_text(PROOFS[0].text)
    marker.click()
    dialog = page.get_by_role("dialog", name=BRIDGE.title)
    expect(dialog).to_be_visible()
    expect(dialog.locator("mark")).to_have_text(PROOFS[0].text)
    expect(dialog.locator("mark")).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_text("Le chantier n° 1 ")).not_to_be_in_viewport()
    original = dialog.get_by_role("link", name="Voir l’original")
    expect(original).to_have_attribute("href", BRIDGE.url or "")
    expect(original).to_have_attribute("rel", "noopener noreferrer")
    dialog.locator(".removed summary").click()
    expect(dialog.get_by_text(BRIDGE.removed[0])).to_be_visible()


def test_five_answers_scroll_above_the_question_box(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    for number in range(1, 6):
        ask(page, f"{number}. {QUESTION}")
        expect(page.locator(".exchange.settled")).to_have_count(number)
    last = page.locator(".question").last
    expect(page.get_by_placeholder("Votre question")).to_be_in_viewport(ratio=1)
    expect(last).to_be_in_viewport(ratio=1)
    page.locator("#transcript").hover()
    page.mouse.wheel(0, -10_000)
    expect(page.locator(".question").first).to_be_in_viewport(ratio=1)
    expect(last).not_to_be_in_viewport()


def test_keyboard_alone(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    expect(page.get_by_placeholder("Votre question")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange.settled")).to_be_visible()
    # Back from the question box to the second marker of the answer.
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.marker") == "2":
            break
    expect(page.locator("#source-1-2")).to_have_class("card lit")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=TOLL.title)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".cite").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Texte avec notes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Texte avec notes")).to_be_hidden()


def test_an_example_was_tried_on_the_articles_and_is_one_click(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    example = page.get_by_role("region", name="Par exemple").get_by_role("button").first
    expect(example).to_have_text("Qui est le maire de Port-Tilleul\u202f?")
    example.click()
    expect(page.locator(".question")).to_have_text("Qui est le maire de Port-Tilleul\u202f?")
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)
    expect(page.get_by_role("region", name="Par exemple")).to_have_count(0)


def test_a_marker_of_an_earlier_answer_brings_its_proofs_back(room: Room, visit: Visit) -> None:
    assistant = room.assistant
    page = visit(room.address)
    ask(page)
    expect(page.locator("#exchange-1.settled")).to_be_visible()
    assistant.partials = [refusal_to("Quelle est la capitale du Japon ?")]
    ask(page, "Quelle est la capitale du Japon ?")
    expect(page.locator("#exchange-2 .notice")).to_contain_text("Aucun des 3 articles")
    expect(page.locator(".card.near")).to_have_count(2)
    assert [turn.content for turn in assistant.histories[1]] == [QUESTION, answer_to(QUESTION).text]
    page.locator("#exchange-1 .cite").first.click()
    expect(page.get_by_role("dialog", name=BRIDGE.title)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#source-1-1")).to_have_class("card lit")
    expect(page.locator(".card.near")).to_have_count(0)


def test_stop_keeps_what_was_proved_and_gives_the_box_back(room: Room, visit: Visit) -> None:
    room.assistant.gate = gate = threading.Semaphore(2)
    page = visit(room.address)
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


def test_an_answer_that_ends_after_it_was_stopped_overwrites_nothing(
    room: Room, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, end = threading.Event(), leaving._end

    def end_late(*given: Any) -> None:
        sleep(0.5)
        end(*given)
        ended.set()

    monkeypatch.setattr(leaving, "_end", end_late)
    room.assistant.gate = threading.Semaphore(2)
    page = visit(room.address)
    # So that Gradio does not end it first.
    page.route("**/cancel", lambda route: route.abort())
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".exchange.settled .problem")).to_be_visible()
    assert ended.wait(PATIENCE_MS / 1000)
    page.wait_for_timeout(SETTLED_MS)
    expect(page.locator(".exchange.settled .problem")).to_be_visible()


def test_a_question_asked_meanwhile_waits_in_the_box(
    serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, finished = threading.Semaphore(2), threading.Event()
    ask_for_real = Panes.ask

    @wraps(ask_for_real)
    def ask_and_tell(panes: Panes, *given: object) -> Iterator[object]:
        yield from ask_for_real(panes, *given)  # type: ignore[arg-type]
        finished.set()

    monkeypatch.setattr(Panes, "ask", ask_and_tell)
    page = visit(serve(FakeAssistant(gate=gate)))
    ask(page)
    expect(page.locator(".statement")).to_have_count(1)
    ask(page, "Et le péage ?")
    assert finished.wait(PATIENCE_MS / 1000), "the second question was neither answered nor turned away"
    gate.release(8)
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)
    expect(page.get_by_placeholder("Votre question")).to_have_value("Et le péage ?")
    page.keyboard.press("Enter")
    expect(page.locator("#exchange-2.settled .statement")).to_have_count(2)


def test_a_new_conversation_forgets_the_old_one(room: Room, visit: Visit) -> None:
    assistant = room.assistant
    page = visit(room.address)
    ask(page)
    expect(page.locator(".exchange.settled")).to_be_visible()
    page.locator("#side").get_by_role("button", name="Nouvelle conversation").click()
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
    room: Room, visit: Visit, question: str, failure: Exception | None, sentence: str
) -> None:
    room.assistant.partials, room.assistant.failure = [], failure
    page = visit(room.address)
    ask(page, question)
    expect(page.locator(".problem")).to_contain_text(sentence)
    expect(page.locator(".exchange.settled")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Traceback")
    expect(page.get_by_test_id("toast-body")).to_have_count(0)
    expect(page.get_by_placeholder("Votre question")).to_have_value(question)


def test_filters_are_folded_then_kept_to(room: Room, visit: Visit) -> None:
    assistant = room.assistant
    page = visit(room.address)
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


def test_phone(room: Room, visit: Visit) -> None:
    page = visit(room.address, size=PHONE)
    expect_no_sideways_scroll(page)
    ask(page)
    expect(page.locator(".exchange.settled")).to_be_visible()
    expect_no_sideways_scroll(page)
    expect_room_for_a_finger(page)
    page.locator(".cite").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_be_in_viewport(ratio=1)
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Fermer").click()
    page.locator("#source-1-1").scroll_into_view_if_needed()
    page.get_by_role("link", name="Retour à la réponse").first.click()
    expect(page.locator(".question")).to_be_in_viewport()
    page.get_by_role("button", name="Conversations", exact=True).click()
    expect(page.locator("#side").get_by_role("link", name=QUESTION)).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#side").get_by_role("link", name=QUESTION)).to_be_hidden()


def test_day_and_night_are_remembered(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    expect(page.locator("body")).not_to_contain_class("dark")
    page.get_by_role("button", name="Clair ou sombre").click()
    expect(page.locator("body")).to_contain_class("dark")
    # What Python keeps wins, and a reload in the same moment would keep it from hearing.
    end = monotonic() + PATIENCE_MS / 1000
    while room.desk.preferences("").get("theme") != "dark" and monotonic() < end:
        page.wait_for_timeout(20)
    page.reload()
    expect(page.locator("body")).to_contain_class("dark")
    page.get_by_role("button", name="Clair ou sombre").click()
    expect(page.locator("body")).not_to_contain_class("dark")


def test_a_look_chosen_before_the_settings_came_stays(
    room: Room, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    came, of = threading.Event(), Choices.of

    def late(choices: Choices, owner: str) -> Choice:
        found = of(choices, owner)
        came.wait(PATIENCE_MS / 1000)
        return found

    monkeypatch.setattr(Choices, "of", late)
    page = visit(room.address)
    page.get_by_role("button", name="Clair ou sombre").click()
    expect(page.locator("body")).to_contain_class("dark")
    came.set()
    page.get_by_role("tab", name="Réglages").click()
    expect(page.locator("#settings-theme input:checked")).to_have_count(1)
    page.wait_for_timeout(SETTLED_MS)
    expect(page.locator("body")).to_contain_class("dark")


def test_with_a_real_index(tmp_path: Path, visit: Visit) -> None:
    settings = Settings(articles=write_press(tmp_path / "press"), store=tmp_path / "store")
    library = Library.from_settings(settings, FakeEmbedder())
    page = ui.build(library, Desk.open(tmp_path / "desk.sqlite3"))
    address = ui.launch(page, "127.0.0.1", free_port(), wait=False)
    try:
        view = visit(address)
        ask(view, "Qui dirige le port de Vaubrac ?")
        expect(view.locator(".exchange.settled .statement").first).to_be_visible()
        quote = view.locator("#source-1-1 mark").inner_text()
        view.locator(".cite").first.click()
        expect(view.get_by_role("dialog").locator("mark").first).to_contain_text(quote)
    finally:
        page.close(verbose=False)


def expect_no_sideways_scroll(page: Page) -> None:
    rightmost = "Math.max(...[...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect().right))"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate(rightmost) <= PHONE[0]


def expect_room_for_a_finger(page: Page) -> None:
    small = page.evaluate(
        """() => [...document.querySelectorAll("#desk button, #desk summary, .masthead button, .tab-wrapper button")]
            .filter((each) => each.checkVisibility({ visibilityProperty: true }))
            .map((each) => [each.className, each.textContent.trim(), each.getBoundingClientRect().height])
            .filter(([, , height]) => height > 0 && height < 43.5)"""
    )
    assert small == [], "WCAG 2.5.5: 44 pixels"
