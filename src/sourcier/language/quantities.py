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
# "A coûté la vie à quatre personnes", "a tué trois personnes et blessé deux autres": what is counted stands before.
_AT_LEAST = r"\s+(?:au\s+moins\s+|quelque\s+|pres\s+de\s+|plus\s+de\s+)?\Z"
KILLS = re.compile(rf"\b(?:cout\w+\s+la\s+vie\s+a|tu(?:e|ant|ait|aient)){_AT_LEAST}")
HURTS = re.compile(rf"\bbless(?:e|ant|ait|aient){_AT_LEAST}")
# "Près de 300" is not another number than 287, "une dizaine" than 12, and "une centaine" is another than 180.
ABOUT = re.compile(
    r"\b(?:environ|pres d['’e]|plus de|moins de|quelque|autour de|a peu pres|pas loin de|about|nearly|over|some)\s*\Z"
)
ROUGHLY, VERY_ROUGHLY = 0.1, 0.25
ROUND_NUMBERS = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
ROUND = re.compile(rf"\bune? (?:petite? |bonne? |grosse? )?(?P<round>{'|'.join(ROUND_NUMBERS)})(?= d(?:e\b|['’]))")
# "Entre 200 et 300 personnes", "de 200 à 300 personnes": the two numbers are the ends of one.
BETWEEN, TO = re.compile(r"\bentre\s+\Z"), re.compile(r"\s+(?:et|à)\s+")
# "Ramener de 310 à 240": the second alone is so.
CHANGES = re.compile(
    r"\b(?:pass|port|ramen|augment|baiss|mont|grimp|chut|recul|tomb|redui|descend|progress)\w*\s+(?:\w+\s+){0,3}de\s+\Z"
)
# "112 des 341 emplois seraient supprimés": so many are counted; "deux des 12 blessés" are some of them.
SOME_OF = re.compile(r"\s+(?:des|de\s+(?:ses|leurs|ces)|sur\s+(?:les|ses|leurs|ces))\s+")
CUT = re.compile(r"[^.;:]{0,80}\b(?:supprim|menac|licenci|disparai)")
# "3.000" is 3 000 where things are counted.
POINT = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
# "Ils étaient 1 200 à défiler, 500 selon la police": what is counted is people, or is what was counted before.
SAID_OR_DOING = re.compile(r",?\s+(?:(?:selon|d['’]apres)\b|a\s+(?:s['’]|se\s+)?\w+(?:er|ir|re)\b)")
THEY_WERE = re.compile(r"\b(?:ils|elles|nous)\s+(?:etaient|sont|seraient|etions|auraient ete)\s+(?:[\w'’]+\s+){0,3}\Z")
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
PERSON = stem("personne")
# Whoever is named by what they do may be told as "trois hommes".
MEN = _stems("homme hommes femme femmes individu individus")
# Who marches or takes part: "2 000 manifestants" are as many people.
CROWD = _stems("manifestant manifestante manifestants participant participants protestataires marcheurs")
SIGN_UNITS = frozenset(SIGNS.values())


@dataclass(frozen=True)
class Amount:
    """A number as far as it is told: one from `low` to `high`, which are the same where it is exact."""

    low: float
    high: float

    def meets(self, other: Amount) -> bool:
        """Whether both may be one number."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Quantity:
    """A number and its unit (a term, a sign, or the name of a family) at `start:end`."""

    amount: Amount
    unit: str
    start: int
    end: int


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of `text` that count something, in order; not dates and hours."""
    folded = fold_in_place(text)
    unit, lower = "", None
    for match in _numbers(text, folded):
        before = unit
        unit, end = _unit(folded, match.end())
        if not unit and SAID_OR_DOING.match(folded, match.end()):
            unit = PERSON if THEY_WERE.search(folded, 0, match.start()) else before if before not in SIGN_UNITS else ""
        if unit in PEOPLE and EMPLOYS.search(folded, 0, match.start()):
            unit = min(STAFF)
        for verb, what in ((KILLS, DEAD), (HURTS, HURT)):
            if unit in {*PEOPLE, min(DEAD), min(HURT)} and verb.search(folded, 0, match.start()):
                unit = min(what)
        amount, start = _amount(folded, match, end), match.start()
        if lower and TO.fullmatch(text, lower.end(), match.start()):
            between = BETWEEN.search(folded, 0, lower.start())
            is_range = between or text[lower.end() : match.start()].strip() == "à"
            if is_range and not CHANGES.search(folded, 0, lower.start()):
                scale = amount.high / (_value(match[0]) or 1.0)
                amount = Amount(min(_value(lower[0]) * scale, amount.low), amount.high)
                start = between.start() if between else lower.start()
        if lower and SOME_OF.fullmatch(folded, lower.end(), match.start()) and CUT.match(folded, end):
            amount, start = _amount(folded, lower, lower.end()), lower.start()
        lower = None if unit else match
        if unit:
            yield Quantity(amount, unit, start, end)


def _numbers(text: str, folded: str) -> Iterator[re.Match[str]]:
    """The numbers of `text` in order, but those of dates and hours."""
    dates = [(date.start, date.end) for date in written_dates(text)]
    found = (match for pattern in (DIGITS, NUMBER_IN_WORDS, ROUND) for match in pattern.finditer(folded))
    for match in sorted(found, key=lambda match: match.start()):
        in_date = any(start < match.end() and match.start() < end for start, end in dates)
        if not in_date and not HOUR.match(folded, match.end()):
            yield match


def _amount(folded: str, match: re.Match[str], end: int) -> Amount:
    if match.re is ROUND:
        value, leeway = float(ROUND_NUMBERS[match["round"]]), VERY_ROUGHLY
    else:
        value = _value(folded[match.start() : end])
        leeway = ROUGHLY if ABOUT.search(folded, 0, match.start()) else 0.0
    return Amount(value * (1 - leeway), value * (1 + leeway))


def _value(written: str) -> float:
    """The number that opens `written`, which is folded."""
    return float(words(POINT.sub("", written))[0])


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
