"""The evaluation tab: gold questions put to the collection, and the report in the page."""

from __future__ import annotations

import gradio as gr
from gradio.context import Context

from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.ui.blocks import QUIETLY, pane
from sourcier.ui.choices import Choices
from sourcier.ui.choosing import collection_dropdown
from sourcier.ui.evaluation_panes import EvaluationPanes
from sourcier.ui.evaluation_texts import evaluation_texts
from sourcier.ui.gold_files import SUFFIXES
from sourcier.ui.texts import Texts


def evaluation_tab(library: Library, desk: Desk, texts: Texts, collection: gr.Dropdown | None = None) -> None:
    """Build the tab over the collection that `collection` chooses; with a dropdown of its own when there is none.

    Called inside `gr.Tab`: the files of questions are looked for when the tab is opened.
    """
    words = evaluation_texts(texts.language)
    panes = EvaluationPanes(Choices(library, desk).assistant, words, texts.language)
    tab = Context.block
    with gr.Column(elem_id="evaluation", elem_classes=texts.language):
        gr.HTML(f"<p>{words.intro}</p>", elem_id="evaluation-intro", apply_default_css=False, js_on_load=None)
        collection = collection or collection_dropdown(library, texts)
        with gr.Row(elem_id="evaluation-questions"):
            # What is chosen is in a list that the server made later: `run` checks what it is given.
            gold = gr.Dropdown([], label=words.gold, elem_id="evaluation-gold", allow_custom_value=True)
            half = gr.Radio([(name, value) for value, name in words.halves.items()], value="", label=words.half)
        brought = gr.File(
            label=words.bring,
            file_types=list(SUFFIXES),
            height=130,
            elem_id="evaluation-upload",
        )
        with gr.Row(elem_id="evaluation-actions"):
            # Until the files are listed there is nothing to ask.
            start = gr.Button(words.start, size="sm", variant="primary", interactive=False, elem_id="evaluation-start")
            stop = gr.Button(words.stop, size="sm", visible=False, elem_id="evaluation-stop")
        said = pane("evaluation-said")
        report = pane("evaluation-report")
    held = gr.State(None)

    if isinstance(tab, gr.Tab):
        tab.select(panes.open, held, [gold, start], **QUIETLY)
    brought.upload(panes.bring, brought, [gold, held, brought, said], **QUIETLY)
    # One at a time: the model that is measured answers readers too.
    start.click(
        panes.run,
        [gold, held, half, collection],
        [said, report, start, stop],
        concurrency_limit=1,
        concurrency_id="evaluation",
        **QUIETLY,
    )
    stop.click(panes.stop, None, None, queue=False, **QUIETLY)
