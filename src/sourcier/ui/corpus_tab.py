"""The corpus tab: which articles there are, what to check of them, and how to bring others."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import gradio as gr
from gradio.context import Context

from sourcier.library import Library
from sourcier.ui.blocks import QUIETLY, pane
from sourcier.ui.choosing import collection_dropdown
from sourcier.ui.corpus_panes import CorpusPanes
from sourcier.ui.corpus_texts import CorpusTexts, corpus_texts
from sourcier.ui.texts import Texts

if TYPE_CHECKING:
    from sourcier.desk import Desk


def corpus_tab(library: Library, desk: Desk, texts: Texts, collection: gr.Dropdown | None = None) -> None:
    """Build the tab over the collection that `collection` chooses; with a dropdown of its own when there is none.

    Called inside `gr.Tab`: the list is made when the tab is first opened.
    """
    words = corpus_texts(texts.language)
    panes = CorpusPanes(library, words)
    tab = Context.block
    with gr.Column(elem_id="corpus", elem_classes=words.language):
        collection = collection or collection_dropdown(library, texts)
        box, reindex, undo = _bringing(words)
        said = pane("corpus-said")
        search, outlets, after, before = _looking(words)
        drawing = pane("corpus-drawing")
        listing = _list()
        warnings = pane("corpus-checks")
    moved = gr.State(())

    shown = [listing, drawing, warnings, outlets]
    looked_for = [collection, search, outlets, after, before]
    opened = [said, *shown, box, reindex, undo]
    updated = [said, *shown, box, undo, moved]
    if isinstance(tab, gr.Tab):
        tab.select(panes.open, collection, opened, **QUIETLY)
    collection.change(panes.open, collection, opened, **QUIETLY)
    for event in (search.submit, outlets.change, after.submit, before.submit):
        event(panes.search, looked_for, shown, **QUIETLY)
    listing.select(panes.turn, looked_for, listing, **QUIETLY)
    box.upload(panes.bring, [box, collection], updated, **QUIETLY)
    reindex.click(panes.index, collection, updated, **QUIETLY)
    listing.submit(panes.remove, collection, updated, **QUIETLY)
    undo.click(panes.undo, [collection, moved], updated, **QUIETLY)


def _bringing(words: CorpusTexts) -> tuple[gr.File, gr.Button, gr.Button]:
    """Where files are dropped, and what brings the index in step."""
    box = gr.File(label=words.upload, file_count="multiple", height=130, elem_id="corpus-upload", visible=False)
    with gr.Row(elem_id="corpus-actions"):
        reindex = gr.Button(words.reindex, size="sm", elem_id="corpus-index", visible=False)
        undo = gr.Button(words.undo, size="sm", elem_id="corpus-undo", visible=False)
    return box, reindex, undo


def _looking(words: CorpusTexts) -> tuple[gr.Textbox, gr.Dropdown, gr.Textbox, gr.Textbox]:
    with gr.Row(elem_id="corpus-filters"):
        search = gr.Textbox(label=words.search, placeholder=words.search_hint, max_lines=1, elem_id="corpus-search")
        outlets = gr.Dropdown(
            [], multiselect=True, allow_custom_value=True, label=words.outlet, elem_id="corpus-outlets"
        )
        after = gr.Textbox(label=words.after, placeholder=words.date_hint, max_lines=1, elem_id="corpus-after")
        before = gr.Textbox(label=words.before, placeholder=words.date_hint, max_lines=1, elem_id="corpus-before")
    return search, outlets, after, before


def _list() -> gr.HTML:
    script = files(__package__).joinpath("corpus_tab.js").read_text("utf-8")
    return gr.HTML(elem_id="corpus-articles", apply_default_css=False, js_on_load=script)
