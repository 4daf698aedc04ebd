"""The pictures of the README, taken from the real page over the example articles, so that they stay true.

    python docs/screenshot.py

Asks, points at the first marker and saves page.png; opens the article at its sentence and saves article.png. The index
and what is kept are made anew in a folder that goes. Needs Chromium and the dev dependencies.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sourcier import resources
from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.settings import Settings
from sourcier.ui import build, launch

QUESTIONS = ("Qui dirige la DGSE ?", "Qui dirige la DGSI ?")
# Wide enough for the three columns; drawn finer than that, for screens that show it so.
SIZE = {"width": 1360, "height": 820}
FINENESS = 1.5
DEADLINE_MS = 120_000
# What may follow an answer is tried first.
SETTLING_MS = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder of the pictures")
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(articles=resources.shipped("seeds"), store=Path(folder) / "index")
        page = build(Library.from_settings(settings), Desk.open(Path(folder) / "desk.sqlite3"))
        address = launch(page, "127.0.0.1", free_port(), wait=False)
        try:
            take(address, options.out, "dark" if options.dark else "light")
        finally:
            page.close(verbose=False)


def take(address: str, out: Path, scheme: str) -> None:
    """Ask each question in a conversation of its own, then save the pictures of the last."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = browser.new_page(
            viewport=SIZE, device_scale_factor=FINENESS, color_scheme=scheme, locale="fr-FR", reduced_motion="reduce"
        )
        view.set_default_timeout(DEADLINE_MS)
        for question in QUESTIONS:
            view.goto(address)
            view.wait_for_selector(".welcome")
            ask(view, question)
        view.locator(".cite").first.hover()
        view.screenshot(path=out / "page.png")
        view.locator(".cite").first.click()
        view.wait_for_selector("dialog.reader[open] mark")
        view.screenshot(path=out / "article.png")
        browser.close()


def ask(view: Page, question: str) -> None:
    """Ask, and wait for the answer and for what may follow it."""
    view.get_by_placeholder("Votre question").fill(question)
    view.keyboard.press("Enter")
    view.wait_for_selector(".exchange.settled .actions")
    view.wait_for_timeout(SETTLING_MS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
