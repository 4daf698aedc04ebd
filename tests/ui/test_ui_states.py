"""What is held for each visit is what happened in it, not the page."""

from __future__ import annotations

import gradio as gr
from gradio.state_holder import SessionState

from conftest import Room
from sourcier.ui.states import States


def built() -> tuple[gr.Blocks, gr.HTML, gr.State]:
    with gr.Blocks() as page:
        return page, gr.HTML("avant"), gr.State(["rien"])


def test_visits_have_their_own_values_and_the_page_is_not_copied() -> None:
    page, pane, state = built()
    states = States()  # type: ignore[no-untyped-call]
    states.set_blocks(page)
    one, other = states["one"], states["other"]
    assert not one.config_values
    assert SessionState(page).config_values
    one[state._id].append("un")
    one._update_value_in_config(pane._id, "après")
    assert states["one"] is one
    assert (one[state._id], other[state._id]) == (["rien", "un"], ["rien"])
    assert not list(one.components)


def test_the_page_is_served_so(room: Room) -> None:
    assert isinstance(room.states, States)
