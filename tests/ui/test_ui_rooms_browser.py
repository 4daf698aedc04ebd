"""The rooms beside the questions, in headless Chromium over a real index: what takes a browser, in few visits."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from rooms import ONE, library_in

from conftest import PATIENCE_MS, Visit, free_port
from sourcier import ui
from sourcier.library import Library
from sourcier.ui.settings_panes import SettingsPanes
from sourcier.ui.uploads import FOLDER_VARIABLE

# Gradio 6.31 uses two things that pandas 3 deprecates, in its own account of how long events took.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
MILL = "Le moulin de Brévaux sera restauré par une association de quinze bénévoles, a annoncé Solène Hardouin."
HOSTILE_TITLE = "<img src=x onerror=alert(1)> ${alert(2)} [clic](javascript:alert(3)) <script>alert(4)</script>"
HOSTILE_NAMES = ("<img src=x onerror=alert(1)>.txt", "../../../evil.txt", "'\"`$(touch x)`.txt", "\u202egnp.txt")
GOLD = """
- id: direction
  question: Qui dirige le port de Vaubrac ?
  kind: office_holder
  split: dev
  facts: [[Bastien Corvelle]]
  evidence:
    - {article: phare-direction.txt, quote: "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."}
"""
Served = tuple[str, Library]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The whole page over the invented press, and its library."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "questions.yaml").write_text(GOLD, "utf-8")
    library, desk = library_in(tmp_path, ONE)
    library.open()
    page = ui.build(library, desk, examples=())
    yield ui.launch(page, "127.0.0.1", free_port(), wait=False), library
    page.close(verbose=False)


def room(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def bring(page: Page, *files: tuple[str, str]) -> None:
    page.locator("#corpus-upload input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    )


def asked(page: Page, question: str) -> None:
    room(page, "Questions")
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")


def test_files_are_brought_asked_about_and_taken_out_whatever_they_are_called(
    served: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(served[0])
    room(page, "Corpus")
    expect(page.locator(".corpus-count")).to_have_text("8 articles")
    hostile = [(name, f"{HOSTILE_TITLE}\n\n{MILL} Dossier {number}.") for number, name in enumerate(HOSTILE_NAMES)]
    bring(page, ("moulin.txt", MILL), ("photo.png", "no"), *hostile)
    said = page.locator("#corpus-said")
    expect(said).to_contain_text("Index à jour en")
    expect(said).to_contain_text("moulin.txt : ajouté")
    expect(said).to_contain_text("photo.png : refusé, format non lu")
    expect(page.locator(".corpus-count")).to_have_text("13 articles")
    assert {path.parent for path in tmp_path.rglob("*.txt")} == {tmp_path / "press", tmp_path / "press" / "ajouts"}

    page.locator("#corpus-search textarea, #corpus-search input").fill("moulin")
    page.keyboard.press("Enter")
    expect(page.locator(".corpus-count")).to_have_text("5 sur 13 articles")
    page.locator(".corpus-list .door", has_text="moulin.txt").click()
    expect(page.locator("dialog[open]")).to_contain_text("Solène Hardouin")
    page.keyboard.press("Escape")
    page.locator(".corpus-list li", has_text="moulin.txt").get_by_role("button", name=re.compile("Retirer")).click()
    expect(said).to_contain_text("ajouts/moulin.txt mis de côté")
    expect(page.locator(".corpus-count")).to_have_text("12 articles")
    page.locator("#corpus-undo").click()
    expect(said).to_contain_text("remis dans le dossier")
    expect(page.locator(".corpus-count")).to_have_text("13 articles")

    asked(page, "Qui a annoncé la restauration du moulin de Brévaux ?")
    expect(page.locator(".exchange.settled .statement").first).to_contain_text("Solène Hardouin")


def test_questions_are_answered_while_the_index_is_made(
    served: Served, visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address, library = served
    go_on = threading.Event()
    index: Callable[..., object] = library.index

    def slow(name: str, progress: Callable[[int, int, int], None], who: str) -> object:
        def told(files: int, of: int, articles: int) -> None:
            progress(files, of, articles)
            assert go_on.wait(60)

        return index(name, told, who)

    monkeypatch.setattr(library, "index", slow)
    (tmp_path / "press" / "moulin.txt").write_text(MILL, "utf-8")
    page = visit(address)
    room(page, "Corpus")
    page.locator("#corpus-index").click()
    expect(page.locator("#corpus-said")).to_contain_text("Indexation, pendant laquelle on peut poser des questions")
    asked(page, "Qui dirige le port de Vaubrac ?")
    expect(page.locator(".exchange.settled .statement").first).to_contain_text("Vaubrac")
    go_on.set()
    room(page, "Corpus")
    expect(page.locator("#corpus-said")).to_contain_text("Articles ajoutés : 1")
    asked(page, "Qui a annoncé la restauration du moulin de Brévaux ?")
    expect(page.locator(".exchange.settled .statement", has_text="Solène Hardouin").first).to_be_visible()


def test_settings_are_remembered_and_questions_are_measured(served: Served, visit: Visit) -> None:
    page = visit(served[0])
    room(page, "Réglages")
    page.get_by_role("radio", name="Sombre").check()
    expect(page.locator("body.dark")).to_have_count(1)
    expect(page.locator("#settings-kept")).to_contain_text("Réglage gardé.")
    page.get_by_role("radio", name="Un serveur compatible OpenAI").check()
    page.get_by_label("Modèle", exact=True).fill("petit")
    page.get_by_label("Adresse").fill("http://127.0.0.1:9/v1")
    page.locator("#settings-test").click()
    expect(page.locator("#settings-said")).to_contain_text("injoignable")
    page.locator("#settings-use").click()
    expect(page.locator("#settings-said")).to_contain_text("rédige maintenant les réponses")
    page.reload()
    expect(page.locator("body.dark")).to_have_count(1)
    room(page, "Réglages")
    expect(page.get_by_label("Adresse")).to_have_value("http://127.0.0.1:9/v1")
    page.get_by_role("radio", name=re.compile("Personne")).check()
    page.locator("#settings-use").click()
    expect(page.locator("#settings-said")).to_contain_text("extractive rédige")

    room(page, "Évaluation")
    expect(page.locator("#evaluation-gold input")).not_to_have_value("")
    page.locator("#evaluation-start").click()
    expect(page.locator("#evaluation-said")).to_contain_text("1 questions justes sur 1.")
    report = page.frame_locator("iframe.report")
    expect(report.locator("h1")).to_contain_text("extractive")
    expect(report.locator("body")).to_contain_text("Qui dirige le port de Vaubrac")

    room(page, "Réglages")
    page.get_by_role("radio", name="English").check()
    expect(page.get_by_role("tab", name="Settings")).to_be_visible()
    page.goto(served[0])
    expect(page.get_by_role("tab", name="Settings")).to_be_visible()
    room(page, "Settings")
    page.get_by_role("radio", name="Français").check()
    expect(page.get_by_role("tab", name="Réglages")).to_be_visible()


def test_nothing_is_chosen_before_what_was_chosen_has_come(
    served: Served, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, models_for_real = threading.Event(), SettingsPanes.models

    def models_late(panes: SettingsPanes, is_free: bool) -> list[tuple[str, str]]:
        known.wait(PATIENCE_MS / 1000)
        return models_for_real(panes, is_free)

    monkeypatch.setattr(SettingsPanes, "models", models_late)
    page = visit(served[0])
    room(page, "Réglages")
    settings = page.locator("#settings :is(input[type=radio], button)")
    expect(settings.first).to_be_disabled()
    assert [each.is_disabled() for each in settings.all()] == [True] * settings.count()
    known.set()
    page.get_by_role("radio", name="English").check()
    expect(page.get_by_role("tab", name="Settings")).to_be_visible()


def test_questions_that_are_brought_are_asked_and_left_on_no_disk(served: Served, visit: Visit) -> None:
    page = visit(served[0])
    room(page, "Évaluation")
    page.locator("#evaluation-upload input[type=file]").set_input_files(
        {"name": "miennes.yaml", "mimeType": "application/yaml", "buffer": GOLD.encode()}
    )
    expect(page.locator("#evaluation-gold input")).to_have_value("miennes.yaml (apporté)")
    page.locator("#evaluation-start").click()
    expect(page.locator("#evaluation-said")).to_contain_text("1 questions justes sur 1.")
    uploads = Path(os.environ[FOLDER_VARIABLE])
    assert [file for file in uploads.rglob("*") if file.is_file() and file.stat().st_size] == []
