"""The page as Gradio blocks: panes of our own HTML, a question box, and the events between them.

The transcript is not a `gr.Chatbot`: that one reads Markdown, and article text is full of it. Our panes hold HTML made
by `render`, every piece escaped, so that `[x](javascript:…)` or `![](http://…)` in an article stays what it is: text.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import gradio as gr

from sourcier.ui import render
from sourcier.ui.conversation import Answerer
from sourcier.ui.panes import Panes
from sourcier.ui.texts import Texts, texts_for

# The panes say themselves what is going on, and nothing of the page is an API.
QUIETLY: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
AT_ONCE: dict[str, Any] = {**QUIETLY, "queue": False}


def build(assistant: Answerer, language: str = "fr", examples: Sequence[str] | None = None) -> gr.Blocks:
    """The page over `assistant`, speaking `language`; `examples` are made from the latest headlines when not given."""
    texts = texts_for(language)
    panes = Panes(assistant, texts, examples)
    page = gr.Blocks(title="Sourcier", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(())
        masthead = _pane("masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                transcript = _pane("transcript")
                filters = _filters(texts)
                question = _question_box(texts)
                renew = gr.Button(texts.renew, elem_id="renew", size="sm")
            proofs = _pane("proofs")
        reader = _reader(panes, texts)

        shown = [conversation, transcript, proofs, question]
        page.load(panes.open, outputs=[masthead, transcript, proofs, filters[0]], **QUIETLY)
        # "multiple", for a stopped answer counts as pending until its model comes up for air; `ask` keeps them apart.
        asked = question.submit(
            panes.ask, [question, conversation, *filters], shown, trigger_mode="multiple", **QUIETLY
        )
        picked = reader.submit(panes.ask_example, [conversation, *filters], shown, **QUIETLY)
        question.stop(panes.stop, [conversation], shown, cancels=[asked, picked], **AT_ONCE)
        renew.click(panes.renew, None, shown, cancels=[asked, picked], **AT_ONCE)
        reader.select(panes.show_turn, [conversation], [proofs], **AT_ONCE)
    return page


def _pane(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=None)


def _filters(texts: Texts) -> tuple[gr.Dropdown, gr.Textbox, gr.Textbox]:
    """Outlets and dates to keep to, folded until wanted; the outlets are filled in when the page is opened."""
    with gr.Accordion(texts.filters, open=False, elem_id="filters"):
        # An outlet that is gone since the page was opened is said as any other error is.
        outlets = gr.Dropdown(
            [], multiselect=True, allow_custom_value=True, label=texts.filter_outlets, elem_id="filter-outlets"
        )
        with gr.Row():
            after = gr.Textbox(label=texts.filter_after, placeholder=texts.filter_date, max_lines=1)
            before = gr.Textbox(label=texts.filter_before, placeholder=texts.filter_date, max_lines=1)
    return outlets, after, before


def _question_box(texts: Texts) -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label=texts.question,
        placeholder=texts.question,
        show_label=False,
        container=False,
        max_lines=6,
        autofocus=True,
        submit_btn=texts.ask,
    )


def _reader(panes: Panes, texts: Texts) -> gr.HTML:
    """The dialog in which an article opens; its script answers the clicks of the whole page."""

    # Gradio marks the function it is given, which a bound method does not allow.
    def read_article(place: dict[str, object]) -> str:
        return panes.read_article(place)

    return gr.HTML(
        elem_id="reader",
        html_template=render.reader(texts),
        js_on_load=files(__package__).joinpath("page.js").read_text("utf-8"),
        server_functions=[read_article],
        apply_default_css=False,
    )
