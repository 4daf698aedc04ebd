"""What one visit has before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import gradio as gr

from sourcier.ui.conversation import Conversation


@dataclass(frozen=True)
class Sitting:
    """The conversation that is open, how it is kept, what is looked for in the others, and whose all that is."""

    exchanges: Conversation = ()
    # Under which name it is kept, and when what is open here was; the name that it will have before it is.
    id: str | None = None
    changed: datetime | None = None
    promised: str = ""
    search: str = ""
    owner: str = ""

    @property
    def is_still(self) -> bool:
        """Whether no answer is growing."""
        return not self.exchanges or self.exchanges[-1].settled


def owner_of(request: gr.Request | None) -> str:
    """The account that asks; "" on a machine without accounts."""
    return (request.username if request else None) or ""
