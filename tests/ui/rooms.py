"""Real collections for the rooms of the page: the invented press on disk, indexed with the fake embedder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from model_fakes import FakeEmbedder
from press import write_press
from sourcier.desk import Desk
from sourcier.library import Library
from sourcier.settings import load_settings

ONE = 'articles = "press"\nstore = "index"\n'
TWO = """
[collections.port]
articles = "press"
store = "port.index"
label = "Le port"

[collections.lecture]
store = "port.index"
label = "Lecture seule"
"""


def library_in(folder: Path, written: str = ONE) -> tuple[Library, Desk]:
    """The library of a sourcier.toml in `folder`, which is the current one and gets the press; and its desk."""
    write_press(folder / "press")
    (folder / "sourcier.toml").write_text(written, "utf-8")
    settings = load_settings()
    return Library.from_settings(settings, FakeEmbedder()), Desk.open(settings.desk)


def request(who: str = "") -> gr.Request:
    return gr.Request(username=who or None, session_hash=f"session of {who}")


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)
