"""What a reader has chosen in the settings, and the assistant that answers accordingly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcier.assistant import Assistant
from sourcier.library import Library

if TYPE_CHECKING:
    from sourcier.desk import Desk


class Choices:
    """The choices of every reader; what is kept is kept on the desk, keys of models only as long as the page runs."""

    def __init__(self, library: Library, desk: Desk) -> None:
        self._library = library
        self._desk = desk

    def assistant(self, owner: str, collection: str = "") -> Assistant:
        """The collection, answered as `owner` chose; raises what opening it or the model raises."""
        return self._library.open(collection)
