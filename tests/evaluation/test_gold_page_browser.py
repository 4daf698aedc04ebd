"""The page of a run in headless Chromium. Each visit fails on a dialog, a request, or an error of the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_cases import HOSTILE, ORDINARY, hostile_report
from playwright.sync_api import Browser, Page

from sourcier.evaluation import Report
from sourcier.evaluation.page import to_compared_html, to_html
from sourcier.evaluation.page.words import Words

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
DESKTOP, PHONE = (1280, 900), (375, 740)


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    faults: list[str] = []
    tabs: list[Page] = []

    def show(text: str, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Page:
        file = tmp_path / f"{len(tabs)}.html"
        file.write_text(text, "utf-8")
        tab = chromium.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
        tabs.append(tab)
        tab.on("request", lambda request: faults.append(request.url) if request.url != file.as_uri() else None)
        tab.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("console", lambda message: faults.append(message.text))
        tab.goto(file.as_uri())
        return tab

    yield show
    for tab in tabs:
        tab.close()
    assert faults == []


def wide(tab: Page) -> bool:
    return bool(tab.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_hostile_text_is_only_text(visit: Visit, size: tuple[int, int]) -> None:
    assert len(HOSTILE) == 25
    for text in (to_html(hostile_report()), to_compared_html(hostile_report(), ORDINARY)):
        tab = visit(text, size)
        tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert not wide(tab)
    tab = visit(to_html(hostile_report()), size)
    assert tab.locator("details.case").count() == len(HOSTILE)
    assert tab.locator("script, iframe, img, object, form, link, base, video, style style").count() == 0
    assert tab.locator(".question", has_text=HOSTILE[0]).first.inner_text() == HOSTILE[0]


def test_the_numbers_are_those_of_the_report(visit: Visit) -> None:
    tab = visit(to_html(ORDINARY, language="en"))
    words, shown = Words("en"), 0
    for measure in ORDINARY.measures().values():
        if measure.value is None or measure.unit == "ms":
            continue
        name = words(measure.name)
        row = tab.locator("#measures ~ .scroll tbody tr").filter(has=tab.locator("th[scope=row]", has_text=name)).first
        assert row.locator(".beside > span").first.inner_text() == f"{measure.value:.3f}"
        shown += 1
    assert shown > 15
    assert tab.locator(".lead").inner_text() == "3 questions of 8 as they should be, 5 to look at. 1 failed."


def test_a_worst_case_unfolds_by_keyboard(visit: Visit) -> None:
    tab = visit(to_html(ORDINARY))
    case = tab.locator("#w2")
    body = case.locator(".body")
    assert not body.is_visible()
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.parentElement.id") == "w2":
            break
    tab.keyboard.press("Enter")
    assert body.is_visible()
    assert case.locator("mark").first.inner_text() == "Odile Farran dirige le port de Vaubrac."
    case.get_by_role("link", name="[1]").click()
    assert tab.locator("#w2-1").evaluate("each => each.matches(':target')")
    assert "--only=missed" in case.locator("code").inner_text()


@pytest.mark.parametrize("report", [ORDINARY, hostile_report()])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_goes_off_sideways(visit: Visit, report: Report, scheme: str) -> None:
    tab = visit(to_html(report), PHONE, scheme)
    assert not wide(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert not wide(tab)
    ink, paper = (tab.locator("body").evaluate(f"each => getComputedStyle(each).{name}") for name in
                  ("color", "backgroundColor"))  # fmt: skip
    assert ink != paper


def test_on_paper_folded_cases_are_there(visit: Visit) -> None:
    tab = visit(to_html(ORDINARY))
    visible = "each => each.checkVisibility()"
    folded = tab.locator("#w2 mark").first
    assert not folded.evaluate(visible)
    tab.emulate_media(media="print")
    assert folded.evaluate(visible)


def test_drawings_say_in_words_what_they_show(visit: Visit) -> None:
    tab = visit(to_html(ORDINARY, language="en"))
    said = [each.get_attribute("aria-label") or "" for each in tab.get_by_role("img").all()]
    assert len(said) == 3
    assert any("whole answer: median 1.4 s" in text for text in said)
    assert any("ROC curve: area" in text for text in said)
