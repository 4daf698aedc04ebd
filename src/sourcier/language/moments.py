"""The moments that a question names: dates as written, told from today, seasons and parts of years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sourcier.language.dated import dated_moments, days_of
from sourcier.language.days import third, year
from sourcier.language.moment import Moment, apply
from sourcier.language.relative import RELATIVE
from sourcier.language.seasons import PARTS_OF_YEARS

# "Début mai", "à la mi-juin", "the end of 2023", with what may stand between it and the moment.
PART = re.compile(
    r"\b(?:(?P<early>(?:(?:au|le|en)\s+)?debut|early(?:\s+in)?|(?:(?:at\s+)?the\s+)?(?:beginning|start)\s+of)|"
    r"(?P<mid>(?:(?:a\s+)?la\s+)?mi|(?:(?:au|le)\s+)?milieu|mid|(?:the\s+)?middle\s+of)|"
    r"(?P<late>(?:(?:(?:a\s+)?la|en)\s+)?fin|late(?:\s+in)?|(?:(?:at\s+)?the\s+)?end\s+of))"
    r"(?:-|\s+(?:de\s+|du\s+|d['’]|of\s+)?(?:le\s+|la\s+|l['’]|the\s+)?)(?:(?:mois|annee|month|year)\s+(?:de\s+|d['’]|of\s+)?)?\Z"
)
PARTS = ("early", "mid", "late")
# "En juin de l'an dernier", "in June last year".
OF = re.compile(r",?\s*(?:(?:de|of)\s+)?")


def moments(text: str, folded: str, today: date) -> list[Moment]:
    """The moments that `text` (`folded` in place) names, in order and apart, as seen from `today`."""
    found: list[Moment] = []
    # "L'été 2024" before the year alone, "il y a deux ans" before "ans".
    for moments_of in (
        apply(PARTS_OF_YEARS, folded, today),
        apply(RELATIVE, folded, today),
        dated_moments(text, folded, today),
    ):
        for moment in moments_of:
            if all(moment.end <= other.start or other.end <= moment.start for other in found):
                found.append(moment)
    found.sort(key=lambda moment: moment.start)
    return [_part(moment, folded) for moment in _with_years(found, folded, today)]


def _with_years(found: Sequence[Moment], folded: str, today: date) -> list[Moment]:
    """A date without a year takes that of the year told right after it."""
    joined: list[Moment] = []
    for moment in found:
        before = joined[-1] if joined else None
        is_year = moment.written is None and moment.days == year(moment.days.first.year)
        if (
            before
            and before.written
            and before.every_year
            and is_year
            and OF.fullmatch(folded, before.end, moment.start)
        ):
            written = replace(before.written, year=moment.days.first.year)
            try:
                days = days_of(written, today)
            except ValueError:
                continue
            joined[-1] = replace(before, end=moment.end, days=days, every_year=False, doubtful=False, written=written)
        else:
            joined.append(moment)
    return joined


def _part(moment: Moment, folded: str) -> Moment:
    """The moment cut down to the third of it that the words before it name."""
    match = PART.search(folded[: moment.start])
    if match is None or len(moment.days) == 1:
        return moment
    rank = next(rank for rank, name in enumerate(PARTS) if match[name] is not None)
    return replace(moment, start=match.start(), days=third(moment.days, rank))
