"""The page as Gradio blocks: a head, and a tab for each thing that people do."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.ui.choices import Choices
from sourcier.ui.choosing import collection_dropdown
from sourcier.ui.corpus_tab import corpus_tab
from sourcier.ui.evaluation_tab import evaluation_tab
from sourcier.ui.examples import Examples
from sourcier.ui.keeping import Keeping
from sourcier.ui.panes import Panes
from sourcier.ui.questions_tab import pane, questions_tab
from sourcier.ui.screen import Screen
from sourcier.ui.settings_tab import settings_tab
from sourcier.ui.texts import texts_for


def build(library: Library, desk: Desk, language: str = "fr", examples: Sequence[str] | None = None) -> gr.Blocks:
    """The page over `library`, speaking `language`; what readers leave there is kept on `desk`.

    `examples` are made from the latest articles when not given.
    """
    texts = texts_for(language)
    screen = Screen(Choices(library, desk), desk, texts)
    panes = Panes(screen, Examples(examples))
    page = gr.Blocks(title="Sourcier", analytics_enabled=False, fill_width=True)
    with page:
        masthead = pane("masthead")
        collection = collection_dropdown(library, texts)
        with gr.Tabs(elem_id="rooms"):
            with gr.Tab(texts.questions, id="questions", elem_id="room-questions"):
                questions_tab(page, masthead, collection, panes, Keeping(screen), texts)
            for name, title, tab in (
                ("corpus", texts.corpus, corpus_tab),
                ("evaluation", texts.evaluation, evaluation_tab),
                ("settings", texts.settings, settings_tab),
            ):
                with gr.Tab(title, id=name, elem_id=f"room-{name}"):
                    tab(library, desk, texts, collection)
    return page
