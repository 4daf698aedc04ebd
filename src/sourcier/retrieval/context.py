"""What a sentence needs to be understood away from its article: its dateline, its heading, and whom "il" stands for."""

from __future__ import annotations

import re

from sourcier.index.reader import Index
from sourcier.language.dates import MONTH_NUMBERS, WEEKDAYS

# A sentence that begins so speaks of somebody or something named just before.
BACKWARD = re.compile(
    r"[«“\"\s]*(?:(?:mais|et|car|or|puis|ainsi|alors|selon|pour|avec|chez)\s+)?"
    r"(?:(?:il|elle|ils|elles|lui|eux|celui-ci|celle-ci|ceux-ci|celles-ci|on|cela|ceci|ce dernier|cette dernière|"
    r"ces derniers|ces dernières|he|she|they|it)\b(?! (?:y a|faut|s['’]agit|est (?:vrai|possible|probable|prévu)))|"
    r"(?:ce|cet|cette|ces|son|sa|ses|leur|leurs|this|these|his|her|their)\s\w)",
    re.IGNORECASE,
)
# "Il", then again "Elle": the name is seldom further back.
FURTHEST = 2
# A heading stands over a few paragraphs; what is read further down is seldom of it.
UNDER_HEADING = 8
LONGEST_HEADING = 120
# What opens a paragraph and holds until the next: "ORLAC, 3 mai (AFP) –", "Orlac (AFP) –", "14h05 :" in a live report.
_PLACE = r"[A-ZÀ-Ý][\w'’-]*(?:[ -][\w'’-]+){0,4}"
_MONTH = "|".join(MONTH_NUMBERS).replace("e", "[eé]").replace("u", "[uû]")
_WEEKDAY = "|".join(WEEKDAYS["fr"] + WEEKDAYS["en"])
# A number alone is an age, a score or an article of law: "Marie Duval, 34 ans –".
_DAY = (
    rf",\s*(?i:(?:le\s+)?(?:(?:{_WEEKDAY}),?\s+)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{_MONTH})\b\.?|"
    rf"(?:{_MONTH})\b\.?\s+\d{{1,4}}\b|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b))[^\n(–—.]{{0,15}}"
)
_AGENCY = r"\([A-ZÀ-Ý][^)\d\n]{1,30}\)"
DATELINE = re.compile(
    rf"^(?:{_PLACE}(?:(?:{_DAY})? ?{_AGENCY}|{_DAY}) ?[–—-]|\d{{1,2}} ?[hH:] ?(?:\d{{2}})? ?[:–—-])(?=\s)", re.MULTILINE
)


def context_of(index: Index, row: int) -> list[str]:
    """The dateline and heading over the sentence of `row`, then what it points back to, a line each; mostly nothing."""
    parts = [_dateline(index, row), _heading(index, row), *_antecedents(index, row)]
    return [" ".join(part.split()) for part in parts if part]


def is_question(text: str) -> bool:
    """Whether a sentence asks, as an interviewer does: it proves nothing, and what follows replies to it."""
    return text.rstrip("»”\"’') \u00a0\u202f").endswith("?")


def _dateline(index: Index, row: int) -> str:
    """The nearest one before the sentence, which may itself begin with one."""
    sentence = index.sentences[row]
    text = index.articles[sentence.article_id].text
    if DATELINE.match(text, sentence.start):
        return ""
    return next((match[0] for match in reversed(list(DATELINE.finditer(text, 0, sentence.start)))), "")


def _antecedents(index: Index, row: int) -> list[str]:
    """The sentences just before, as far back as each points further."""
    found: list[str] = []
    while len(found) < FURTHEST:
        before = row - 1
        if before < 0 or index.sentences[before].article_id != index.sentences[row].article_id:
            break
        if not (BACKWARD.match(_text(index, row)) or is_question(_text(index, before))):
            break
        row = before
        if not _is_heading(_text(index, row)):
            found.insert(0, _text(index, row))
    return found


def _heading(index: Index, row: int) -> str:
    """The nearest heading above; none when it is that of the whole article."""
    rank = index.sentences[row].index
    for back in range(1, min(rank, UNDER_HEADING) + 1):
        text = _text(index, row - back)
        if _is_heading(text):
            return text if rank > back else ""
    return ""


def _is_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not text.rstrip("»”\"’') ").endswith((".", "!", "?", "…", ":", ",", ";"))


def _text(index: Index, row: int) -> str:
    sentence = index.sentences[row]
    return index.articles[sentence.article_id].text[sentence.start : sentence.end]
