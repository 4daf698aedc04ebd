"""What a search is limited to: read as a person writes it, and checked against what the index holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sourcier.errors import BadDate, ImpossibleDate, NothingMatches, OutletUnknown
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.language.analysis import fold
from sourcier.language.dates import impossible_dates
from sourcier.language.days import Days
from sourcier.language.periods import asked_periods

if TYPE_CHECKING:
    # The command line reads dates with this module, and must not wait for Chroma.
    from sourcier.index.reader import Index

# Outlets named in a message.
MOST_NAMED = 5
# Names this alike are likely meant ("le phare de vaubrac", "Le Phare"): difflib's ratio, below its default of .6.
ALIKE = 0.5


def written_filter(
    after: str | None = None, before: str | None = None, outlets: Sequence[str] = (), paths: Sequence[str] = ()
) -> Filter:
    """A filter with its dates as written; blank ones limit nothing. Raises what `first_day` raises."""
    return Filter(
        first_day(after) if after and after.strip() else None,
        last_day(before) if before and before.strip() else None,
        tuple(outlets),
        tuple(paths),
    )


def first_day(written: str) -> date:
    """The day, or the first one of the month or year, as written; raises ImpossibleDate or BadDate."""
    return _days(written).first


def last_day(written: str) -> date:
    """The day, or the last one of the month or year, as written; raises ImpossibleDate or BadDate."""
    return _days(written).last


def check_dates(text: str) -> None:
    """Raise ImpossibleDate when `text` has a date that no calendar has."""
    for written in impossible_dates(text):
        raise ImpossibleDate(written=written)


def check_scope(index: Index, only: Filter) -> None:
    """Raise OutletUnknown for an outlet that prints nothing, NothingMatches when no article is left to search."""
    if only == EVERYTHING:
        return
    if only.outlets:
        known = index.outlets()
        for outlet in only.outlets:
            if fold(outlet) not in map(fold, known):
                raise OutletUnknown(outlet=outlet, nearest=", ".join(_nearest(outlet, known)) or "—")
    if not index.searched(only).articles:
        held = index.searched()
        raise NothingMatches(
            wanted=_said(only), articles=held.articles, earliest=held.earliest or "—", latest=held.latest or "—"
        )


def _days(written: str) -> Days:
    text = re.sub(r"^\s*(?:le|en)\s+|\s+$", "", written, flags=re.IGNORECASE).strip()
    check_dates(text)
    for period in asked_periods(text, date.today()):
        whole = (period.start, period.end) == (0, len(text)) and not period.every_year
        if whole and period.first and period.last:
            return Days(period.first, period.last)
    raise BadDate(written=text)


def _nearest(outlet: str, known: Sequence[str]) -> list[str]:
    """The outlets whose names are most like this one, else some of those there are."""
    by_fold = {fold(name): name for name in known}
    alike = get_close_matches(fold(outlet), by_fold, MOST_NAMED, ALIKE)
    return [by_fold[name] for name in alike] or list(known[:MOST_NAMED])


def _said(only: Filter) -> str:
    """The filter in no language: "2024-03-12 → 2024-04-01 · Le Phare · 2024/*.html"."""
    until = min((day for day in (only.until, only.as_of) if day), default=None)
    dates = f"{only.since or ''} → {until or ''}".strip() if only.since or until else ""
    return " · ".join(part for part in (dates, ", ".join(only.outlets), ", ".join(only.paths)) if part)
