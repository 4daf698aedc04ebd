"""Options of `sourcier eval` of which one would be ignored beside another."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.errors import OptionsClash

# Nothing is compared, kept or written of one question, and its answer is only shown.
ALONE = "--only"
CLASHES = (
    # What is saved becomes what is compared with.
    ("--gate", "--save"),
    # The second model is compared with the first, and with nothing else.
    ("--gate", "--against"),
    ("--save", "--against"),
    ("--baseline", "--against"),
    ("--json", "--markdown"),
    ("--fresh", "--retry-failed"),
)


def refuse_clashes(given: Mapping[str, object]) -> None:
    """Raise OptionsClash for the first two options of `given`, by name, that do not go together; unset is falsy."""
    names = [name for name, value in given.items() if value]
    alone = ((ALONE, name) for name in names if name != ALONE)
    for first, second in (*CLASHES, *alone):
        if first in names and second in names:
            raise OptionsClash(first=first, second=second)
