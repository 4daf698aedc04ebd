"""What a browser does not show of a page: text there was never read by anyone, and must not prove anything.

A closed `<details>` stays, which a reader opens; so does what a script shows later, told by its name of class or by
its being most of the page. The values of forms and the attributes are no text of the page at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOT_SHOWN = "//style | //template | //noscript | //comment() | //processing-instruction() | //svg | //iframe | //object"
FORMS = "//textarea | //select | //datalist | //*[local-name()='amp-consent' or local-name()='amp-sidebar']"
HIDDEN = "//*[@hidden and not(@hidden='until-found')] | //script[not(@type='application/ld+json')]"
HIDING = re.compile(r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
# Ways to hide that pages also use for what they show later, or elsewhere: most of a page is never hidden by them.
VEILING = re.compile(
    r"(?:^|[;{\s])(?:opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)|font-size\s*:\s*0(?:[a-z%]+)?\s*(?:[;!}]|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]p?x?[, ]"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:[;!}]|$)(?=.*overflow\s*:\s*hidden))",
    re.IGNORECASE | re.DOTALL,
)
# Class names by which the great style sheets set text apart for screen readers.
FOR_SCREEN_READERS = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-visually-hidden"}
)
# Names of class of what a script shows as the page is scrolled or loaded.
SHOWN_LATER = re.compile(r"(?:invisible|anim|fade|reveal|aos|wow|lazy|load|\bjs\b|no-js)", re.IGNORECASE)
SIMPLE_SELECTOR = re.compile(r"[a-z0-9]*([.#])([\w-]+)", re.IGNORECASE)
# A page whose greater part is veiled shows it by a script; longer style sheets are not read.
MOST_OF_PAGE, LONGEST_SHEET = 0.5, 500_000


def prune_unseen(tree: HtmlElement) -> None:
    """Take out of `tree` what a browser does not show; the data of `application/ld+json` stays."""
    sheets = " ".join(element.text or "" for element in tree.xpath("//style[not(@media='print')]"))[:LONGEST_SHEET]
    for element in (*tree.xpath(f"{NOT_SHOWN} | {FORMS} | {HIDDEN}"), *_styled(tree, HIDING)):
        _drop(element)
    length = len(tree.text_content())
    for element in (*_veiled(tree), *_by_sheet(tree, sheets)):
        if len(element.text_content()) < MOST_OF_PAGE * length:
            _drop(element)


def _veiled(tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from tree.xpath("//*[@aria-hidden='true']")
    yield from _styled(tree, VEILING)
    for element in tree.xpath(
        "//*[contains(@class, 'sr-') or contains(@class, 'hidden') or contains(@class, 'reader')]"
    ):
        if FOR_SCREEN_READERS.intersection(element.get("class").lower().split()):
            yield element


def _by_sheet(tree: HtmlElement, sheets: str) -> Iterator[HtmlElement]:
    """The elements that a rule of the page's own style sheets hides by their class or identifier."""
    hidden = {
        (mark, name)
        for selectors, style in _rules(sheets)
        if (HIDING.search(style) or VEILING.search(style)) and not SHOWN_LATER.search(selectors)
        for selector in selectors.split(",")
        if (match := SIMPLE_SELECTOR.fullmatch(selector.strip()))
        for mark, name in [match.groups()]
    }
    if not hidden:
        return
    for element in tree.xpath("//*[@class or @id]"):
        marks = {(".", name) for name in (element.get("class") or "").split()} | {("#", element.get("id") or "")}
        if marks & hidden:
            yield element


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The rules of style sheets, selectors and style; those inside "@media print" and the like are conditional."""
    opened: list[str] = []
    before = ""
    for part in re.split(r"([{}])", sheets):
        if part == "{":
            opened.append(before.rpartition("*/")[2].rpartition(";")[2].strip())
        elif part == "}" and opened:
            selectors = opened.pop()
            if not any(outer.startswith("@") for outer in (*opened, selectors)):
                yield selectors, before
        before = part


def _styled(tree: HtmlElement, style: re.Pattern[str]) -> list[HtmlElement]:
    return [element for element in tree.xpath("//*[@style]") if style.search(element.get("style"))]


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
