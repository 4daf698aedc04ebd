"""A conversation as a file: Markdown, a page that runs nothing, JSON that is read back."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from desk_fakes import HARBOUR, HOSTILE, TOLL, article, day, exchange

from sourcier.desk import Exchange, Kept
from sourcier.desk.exporting import Exported, as_html, as_json, as_markdown

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
KEPT = Kept(id="x", title="Le péage ?", collection="", created=NOON, changed=NOON)
PAYS, LEADS = article(published=day()), article(HARBOUR, title="Le port", path="port.txt")
SAID = (
    exchange("Combien coûte le péage ?", PAYS, LEADS),
    exchange("Et le train ?"),
    Exchange("Et ?", problem="Le modèle s'est interrompu.", settled=True),
)
VOID = frozenset({"meta"})


class Page(HTMLParser):
    """The elements of a page, which must all be closed, with its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts.append(data)


def test_json_is_read_back_whole() -> None:
    assert Exported.model_validate_json(as_json(KEPT, SAID)) == Exported(conversation=KEPT, exchanges=SAID)


def test_markdown_has_every_question_answer_and_source() -> None:
    written = as_markdown(KEPT, SAID)
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        "# Le péage\u202f?",
        "## Combien coûte le péage\u202f?",
        "## Et le train\u202f?",
        "## Et\u202f?",
    ]
    assert "*Conversation du 4 mars 2031." in written
    assert "- [1] *Le Phare*, 12 mars 2024" in written
    assert "*Les articles n'en disent rien.*" in written
    assert written.endswith("*Le modèle s'est interrompu.*\n")


def test_the_page_says_the_same_and_stands_alone() -> None:
    page = Page(as_html(KEPT, SAID))
    text = "".join(page.texts)
    for told in ("Le péage\u202f?", f"{TOLL}\u202f[1]", "12 mars 2024", "Les articles n'en disent rien.", "interrompu"):
        assert told in text
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "a", "base", "svg"}
    assert {name for _, attributes in page.elements for name in attributes} <= {
        "lang", "charset", "name", "content", "http-equiv", "dir", "class", "id", "value",
    }  # fmt: skip
    assert "url(" not in as_html(KEPT, SAID)
    assert [tag for tag, _ in page.elements if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2", "h2"]


def test_an_answer_in_english_is_set_in_english() -> None:
    written = as_html(KEPT, (exchange("What does it cost?", PAYS, language="en"),))
    assert '<html lang="en">' in written
    assert "Conversation of 4 March 2031." in written
    assert "“Le péage augmente”" in written


def test_a_conversation_without_exchanges_is_a_title() -> None:
    assert as_markdown(KEPT, ()).startswith("# Le péage")
    assert "<h1" in as_html(KEPT, ())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text_in_every_form(text: str) -> None:
    hostile = article(text, title=text, outlet=text, byline=text, path=text[:200].replace("\0", ""), published=day())
    said = (exchange(text, hostile, notice=text), Exchange(text, problem=text))
    kept = KEPT.model_copy(update={"title": text})
    assert Exported.model_validate_json(as_json(kept, said)).exchanges == said
    harmless = as_html(KEPT, (exchange("?", hostile.model_copy(update={"title": "x", "outlet": "x"}), notice="x"),))
    page = Page(as_html(kept, said))
    assert {tag for tag, _ in page.elements} == {tag for tag, _ in Page(harmless).elements}
    assert {name for _, attributes in page.elements for name in attributes} == {
        name for _, attributes in Page(harmless).elements for name in attributes
    }
    headings = [line for line in as_markdown(kept, said).splitlines() if line.startswith("#")]
    assert len(headings) == 3
