"""What takes long to make and is wanted again: kept while it is in use, and no more of it than fits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lately(Generic[Key, Value]):
    """The values lately asked for; safe to share between threads.

    Each is made once, by whoever asks first, while the others wait for that one alone.
    """

    def __init__(self, most: int) -> None:
        """Keep `most` values, at least 1: the one that nobody has asked for the longest goes first."""
        self._most = most
        self._slots: OrderedDict[Key, _Slot[Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of `key`, which `make` makes when it is not kept; raises what `make` raises, and keeps nothing."""
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
        try:
            with slot.lock:
                if not slot.made:
                    slot.made.append(make())
                return slot.made[0]
        finally:
            self._tidy(key, slot)

    def __len__(self) -> int:
        """How many are kept."""
        with self._lock:
            return sum(1 for slot in self._slots.values() if slot.made)

    def _tidy(self, key: Key, slot: _Slot[Value]) -> None:
        """Leave no place of what could not be made, and no more than there are; what is being made has no rank yet."""
        with self._lock:
            if not slot.made and self._slots.get(key) is slot:
                del self._slots[key]
            made = [each for each, kept in self._slots.items() if kept.made]
            for each in made[: -self._most]:
                del self._slots[each]


@dataclass
class _Slot(Generic[Value]):
    """A place for one value, empty until it is made."""

    lock: Lock = field(default_factory=Lock)
    made: list[Value] = field(default_factory=list)
