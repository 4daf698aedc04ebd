"""The corpus tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from sourcier.library import Library
from sourcier.ui.texts import Texts

if TYPE_CHECKING:
    from sourcier.desk import Desk


def corpus_tab(library: Library, desk: Desk, texts: Texts, collection: gr.Dropdown | None = None) -> None:
    """Build the tab over the collection that `collection` chooses; the default one without it."""
    gr.HTML("", elem_id="corpus")
