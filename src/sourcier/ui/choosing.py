"""The collection that a reader looks at: one dropdown above the tabs, which all of them read."""

from __future__ import annotations

import gradio as gr

from sourcier.library import Library
from sourcier.ui.texts import Texts

# In French and in English.
LABEL = "Collection"


def collection_dropdown(library: Library, texts: Texts) -> gr.Dropdown:
    """The collections by their labels, the default one chosen; hidden when there is only one."""
    choices = [(library.label(name), name) for name in library.names]
    return gr.Dropdown(
        choices,
        value=library.names[0],
        label=LABEL,
        visible=len(choices) > 1,
        elem_id="collection",
        filterable=False,
    )
