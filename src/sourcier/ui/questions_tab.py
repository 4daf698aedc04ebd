"""The tab of questions: panes of our own HTML, a question box, and the events between them.

The transcript is not a `gr.Chatbot`: that one reads Markdown, and article text is full of it. Our panes hold HTML made
by `render`, every piece escaped, so that `[x](javascript:…)` or `![](http://…)` in an article stays what it is: text.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr
from gradio.context import Context

from sourcier.ui import render
from sourcier.ui.blocks import ANSWERING, AT_LAST, AT_ONCE, QUIETLY, pane
from sourcier.ui.keeping import Keeping
from sourcier.ui.panes import Panes
from sourcier.ui.sitting import Sitting
from sourcier.ui.texts import Texts

SCRIPTS = ("page.js", "doing.js")
# The conversation that the address names, as `page.js` writes it there.
ADDRESS = "(collection, _) => [collection, location.hash.startsWith('#c=') ? location.hash.slice(3) : '']"
DELIVERY = (
    "watch('value', () => document.dispatchEvent(new CustomEvent('parcel', { detail: JSON.parse(props.value) })))"
)


def questions_tab(
    page: gr.Blocks, masthead: gr.HTML, collection: gr.Dropdown, panes: Panes, keeping: Keeping, texts: Texts
) -> None:
    """Build the tab; `masthead` and `collection` stand above it."""
    sitting = gr.State(Sitting())
    tab = Context.block
    deleted = gr.State(None)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="side"):
            gr.HTML(elem_id="side-top", html_template=render.side(texts), apply_default_css=False, js_on_load=None)
            kept = pane("kept")
        with gr.Column(elem_id="talk"):
            gr.HTML(elem_id="bench", html_template=render.bench(texts), apply_default_css=False, js_on_load=None)
            transcript = pane("transcript", render.welcome(texts))
            offers = pane("offers")
            question = _question_box(texts)
            filters = _filters(texts)
        proofs = pane("proofs", render.proofs((), 0, texts))
    parcel = gr.HTML(elem_id="parcel", html_template="", js_on_load=DELIVERY, apply_default_css=False)
    # The name that the open conversation is kept under: the page still has it when Gradio has forgotten its visit.
    here = gr.HTML(elem_id="here", html_template="", apply_default_css=False, js_on_load=None)
    doing = _doing(texts)

    held = [sitting, here]
    shown = [*held, transcript, proofs, offers, kept, question]
    asking = [*held, collection, *filters]
    visit = [masthead, filters[0], collection, *shown]
    opened = page.load(panes.open, [collection, parcel], visit, js=ADDRESS, **QUIETLY)
    # "multiple", for a stopped answer counts as pending until its model comes up for air; `ask` keeps them apart.
    asked = question.submit(panes.ask, [question, *asking], shown, trigger_mode="multiple", **ANSWERING)
    picked = doing.ask(panes.ask_offered, asking, shown, **ANSWERING)
    again = doing.again(panes.ask_again, asking, shown, **ANSWERING)
    running = [asked, picked, again]
    stopped = question.stop(panes.stop, [*held, collection], shown, cancels=running, **AT_ONCE)
    chosen = collection.input(panes.choose, [collection], visit, cancels=running, **AT_ONCE)
    reopened = doing.open(panes.reopen, [*held, collection], visit, cancels=running, **AT_LAST)
    if isinstance(tab, gr.Tab):
        # Articles may have come meanwhile, in another room or from elsewhere.
        tab.select(panes.head, [collection], [masthead, filters[0]], **AT_ONCE)
    doing.count(panes.head, [collection], [masthead, filters[0]], **AT_ONCE)
    page.unload(panes.leave)
    doing.show(panes.show_turn, [*held, collection], [proofs], **AT_LAST)
    doing.read(keeping.read_article, [collection], [parcel], **AT_LAST)
    doing.copy(keeping.copy, held, [parcel], **AT_ONCE)
    doing.judge(keeping.judge, [*held, collection], [transcript, parcel], **AT_ONCE)
    doing.gold(keeping.keep_as_gold, held, [parcel], **AT_ONCE)
    doing.look(keeping.look, None, None, **AT_ONCE)
    doing.find(keeping.find, held, [sitting, kept], **AT_LAST)
    doing.rename(keeping.rename, held, [kept, parcel], **AT_ONCE)
    doing.export(keeping.export, None, [parcel], **AT_ONCE)
    removed = doing.remove(keeping.delete, None, [deleted, parcel], **AT_ONCE)
    closed = removed.then(panes.deleted, [deleted, *held, collection], shown, **AT_ONCE)
    for event in (opened, chosen, *running, stopped, reopened, closed):
        event.then(panes.offer, [*held, collection], [offers], **QUIETLY)


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


def _doing(texts: Texts) -> Any:
    """The dialogs, and the scripts that answer the clicks of the whole page and tell them to Python by name."""
    scripts = (files(__package__).joinpath(name).read_text("utf-8") for name in SCRIPTS)
    return gr.HTML(
        elem_id="shell", html_template=render.shell(texts), js_on_load="\n".join(scripts), apply_default_css=False
    )
