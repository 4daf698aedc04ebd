"""The page as Gradio blocks: a head, and a tab for each thing that people do."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.services.slots import Slots
from sourcier.ui import render, uploads
from sourcier.ui.blocks import pane
from sourcier.ui.choices import Choices
from sourcier.ui.choosing import collection_dropdown
from sourcier.ui.corpus_tab import corpus_tab
from sourcier.ui.evaluation_tab import evaluation_tab
from sourcier.ui.examples import Examples
from sourcier.ui.keeping import Keeping
from sourcier.ui.panes import Panes
from sourcier.ui.questions_tab import questions_tab
from sourcier.ui.screen import Screen
from sourcier.ui.settings_tab import settings_tab
from sourcier.ui.texts import texts_for


def build(
    library: Library,
    desk: Desk,
    language: str = "fr",
    examples: Sequence[str] | None = None,
    slots: Slots | None = None,
) -> gr.Blocks:
    """The page over `library`, speaking `language`, and the same in the other one at its own address.

    What readers leave there is kept on `desk`. `examples` are made from the latest articles when not given. With
    `slots`, whoever shares them answers no more questions at once than the page alone would.
    """
    slots = slots or Slots()
    uploads.keep_apart()
    deleted = (uploads.LOOK_SECONDS, uploads.OLDEST_SECONDS)
    page = gr.Blocks(title="Sourcier", analytics_enabled=False, fill_width=True, delete_cache=deleted)
    with page:
        _rooms(page, library, desk, language, language, examples, slots)
    other = "en" if language == "fr" else "fr"
    with page.route(other, f"/{other}", show_in_navbar=False):
        _rooms(page, library, desk, other, language, examples, slots)
    return page


def _rooms(
    page: gr.Blocks,
    library: Library,
    desk: Desk,
    language: str,
    first: str,
    examples: Sequence[str] | None,
    slots: Slots,
) -> None:
    """Everything in `language`; `first` is that of the page without an address of its own."""
    texts = texts_for(language)
    screen = Screen(Choices(library, desk), desk, texts)
    panes = Panes(screen, Examples(examples), slots)
    masthead = pane("masthead", render.masthead(None, texts))
    collection = collection_dropdown(library, texts)
    with gr.Tabs(elem_id="rooms"):
        with gr.Tab(texts.questions, id="questions", elem_id="room-questions"):
            questions_tab(page, masthead, collection, panes, Keeping(screen), texts)
        with gr.Tab(texts.corpus, id="corpus", elem_id="room-corpus"):
            corpus_tab(library, desk, texts, collection)
        with gr.Tab(texts.evaluation, id="evaluation", elem_id="room-evaluation"):
            evaluation_tab(library, desk, texts, collection)
        with gr.Tab(texts.settings, id="settings", elem_id="room-settings"):
            settings_tab(library, desk, texts, collection, first=first)
