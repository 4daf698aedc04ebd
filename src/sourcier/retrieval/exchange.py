"""The previous question with what an elliptic one names in the place of its counterpart: "Et la Vesle en 2023 ?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from sourcier.language.analysis import fold, terms
from sourcier.language.dated import dates_in
from sourcier.language.dates import WEEKDAYS, WrittenDate, written_dates
from sourcier.language.names import ACRONYM, proper_names
from sourcier.language.periods import AskedPeriod, asked_periods
from sourcier.retrieval.antecedents import people
from sourcier.retrieval.references import joined

# Where a question names a period is the same whatever the day.
ANY_DAY = date(2024, 1, 1)
# "Et la préfète ?"
A_NOUN = re.compile(
    r"(?:(?:(?:de|à)\s+)?(?:la|l['’])|le|les|un|une|du|des|au|aux|son|sa|ses|the|his|her|its|of\s+the)\s*[a-zà-öø-ÿœ]"
)
_WEEKDAYS = "|".join(name for names in WEEKDAYS.values() for name in names)
# What stands before a date and goes with it.
BEFORE_DATE = re.compile(
    rf"(?<![\w-])(?:\b(?:en|le|la|les|au|aux|du|de|des|pour|courant|pendant|durant|à|in|on|for|during|of|the|{_WEEKDAYS})\s+|"
    r"\b[dl]['’])+\Z",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*(?:,|\b(?:et|ou|and|or)\b)\s*(?:\b(?:en|le|la|in|on)\s+)?", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
# "Et le 13 ?"
BARE_DAY = re.compile(r"\s*(?:(?:le|du|au|on|the|on the)\s+)?(?P<day>\d{1,2}(?:\s?er|st|nd|rd|th)?)\s*", re.IGNORECASE)
# "Et l'année suivante ?", "Et un an plus tôt ?": beside the year of the previous question.
YEAR_BESIDE = re.compile(
    r"\s*(?:et\s+)?(?:(?:la même année|cette année-là)|(?:l['’](?:année|an)|un an)\s+"
    r"(?:(?P<after>suivante?|(?:d['’])?après|plus tard)|(?P<before>précédente?|(?:d['’])?avant|plus tôt)))\s*",
    re.IGNORECASE,
)
LAST_OR_NEXT = re.compile(r"\b(?:last|next)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\s*(?:and|but|what|how)\b", re.IGNORECASE)
LEAD = re.compile(
    r"(?P<preposition>\b(?:à|de|en|dans|chez|pour|par|sur|avec|sans|contre|selon|vers|entre|in|at|of|for|from|with|by|to)\s+|"
    r"\bd['’])?(?P<article>\b(?:le|la|les|au|aux|du|des|the)\s+|\bl['’])?\Z",
    re.IGNORECASE,
)
CONTRACTED = {"au": ("à", "le "), "aux": ("à", "les "), "du": ("de", "le "), "des": ("de", "les ")}
# "En France" and "au Portugal" are places both, and "le port de Lisse" may be the one "à Lisse".
KINDS = {**dict.fromkeys(("à", "en", "dans", "chez", "in", "at"), "à"), "d'": "de", "of": "de"}
NEXT_KIND = {"à": "de", "de": "à"}


def exchange(previous: str, rest: str, question: str) -> str | None:
    """`previous` with its date and name replaced by those of `rest`, the end of an elliptic `question`.

    What has no counterpart is added. None where rules cannot tell whose place a noun or a name takes.
    """
    told, left = _exchange_date(previous, rest, question)
    names = names_in(question)
    # "Et le port de Lisse ?" after "le port de Vaubrac", but not "et la directrice du port de Lisse ?".
    if A_NOUN.match(left) and (not names or terms(left)[0] not in terms(previous)):
        return None
    if names and (known := _named(told, names_in(told))) and (new := _named(left, names[-1:])):
        alike = _counterparts(new[0], known, left, told)
        if len({fold(each.name) for each in alike}) > 1:
            return None
        if alike:
            told = _put(told, alike[-1].start, alike[-1].end, _worded(new[0], alike[-1]))
            left = left[new[0].end :]
    return _added(told, left)


def names_in(text: str) -> list[str]:
    """The proper names of `text` that are no part of its dates: English writes months with a capital."""
    dates = " ".join(text[found.start : found.end] for found in written_dates(text))
    return [name for name in proper_names(text) if name not in dates]


class _Told(NamedTuple):
    """The last period that a question names, with what stands before it, and whether it is a date as written."""

    before: str
    text: str
    period: AskedPeriod
    written: WrittenDate | None
    start: int
    end: int


class _Named(NamedTuple):
    """A name with the preposition and the article before it; `start:end` is the span of all."""

    name: str
    preposition: str
    article: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        return KINDS.get(self.preposition, self.preposition)


def _exchange_date(previous: str, rest: str, question: str) -> tuple[str, str]:
    """`previous` with the date of `rest` in the place of its own, and what is then left of `rest`."""
    old, new = _told(previous), _told(rest)
    if old and (day := _day_of(rest, old)):
        return _put(previous, old.start, old.end, f"le {day}"), ""
    if old and (year := _year_beside(rest, old)):
        return _put(previous, old.start, old.end, f"en {year}"), ""
    if new is None:
        return previous, rest
    left = f"{rest[: new.start]} {rest[new.end :]}".strip()
    if old is None:
        return _added(previous, new.before + new.text), left
    before = new.before or (_before(new.written, old, question) if new.written else "")
    return _put(previous, old.start, old.end, before + new.text + _lent(new, old)), left


def _told(text: str) -> _Told | None:
    periods = asked_periods(text, ANY_DAY)
    if not periods:
        return None
    start, end = periods[-1].start, periods[-1].end
    # "En 2019 et 2021" is exchanged as one.
    for period in reversed(periods[:-1]):
        if not JOINT.fullmatch(text, period.end, start):
            break
        start = period.start
    opening = BEFORE_DATE.search(text[:start])
    before = opening[0] if opening else ""
    written = next((found for found in written_dates(text[start:end]) if found.start == 0), None)
    return _Told(before, text[start:end], periods[-1], written, start - len(before), end)


def _day_of(rest: str, old: _Told) -> str | None:
    """The bare number of `rest` as a day of the last month of the previous question: "le 13"."""
    asked, dates = BARE_DAY.fullmatch(rest), [found for found in written_dates(old.text) if found.month]
    if not asked or not dates:
        return None
    told = old.text[dates[-1].start : dates[-1].end]
    if dates[-1].day is None:
        return f"{asked['day']} {told}"
    return re.sub(rf"\b0?{dates[-1].day}(?:\s?er|st|nd|rd|th)?\b", asked["day"], told, count=1)


def _year_beside(rest: str, old: _Told) -> int | None:
    """The year that `rest` tells from the one of the previous question."""
    asked, years = YEAR_BESIDE.fullmatch(rest), YEAR.findall(old.text)
    if not asked or not years:
        return None
    return int(years[-1]) + bool(asked["after"]) - bool(asked["before"])


def _before(new: WrittenDate, old: _Told, question: str) -> str:
    """What stands before a date that is said alone: "Et 2022 ?"."""
    if old.written and (old.written.day is None) == (new.day is None):
        return old.before
    in_, on = ("in ", "on ") if ENGLISH.match(question) else ("en ", "le ")
    return in_ if new.day is None else on


def _lent(new: _Told, old: _Told) -> str:
    """The year of the previous question, for a date that lacks one."""
    named = list(dates_in(new.before + new.text))
    ends = (
        bool(named) and named[-1].end == len(new.before + new.text) and not LAST_OR_NEXT.search(new.before + new.text)
    )
    # "Au 13 avril" and "depuis avril" are said of one year.
    lacks = new.period.every_year or (ends and all(found.year is None for found in named))
    if not lacks or old.period.every_year:
        return ""
    if years := YEAR.findall(old.text):
        return f" {years[-1]}"
    first, last = old.period.first, old.period.last
    is_year = (
        first and last and (first.month, first.day, last.month, last.day, last.year - first.year) == (1, 1, 12, 31, 0)
    )
    return f", {old.before}{old.text}" if is_year else ""


def _named(text: str, names: Sequence[str]) -> list[_Named]:
    """Where these names, in order, stand in `text`."""
    found: list[_Named] = []
    cursor = 0
    for name in names:
        start = text.find(name, cursor)
        if start < 0:
            continue
        cursor = start + len(name)
        lead = LEAD.search(text[:start])
        preposition, article = ((lead[part] or "").lower() for part in ("preposition", "article")) if lead else ("", "")
        begin = start - len(preposition) - len(article)
        preposition, article = CONTRACTED.get(article.strip(), (preposition.strip().replace("’", "'"), article))
        found.append(_Named(name, preposition, article, begin, cursor))
    return found


def _counterparts(new: _Named, known: Sequence[_Named], left: str, told: str) -> Sequence[_Named]:
    """The names whose place the new one may take: those most like it, by what they are and by what stands before."""
    if new.kind:
        kinds = {each.kind for each in known}
        kind = new.kind if new.kind in kinds else NEXT_KIND.get(new.kind)
        known = [each for each in known if each.kind == kind]
    persons = {person.text for text in (left, told) for person in people(text)}
    alike: tuple[Callable[[_Named], bool], ...] = (
        lambda each: each.name in persons,
        lambda each: ACRONYM.fullmatch(each.name) is not None,
        lambda each: bool(each.article),
    )
    for trait in alike:
        known = [each for each in known if trait(each) == trait(new)] or known
    return known


def _worded(new: _Named, old: _Named) -> str:
    """The new name with its own article, and the preposition of the old one where it has none."""
    preposition, article = new.preposition or old.preposition, new.article
    if preposition == "en" and article:
        # "En France", "au Portugal".
        preposition, article = ("à", article) if article in ("le ", "les ") else ("en", "")
    return joined(preposition, article + new.name) if preposition else article + new.name


def _put(text: str, start: int, end: int, new: str) -> str:
    """`text` with `new` at `start:end`, with a capital where it opens the text."""
    opening = new[:1].upper() + new[1:] if not text[:start].strip() else new
    return text[:start] + opening + text[end:]


def _added(text: str, more: str) -> str:
    return f"{text.rstrip(' ?')} {more.strip()} ?" if more.strip() else text
