"""What one visit has before it."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from sourcier.ui.conversation import Conversation


@dataclass(frozen=True)
class Sitting:
    """The conversation that is open, the name under which it is kept, and what is looked for in the others."""

    exchanges: Conversation = ()
    id: str | None = None
    search: str = ""

    @property
    def is_still(self) -> bool:
        """Whether no answer is growing."""
        return not self.exchanges or self.exchanges[-1].settled


def owner_of(request: gr.Request | None) -> str:
    """The account that asks; "" on a machine without accounts."""
    return (request.username if request else None) or ""
