"""When an article was published or changed, as its page and its metadata say; never when the file was written.

Every function answers None when the date is not known: an unknown date is better than a wrong one. A date is taken as
printed: no time zone moves it, and a weekday that does not fit it is a slip of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sourcier.corpus.mastheads import is_masthead, may_be_masthead
from sourcier.corpus.names import PARTICLES, is_desk, is_name, is_section
from sourcier.language.analysis import fold
from sourcier.language.dates import WrittenDate, fold_in_place, written_dates
from sourcier.schema import ArticleDate, Basis, Precision

UPDATED = re.compile(
    r"(?<![^\W\d_])(?:(?:derniere )?(?:mise? a jour|modifi(?:ee?|cation)|actualis(?:ee?|ation))|maj|updated?|"
    r"last modified)\b"
)
WEEKDAY = (
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mar|mer|jeu|ven|sam|dim|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
)
CLOCK = r"\d{1,2} ?(?:[:h]|heures?) ?(?:\d{2})?(?::\d{2})?(?: ?min)?"
# "Publié le mardi 12 mars 2024", "Date de publication : 12/03/2024" announce the date that follows.
PUBLISHED = (
    r"\b(?:publie(?:e|s|es)?|publication|mise? en ligne|poste|paru|parution|diffuse|published|posted)"
    r"(?: dans l'edition| a l'origine| initialement)?"
)
ANNOUNCED = re.compile(
    rf"(?P<verb>{PUBLISHED})\s*(?:[:|,–-]\s*)?(?:a {CLOCK}\W+)?"
    rf"(?:(?:le|en|on|du|fin|debut|mi-?|courant)\s*:?\s*)?(?:(?:{WEEKDAY})\b\.?,?\s*)?$"
)
# "Rapport publié le 12 mars 2024" dates what it names.
DOCUMENT = re.compile(
    r"\b(?:rapport|etude|livre|roman|tribune|decret|arrete|communique|enquete|sondage|texte|loi|ouvrage|album|video|"
    r"photo|tweet|message|avis|bilan|liste|classement|chiffres|donnees|document|lettre)\b[^|•·]*$"
)
# What stands around the date of a header: "Le mardi 12/03/2024 à 23h55 GMT".
AROUND = re.compile(
    rf"\b(?:le|la|a|at|on|en|du|de|par|by|date|{WEEKDAY}|fin|debut|mi|courant|gmt|utc|ces?t|h[an]e|article|update|"
    r"publie|published|posted|premiere|publication|parution|paru|dans l'edition|edition|numero|n° ?\d+|page \d+|cree|"
    r"redige|ecrit|poste|soumis|submitted|mise? en ligne|derniere|mise? a jour|modifiee?|modification|actualisee?|"
    r"actualisation|maj|updated|last modified)\b\.?|[\W_]"
)
BESIDE_DATE = re.compile(
    rf"\bT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b{CLOCK}(?:[+-]\d\d:?\d\d)?(?!\d)|"
    r"\b(?:temps de )?lecture ?:? ?(?:de )?\d+ ?min(?:utes?)?|\b\d+ ?min(?:utes?)?(?: de lecture)?\b|"
    r"\bn[°º] ?\d+|\b(?:lu|vu) [\d ]+ fois|\b[\d ]+ (?:vues|lectures)\b",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s[-–—|•·/]\s|[|•·,:()]")
# "il y a 3 heures", "hier à 14:32": a date that only the day of the visit gives.
AGO = (
    r"(?:il y a (?:environ |moins d'|plus d')?(?:\d+|une?|quelques) (?:secondes?|minutes?|min|heures?|h|jours?|"
    r"semaines?|mois|ans?|instants)|\d+ (?:minutes?|hours?|days?) ago|a l'instant)"
)
RELATIVE = re.compile(
    rf"(?:(?:publie|mis a jour|modifie|actualise|le|:) ?)*"
    rf"(?:{AGO}|(?:aujourd'hui|hier|avant-hier)(?:(?:,? a)? ?\d{{1,2}} ?[:h] ?\d{{0,2}})?)\W*"
)
BESIDE_NAME = re.compile(
    rf"^(?:(?:publi[ée]e?|mis en ligne|[ée]crit|r[ée]dig[ée]|soumis|submitted) )?(?:par|by|dans) |"
    rf"(?: publi[ée]e?)?(?: le| à)?(?: (?:{WEEKDAY}))?$",
    re.IGNORECASE,
)
# "Publié par Jocelyne", "Soumis par admin le lun": one word is enough of a name behind "par".
BY_ONE_WORD = re.compile(
    rf"(?:(?:publi[ée]e?|post[ée]|[ée]crit|r[ée]dig[ée]|soumis|submitted) )?(?:par|by) [\w.'’-]+"
    rf"(?: (?:le|on))?(?: (?:{WEEKDAY}))?",
    re.IGNORECASE,
)
# "Anne Le Goff, correspondante à Rennes", "à Rennes".
POST = re.compile(
    r"(?:(?:de )?notre )?(?:correspondante?|envoyée? spéciale?|journaliste)\b.{0,40}|"
    r"[àÀ] [A-ZÀ-Ý][\w'’-]+(?: [\w'’-]+){0,3}"
)
# "Le Courrier de Bray - mardi 6 juin 2023", "Bray, le 6 juin 2023": a paper or a place in front of the date.
MASTHEAD = re.compile(
    rf"(?P<name>[^\W\d_].{{1,44}}?)(?P<mark>\s*,|\s*[|•·]|\s+[–—-])\s*(?P<le>le\s+)?(?P<day>(?:{WEEKDAY})\.?,?\s*)?",
    re.IGNORECASE,
)
DATELINE = re.compile(r",\s+le\s", re.IGNORECASE)
# A header line longer than this holds a sentence.
HEADER_LENGTH = 130
SENTENCE_GOES_ON = re.compile(
    r",\s+(?:un|une|le|la|les|des|ce|cet|cette|ces|son|sa|ses|leur|il|elle|on)\s+[^\W\d]|,\s+l'"
)
# "mis à jour le 14", "le mercredi 14 à 10h": the month and the year are those of the publication.
DAY_ALONE = re.compile(
    rf"\W*(?:le\s+)?(?:(?:{WEEKDAY})\.?\s+)?(?P<day>[12]?\d|3[01])(?:er)?(?!\s*[:h/.\d-]|\s*heures?)\b"
)
TIME_ALONE = re.compile(rf"\W*(?:a\s+)?{CLOCK}(?!\d)")
DIGITS = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=\D|\d{4}|$)")
YEAR_MONTH = re.compile(r"((?:19|20)\d\d)(?:[-/](0[1-9]|1[0-2]))?")
# Records count seconds or milliseconds from 1970; smaller numbers count something else.
EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
# A count of seconds has no place: the day is sure when it is the same from Dakar to Beirut.
EASTMOST = timedelta(hours=2)


def article_date(value: date, precision: Precision, basis: Basis) -> ArticleDate:
    """An ArticleDate whose value is the first day of its month or year when it is no more exact than that."""
    if precision != "day":
        value = value.replace(day=1, month=value.month if precision == "month" else 1)
    return ArticleDate(value=value, precision=precision, basis=basis)


def announced_date(line: str) -> ArticleDate | None:
    """The date that `line` announces as that of publication: "Publié le 12 mars 2024, mis à jour le 14".

    A sentence announces none: "Publié le 12 mars 2024, le rapport critique ces choix." dates a report.
    """
    if len(line) > HEADER_LENGTH or (line.endswith(".") and not is_header(line)):
        return None
    folded = _folded(line)
    for written in written_dates(line):
        verb = ANNOUNCED.search(folded[: written.start])
        if not verb or DOCUMENT.search(folded[: verb.start()]) or SENTENCE_GOES_ON.match(folded[written.end :]):
            continue
        return _stated(written if written.year else _dated_by_update(written, folded))
    return None


def header_date(line: str) -> ArticleDate | None:
    """The date that a line under the title gives, announced or alone, never one of update."""
    if announced := announced_date(line):
        return announced
    if not is_header(line):
        return None
    update = UPDATED.search(_folded(line))
    dates = [written for written in _dated(line) if update is None or written.start < update.start()]
    return _stated(dates[0]) if dates else None


def update_date(line: str) -> ArticleDate | None:
    """The date of the last change that `line` announces: "Publié le 12 mars 2024, mis à jour le 14"."""
    if len(line) > HEADER_LENGTH:
        return None
    folded = _folded(line)
    update = UPDATED.search(folded)
    if update is None or not (has_update(line) or is_header(line) or announced_date(line)):
        return None
    after = [written for written in written_dates(line) if written.start >= update.end()]
    between = folded[update.end() : after[0].start] if after else ""
    if after and not re.search(PUBLISHED, between) and not AROUND.sub("", BESIDE_DATE.sub("", between)):
        written = after[0]
        if written.year:
            return _stated(written)
        return _after(header_date(line), lambda day: day.month == written.month and day.day == written.day)
    rest = folded[update.end() :]
    if alone := DAY_ALONE.match(rest):
        return _after(header_date(line), lambda day: day.day == int(alone["day"]))
    return _after(header_date(line), lambda _: True) if TIME_ALONE.match(rest) else None


def is_header(line: str) -> bool:
    """Whether `line` holds nothing but a date and what goes with it: weekday, time, author, paper, place, section."""
    if len(line) > HEADER_LENGTH:
        return False
    folded = _folded(line)
    if RELATIVE.fullmatch(folded):
        return True
    dates = _dated(line)
    if not dates:
        return False
    if all(not AROUND.sub("", _folded(part)) or _is_credit(part) for part in _beside_dates(line, dates)):
        return True
    return len(dates) == 1 and _has_masthead(line, dates[0])


def paper_in_header(line: str) -> str | None:
    """The paper that a header names beside its date: "Le Courrier de Bray - mardi 6 juin 2023"."""
    if not is_header(line):
        return None
    names = [BESIDE_NAME.sub("", part).strip() for part in _beside_dates(line, _dated(line))]
    sure = next(filter(is_masthead, names), None)
    # "La Chapelle de Bray, le 3 mai 2024" is written there.
    return sure if sure or DATELINE.search(line) else next(filter(may_be_masthead, names), None)


def has_update(line: str) -> bool:
    """Whether `line` only says when the article was updated, with what else stands in a header."""
    update = UPDATED.search(_folded(line)) if len(line) <= HEADER_LENGTH else None
    if update is None or not _dated(line):
        return False
    return is_header(line) or (update.start() == 0 and not line.endswith("."))


def metadata_date(value: object) -> ArticleDate | None:
    """The date in a metadata field: a date, ISO 8601 text, a year, seconds since 1970, or a date written in words."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return article_date(value, "day", "metadata")
    text = str(value if value is not None else "").strip()
    if EPOCH.fullmatch(text):
        return _counted(float(text))
    if match := YEAR_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2] or 1)
        return article_date(date(year, month, 1), "month" if match[2] else "year", "metadata")
    if match := DIGITS.match(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    found = header_date(text) or (None if has_update(text) else next(map(_stated, _dated(text)), None))
    return article_date(found.value, found.precision, "metadata") if found else None


def _folded(line: str) -> str:
    return fold_in_place(line).replace("’", "'")


def _beside_dates(line: str, dates: Sequence[WrittenDate]) -> list[str]:
    """What stands between `dates`, times and separators."""
    rest = line
    for written in reversed(dates):
        rest = f"{rest[: written.start]} | {rest[written.end :]}"
    if update := UPDATED.search(fold_in_place(rest)):
        day = DAY_ALONE.match(fold_in_place(rest[update.end() :]))
        rest = rest[: update.end()] + rest[update.end() + (day.end() if day else 0) :]
    return [part.strip() for part in SEPARATOR.split(BESIDE_DATE.sub(" | ", rest))]


def _dated(text: str) -> list[WrittenDate]:
    """The dates in `text` that give at least a month and a year."""
    return [written for written in written_dates(text) if written.year and written.month]


def _stated(written: WrittenDate) -> ArticleDate | None:
    if written.year is None or written.month is None:
        return None
    value = date(written.year, written.month, written.day or 1)
    return article_date(value, "day" if written.day else "month", "stated")


def _dated_by_update(written: WrittenDate, folded: str) -> WrittenDate:
    """`written` with the year of the update that follows it: "Publié le 12 mars à 10h, mis à jour le 14 mars 2024"."""
    update = UPDATED.search(folded, written.end)
    later = [other for other in _dated(folded) if update and other.start >= update.end() and other.day]
    if not later or not written.day or not written.month:
        return written
    after = (later[0].month or 0, later[0].day or 0)
    year = (later[0].year or 0) - ((written.month, written.day) > after)
    # The 29th of February that the other year does not have.
    possible = written_dates(f"{written.day}/{written.month:02}/{year}")
    return replace(written, year=year) if possible else written


def _after(published: ArticleDate | None, fits: Callable[[date], bool]) -> ArticleDate | None:
    """The first day that `fits`, from that of the publication on."""
    if published is None or published.precision != "day":
        return None
    days = (published.value + timedelta(days=count) for count in range(366))
    found = next(filter(fits, days), None)
    return article_date(found, "day", "stated") if found else None


def _is_credit(part: str) -> bool:
    name = BESIDE_NAME.sub("", part).strip()
    return (
        is_name(name)
        or is_desk(name)
        or is_section(name)
        or is_masthead(name)
        or any(map(re.fullmatch, (POST, BY_ONE_WORD), (part, part)))
    )


def _has_masthead(line: str, written: WrittenDate) -> bool:
    """Whether a paper or a place stands before the date, and the date is shown to be today's by its weekday or "le"."""
    before, after = line[: written.start], line[written.end :]
    match = MASTHEAD.fullmatch(before)
    if not match or AROUND.sub("", _folded(BESIDE_DATE.sub(" ", after))) or after.strip() == ".":
        return False
    words = re.findall(r"[\w.'’-]+", match["name"])
    proper = [word for word in words if fold(word) not in PARTICLES]
    named = proper and len(words) <= 5 and all(word[0].isupper() for word in proper) and words[0][0].isupper()
    return bool((named or may_be_masthead(match["name"])) and (match["day"] or (match["le"] and "," in match["mark"])))


def _counted(number: float) -> ArticleDate | None:
    """The day of a count of seconds, or of milliseconds, since 1970: its month when the day depends on the place."""
    moment = datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
    west, east = moment.date(), (moment + EASTMOST).date()
    if west == east:
        return article_date(west, "day", "metadata")
    return article_date(west, "month", "metadata") if west.month == east.month else None
