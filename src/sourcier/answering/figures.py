"""The figures of a sentence that count what a question asks for, and who gives each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.answering.sources import source_of
from sourcier.language.analysis import fold, stem, terms
from sourcier.language.dates import fold_in_place
from sourcier.language.quantities import CROWD, FAMILY_NAMES, PEOPLE, PERSON, Quantity, family, quantities
from sourcier.language.questions import AGE, AMOUNT, ANIMALS, COUNTED, NUMBER_WORDS, SHARE, alike, asked
from sourcier.schema import Evidence

AGE_UNIT, SHARE_UNIT, SPEED_UNIT = "ans", "%", "km/h"
MONEY = frozenset({"€", "$", "franc", "dirham", "dinar", "livr", "yen", "yuan", "roubl"})
TOLL = re.compile(r"\b(?:bilan|victimes?|toll|casualties|victims?|perdu la vie|lost their lives)\b|ضحايا|حصيلة")
ASKS_SPEED = re.compile(r"\b(?:vitesse|allure|how fast|what speed)\b|سرعة")
LIMIT = re.compile(r"\b(?:limit\w*|maxim\w+|autorise\w*|plafonn\w*|pas depasser)\b")
LIMIT_BEFORE = re.compile(rf"{LIMIT.pattern}\s+(?:\w+\s+){{0,3}}\Z")
# What two sentences may well count of different things.
MEASURES = frozenset(
    {AGE_UNIT, SHARE_UNIT, SPEED_UNIT, *MONEY}
    | set(terms("mois semaine semaines jour jours heure heures minute minutes mètre mètres kilomètre kilomètres fois"))
)
# An age and not a length of time: "âgé de 29 ans", "un homme de 31 ans", "Odile Farran, 46 ans,".
IS_AGE = re.compile(
    r"(?:\bagee?s? de |\b(?:homme|femme|garcon|fille|enfant|\w+(?:eur|ienne?|iste|aire|ant|ier|iere)) de |, )\Z"
)
# "Âgée de 61 ans, la victime…" is no age of the suspect, though she lived beside him.
AGED_BEFORE = re.compile(r"\A\W*agee?s? de \d+ ans\s*,\s*(?:l[ae]\s|l['’]|une?\s)?(?P<noun>\w+(?:\s\w+)?)")
AGED_AFTER = re.compile(r"(?P<noun>[^,]{0,40}),?\s+agee?s? de \Z")
# Some of those counted: "six blessés graves", "dont deux enfants".
PART_BEFORE = re.compile(r"\b(?:dont|parmi (?:eux|elles|lesquels|lesquelles)|parmi les \d+ \w+)\W+(?:\w+\s+)?\Z")
PART_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:dans un etat|en urgence absolue|grave(?:s|ment)?\b|grievement\b|leger(?:s|es|ement)?\b|"
    r"sont (?:toujours|encore) hospitalise)"
)
# What somebody gives towards a thing or pays for it is not what the thing costs.
GIVEN = re.compile(
    r"\b(?:vers(?:e|ent|er|ee?s?|era|eront)|debloqu\w+|aides?|subvention\w*|dons?|prets?|prime\w*|apport\w*|avance\w*)\b"
)
SELON = re.compile(
    r"[\s,(]+(?:selon|d['’]apres)\s+"
    # "Selon un premier bilan des pompiers", "selon un bilan provisoire communiqué jeudi soir par la préfecture".
    r"(?P<count>(?:une?\s|le\s|l['’])(?:(?:premier|dernier|nouveau|recent)e?\s)?(?:bilan|decompte|comptage|estimation)\b"
    r"[^,;:.()\d]*?(?:\bpar\s|(?=\bd(?:es|u|['’]une?)\s|\bde\s(?:la\s|l['’]))|(?=[,;:.()\d]|\Z)))?"
    r"(?P<who>[^,;:.()\d]*?)(?=\s+(?:qui|que|dont|alors|tandis|mais|avant|apres|lors)\b|"
    rf"\s+et\s+(?:{'|'.join(NUMBER_WORDS.split())})\b|[,;:.()\d]|\Z)"
)
OF = {"des": "les", "du": "le", "de": "", "d'un": "un", "d'une": "une"}
COUNTING = re.compile(
    r"\b(?P<who>(?:la |les |l['’]|le )[\w'’ -]{3,40}?)\s+(?:\w+\s)?"
    r"(?:(?:a|ont|avait|avaient) (?:compte|denombre|recense|avance|revendique|evoque|annonce|fait etat d\w*)|"
    r"(?:avance|revendique|evoque|annonce|estime)(?:nt|ait|aient)?)\s+(?:\w+\s+){0,2}\Z"
)
# The year of what is counted; not "jusqu'en 2028", "depuis 2019".
IN_YEAR = re.compile(r"(?<!jusqu')(?<!jusqu’)\ben (?P<year>(?:19|20)\d\d)\b")
SPEAKER_NEAR = 60


@dataclass(frozen=True)
class Figure:
    """A quantity of what is asked for, who gives it where that is told right there, and of which year it is."""

    quantity: Quantity
    speaker: str | None = None
    year: int | None = None


def figures(text: str, question: str, units: frozenset[str]) -> Iterator[Figure]:
    """The quantities of `text` in one of `units`; of several only those that each have a speaker of their own.

    A speed that is a limit is none that was driven, and some of those who are counted are not all.
    """
    found = [
        quantity for quantity in quantities(text) if quantity.unit in units and _is_meant(quantity, text, question)
    ]
    years = {int(match["year"]) for match in IN_YEAR.finditer(fold(text))}
    year = min(years) if len(years) == 1 else None
    speakers = [_speaker(text, *span) for span in _surroundings(text, found)]
    heard: set[str] = set()
    for rank, (quantity, speaker) in enumerate(zip(found, speakers, strict=True)):
        if rank == 0 or (heard and speaker and speaker not in heard):
            yield Figure(quantity, speaker, year)
            heard |= {speaker} if speaker else set()


def counted_units(question: str, evidence: Sequence[Evidence]) -> frozenset[str]:
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
    if thing and any(thing in animals for animals in ANIMALS):
        # "Combien de moutons sont morts" counts none of the dead.
        return alike(thing)
    families = _families(question, counting["rest"] if counting else "")
    counted = [{found.unit for found in quantities(item.text)} for item in evidence]
    # "Combien de personnes ont manifesté" counts "manifestants" too, and the other way round.
    things = {thing, *terms(question)} if thing in PEOPLE else {thing, PERSON} if thing in CROWD else {thing} - {None}
    named = frozenset(families or {family(term) for term in things if term})
    if not counting or named & MEASURES or any(named & units for units in counted):
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


def _is_meant(found: Quantity, text: str, question: str) -> bool:
    folded, asked_about = fold_in_place(text), fold(question)
    if found.unit == AGE_UNIT:
        return IS_AGE.search(folded, 0, found.start) is not None and not _is_of_another(found, folded, question)
    if found.unit == SPEED_UNIT:
        limits = LIMIT_BEFORE.search(folded, 0, found.start) is not None
        return limits == (LIMIT.search(asked_about) is not None)
    if found.unit in MONEY and GIVEN.search(folded) and not GIVEN.search(asked_about):
        return False
    after = PART_AFTER.match(folded, found.end)
    if after and stem(after[0].split()[-1]) not in terms(question):
        return False
    return PART_BEFORE.search(folded, 0, found.start) is None


def _is_of_another(found: Quantity, folded: str, question: str) -> bool:
    """Whether the age is told of somebody else than who is asked about and stands in the same sentence."""
    own = set(terms(question)) & set(terms(folded))
    aged = AGED_BEFORE.match(folded) or AGED_AFTER.search(folded, 0, found.start)
    return bool(own) and aged is not None and bool(terms(aged["noun"])) and own.isdisjoint(terms(aged["noun"]))


def _surroundings(text: str, found: list[Quantity]) -> Iterator[tuple[int, int, int, int]]:
    """Of each quantity: where the one before ends, where it begins, where it ends, where the next one begins."""
    for rank, own in enumerate(found):
        before = found[rank - 1].end if rank else 0
        after = found[rank + 1].start if rank + 1 < len(found) else len(text)
        yield before, own.start, own.end, after


def _speaker(text: str, before: int, start: int, end: int, after: int) -> str | None:
    """Who gives the number of `start:end`: "1 200 selon la police", "les syndicats en revendiquent 3 000"."""
    folded = fold_in_place(text)
    said = SELON.search(folded, end, after)
    if said is None or said.start() > end + SPEAKER_NEAR:
        said = COUNTING.search(folded, before, start)
    if said is None:
        return None
    who = text[said.start("who") : said.end("who")].strip()
    of, _, name = who.partition(" ")
    article = OF.get(of.replace("’", "'")) if said.re is SELON and said["count"] else None
    return (who if article is None else f"{article} {name}".strip()) or None
