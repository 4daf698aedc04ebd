"""What stands above the body of a page: the path to it, its title, who signs it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

from sourcier.corpus.blocks import HEADLINE_LENGTH, is_prose
from sourcier.corpus.dating import announced_date, header_date, is_header, paper_in_header
from sourcier.corpus.mastheads import (
    is_masthead,
    may_stand_over_a_signature,
    may_top_a_page,
    paper_in_field,
    paper_of,
    paper_with_tagline,
)
from sourcier.corpus.names import byline_of, is_name, is_section, is_signed, signs
from sourcier.corpus.phrases import Kind, kind_of
from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

# Titles have four words or more; a shorter line is one only when nothing better stands above the body.
TITLE_WORDS, SHORT_TITLE_WORDS = 4, 2
# The name of a rubric may have four words too: the headline under it has more.
RUBRIC_WORDS, HEADLINE_WORDS = 4, 7
# More headlines are a list of them: comparing each with every line would take minutes.
MOST_CANDIDATES = 500
# A signature or a date this close under a line speaks for its being the title.
SIGNATURE_LINES = 3
# "mars 12, 2024 Anne Le Goff 0 commentaire pêche": counters and tags after the date.
COUNTER = re.compile(r"\s*\b\d+ (?:commentaires?|comments?)\b.*$", re.IGNORECASE)
HOME = re.compile(r"(?i)^(?:vous êtes ici\s*:?\s*)?(?:accueil|home|a la une|à la une|actualités?)\b\s*(?P<next>\S?)")
STEPS = re.compile(r"\s+[/>»›·|→\\]\s+|\s*[>»›→]\s*")
STEP_LENGTH = 30
# A word under the title is a button or the paper; "L'essentiel" is a heading.
BUTTON = re.compile(r"[^\s'’.:]+")
# "Outlet.ma. Le ministre …": a domain in front of the first sentence is who publishes it.
OUTLET_PREFIX = re.compile(
    r"(?P<outlet>[A-Z0-9][\w-]{2,25}\.(?:ma|fr|com|net|org|info|dz|tn|sn|ci|ml|bf|be|ch|ca|lu|cm|ga|cd|mg|tv|africa))"
    r"(?:\s*[.:–—]|\s-)(?:\s+(?=[A-ZÀ-Ý«])|$)"
)


@dataclass(frozen=True)
class Head:
    """What was read above the body; `removed` are the indices of its lines, the title's among them."""

    title: str | None = None
    title_index: int | None = None
    byline: str | None = None
    outlet: str | None = None
    published: ArticleDate | None = None
    removed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class OutletPrefix:
    """An outlet, and how many characters name it."""

    outlet: str
    length: int


def read_head(lines: Sequence[str], out: set[int], known_title: str | None = None) -> Head:
    """Read the lines above the first sentence, leaving aside those already `out`; a known title is not looked for."""
    kept = [index for index in range(len(lines)) if index not in out]
    head, under = _above_and_under_standfirst(lines, kept)
    if known_title:
        title = next((index for index in head if fold(lines[index]) == fold(known_title)), None)
    else:
        title = _title_index(lines, head)
    below = [index for index in head if title is None or index > title]
    removed = set(head) - set(below)
    byline: str | None = None
    published = next((date for index in head if (date := announced_date(lines[index]))), None)
    for index, following in zip_longest((*below, *under), (*below, *under)[1:], fillvalue=0):
        text = COUNTER.sub("", lines[index])
        text = text.removesuffix(".") if is_signed(text.removesuffix(".")) else text
        published = published or announced_date(text) or header_date(text)
        byline = byline or byline_of(text)
        over_date = index in under and following == index + 1 and _is_dated_or_signed(lines[following])
        one_word = (index in below or over_date) and title is not None and BUTTON.fullmatch(text) is not None
        again = index in below and title is not None and fold(lines[title]).startswith(f"{fold(text)} ")
        path = index in below and HOME.match(text) is not None and len(STEPS.split(text)) > 1
        if signs(text) or again or one_word or path or is_header(text) or is_section(text) or announced_date(text):
            removed.add(index)
    published = published or _date_over(lines, head, title) or _issue(lines, head)
    text_of_title = known_title or (None if title is None else lines[title])
    fields = lines[: head[-1] + 1 if head else 0]
    outlet = next(filter(None, map(paper_in_field, fields)), None)
    outlet = outlet or paper_with_tagline("".join(fields[:1]))
    outlet = outlet or _paper(lines, [index for index in (*head, *under) if index != title])
    if outlet is None and title is not None and title + 1 in below and _is_paper_over_signature(lines, title + 1):
        outlet = lines[title + 1]
        removed.add(title + 1)
    return Head(text_of_title, title, byline, outlet, published, removed)


def outlet_prefix(text: str) -> OutletPrefix | None:
    """The outlet named in front of the first sentence."""
    match = OUTLET_PREFIX.match(text)
    return OutletPrefix(match["outlet"], match.end()) if match else None


def _above_and_under_standfirst(lines: Sequence[str], kept: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """The lines above the first sentence, and those right under it when they give the date.

    Where more lines of dates follow, they are the headings of a chronology, and the article's own.
    """
    prose = list(islice((rank for rank, index in enumerate(kept) if _is_text(lines, index)), 2))
    if not prose:
        return kept, ()
    head = kept[: prose[0]]
    if len(prose) < 2:
        return head, ()
    under = kept[prose[0] + 1 : prose[1]]
    dates = {lines[index] for index in under if _is_dated(lines[index])}
    later = {lines[index] for index in kept[prose[1] :] if is_header(lines[index])} if dates else set()
    # A name between two paragraphs may be a heading; between a paragraph and a button it signs.
    sure = any(
        announced_date(lines[index]) or is_signed(lines[index]) or (is_name(lines[index]) and index + 1 not in kept)
        for index in under
    )
    return head, under if sure or (dates and later <= dates) else ()


def _is_text(lines: Sequence[str], index: int) -> bool:
    return is_prose(lines[index]) and not is_header(lines[index]) and not _is_long_title(lines, index)


def _is_long_title(lines: Sequence[str], index: int) -> bool:
    """Whether the line is a question or a quotation that is said twice, or signed: a title, as long as a sentence."""
    text = lines[index]
    if text.endswith((".", "…")) or len(text) > HEADLINE_LENGTH:
        return False
    below = lines[index + 1 : index + 2]
    return text in below or any(map(_is_dated_or_signed, below))


def _title_index(lines: Sequence[str], head: Sequence[int]) -> int | None:
    """The line of `head` that is the title: one said twice if any, else the first that reads like a headline."""
    may_be = [index for index in head if not _is_beside_title(lines, head, index)]
    long = [index for index in may_be if len(lines[index].split()) >= TITLE_WORDS]
    short = [index for index in may_be if len(lines[index].split()) >= SHORT_TITLE_WORDS]
    # Of the places where a title is said, the last above the text is its own.
    again = {fold(lines[index]): index for index in _said_twice(lines, long)}
    twice = sorted(again.values())
    # Headlines above the path to the page, as in a list of news, are those of other articles.
    path = max((index for index in range(head[-1] if head else 0) if HOME.fullmatch(lines[index])), default=-1)
    for candidates in (twice, [index for index in long if index > path], long):
        if candidates:
            chosen = _best(lines, candidates)
            # The path to the page ends with the first words of the title.
            first = fold(lines[chosen])
            return next((index for index in long if fold(lines[index]).startswith(f"{first} ")), chosen)
    if short:
        return short[-1]
    # With no other title, a masthead may be that of an article, of a book.
    return next((index for index in head if is_masthead(lines[index]) and not is_section(lines[index])), None)


def _best(lines: Sequence[str], candidates: Sequence[int]) -> int:
    """The line that stands best as a title: of lines one under the other the first, of a list of news the last."""
    runs: list[list[int]] = []
    for index in candidates:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    own = max(runs, key=lambda run: _standing(lines, run))
    if _is_news(lines, own):
        return own[-1]
    rubric = len(own) > 1 and len(lines[own[0]].split()) <= RUBRIC_WORDS
    return own[1] if rubric and len(lines[own[1]].split()) >= HEADLINE_WORDS else own[0]


def _standing(lines: Sequence[str], run: Sequence[int]) -> int:
    """How much the place of `run` is that of a title: over a signature, over the text, under a date."""
    below = lines[run[-1] + 1 : run[-1] + 1 + SIGNATURE_LINES]
    signed = any(map(_is_dated_or_signed, below))
    over_text = any(is_prose(text) for text in below[:1])
    under = run[0] > 0 and _is_dated(lines[run[0] - 1])
    long = len(lines[run[0]].split()) >= HEADLINE_WORDS
    news = _is_news(lines, run) and (len(run) > 1 or not signed)
    return 2 * signed + over_text + under + long - 3 * news


def _is_news(lines: Sequence[str], run: Sequence[int]) -> bool:
    return run[0] > 0 and kind_of(lines[run[0] - 1]) is Kind.RELATED


def _date_over(lines: Sequence[str], head: Sequence[int], title: int | None) -> ArticleDate | None:
    """The date on the line right above the only headline; elsewhere above, a page shows the day of the visit."""
    if not title or any(
        len(lines[index].split()) >= TITLE_WORDS and not _is_beside_title(lines, head, index)
        for index in head
        if index > title
    ):
        return None
    return header_date(lines[title - 1])


def _issue(lines: Sequence[str], head: Sequence[int]) -> ArticleDate | None:
    """The month of the issue under the name of a magazine on top of a page: no visit is told by its month."""
    found = header_date(lines[1]) if list(head[:2]) == [0, 1] and may_top_a_page(lines[0]) else None
    return found if found and found.precision == "month" else None


def _paper(lines: Sequence[str], beside: Sequence[int]) -> str | None:
    """The paper named on the lines `beside` the title."""
    for index in beside:
        text = lines[index]
        named = text if is_masthead(text) and not is_section(text) else paper_in_header(text)
        if found := named or paper_of(byline_of(text) or ""):
            return found
    over_date = list(beside[:2]) == [0, 1] and _is_dated(lines[1])
    return lines[0] if over_date and may_top_a_page(lines[0]) else None


def _is_paper_over_signature(lines: Sequence[str], index: int) -> bool:
    text, below = lines[index], lines[index + 1 : index + 2]
    signed = any(is_signed(line) or announced_date(line) for line in below)
    return signed and may_stand_over_a_signature(text) and not is_section(text)


def _is_beside_title(lines: Sequence[str], head: Sequence[int], index: int) -> bool:
    text = lines[index]
    if text.endswith((".", ",", ";", ":")) or len(text) > HEADLINE_LENGTH:
        return True
    if is_header(text) or signs(text) or is_section(text) or (index == 0 and paper_with_tagline(text)):
        return True
    return _is_path(text, [lines[other] for other in head])


def _is_path(text: str, others: Sequence[str]) -> bool:
    """Whether `text` is the path to the page: "Accueil / Politique", "Accueil Monde <title>"."""
    home = HOME.match(text)
    if home and (not home["next"] or home["next"] in "/>»›·|→\\-–"):
        return True
    steps = STEPS.split(text)
    short = len(steps) > 1 and all(len(step) <= STEP_LENGTH for step in steps[:-1])
    if short and (is_section(steps[0]) or len(steps) > 2):
        return True
    return bool(home) and any(other != text and text.endswith(other) for other in others)


def _is_dated(text: str) -> bool:
    return is_header(text) or announced_date(text) is not None


def _is_dated_or_signed(text: str) -> bool:
    return _is_dated(text) or signs(text)


def _said_twice(lines: Sequence[str], candidates: Sequence[int]) -> list[int]:
    """The lines that stand on their own twice, or end another that is hardly longer: the path to the page."""
    said = [fold(line) for line in lines] if len(candidates) <= MOST_CANDIDATES else []
    return [
        index
        for index in candidates
        if sum(line.endswith(said[index]) and len(line) < 2 * len(said[index]) + STEP_LENGTH for line in said) > 1
    ]
