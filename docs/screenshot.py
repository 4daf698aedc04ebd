"""The picture of the README, taken from the real page.

    python docs/screenshot.py

Opens the page on the settings of this folder (the seeds by default), asks, clicks the first marker and saves page.png.
Needs Chromium and the dev dependencies.
"""

from __future__ import annotations

import argparse
import shutil
import socket
from pathlib import Path

from playwright.sync_api import sync_playwright

from sourcier import Assistant
from sourcier.ui import build, launch

QUESTION = "Qui dirige la DGSI ?"
PICTURE = Path(__file__).with_name("page.png")
# Wide enough for both columns; drawn finer than that, for screens that show it so.
SIZE = {"width": 1280, "height": 800}
FINENESS = 1.5
ANSWER_DEADLINE_MS = 120_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--out", type=Path, default=PICTURE)
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    page = build(Assistant.open())
    address = launch(page, "127.0.0.1", free_port(), wait=False)
    try:
        take(address, options.question, options.out, "dark" if options.dark else "light")
    finally:
        page.close(verbose=False)


def take(address: str, question: str, out: Path, scheme: str) -> None:
    """Ask `question` at `address`, open its first proof and save the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = browser.new_page(
            viewport=SIZE, device_scale_factor=FINENESS, color_scheme=scheme, locale="fr-FR", reduced_motion="reduce"
        )
        view.goto(address)
        view.wait_for_selector(".welcome")
        view.get_by_role("textbox").fill(question)
        view.keyboard.press("Enter")
        view.wait_for_selector(".exchange.settled", timeout=ANSWER_DEADLINE_MS)
        view.locator(".cite").first.click()
        view.screenshot(path=out)
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
