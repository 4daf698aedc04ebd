"""When an article was published: what it states, what its file name says, never when the file was written.

Every function answers None when the date is not known: an unknown date is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from sourcier.corpus.names import is_desk, is_name, is_section
from sourcier.language.analysis import fold
from sourcier.language.dates import WrittenDate, written_dates
from sourcier.schema import ArticleDate, Basis, Precision

UPDATED = re.compile(r"\b(?:mise? a jour|modifie|actualise|updated|last modified|maj)\b")
# What stands around the date of a header: "Le mardi 12/03/2024 à 23h55 GMT".
WEEKDAY = (
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mar|mer|jeu|ven|sam|dim|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
# "Publié le mardi 12 mars 2024", "Date de publication : 12/03/2024" announce the date that follows.
ANNOUNCED = re.compile(
    r"\b(?:publie(?:e|s|es)?|publication|mise? en ligne|poste|paru|parution|diffuse|published|posted)\s*"
    rf"(?:[:|,–-]\s*)?(?:(?:le|en|on)\s*:?\s*)?(?:(?:{WEEKDAY})\b\.?,?\s*)?$"
)
AROUND = re.compile(
    rf"\b(?:le|la|a|at|on|du|de|par|by|date|{WEEKDAY}|gmt|utc|cet|h[an]e|article|publie|publication|mise? en ligne|"
    r"mise? a jour|modifie|actualise)\b\.?|[\W_]"
)
BESIDE_DATE = re.compile(
    r"\b\d{1,2} ?(?:[:h]|heures?) ?(?:\d{2})?(?::\d{2})?(?: ?min)?\b|\b(?:temps de )?lecture ?:? ?\d+ ?min(?:utes?)?"
    r"|\b(?:lu|vu) [\d ]+ fois|\b[\d ]+ (?:vues|lectures)\b",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s[-–—|•·/]\s|[|•·,:]")
# "il y a 3 heures", "hier à 14:32": a date that only the day of the visit gives.
RELATIVE = re.compile(
    r"(?:publie )?(?:il y a (?:environ )?(?:\d+|une?) (?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)|"
    r"\d+ (?:hours?|days?) ago|(?:aujourd'hui|hier)(?:,? a)? ?\d{1,2} ?[:h] ?\d{0,2})\W*"
)
BESIDE_NAME = re.compile(
    rf"^(?:(?:publi[ée]e?|mis en ligne|[ée]crit|r[ée]dig[ée]) )?(?:par|by) |"
    rf"(?: publi[ée]e?)?(?: le| à)?(?: (?:{WEEKDAY}))?$",
    re.IGNORECASE,
)
# "mars 12, 2024": French months in the English order that page templates leave; no sentence writes it.
MONTH_FIRST = re.compile(r"\b(?P<month>[^\W\d_]{3,9}\.?) (?P<day>\d{1,2}), (?P<year>(?:19|20)\d\d)\b")
# A header line longer than this holds a sentence.
HEADER_LENGTH = 130
NO_DIGIT_BEFORE, NO_DIGIT_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9])"
FILE_DAY = re.compile(
    NO_DIGIT_BEFORE + r"((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])" + NO_DIGIT_AFTER
)
FILE_DAY_FIRST = re.compile(
    NO_DIGIT_BEFORE + r"(0[1-9]|[12]\d|3[01])([-_.])(0[1-9]|1[0-2])\2((?:19|20)\d\d)" + NO_DIGIT_AFTER
)
FILE_MONTH = re.compile(NO_DIGIT_BEFORE + r"((?:19|20)\d\d)[-_/](0[1-9]|1[0-2])" + NO_DIGIT_AFTER)


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
    for written in _dated(line):
        if ANNOUNCED.search(fold(line[: written.start])):
            return _stated(written)
    return None


def header_date(line: str) -> ArticleDate | None:
    """The date that a line under the title gives, announced or alone, never one of update."""
    if announced := announced_date(line):
        return announced
    update = UPDATED.search(fold(line))
    if not is_header(line):
        return None
    dates = [written for written in _dated(line) if update is None or written.start < update.start()]
    return _stated(dates[0]) if dates else None


def is_header(line: str) -> bool:
    """Whether `line` holds nothing but a date and what goes with it: weekday, time, author, section."""
    if len(line) > HEADER_LENGTH:
        return False
    folded = fold(line)
    if RELATIVE.fullmatch(folded.replace("’", "'")):
        return True
    dates = _dated(line)
    if not dates:
        return False
    rest = line
    for written in reversed(dates):
        rest = f"{rest[: written.start]} | {rest[written.end :]}"
    parts = [part.strip() for part in SEPARATOR.split(BESIDE_DATE.sub(" | ", rest))]
    return all(not AROUND.sub("", fold(part)) or _is_credit(part) for part in parts)


def has_update(line: str) -> bool:
    """Whether `line` only says when the article was updated, with what else stands in a header."""
    update = UPDATED.search(fold(line))
    if update is None or not _dated(line):
        return False
    return is_header(line) or (update.start() == 0 and len(line) <= HEADER_LENGTH and not line.endswith("."))


def filename_date(path: str) -> ArticleDate | None:
    """The date that a file or folder name bears: "2024-06-28_titre.txt", "2024/06/28/titre.html", "2024-06.txt"."""
    if match := FILE_DAY.search(path):
        year, month, day = match[1], match[3], match[4]
    elif match := FILE_DAY_FIRST.search(path):
        day, month, year = match[1], match[3], match[4]
    elif match := FILE_MONTH.search(path):
        return article_date(date(int(match[1]), int(match[2]), 1), "month", "filename")
    else:
        return None
    try:
        return article_date(date(int(year), int(month), int(day)), "day", "filename")
    except ValueError:
        return None


def metadata_date(value: object) -> ArticleDate | None:
    """The date in a metadata field: a date, ISO 8601 text, or a date written in words."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return article_date(value, "day", "metadata")
    text = str(value or "").strip()
    try:
        return article_date(date.fromisoformat(text[:10]), "day", "metadata")
    except ValueError:
        written = _dated(text)
    return _stated(written[0], basis="metadata") if written else None


def _dated(text: str) -> list[WrittenDate]:
    """The dates in `text` that give at least a month and a year."""
    found = [written for written in written_dates(text) if written.year and written.month]
    for match in MONTH_FIRST.finditer(text):
        value = written_dates(f"{match['day']} {match['month']} {match['year']}")
        found += [replace(written, start=match.start(), end=match.end()) for written in value if written.day]
    return sorted(found, key=lambda written: written.start)


def _stated(written: WrittenDate, basis: Basis = "stated") -> ArticleDate | None:
    if written.year is None or written.month is None:
        return None
    value = date(written.year, written.month, written.day or 1)
    return article_date(value, "day" if written.day else "month", basis)


def _is_credit(part: str) -> bool:
    name = BESIDE_NAME.sub("", part).strip()
    return is_name(name) or is_desk(name) or is_section(name)
