"""Where the sources differ on the thing asked: their sides, and whether time explains it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from sourcier.answering.chronology import published
from sourcier.answering.claims import DAY, FIXED, HOLDER, Claim
from sourcier.answering.figures import AGE_UNIT, MONEY
from sourcier.answering.glosses import days_told
from sourcier.answering.sources import source_of
from sourcier.answering.wording import Wording, wording
from sourcier.language.analysis import fold, terms
from sourcier.language.days import Days, known_days
from sourcier.language.events import events
from sourcier.language.quantities import Amount, is_changing
from sourcier.schema import Evidence, Remark, RemarkKind

# Two heads of one office within a month of each other are a contradiction, later a succession.
SAME_TIME = timedelta(days=31)
# What is told of one vote, order or accident; years later there is another.
ONCE, ONE_EVENT = FIXED - {DAY, AGE_UNIT}, timedelta(days=366)
COMING, LEAVING = frozenset({"nommer", "élire"}), frozenset({"quitter"})
DENIES = re.compile(
    r"\b(?:dement(?:ent|i|it|ie|ies|is|ait)?|refut\w+|contest(?:ent|ait|aient|ee?s?)|n(?:ie|ient)|denie[sd]|denies|deny|"
    r"contrairement a ce qu|n['’](?:a|ont) pas confirme\w*)\b"
)
# Terms that a denial has in common with the question: what it denies is what is asked.
SHARED_WITH_DENIAL = 2
FEWEST_SOURCES = 2
# How many times as much one sum is as the other at most where they are of one thing.
MOST_APART = 10


@dataclass
class Side:
    """One value with those who say it, first said first."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def first(self) -> Claim:
        return self.claims[0]


def sides(found: Sequence[Claim]) -> list[Side]:
    """The sides that sources take on one thing, in the order of `found`; empty where they agree or one alone speaks.

    Each source counts once, with the first that it says, or with what each speaker that it names says. What is told of
    another year than the first is left out.
    """
    own: dict[tuple[str, str], list[Claim]] = {}
    for claim in found:
        said = own.setdefault((claim.about, source_of(claim.item)), [])
        if all(claim.speaker and other.speaker and claim.speaker != other.speaker for other in said):
            said.append(claim)
    for about in dict.fromkeys(claim.about for claim in found):
        grouped: list[Side] = []
        told = [claim for (of, _), said in own.items() if of == about for claim in said]
        for claim in (claim for claim in told if _is_of_one_time(told[0], claim)):
            side = next((side for side in grouped if agree(side.first, claim)), None)
            if side is None:
                grouped.append(Side([claim]))
            else:
                side.claims.append(claim)
        if len(grouped) > 1:
            return grouped
    return []


def distinct(found: Sequence[Claim]) -> list[Claim]:
    """The first claim of each value, in the order of `found`."""
    kept: list[Claim] = []
    for claim in found:
        if not any(claim.about == other.about and agree(claim, other) for other in kept):
            kept.append(claim)
    return kept


def agree(one: Claim, other: Claim) -> bool:
    """Whether two claims about the same may both be right: equal, days or numbers that meet, a person in both."""
    mine, others = one.value, other.value
    if isinstance(mine, Days) and isinstance(others, Days):
        return mine.meets(others)
    if isinstance(mine, Amount) and isinstance(others, Amount):
        return mine.meets(others)
    if isinstance(mine, frozenset) and isinstance(others, frozenset):
        return not mine.isdisjoint(others)
    return mine == others


def remarks(question: str, language: str, found: Sequence[Claim], cited: Sequence[Evidence]) -> tuple[Remark, ...]:
    """What is to be said of how the sources cited, numbered as their citations, stand to each other on `question`."""
    own = {_place(item): item for item in cited}
    shown = [replace(claim, item=own[_place(claim.item)]) for claim in found if _place(claim.item) in own]
    words = wording(language)
    return tuple(remark for remark in (_difference(sides(shown), words), _denial(question, cited, words)) if remark)


def _difference(taken: list[Side], words: Wording) -> Remark | None:
    """The sides, in time where they follow each other."""
    if not taken or _are_far_apart(taken):
        return None
    kind = kind_of(taken)
    if kind == "development":
        taken = sorted(taken, key=lambda side: published(side.first.item))
    told = words.between_sides.join(_told(side, words) for side in taken)
    markers = tuple(dict.fromkeys(claim.item.marker for side in taken for claim in side.claims))
    return Remark(kind=kind, text=getattr(words, kind).format(sides=told), markers=markers)


def _are_far_apart(taken: list[Side]) -> bool:
    """Whether they give sums that are hardly of one thing: the price of a ticket and that of the works."""
    sums = [side.first.value for side in taken if side.first.about in MONEY]
    known = [amount for amount in sums if isinstance(amount, Amount)]
    return bool(known) and max(own.high for own in known) > MOST_APART * min(own.low for own in known)


def _denial(question: str, cited: Sequence[Evidence], words: Wording) -> Remark | None:
    """Who denies, where what is denied is asked about and somebody else is cited as well."""
    subject, happened = set(terms(question)), events(question)
    denying = [
        item
        for item in cited
        if DENIES.search(fold(item.text))
        and len(subject & set(terms(item.text))) >= SHARED_WITH_DENIAL
        and (not happened or happened & events(item.text))
    ]
    if not denying or len({source_of(item) for item in cited}) < FEWEST_SOURCES:
        return None
    told = words.between_sides.join(f"{_source(item, words)} [{item.marker}]" for item in denying)
    markers = tuple(item.marker for item in denying)
    return Remark(kind="denial", text=words.denial.format(sides=told), markers=markers)


def kind_of(taken: Sequence[Side]) -> RemarkKind:
    """A development where each side has a time of its own and the thing is one that changes; else a conflict.

    A toll changes from one day to the next, an order in more than a month, an hour or an age never. An office changes
    in more than a month too, or when one is told to leave it or the other to come.
    """
    days = [known_days(side.first.item.article.published) for side in taken if side.first.item.article.published]
    if taken[0].first.about in FIXED or len(days) < len(taken):
        return "conflict"
    dated = sorted(zip(days, taken, strict=True), key=lambda pair: pair[0].first)
    follow = all(_follows(*before, *after) for before, after in pairwise(dated))
    return "development" if follow else "conflict"


def _follows(earlier: Days, before: Side, later: Days, after: Side) -> bool:
    apart, about = later.first - earlier.last, before.first.about
    if apart > (timedelta() if is_changing(about) else SAME_TIME):
        return True
    # "Jeudi soir, 85 000 foyers", "12 000 dimanche soir": but of an office or a sum the day is when it was spoken of.
    told_before, told_after = days_told(before.first.item), days_told(after.first.item)
    if about not in {HOLDER, *MONEY} and told_before and told_after and told_before[-1].last < told_after[0].first:
        return True
    leaves, came, comes = (
        any(kinds & events(claim.item.text) for claim in side.claims)
        for side, kinds in ((before, LEAVING), (before, COMING), (after, COMING))
    )
    return about == HOLDER and apart > timedelta() and (leaves or (comes and not came))


def _told(side: Side, words: Wording) -> str:
    """One side in words: its value, who says it, and the markers."""
    sources = words.between_sources.join(_source(claim.item, words) for claim in side.claims)
    markers = " ".join(f"[{marker}]" for marker in sorted({claim.item.marker for claim in side.claims}))
    value = f"{side.first.words} ({side.first.speaker})" if side.first.speaker else side.first.words
    return words.side.format(value=value, sources=sources, markers=markers)


def _source(item: Evidence, words: Wording) -> str:
    outlet = item.article.outlet or words.titled.format(title=item.article.title)
    date = words.published(item.article.published)
    if not item.also_in:
        return words.source.format(outlet=outlet, date=date)
    return words.dispatch.format(outlet=outlet, date=date, count=1 + len(item.also_in))


def _is_of_one_time(one: Claim, other: Claim) -> bool:
    """Whether two claims may be of one event or year: "en 2012" is not now; what is to come may be told today."""
    days = [published(claim.item) for claim in (one, other) if claim.item.article.published]
    if one.about in ONCE and days and max(days) - min(days) > ONE_EVENT:
        return False
    return one.year == other.year or _year(one) == _year(other)


def _year(claim: Claim) -> int:
    known = published(claim.item).year
    return min(claim.year, known) if claim.year else known


def _place(item: Evidence) -> tuple[str, int]:
    return item.article.id, item.sentence.end
