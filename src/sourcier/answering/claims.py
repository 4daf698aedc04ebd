"""What each sentence says of the very thing asked: a number of it, its day, its hour, who holds the office."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from sourcier.answering.agents import agents, asked_deed
from sourcier.answering.figures import AGE_UNIT, ASKS_SPEED, MONEY, SELON, SPEED_UNIT, counted_units, figures
from sourcier.answering.glosses import written_on
from sourcier.answering.holders import asks_for_holder, holder, with_names
from sourcier.language.analysis import fold, stem, terms
from sourcier.language.answer_types import QUANTITY
from sourcier.language.comparing import compares_sources, without_comparison
from sourcier.language.dated import days_of
from sourcier.language.dates import WrittenDate, fold_in_place, written_dates
from sourcier.language.days import Days
from sourcier.language.events import events
from sourcier.language.expansions import Expansion, learn
from sourcier.language.names import name_spans, name_terms
from sourcier.language.quantities import PEOPLE, family
from sourcier.language.questions import asked
from sourcier.language.told_days import told_days
from sourcier.retrieval.antecedents import people
from sourcier.schema import Evidence

PARAGRAPH = "\n\n"
DAY, HOUR, HOLDER, AGENT = "day", "hour", "holder", "agent"
ASKS_HOUR = re.compile(r"\b(?:quelle heure|what time|which hour)\b|(?:أي|كم) ساعة|الساعة كم")
ASKS_DAY = re.compile(
    r"\A\W*(?:depuis |jusqu['’]a |a partir de |et |mais )?quand\b|[,;] (?:et )?quand\b|\bet quand\b|"
    r"\bquand\b[^?]*-(?:t-)?(?:il|elle|on)s?\b|\bquels? jours?\b|\b(?:quelles?|meme) dates?\b|"
    r"\bsince when\b|\A\W*when\b|\bwhat (?:date|day)\b|متى|تاريخ"
)
SINCE_WHEN = re.compile(r"\b(?:depuis (?:quand|quelle date|quel jour)|since when|how long)\b")
BEGINNING, COMMENCED = frozenset({"nommer"}), frozenset({"commencer"})
SINCE = re.compile(r"\bdepuis\s+(?:le\s+|ce\s+)?\Z")
# Marks that part a clause from the next, but no decimals: "1,5".
CLAUSE = re.compile(r"[,;:–—](?!\d)")
LEAST_CLAUSE = 1
# What was once and for all; other numbers, and the holders of offices, change.
FIXED = frozenset({DAY, HOUR, AGENT, AGE_UNIT, SPEED_UNIT, family(stem("voix"))})
# A day that tells which one is meant: "l'accident du 14 mai", "le déraillement de mardi".
OF_NAMED = re.compile(r"(?P<noun>\w+)\s+(?:du|des|de)\s+(?:\w+di\s+)?\Z")
OF_WEEKDAY = re.compile(r"(?P<noun>\w+)\s+d[eu]\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
AT_HOUR = re.compile(r"(?<![\d.,])(?P<hour>[01]?\d|2[0-4])\s?(?:h|heures?)\b(?:\s?(?P<minute>[0-5]\d)\b)?")
AN_HOUR = re.compile(r"\b(?:a|vers|des|jusqu['’]a|avant|apres|at)\s+\Z")
# "L'incendie de la discothèque d'", "la crue de la": what a name that follows tells apart from others.
_OF = r"(?:\s(?:de|du|des|à|au)\s(?:la\s|l['’])?|\sd['’])"
COMPLEMENT = re.compile(rf"(?P<of>\w+(?:{_OF}\w+)?){_OF}\Z")
# Characters in which an article has said where it is from.
LEAD = 300
# A sentence is about the thing asked when it, with its title and paragraph, has this share of the words of the question
# that the sentence with most of them has.
LEAST_OVERLAP = 0.4


Reading = Callable[[Evidence], Iterator["Claim"]]


@dataclass(frozen=True)
class Claim:
    """What a sentence says: `value` is compared among those `about` the same, `words` are shown."""

    item: Evidence
    about: str
    value: Hashable
    words: str
    speaker: str | None = None
    """Who gives the number, where the sentence says so beside it."""
    year: int | None = None
    """Of which year the number is, where the sentence names one."""


def claims(question: str, evidence: Sequence[Evidence]) -> list[Claim]:
    """What `evidence` says of the thing that `question` asks, one claim a sentence and speaker at most, in its order.

    Empty where the question is not for a number, a time, the holder of an office or who did something.
    """
    expansions = learn({item.article.id: item.article.text for item in evidence}.values())
    read = _reading(question, evidence, expansions)
    found = [claim for item in evidence for claim in _heard(read(item), question)]
    subject = set(terms(without_comparison(question))) - PEOPLE
    persons = {term for person in people(question) for term in terms(person.text)[-1:]}
    matter, families = _matter(question) & subject, asked(question).families
    own = [_told_of(claim.item, expansions) for claim in found]
    least = max(1.0, LEAST_OVERLAP * max((len(subject & words) for words in own), default=0))
    return [
        claim
        for claim, words in zip(found, own, strict=True)
        if len(subject & words) >= least and (not persons or persons & words)
        # On a day many things happen.
        if claim.about != DAY or persons or not matter or 2 * len(matter & words) > len(matter)
        # Sums are told of everything: what somebody earns, beside a word of pay.
        if claim.about not in MONEY or all(family & set(terms(claim.item.text)) for family in families)
        if not _is_of_another(claim.item.text, question, words)
    ]


def _matter(question: str) -> set[str]:
    """The terms of what a question is about, but for what happens: a library, not that it opens."""
    return {term for word in question.split() if not events(word) for term in terms(word)}


def _told_of(item: Evidence, expansions: list[Expansion]) -> set[str]:
    """The terms of a sentence and of what says whom it is about: the title, and its paragraph up to there."""
    text, end = item.article.text, item.sentence.end
    paragraph = text[text.rfind(PARAGRAPH, 0, end) + 1 : end]
    return with_names(set(terms(f"{item.article.title} {item.context} {paragraph}")), expansions)


def _is_of_another(text: str, question: str, told: set[str]) -> bool:
    """Whether a sentence with its title and paragraph (`told`) names no name of the question, and another for the same.

    "L'incendie de la discothèque d'Ormes" is not that of Vaubrac.
    """
    asked_for = name_terms(question)
    if not asked_for or asked_for & (told | set(terms(text))):
        return False
    subject = set(terms(question))
    named = (COMPLEMENT.search(text[:start]) for start, _ in name_spans(text))
    return any(of and subject & set(terms(of["of"])) for of in named)


def _reading(question: str, evidence: Sequence[Evidence], expansions: list[Expansion]) -> Reading:
    """How the thing asked is read out of a sentence."""
    folded = fold(question)
    if ASKS_HOUR.search(folded):
        return partial(_hours, happened=events(question))
    if ASKS_DAY.search(folded):
        return partial(_days, question=question, happened=_happened(question))
    if QUANTITY.search(folded) or ASKS_SPEED.search(folded):
        return partial(_numbers, question=question, units=counted_units(question, evidence))
    if asks_for_holder(question):
        return partial(_holders, question=question, expansions=expansions)
    if deed := asked_deed(question):
        return partial(_agents, deed=deed)
    return lambda item: iter(())


def _heard(found: Iterator[Claim], question: str) -> list[Claim]:
    """The first claim of a sentence and those of other speakers, or of the one that the question names."""
    own = [claim for rank, claim in enumerate(found) if rank == 0 or claim.speaker]
    named = SELON.search(fold(question))
    wanted = set(terms(named["who"])) if named and not compares_sources(question) else set()
    asked_for = [claim for claim in own if claim.speaker and wanted & set(terms(claim.speaker))]
    return asked_for or [claim for claim in own if not (wanted and claim.speaker)]


def _numbers(item: Evidence, question: str, units: frozenset[str]) -> Iterator[Claim]:
    # Whoever is counted where people are asked for is people: "3 000 manifestants".
    persons = units & PEOPLE
    for found in figures(item.text, question, units):
        own = found.quantity
        about = min(persons) if persons else own.unit
        words = item.text[own.start : own.end]
        yield Claim(item, about, own.amount, words, speaker=found.speaker, year=found.year)


def _hours(item: Evidence, happened: frozenset[str]) -> Iterator[Claim]:
    folded = fold_in_place(item.text)
    for match in AT_HOUR.finditer(folded):
        is_hour = match["minute"] or AN_HOUR.search(folded, 0, match.start())
        if is_hour and happened & events(_clause(item.text, *match.span())):
            value = int(match["hour"]) * 60 + int(match["minute"] or 0)
            yield Claim(item, HOUR, value, item.text[match.start() : match.end()].strip())


def _days(item: Evidence, question: str, happened: frozenset[str]) -> Iterator[Claim]:
    """The one day or month that a sentence tells of the event of the question; none where it tells several."""
    folded = fold_in_place(item.text)
    told = list(_told(item, question))
    # "L'accident du 14 mai" is of that day whatever else is told; "l'enquête du 14 mai" tells of something else.
    named = [(day, OF_NAMED.search(folded, 0, day[1])) for day in told]
    own = [day for day, of in named if of and happened <= events(of["noun"])]
    if not own and (of := OF_WEEKDAY.search(folded)) and happened <= events(of["noun"]):
        # "Le bilan du déraillement de mardi s'établit ce soir": which Tuesday is not told, and it was not tonight.
        return
    own = own or [day for day, of in named if not of and happened <= _events_of(item.text, *day[1:])]
    if happened and len({days for days, _, _ in own}) == 1:
        days, start, end = own[0]
        yield Claim(item, DAY, days, item.text[start:end].rstrip(" ,;."))


def _told(item: Evidence, question: str) -> Iterator[tuple[Days, int, int]]:
    """The days and months of a sentence that the question does not name, each with its span."""
    asked_about = {(date.month, date.day) for date in written_dates(question)}
    published = item.article.published
    for written in written_dates(item.text):
        known = written.month is not None and (written.month, written.day) not in asked_about
        if known and (days := _nearest(written, published.value if published else None)):
            yield days, written.start, written.end
    day = written_on(item.article)
    for told in told_days(item.text, day) if day else ():
        yield told.days, told.start, told.end


def _nearest(written: WrittenDate, published: date | None) -> Days | None:
    """The days of a date; without a year, those nearest to the publication."""
    if written.year is None and published is None:
        return None
    around, found = published or date.max, []
    for coming in (False, True):
        with suppress(ValueError):
            found.append(days_of(written, around, coming=coming))
    return min(found, key=lambda days: abs((days.first - around).days), default=None)


def _agents(item: Evidence, deed: str) -> Iterator[Claim]:
    if names := agents(item.text, deed):
        yield Claim(item, AGENT, frozenset((terms(name) or [name])[-1] for name in names), " et ".join(names))


def _happened(question: str) -> frozenset[str]:
    """The kinds of events that a question of when asks about; "depuis quand Odile Farran" asks when she came."""
    return events(question) or (BEGINNING if SINCE_WHEN.search(fold(question)) and people(question) else frozenset())


def _events_of(text: str, start: int, end: int) -> frozenset[str]:
    """What happened at a time; since when something is, it began: "en grève depuis le 5 mars"."""
    begun = COMMENCED if SINCE.search(fold_in_place(text), 0, start) else frozenset()
    return events(_clause(text, start, end)) | begun


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a time; where nothing else is in it ("mardi, à 7 h 47, un train…"), with those beside it."""
    marks = [mark.start() for mark in CLAUSE.finditer(text)]
    before, after = [mark for mark in marks if mark < start], [mark for mark in marks if mark >= end]
    clause = text[before[-1] if before else 0 : after[0] if after else None]
    if len(terms(clause)) - len(terms(text[start:end])) >= LEAST_CLAUSE:
        return clause
    return text[before[-2] if len(before) > 1 else 0 : after[1] if len(after) > 1 else None]


def _holders(item: Evidence, question: str, expansions: list[Expansion]) -> Iterator[Claim]:
    # "La maire, Odile Farran" is that of the town that the article is from.
    before = f"{item.article.title} {item.article.text[:LEAD]} {item.context}"
    if name := holder(item.text, question, before, expansions):
        yield Claim(item, HOLDER, (terms(name) or [name])[-1], name)
