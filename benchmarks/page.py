"""How soon the page reacts, over the example articles with the real components, in headless Chromium.

    python benchmarks/page.py

Prints, over several visits: from the address to the first paint and to the question box; from Enter to the first
reaction, to the first evidence card and to the settled answer; and how much moved meanwhile (cumulative layout shift,
what follows Enter included; good below 0.1 by web.dev/articles/cls). Needs Chromium and the dev dependencies.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from sourcier import resources
from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.settings import Settings
from sourcier.ui import build, launch

QUESTION = "Qui dirige la DGSE ?"
DEADLINE_MS = 60_000
# Moments, in milliseconds since Enter, at which something is first there; and what moves meanwhile.
WATCH = """() => {
  window.seen = {}; window.moved = 0;
  const wanted = { reaction: ".working", evidence: ".card", settled: ".exchange.settled" };
  new MutationObserver(() => {
    for (const [name, place] of Object.entries(wanted)) {
      if (!(name in seen) && document.querySelector(place)) {
        requestAnimationFrame(() => { seen[name] ??= performance.now() - window.asked; });
      }
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.moved += entry.value;
  }).observe({ type: "layout-shift" });
  document.addEventListener("keydown", ({ key }) => { if (key === "Enter") window.asked = performance.now(); }, true);
}"""
MEASURED = ("paint", "box", "reaction", "evidence", "settled", "moved")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(articles=resources.shipped("seeds"), store=Path(folder) / "index")
        library = Library.from_settings(settings)
        library.open()
        page = build(library, Desk.open(Path(folder) / "desk.sqlite3"))
        address = launch(page, "127.0.0.1", free_port(), wait=False)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                visits = [visit(browser, address) for _ in range(options.visits)]
        finally:
            page.close(verbose=False)
    for name in MEASURED:
        values = [each[name] for each in visits]
        print(f"{name:10} median {statistics.median(values):8.3f}   worst {max(values):8.3f}")


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One visit with an empty cache, in milliseconds; `moved` is a share of the screen."""
    view = browser.new_page(viewport={"width": 1440, "height": 900})
    view.set_default_timeout(DEADLINE_MS)
    view.goto(address)
    view.wait_for_selector(".welcome")
    box = view.evaluate("performance.now()")
    paint = view.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    view.wait_for_selector(".offer")
    view.evaluate(WATCH)
    view.get_by_placeholder("Votre question").fill(QUESTION)
    view.keyboard.press("Enter")
    view.wait_for_function("'settled' in window.seen")
    found: dict[str, float] = view.evaluate("({ ...window.seen, moved: window.moved })")
    view.close()
    return {**found, "paint": paint, "box": box}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
