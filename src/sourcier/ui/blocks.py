"""What every tab is made of: panes of our own HTML, events that say nothing by themselves, changes."""

from __future__ import annotations

from typing import Any

import gradio as gr

# What `gr.update` and `gr.skip` return: only what it names changes.
Change = dict[str, Any]
# The panes say themselves what is going on, and nothing of the page is an API.
QUIETLY: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# What asks the model: so many at once, whatever the event and the language of the page.
ANSWERING: dict[str, Any] = {**QUIETLY, "concurrency_id": "answers"}
# Neither waits for an answer that grows.
AT_ONCE: dict[str, Any] = {**QUIETLY, "queue": False}
# What a reader leafs through faster than it comes: of what was asked for meanwhile, the last.
AT_LAST: dict[str, Any] = {**AT_ONCE, "trigger_mode": "always_last"}


def pane(name: str, first: str = "") -> gr.HTML:
    """An element that shows what `render` made, `first` before anything is known."""
    return gr.HTML(first, elem_id=name, apply_default_css=False, js_on_load=None)


def unchanged() -> Change:
    """What leaves a pane as it is."""
    skipped: Change = gr.skip()
    return skipped
