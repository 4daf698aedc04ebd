"""What a text counts: each number with the thing that it is a number of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.language.analysis import fold, stem, words
from sourcier.language.dates import fold_in_place, written_dates
from sourcier.language.numbers import NUMBER_IN_WORDS
from sourcier.language.questions import ADJECTIVES_BEFORE
from sourcier.language.stopwords import STOP_WORDS

DIGITS = re.compile(
    r"(?<![\w.,/-])(?<!\dh)(?<!h )(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d.,]\d)|\d+(?:[.,]\d+)?(?![\d]|[.,/-]\d))"
)
SCALE = re.compile(r"\s*(?:milliards?|millions?|mille)\b(?:\s+(?:de\s|d['’]))?")
SIGN = re.compile(r"\s?(?P<sign>%|€|\$|km/h|pour cent\b|per cent\b|percent\b)")
WORD = re.compile(r"[\s'’-]*(?P<word>[^\W\d_]+)")
# Where what is counted has not been named yet, it is not: "30, a déclaré".
STOP = re.compile(r"\s*[.,;:!?()«»“”]|\s+[-–—]\s")
OF = frozenset({"d", "de", "des", "of"})
HOUR = re.compile(r"\s?(?:h\b|heures?\b)\s?(?:\d{2}\b)?")
FURTHEST = 4
# "Porter à 240 le nombre de postes", "12, le nombre de blessés".
NUMBER_OF = re.compile(r",?\s+le (?:nombre|total|chiffre) d(?:(?:es?|u)\b|['’])")
LOST_LIFE = re.compile(r"\s+(?:ont|a)\s+perdu\s+la\s+vie\b")
EMPLOYS = re.compile(r"\b(?:emplo[iy]\w*|fait travailler|employs?)\s+(?:\w+\s+)?\Z")
# "Près de 300" is not another number than 287.
ABOUT = re.compile(r"\b(?:environ|pres d['’e]|plus de|moins de|quelque|autour de|about|nearly|over|some)\s*\Z")
SIGNS = {"pour cent": "%", "per cent": "%", "percent": "%", "euros": "€", "euro": "€", "dollars": "$", "dollar": "$"}


def _stems(written: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in written.split())


# Different words for one thing counted; the first of each names it. What is open to change from day to day comes
# first: two numbers of it at two dates are no contradiction.
DEAD, HURT, MISSING, MOVED = (
    _stems(
        "mort morte morts décès décédé décédée décédées tué tuée tués tuées dead died die killed deaths "
        "قتلى قتيل القتلى"
    ),
    _stems("blessé blessée blessés blessées injured wounded hurt جرحى الجرحى"),
    _stems("disparu disparue disparus disparues missing"),
    _stems("évacué évacuée évacués évacuées sinistré sinistrés déplacé déplacés délogés evacuated"),
)
STAFF = _stems("salarié salariée salariés employé employés effectif effectifs agents employees staff")
CHANGING = (DEAD, HURT, MISSING, MOVED, STAFF)
JOBS, VOTES = _stems("emploi emplois poste postes jobs"), _stems("voix suffrage suffrages vote votes bulletins")
FAMILIES = (*CHANGING, JOBS, VOTES)
FAMILY_NAMES = frozenset(min(members) for members in FAMILIES)
# "Trois personnes ont été tuées" counts the dead.
PEOPLE = _stems(
    "personne personnes gens homme hommes femme femmes enfant enfants victime victimes habitant habitants people "
    "passager passagers civil civils autre autres"
)


@dataclass(frozen=True)
class Quantity:
    """A number and its unit (a term, a sign, or the name of a family) at `start:end`; `rough` after "environ"."""

    number: str
    unit: str
    start: int
    end: int
    rough: bool


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of `text` that count something, in order; not dates and hours."""
    folded = fold_in_place(text)
    dates = [(date.start, date.end) for date in written_dates(text)]
    found = sorted((*DIGITS.finditer(folded), *NUMBER_IN_WORDS.finditer(folded)), key=lambda match: match.start())
    for match in found:
        if any(start < match.end() and match.start() < end for start, end in dates) or HOUR.match(folded, match.end()):
            continue
        unit, end = _unit(folded, match.end())
        if unit in PEOPLE and EMPLOYS.search(folded, 0, match.start()):
            unit = min(STAFF)
        if unit:
            number = words(folded[match.start() : end])[0]
            yield Quantity(number, unit, match.start(), end, bool(ABOUT.search(folded, 0, match.start())))


def family(term: str) -> str:
    """The name under which a term is counted: that of its family, else itself."""
    return next((min(members) for members in FAMILIES if term in members), SIGNS.get(term, term))


def is_changing(unit: str) -> bool:
    """Whether a number of this changes from day to day: the dead, the evacuated, a staff."""
    return any(min(members) == unit for members in CHANGING)


def _unit(folded: str, start: int) -> tuple[str, int]:
    """What is counted after `start`, and where its word ends; empty when nothing is named."""
    scale = SCALE.match(folded, start)
    cursor = scale.end() if scale else start
    if sign := SIGN.match(folded, cursor):
        return SIGNS.get(sign["sign"], sign["sign"]), sign.end()
    if number_of := NUMBER_OF.match(folded, cursor):
        # What is counted follows apart: the words of the number end where it does.
        return _unit(folded, number_of.end())[0], cursor
    people = ""
    place = cursor
    for _ in range(FURTHEST):
        if STOP.match(folded, cursor) or not (match := WORD.match(folded, cursor)):
            break
        cursor, word = match.end(), match["word"]
        term = stem(word)
        if any(term in members for members in FAMILIES):
            return family(term), cursor
        if term in PEOPLE:
            people, place = people or term, place if people else cursor
        elif not people and word in STOP_WORDS - OF:
            break
        if lost := LOST_LIFE.match(folded, cursor):
            return min(DEAD), lost.end()
        if not people and word not in OF and word not in ADJECTIVES_BEFORE:
            return family(SIGNS.get(word, term)), cursor
    return people, place
