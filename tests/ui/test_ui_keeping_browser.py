"""What is done with answers and conversations, in headless Chromium. Each visit also fails as `visit` says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from page_fakes import BRIDGE, STATEMENTS, TOLL, UNDATED, answer_to, refusal_to
from playwright.sync_api import Page, expect

from conftest import PATIENCE_MS, Room, Visit
from sourcier.ui import gold_files

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
QUESTION = "Qui a inauguré le pont de Roquesombre ?"
TOKYO = "Quelle est la capitale du Japon ?"


def ask(page: Page, question: str = QUESTION) -> None:
    shown = page.locator(".exchange").count()
    page.get_by_placeholder("Votre question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(f"#exchange-{shown + 1}.settled .actions")).to_be_visible()


def clipboard(page: Page, piece: str) -> str:
    """What has been copied, once `piece` is in it, or after a while: the system takes its time to copy."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while piece not in (text := str(page.evaluate("navigator.clipboard.readText()"))) and time.monotonic() < end:
        page.wait_for_timeout(50)
    return text


def test_a_reload_reopens_the_conversation_and_what_changed_is_said(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    ask(page)
    expect(page).to_have_url(room.address + f"#c={room.desk.conversations('').all()[0].id}")
    # One article is rewritten under the same name, the other leaves the index.
    rewritten = BRIDGE.model_copy(update={"id": "a2", "text": "Le pont de Roquesombre est rouvert."})
    room.assistant.articles = {article.id: article for article in (rewritten, UNDATED)}
    page.reload()
    expect(page.locator(".question")).to_have_text(QUESTION)
    expect(page.locator(".exchange.settled .statement")).to_have_count(2)
    expect(page.locator("#source-1-1")).to_contain_text("Article modifié ou retiré depuis")
    page.locator(".cite").first.click()
    dialog = page.get_by_role("dialog", name=BRIDGE.title)
    expect(dialog).to_contain_text("Cet article a été modifié depuis cette réponse")
    expect(dialog.locator("mark")).to_have_text(STATEMENTS[0].citations[0].quote)
    page.keyboard.press("Escape")
    page.locator(".cite").nth(1).click()
    expect(page.get_by_role("dialog", name=TOLL.title)).to_contain_text("Cet article a quitté l’index")


def test_conversations_are_found_reopened_renamed_exported_and_deleted(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    ask(page)
    page.locator("#side").get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    room.assistant.partials = [refusal_to(TOKYO)]
    ask(page, TOKYO)
    listed = page.locator("#kept").get_by_role("link")
    expect(listed).to_have_text([TOKYO, QUESTION])

    page.get_by_role("searchbox").fill("vasseur")
    expect(listed).to_have_text([QUESTION])
    listed.click()
    expect(page.locator("#exchange-1 .question")).to_have_text(QUESTION)
    page.go_back()
    expect(page.locator("#exchange-1 .question")).to_have_text(TOKYO)
    page.go_forward()
    expect(page.locator("#exchange-1 .question")).to_have_text(QUESTION)
    # What changes elsewhere on the page, as the list does when an answer is kept, calls nobody back who goes on.
    page.evaluate("addEventListener('popstate', () => document.body.append(document.createElement('i')))")
    page.go_back()
    expect(page.locator("#exchange-1 .question")).to_have_text(TOKYO)
    page.go_forward()
    expect(page.locator("#exchange-1 .question")).to_have_text(QUESTION)
    expect(page).to_have_url(f"{room.address}#c={room.desk.conversations('').all('vasseur')[0].id}")

    page.get_by_role("button", name=f"Renommer, exporter ou supprimer « {QUESTION} »").click()
    page.get_by_label("Titre").fill("Le pont <b>")
    page.get_by_role("button", name="Renommer", exact=True).click()
    expect(listed).to_have_text(["Le pont <b>"])
    page.get_by_role("button", name="Renommer, exporter").click()
    for form, beginning in (("Markdown", "# Le pont"), ("HTML", "<!doctype html>"), ("JSON", "{")):
        with page.expect_download() as download:
            page.get_by_role("button", name=form, exact=True).click()
        text = Path(download.value.path()).read_text("utf-8")
        assert text.startswith(beginning)
        assert "Aurélien Vasseur" in text
        assert download.value.suggested_filename.startswith("Le pont b.")
    page.get_by_text("Supprimer…").click()
    page.get_by_role("button", name="Supprimer définitivement").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page).to_have_url(room.address)
    assert [kept.title for kept in room.desk.conversations("").all()] == [TOKYO]


def test_a_question_is_asked_again_or_otherwise_and_replaces_what_followed(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    ask(page)
    ask(page, "Et le péage ?")
    room.assistant.partials = [answer_to("Et le péage ?", statements=STATEMENTS[1:])]
    page.get_by_role("button", name="Reposer").click()
    expect(page.locator("#exchange-2.settled .statement")).to_have_count(1)
    assert [turn.content for turn in room.assistant.histories[-1]] == [QUESTION, answer_to(QUESTION).text]

    page.get_by_role("button", name="Modifier la question").first.click()
    expect(page.get_by_role("textbox", name="Modifier la question")).to_have_value(QUESTION)
    page.keyboard.press("Escape")
    expect(page.locator(".question").first).to_be_visible()
    page.get_by_role("button", name="Modifier la question").first.click()
    page.get_by_role("textbox", name="Modifier la question").fill("Qui a voté la hausse ?")
    page.keyboard.press("Enter")
    expect(page.locator(".exchange.settled .question")).to_have_text(["Qui a voté la hausse ?"])
    assert room.assistant.histories[-1] == []
    [kept] = room.desk.conversations("").all()
    assert [each.question for each in room.desk.conversations("").read(kept.id)] == ["Qui a voté la hausse ?"]


def test_an_answer_is_copied_in_four_forms_and_by_hand(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    ask(page)
    text_with_notes = ""
    for form, piece in (
        ("Markdown", "Aurélien Vasseur"),
        ("Texte avec notes", "L’Écho de Valbrume"),
        ("Sources en BibTeX", "@"),
        ("Sources en CSL-JSON", '"article-newspaper"'),
    ):
        page.get_by_text("Copier", exact=True).click()
        page.evaluate("navigator.clipboard.writeText('')")
        page.get_by_role("button", name=form).click()
        expect(page.locator(".told")).to_have_text("Copié.")
        copied = clipboard(page, piece)
        assert piece in copied
        text_with_notes = copied if form == "Texte avec notes" else text_with_notes
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no leave')) }")
    page.get_by_text("Copier", exact=True).click()
    page.get_by_role("button", name="Texte avec notes").click()
    by_hand = page.get_by_role("dialog", name="Copiez ce texte").get_by_role("textbox")
    expect(by_hand).to_be_focused()
    assert by_hand.evaluate("(field) => field.value.slice(field.selectionStart, field.selectionEnd)") == text_with_notes


def test_a_reader_says_what_an_answer_is_worth(
    room: Room, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gold_files, "GOLD_FOLDER", tmp_path)
    page = visit(room.address)
    ask(page)
    page.get_by_role("button", name="Incomplète").click()
    expect(page.get_by_role("button", name="Incomplète")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Une note").fill("Il manque l’heure.")
    page.get_by_role("button", name="Enregistrer").click()
    [kept] = room.desk.conversations("").all()
    expect(page.get_by_label("Une note")).to_have_value("Il manque l’heure.")
    page.reload()
    expect(page.get_by_role("button", name="Incomplète")).to_have_attribute("aria-pressed", "true")
    given = room.desk.feedback("").of(kept.id)[1]
    assert (given.verdict, given.note) == ("incomplete", "Il manque l’heure.")
    page.get_by_role("button", name="En faire une question de référence").click()
    expect(page.locator(".told")).to_contain_text("Ébauche ajoutée")
    [drafted] = yaml.safe_load((tmp_path / "gold.yaml").read_text("utf-8"))
    assert (drafted["question"], drafted["note"], drafted["draft"]) == (QUESTION, "Il manque l’heure.", True)


def test_follow_ups_are_answered_by_what_was_read(room: Room, visit: Visit) -> None:
    room.assistant.partials = [answer_to("Quel est le péage ?", statements=STATEMENTS[1:])]
    page = visit(room.address)
    ask(page, "Quel est le péage ?")
    offered = page.get_by_role("region", name="Pour continuer").get_by_role("button")
    expect(offered.first).to_have_text("Qui est le maire de Port-Tilleul\u202f?")
    offered.first.click()
    expect(page.locator("#exchange-2.settled .statement")).to_have_count(1)
    expect(page.get_by_role("button", name="Qui est le maire de Port-Tilleul")).to_have_count(0)


def test_a_visit_that_the_server_forgot_goes_on_in_its_conversation(room: Room, visit: Visit) -> None:
    page = visit(room.address)
    ask(page)
    # As when a thousand others came in between.
    room.states.session_data.clear()
    ask(page)
    expect(page.locator(".exchange.settled")).to_have_count(2)
    [kept] = room.desk.conversations("").all()
    assert len(room.desk.conversations("").read(kept.id)) == 2
