"""What each sentence says of the very thing asked: a number of it, its day, its hour, who holds the office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from sourcier.answering.glosses import written_on
from sourcier.answering.holders import asks_for_holder, holder, with_names
from sourcier.language.analysis import fold, stem, terms
from sourcier.language.answer_types import QUANTITY
from sourcier.language.dated import days_of
from sourcier.language.dates import WrittenDate, fold_in_place, written_dates
from sourcier.language.days import Days
from sourcier.language.events import events
from sourcier.language.expansions import Expansion, learn
from sourcier.language.quantities import FAMILY_NAMES, PEOPLE, family, quantities
from sourcier.language.questions import AGE, AMOUNT, COUNTED, SHARE, asked
from sourcier.language.told_days import told_days
from sourcier.retrieval.antecedents import people
from sourcier.schema import Evidence

PARAGRAPH = "\n\n"
DAY, HOUR, HOLDER = "day", "hour", "holder"
AGE_UNIT, SHARE_UNIT, SPEED_UNIT = "ans", "%", "km/h"
MONEY = frozenset({"€", "$", "franc", "dirham", "dinar", "livr", "yen", "yuan", "roubl"})
TOLL = re.compile(r"\b(?:bilan|victimes?|toll|casualties|victims?|perdu la vie|lost their lives)\b|ضحايا|حصيلة")
ASKS_HOUR = re.compile(r"\b(?:quelle heure|what time|which hour)\b|(?:أي|كم) ساعة|الساعة كم")
ASKS_DAY = re.compile(
    r"\A\W*(?:depuis |jusqu['’]a |a partir de |et |mais )?quand\b|[,;] (?:et )?quand\b|\bet quand\b|"
    r"\bquand\b[^?]*-(?:t-)?(?:il|elle|on)s?\b|\bquels? jours?\b|\b(?:quelles?|meme) dates?\b|"
    r"\bsince when\b|\A\W*when\b|\bwhat (?:date|day)\b|متى|تاريخ"
)
SINCE_WHEN = re.compile(r"\b(?:depuis (?:quand|quelle date|quel jour)|since when|how long)\b")
BEGINNING = frozenset({"nommer"})
# Marks that part a clause from the next, but no decimals: "1,5".
CLAUSE = re.compile(r"[,;:–—](?!\d)")
LEAST_CLAUSE = 1
ASKS_SPEED = re.compile(r"\b(?:vitesse|allure|how fast|what speed)\b|سرعة")
LIMIT = re.compile(r"\b(?:limit\w*|maxim\w+|autorise\w*|plafonn\w*|pas depasser)\b")
LIMIT_BEFORE = re.compile(rf"{LIMIT.pattern}\s+(?:\w+\s+){{0,3}}\Z")
# What was once and for all; other numbers, and the holders of offices, change.
FIXED = frozenset({DAY, HOUR, AGE_UNIT, SPEED_UNIT, family(stem("voix"))})
# What two sentences may well count of different things.
MEASURES = frozenset(
    {AGE_UNIT, SHARE_UNIT, SPEED_UNIT, *MONEY}
    | set(terms("mois semaine semaines jour jours heure heures minute minutes mètre mètres kilomètre kilomètres fois"))
)
# A day that tells which one is meant: "l'accident du 14 mai", "le déraillement de mardi".
OF_NAMED = re.compile(r"(?P<noun>\w+)\s+(?:du|des|de)\s+(?:\w+di\s+)?\Z")
OF_WEEKDAY = re.compile(r"(?P<noun>\w+)\s+d[eu]\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
AT_HOUR = re.compile(r"(?<![\d.,])(?P<hour>[01]?\d|2[0-4])\s?(?:h|heures?)\b(?:\s?(?P<minute>[0-5]\d)\b)?")
AN_HOUR = re.compile(r"\b(?:a|vers|des|jusqu['’]a|avant|apres|at)\s+\Z")
# An age and not a length of time: "âgé de 29 ans", "un homme de 31 ans", "Odile Farran, 46 ans,".
IS_AGE = re.compile(
    r"(?:\bagee?s? de |\b(?:homme|femme|garcon|fille|enfant|\w+(?:eur|ienne?|iste|aire|ant|ier|iere)) de |, )\Z"
)
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
    rough: bool = False


def source_of(item: Evidence) -> str:
    """Who speaks: one dispatch is one source, under however many titles."""
    return item.article.dispatch_id or item.article.id


def claims(question: str, evidence: Sequence[Evidence]) -> list[Claim]:
    """What `evidence` says of the thing that `question` asks, one claim a sentence at most, in its order.

    Empty where the question is not for a number, a time or the holder of an office.
    """
    expansions = learn({item.article.id: item.article.text for item in evidence}.values())
    read = _reading(question, evidence, expansions)
    found = [claim for item in evidence for claim in islice(read(item), 1)]
    subject = set(terms(question)) - PEOPLE
    persons = {term for person in people(question) for term in terms(person.text)[-1:]}
    own = [_told_of(claim.item, expansions) for claim in found]
    least = max(1.0, LEAST_OVERLAP * max((len(subject & words) for words in own), default=0))
    return [
        claim
        for claim, words in zip(found, own, strict=True)
        if len(subject & words) >= least and (not persons or persons & words)
    ]


def _told_of(item: Evidence, expansions: list[Expansion]) -> set[str]:
    """The terms of a sentence and of what says whom it is about: the title, and its paragraph up to there."""
    text, end = item.article.text, item.sentence.end
    paragraph = text[text.rfind(PARAGRAPH, 0, end) + 1 : end]
    return with_names(set(terms(f"{item.article.title} {item.context} {paragraph}")), expansions)


def _reading(question: str, evidence: Sequence[Evidence], expansions: list[Expansion]) -> Reading:
    """How the thing asked is read out of a sentence."""
    folded = fold(question)
    if ASKS_HOUR.search(folded):
        return partial(_hours, happened=events(question))
    if ASKS_DAY.search(folded):
        return partial(_days, question=question, happened=_happened(question))
    if QUANTITY.search(folded) or ASKS_SPEED.search(folded):
        return partial(_numbers, units=_units(question, evidence), limit=LIMIT.search(folded) is not None)
    if asks_for_holder(question):
        return partial(_holders, question=question, expansions=expansions)
    return lambda item: iter(())


def _numbers(item: Evidence, units: frozenset[str], limit: bool) -> Iterator[Claim]:
    """The numbers of these units; a speed that is a limit (`limit`) is none that was driven."""
    folded = fold_in_place(item.text)
    for found in quantities(item.text):
        if found.unit not in units or (found.unit == AGE_UNIT and not IS_AGE.search(folded, 0, found.start)):
            continue
        limits = LIMIT_BEFORE.search(folded, 0, found.start) is not None
        if found.unit != SPEED_UNIT or limits == limit:
            # Whoever is counted where people are asked for is people: "3 000 manifestants".
            about = min(units & PEOPLE) if units & PEOPLE else found.unit
            yield Claim(item, about, found.number, item.text[found.start : found.end], found.rough)


def _units(question: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """What the number asked for counts; where no sentence counts that, the things that two sources count."""
    if AGE.search(question):
        return frozenset({AGE_UNIT})
    if SHARE.search(question):
        return frozenset({SHARE_UNIT})
    if ASKS_SPEED.search(fold(question)):
        return frozenset({SPEED_UNIT})
    if AMOUNT.search(question):
        return MONEY
    # "Combien de villes" counts towns, whatever "dans quelle ville" asks for.
    counting = COUNTED.search(question)
    thing = next(iter(terms(counting["rest"])), None) if counting else asked(question).thing
    families = _families(question, counting["rest"] if counting else "")
    counted = [{found.unit for found in quantities(item.text)} for item in evidence]
    # "Combien de personnes ont manifesté" counts "manifestants" too.
    things = {thing, *terms(question)} if thing in PEOPLE else {thing} if thing else set()
    named = frozenset(families or {family(term) for term in things})
    if named & MEASURES or any(named & units for units in counted):
        return named
    sources = {
        (unit, source_of(item))
        for item, units in zip(evidence, counted, strict=True)
        for unit in units - MEASURES - FAMILY_NAMES
    }
    return frozenset(unit for unit, times in Counter(unit for unit, _ in sources).items() if times > 1)


def _families(question: str, counted: str) -> set[str]:
    """The families of what is counted: those named right after "combien de", else the first that the question names."""
    named, first = (
        [family(term) for term in terms(text) if family(term) in FAMILY_NAMES] for text in (counted, question)
    )
    if not named and TOLL.search(fold(question)):
        return {family("mort")}
    return set(named or first[:1])


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
    own = own or [day for day, of in named if not of and happened <= events(_clause(item.text, *day[1:]))]
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


def _happened(question: str) -> frozenset[str]:
    """The kinds of events that a question of when asks about; "depuis quand Odile Farran" asks when she came."""
    return events(question) or (BEGINNING if SINCE_WHEN.search(fold(question)) and people(question) else frozenset())


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a time; where nothing else is in it ("mardi, à 7 h 47, un train…"), with those beside it."""
    marks = [mark.start() for mark in CLAUSE.finditer(text)]
    before, after = [mark for mark in marks if mark < start], [mark for mark in marks if mark >= end]
    clause = text[before[-1] if before else 0 : after[0] if after else None]
    if len(terms(clause)) - len(terms(text[start:end])) >= LEAST_CLAUSE:
        return clause
    return text[before[-2] if len(before) > 1 else 0 : after[1] if len(after) > 1 else None]


def _holders(item: Evidence, question: str, expansions: list[Expansion]) -> Iterator[Claim]:
    if name := holder(item.text, question, item.context, expansions):
        yield Claim(item, HOLDER, (terms(name) or [name])[-1], name)
