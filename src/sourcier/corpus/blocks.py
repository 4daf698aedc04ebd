"""Blocks of lines about other articles: tickers, lists of headlines, cards with their dates, the comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sourcier.corpus.dating import announced_date, is_header
from sourcier.corpus.names import is_section, signs
from sourcier.corpus.phrases import Kind
from sourcier.corpus.wrapping import Line

# A sentence of the article is rarely shorter; a headline rarely longer.
PROSE_LENGTH, HEADLINE_LENGTH = 80, 200
# Text of this length before a comment form or a list of articles is the body: what follows is not.
ENOUGH_BODY = 150
# Teasers are cut by the page to one or two lines.
TEASER_LENGTH = 260
MOST_LINES_A_CARD, MOST_LINKS = 4, 12
# The date of a card stands this close to its teaser.
BESIDE = 2
# A list of bare headlines under the body: fewer may be its last headings.
FEWEST_LINKS, HEADLINE_WORDS = 3, 5
# Of a heading that stands between buttons; the longest title of an article linked to.
TAG_WORDS, LINK_WORDS, LONGEST_ISLAND = 3, 7, 8
ITEM = re.compile(r"(?:[-–—•*·▪►]|\d{1,3}[.)°]|\d{1,2} ?h)\s?\S")
# "PHOTO LUC ROUX, LE PHARE" stands above its caption, which is longer than a heading.
CREDIT_FIRST, CAPTION_WORDS = re.compile(r"PHOTOS? [A-ZÀ-Ý]{2}"), 6
ZOOM = re.compile(r"(?i)(?:(?:ouvrir|voir|afficher) )?en (?:mode )?plein écran\W*|agrandir\b.{0,20}|zoom\W*")
CREDIT_ABOVE = re.compile(r"(?i)photos?\b|cr[ée]dits?\b|©")
STOP = re.compile(r"[.!?…:;»”\")\]]$")
TEASER_START = re.compile(r"[A-ZÀ-Ý][\w' À-ÿ]{2,25}\s[-–—|]\s(?=[A-ZÀ-ÝL«])")


def is_prose(text: str) -> bool:
    """Whether `text` is long and closed enough to be sentences of an article."""
    return (len(text) >= PROSE_LENGTH and bool(STOP.search(text))) or len(text) >= HEADLINE_LENGTH


def prose_length(text: str) -> int:
    """Characters of `text` when it is prose, else 0."""
    return len(text) if is_prose(text) else 0


def is_headline(text: str) -> bool:
    """Whether `text` may be the headline of an article: some words, no full stop."""
    return not is_prose(text) and not text.endswith((".", ":", ";", ",")) and len(text.split()) >= HEADLINE_WORDS - 1


def tickers(lines: Sequence[Line], kinds: Sequence[Kind | None]) -> set[int]:
    """The lines of news tickers: two lines or more of time and headline, on one line or on two."""
    found: set[int] = set()
    for index, kind in enumerate(kinds):
        if kind is Kind.TICKER and Kind.TICKER in (*kinds[max(0, index - 1) : index], *kinds[index + 1 : index + 2]):
            found.add(index)
        if kind is Kind.TIME and Kind.TIME in (*kinds[max(0, index - 2) : index], *kinds[index + 1 : index + 3]):
            found.add(index)
            if index + 1 < len(lines) and not is_prose(lines[index + 1].text):
                found.add(index + 1)
    return found


def captions(lines: Sequence[Line], kinds: Sequence[Kind | None]) -> set[int]:
    """The caption of a picture: a sentence over its credit or zoom, words right under "PHOTO LUC ROUX, LE PHARE"."""
    found: set[int] = set()
    body = next((index for index, line in enumerate(lines) if kinds[index] is None and is_prose(line.text)), len(lines))
    for index, (line, below) in enumerate(pairwise(lines)):
        picture = kinds[index + 1] is Kind.CREDIT or ZOOM.fullmatch(below.text)
        if picture and line.text.endswith(".") and not is_prose(line.text) and not below.gap:
            found.add(index)
        under_credit = kinds[index] is Kind.CREDIT and (CREDIT_FIRST if index > body else CREDIT_ABOVE).match(line.text)
        if under_credit and not below.gap and not is_prose(below.text) and len(below.text.split()) >= CAPTION_WORDS:
            found.add(index + 1)
    return found


def foot(lines: Sequence[Line], out: set[int]) -> set[int]:
    """What follows the body once a line of the page has been met there, whole sentences excepted."""
    first = _foot_start(lines, out)
    return {index for index in range(first, len(lines)) if not lines[index].text.endswith((".", "…", "»"))}


def under_body(lines: Sequence[Line], out: set[int]) -> range:
    """The lines between the last sentence of the body and the first line of the page after it, none when none is."""
    first = _foot_start(lines, out)
    return range(_last_prose(lines, out) + 1, first) if first < len(lines) else range(0)


def tags(lines: Sequence[Line], under: range) -> set[int]:
    """Of the lines `under` the body, the last ones that are names, sections and words that stand alone."""
    found = list(takewhile(lambda index: _is_tag(lines[index].text), reversed(under)))
    heading = len(found) == 1 and not _is_named(lines[found[0]].text) and " " in lines[found[0]].text
    return set() if heading else set(found)


def islands(lines: Sequence[Line], kinds: Sequence[Kind | None], out: set[int]) -> set[int]:
    """Lines without a sentence between two lines of the page under the first of the body: a title, a name, a pitch."""
    body = next((index for index, line in enumerate(lines) if index not in out and is_prose(line.text)), len(lines))
    found: set[int] = set()
    run: list[int] = []
    for index in range(body + 1, len(lines)):
        if index not in out:
            run.append(index)
        # An advertisement is set anywhere, also between a heading and its paragraph.
        elif kinds[index] is not Kind.ADVERTISING:
            if (
                run
                and run[0] - 1 in out
                and len(run) <= LONGEST_ISLAND
                and not any(_is_text(lines[i].text) for i in run)
            ):
                found |= set(run)
            run = []
    return found


def foreign_blocks(lines: Sequence[Line], kinds: Sequence[Kind | None]) -> set[int]:
    """The lines of blocks about other articles, or written by readers."""
    found: set[int] = set()
    body = 0
    for index, line in enumerate(lines):
        if index in found:
            continue
        rest = range(index + 1, len(lines))
        if kinds[index] is Kind.COMMENTS and body >= ENOUGH_BODY and not _article_goes_on(lines, kinds, rest, body):
            return found | {index, *rest}
        if kinds[index] in (Kind.RELATED, Kind.LABEL):
            inset = kinds[index] is Kind.LABEL and _goes_on_after_link(lines, kinds, index)
            if body >= ENOUGH_BODY and not inset and _all_foreign(lines, kinds, rest, body):
                return found | {index, *rest}
            found |= {index, *_following_links(lines, kinds, index, body)}
        elif kinds[index] is None and (is_prose(line.text) or line.text.endswith(".")):
            body += len(line.text)
    return found | _dated_cards(lines, kinds, found) | _last_links(lines, kinds, found)


def _article_goes_on(lines: Sequence[Line], kinds: Sequence[Kind | None], rest: range, body: int) -> bool:
    """Whether more text than the `body` above follows in paragraphs set together: what stands here is a button."""
    below = 0
    for index, following in pairwise(rest):
        if all(kinds[i] is None and is_prose(lines[i].text) for i in (index, following)):
            below += len(lines[index].text)
    return below > body


def _goes_on_after_link(lines: Sequence[Line], kinds: Sequence[Kind | None], label: int) -> bool:
    """Whether a sentence stands under the one title that a label announces: under cards, more titles do."""
    under = [
        line.text
        for line, kind in zip(lines[label + 1 : label + 3], kinds[label + 1 : label + 3], strict=True)
        if not kind
    ]
    return (
        len(under) == 2 and is_headline(under[0]) and under[1].endswith(".") and len(under[1].split()) >= HEADLINE_WORDS
    )


def _all_foreign(lines: Sequence[Line], kinds: Sequence[Kind | None], rest: range, body: int) -> bool:
    """Whether the lines of `rest` are cards: no sentences, or sentences each beside a headline or a date."""
    end = next((index for index in rest if kinds[index] is Kind.COMMENTS), rest.stop)
    shown = [index for index in rest if index < end and kinds[index] is None]
    prose = [index for index in shown if is_prose(lines[index].text)]
    if not prose:
        return True
    if _opens_text(lines, shown):
        return False
    dates = {rank for rank, index in enumerate(shown) if is_header(lines[index].text)}
    ranks = [rank for rank, index in enumerate(shown) if is_prose(lines[index].text)]
    dated = sum(not dates.isdisjoint(range(rank - BESIDE, rank + BESIDE + 1)) for rank in ranks)
    teasers = sum(bool(TEASER_START.match(lines[index].text)) for index in prose)
    return 2 * max(dated, teasers) >= len(prose) or _are_teasers([lines[index].text for index in shown], body)


def _opens_text(lines: Sequence[Line], shown: Sequence[int]) -> bool:
    """Whether the first sentences among the lines `shown` go on in a second paragraph: cards have one."""
    first = next(rank for rank, index in enumerate(shown) if is_prose(lines[index].text))
    pair = [lines[index].text for index in shown[first : first + 2]]
    return len(pair) == 2 and is_prose(pair[1]) and not any(TEASER_START.match(text) for text in pair)


def _are_teasers(texts: Sequence[str], body: int) -> bool:
    """Whether `texts` are headlines with a sentence or two under each, shorter in all than the `body` above."""
    closed = [bool(STOP.search(text)) or is_prose(text) for text in texts]
    lengths = [len(text) for text, is_closed in zip(texts, closed, strict=True) if is_closed]
    headlines = len(texts) - len(lengths)
    together = any(first and second for first, second in pairwise(closed))
    return headlines >= len(lengths) >= 2 and not together and max(lengths) <= TEASER_LENGTH and sum(lengths) < body


def _following_links(lines: Sequence[Line], kinds: Sequence[Kind | None], index: int, body: int) -> set[int]:
    """The headlines under the heading or label at `index`, when the article goes on after them."""
    gaps = any(line.gap for line in lines[1:])
    one = kinds[index] is Kind.LABEL and not gaps
    # Above the body the title is near: only the lines set together with the heading go with it.
    together = body < ENOUGH_BODY or kinds[index] is Kind.LABEL
    found: set[int] = set()
    for following in range(index + 1, min(len(lines), index + 1 + MOST_LINKS)):
        text = lines[following].text
        if is_prose(text) and not TEASER_START.match(text):
            break
        if found and (one or (together and lines[following].gap)) and not (one and _is_second_link(text)):
            break
        if (
            together
            and body < ENOUGH_BODY
            and ((not gaps and kinds[index] is Kind.RELATED) or _is_dated(lines, following))
        ):
            break
        found.add(following)
    return found


def _is_dated(lines: Sequence[Line], index: int) -> bool:
    """Whether the date of its publication stands under the line: above the body, that line is the title."""
    return any(announced_date(line.text) for line in lines[index + 1 : index + 2])


def _is_second_link(text: str) -> bool:
    """Whether `text`, under the title that a label announced, is a title too: headings of an article are shorter."""
    return is_headline(text) and len(text.split()) >= LINK_WORDS


def _is_text(text: str) -> bool:
    """Whether `text` is of the article rather than of the page: a sentence, an item of a list."""
    return (
        is_prose(text)
        or bool(ITEM.match(text))
        or (text.endswith((".", "…", ";", "»", ":")) and len(re.findall(r"\w+", text)) > TAG_WORDS)
    )


def _foot_start(lines: Sequence[Line], out: set[int]) -> int:
    last = _last_prose(lines, out)
    return min((index for index in out if index > last), default=len(lines))


def _last_prose(lines: Sequence[Line], out: set[int]) -> int:
    return max(
        (index for index, line in enumerate(lines) if index not in out and is_prose(line.text)), default=len(lines)
    )


def _is_named(text: str) -> bool:
    return signs(text) or is_section(text)


def _is_tag(text: str) -> bool:
    """Whether `text` stands alone: a tag, a section, a name."""
    return _is_named(text) or (len(text.split()) <= TAG_WORDS and text[-1].isalpha() and text[0].isupper())


def _dated_cards(lines: Sequence[Line], kinds: Sequence[Kind | None], known: set[int]) -> set[int]:
    """Cards under the body that no heading announces: headline, teaser and a date, twice or more."""
    shown = [index for index in range(len(lines)) if index not in known and kinds[index] is None]
    body = 0
    dates: list[int] = []
    for rank, index in enumerate(shown):
        if body >= ENOUGH_BODY and is_header(lines[index].text):
            dates.append(rank)
        body += prose_length(lines[index].text)
    if len(dates) < 2:
        return set()
    size = dates[1] - dates[0]
    first_card = [lines[index].text for index in shown[dates[0] + 1 : dates[1]]]
    if size > MOST_LINES_A_CARD or not any(is_headline(text) for text in first_card):
        return set()
    before = [lines[index].text for index in shown[max(0, dates[0] - size + 1) : dates[0]]]
    dated_above = not any(is_headline(text) for text in before) or any(len(text) > TEASER_LENGTH for text in before)
    return set(shown[dates[0] if dated_above else dates[0] - size + 1 :])


def _last_links(lines: Sequence[Line], kinds: Sequence[Kind | None], known: set[int]) -> set[int]:
    """A list of bare headlines after the last sentence."""
    shown = [index for index in range(len(lines)) if index not in known and kinds[index] is None]
    links: list[int] = []
    for index in reversed(shown):
        text = lines[index].text
        if not is_headline(text) or len(text.split()) < HEADLINE_WORDS or not text[0].isupper():
            break
        links.append(index)
    return set(links) if len(links) >= FEWEST_LINKS and len(links) < len(shown) else set()
