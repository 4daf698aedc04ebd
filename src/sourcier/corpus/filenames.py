"""The date that a file or folder name bears, when it is that of the article and not of its copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from sourcier.corpus.dating import article_date
from sourcier.language.analysis import fold
from sourcier.language.dates import written_dates
from sourcier.schema import ArticleDate

NO_DIGIT_BEFORE, NO_DIGIT_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9])"
DAY = re.compile(NO_DIGIT_BEFORE + r"((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])" + NO_DIGIT_AFTER)
DAY_FIRST = re.compile(
    NO_DIGIT_BEFORE + r"(0[1-9]|[12]\d|3[01])([-_.])(0[1-9]|1[0-2])\2((?:19|20)\d\d)" + NO_DIGIT_AFTER
)
MONTH = re.compile(NO_DIGIT_BEFORE + r"((?:19|20)\d\d)[-_/](0[1-9]|1[0-2])" + NO_DIGIT_AFTER)
# The day a page was copied says nothing of the day it was published.
COPIED = re.compile(
    r"\b(?:captures?|exports?|scrap(?:e|es|ing)|crawl|snapshot|backup|sauvegarde|telecharge\w*|download(?:ed)?|dump|"
    r"consulte|copie|screenshot|archive[ -]?org|wayback)\b"
)
# Of a folder, only a name that is nothing but a date: "corpus-2024-06-28" may be the day of the collection.
DATED_FOLDER = re.compile(r"[\d._ -]+")


def filename_date(path: str) -> ArticleDate | None:
    """The date in a file or folder name: "2024-06-28_titre.txt", "2024/06/28/titre.html", "12-mars-2024-titre.txt".

    None when the name tells of a copy or an export, and when it bears two dates.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    if COPIED.search(fold(name).replace("_", " ")):
        return None
    return _of_name(name) or _of_folders(folders)


def _of_name(name: str) -> ArticleDate | None:
    days = set(_days(name))
    if len(days) > 1:
        return None
    if days:
        return article_date(days.pop(), "day", "filename")
    first = next(iter(written_dates(name.replace("_", " ").replace("-", " "))), None)
    # Further on, "seisme-du-8-septembre-2023.html" tells what the article is about.
    if first and first.start == 0 and first.year and first.month and first.day:
        return article_date(date(first.year, first.month, first.day), "day", "filename")
    return _of_month(name)


def _of_folders(folders: list[str]) -> ArticleDate | None:
    dated = "/".join(folder if DATED_FOLDER.fullmatch(folder) else "-" for folder in folders)
    days = list(_days(dated))
    return article_date(days[-1], "day", "filename") if days else _of_month(dated)


def _days(name: str) -> Iterator[date]:
    for match in DAY.finditer(name):
        yield from _possible(match[1], match[3], match[4])
    for match in DAY_FIRST.finditer(name):
        yield from _possible(match[4], match[3], match[1])


def _possible(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return


def _of_month(name: str) -> ArticleDate | None:
    """The month of `name`, unless it is that of an impossible day: "2024-02-30"."""
    match = MONTH.search(name)
    if match is None or DAY.search(name):
        return None
    return article_date(date(int(match[1]), int(match[2]), 1), "month", "filename")
