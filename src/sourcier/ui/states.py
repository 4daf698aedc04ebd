"""What Gradio holds for each visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gradio.state_holder import SessionState, StateHolder


class States(StateHolder):
    """Visits without a copy of the page: neither of how each element was made nor of what each shows.

    Gradio has one for addresses that reproduce a page, which `visits` closes. To make it took 27 ms, in which no other
    reader was served, and what a page shows, its list of conversations above all, was kept for each visit of the last
    hour: 1.2 GB after a thousand questions.
    """

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = _Visit(_Bare(self.blocks.default_config))  # type: ignore[arg-type]
        return super().__getitem__(session_id)


class _Visit(SessionState):
    def _update_config(self, key: int) -> None:
        """Nothing."""

    def _update_value_in_config(self, key: int, value: object) -> None:
        """Nothing."""


@dataclass(frozen=True)
class _Bare:
    """What a new visit is made of."""

    default_config: Any
    blocks: Mapping[int, Any] = field(default_factory=dict)
