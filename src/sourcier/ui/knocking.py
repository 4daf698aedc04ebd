"""How often one address may try passwords, whatever names it tries them for."""

from __future__ import annotations

import math
from datetime import datetime

from sourcier.desk.clock import Clock, utc_now
from sourcier.desk.throttling import WINDOW, pause

# Wrong ones within a minute: an office shares one address, where several mistype at once.
MOST_WRONG = 30


class Knocks:
    """The wrong tries of each address in the last minute; for one event loop."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._by_address: dict[str, list[datetime]] = {}

    def pause(self, address: str) -> int:
        """Seconds before `address` may try again; 0 when it may at once."""
        left = pause(self._by_address.get(address, ()), self._clock(), MOST_WRONG)
        return math.ceil(left.total_seconds())

    def begin(self, address: str) -> datetime:
        """Count a try before it is looked at, so that of many at once no more are; `forgive` takes it back."""
        moment = self._clock()
        recent = ((each, [at for at in tries if at > moment - WINDOW]) for each, tries in self._by_address.items())
        self._by_address = {each: tries for each, tries in recent if tries}
        self._by_address.setdefault(address, []).append(moment)
        return moment

    def forgive(self, address: str, moment: datetime) -> None:
        """The try at `moment` was right."""
        tries = self._by_address.get(address, [])
        if moment in tries:
            tries.remove(moment)
