"""The article in a raw text scrape of its page: what belongs to the page around it is taken out, in doubt it stays.

The lines are read in this order: what their words alone tell (`phrases`), the blocks they open (`blocks`), what stands
around the title (`headline`), and at last what is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcier.corpus import blocks, house
from sourcier.corpus.dating import announced_date, has_update, update_date
from sourcier.corpus.dumps import unmarked
from sourcier.corpus.headline import Head, outlet_prefix, read_head
from sourcier.corpus.leads import INLINE_LINK_AS_WRITTEN
from sourcier.corpus.mastheads import paper_of
from sourcier.corpus.names import byline_of, signature_behind, signs
from sourcier.corpus.origin import Raw
from sourcier.corpus.phrases import Kind, kind_of
from sourcier.corpus.runon import unrun
from sourcier.corpus.wrapping import Line, lines_of
from sourcier.language.analysis import fold
from sourcier.schema import ArticleDate

# When more of the sentences than this would go, the rules misread the page: everything stays.
MOST_REMOVED = 0.6
# Shorter lines may well come twice, and be contained in another by accident.
REPEATED_LENGTH, PULLED_LENGTH = 20, 40
# A book, not an article: looking for each line in every other would take minutes.
MANY_LINES = 2000
# Removed one by one wherever they stand.
ALONE = frozenset(Kind) - {Kind.TICKER, Kind.TIME}


@dataclass(frozen=True)
class Scrape:
    """An article as read from the text of its page; what the page does not tell is None."""

    paragraphs: tuple[str, ...]
    removed: tuple[str, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: ArticleDate | None = None
    updated: ArticleDate | None = None
    url: str | None = None
    language: str | None = None
    raw: Raw | None = None


def read_scrape(text: str, title: str | None = None, *, markdown: bool = False) -> Scrape:
    """The article in the cleaned text of a page; its title is looked for unless it is already known."""
    dump = unmarked(text, markdown=markdown)
    lines = lines_of(unrun(dump.text))
    page = _judged(lines, dump.apart)
    head = read_head([line.text for line in lines], page.out, title or dump.title)
    page.take(house.pitches(lines, page.out))
    page.take(head.removed | {index for index, line in enumerate(lines) if has_update(line.text)})
    said_above = {lines[index].text for index in head.removed}
    page.take({index for index, line in enumerate(lines) if line.text in said_above})
    signature = page.take_signature()
    page.take(blocks.islands(lines, page.kinds, page.out))
    byline = head.byline or signature
    page.take(house.about(byline, lines))
    published = head.published or page.announced()
    updated = page.updated()
    page.take_repeated(head.title)
    if page.emptied():
        only_title = {head.title_index} if head.title_index is not None and len(lines) > 1 else set()
        page = _Page(lines, page.kinds, out=only_title)
    return page.scrape(head, byline, published, updated)


def _judged(lines: Sequence[Line], apart: frozenset[str]) -> _Page:
    """`lines` without those that phrases and blocks betray, and those of links alone that stand `apart`."""
    kinds = [kind_of(line.text) or (Kind.CHROME if line.text in apart else None) for line in lines]
    zones = blocks.foreign_blocks(lines, kinds)
    alone = {index for index, kind in enumerate(kinds) if kind in ALONE}
    out = alone | zones | blocks.tickers(lines, kinds) | blocks.captions(lines, kinds)
    return _Page(lines, kinds, out | blocks.foot(lines, out), zones)


@dataclass
class _Page:
    """Lines, the indices of those taken out so far, and which of these belong to other articles."""

    lines: Sequence[Line]
    kinds: Sequence[Kind | None]
    out: set[int]
    zones: set[int] = field(default_factory=set)
    outlet: str | None = None

    def take(self, indices: set[int]) -> None:
        self.out |= indices

    def kept(self) -> list[int]:
        return [index for index in range(len(self.lines)) if index not in self.out]

    def take_signature(self) -> str | None:
        """The author named under the last sentence; the tags beside the name go with it."""
        under = blocks.under_body(self.lines, self.out)
        kept = self.kept()
        last = range(kept[-1], kept[-1] + 1) if len(kept) > 1 else range(0)
        for index in under or last:
            text = self.lines[index].text
            if signs(text):
                self.take({index} | blocks.tags(self.lines, under))
                self.outlet = paper_of(text)
                return byline_of(text)
        self.take(blocks.tags(self.lines, under))
        return None

    def announced(self) -> ArticleDate | None:
        """The publication date announced under the body, outside the blocks about other articles."""
        for index, line in enumerate(self.lines):
            if index not in self.zones and (published := announced_date(line.text)):
                self.take({index})
                return published
        return None

    def updated(self) -> ArticleDate | None:
        """The last change that the page announces, outside the blocks about other articles."""
        lines = (line.text for index, line in enumerate(self.lines) if index not in self.zones)
        return next((updated for line in lines if (updated := update_date(line))), None)

    def take_repeated(self, title: str | None) -> None:
        """Take out lines said before, and pull quotes: short lines contained in a paragraph.

        Right above the paragraph that holds it, a quotation is its heading.
        """
        said = {index: _bare(self.lines[index].text) for index in self.kept()}
        below = dict(zip(said, [*list(said.values())[1:], ""], strict=False))
        seen = {_bare(title)} if title else set()
        for index, bare in said.items():
            repeated = len(bare) >= REPEATED_LENGTH and bare in seen
            if repeated or (bare not in below[index] and len(said) <= MANY_LINES and _is_pulled(bare, said.values())):
                self.out.add(index)
            seen.add(bare)

    def emptied(self) -> bool:
        """Whether the rules took nearly all sentences, those of blocks about other articles not counted."""
        total = sum(blocks.prose_length(line.text) for index, line in enumerate(self.lines) if index not in self.zones)
        kept = sum(blocks.prose_length(self.lines[index].text) for index in self.kept())
        return not self.kept() or kept < (1 - MOST_REMOVED) * total

    def scrape(
        self, head: Head, byline: str | None, published: ArticleDate | None, updated: ArticleDate | None
    ) -> Scrape:
        kept = self.kept()
        texts = {index: line.text for index, line in enumerate(self.lines)}
        gone = {index: [texts[index]] for index in sorted(self.out - {head.title_index})}
        prefix = outlet_prefix(texts[kept[0]]) if kept else None
        if prefix and (len(kept) > 1 or prefix.length < len(texts[kept[0]])):
            gone[kept[0]] = [texts[kept[0]][: prefix.length].strip()]
            texts[kept[0]] = texts[kept[0]][prefix.length :]
        for index in kept:
            if signature := signature_behind(texts[index]):
                byline = byline or signature.names
                gone.setdefault(index, []).append(texts[index][signature.start :].strip())
                texts[index] = texts[index][: signature.start].rstrip()
            link = INLINE_LINK_AS_WRITTEN.search(texts[index])
            if link and link.start() > PULLED_LENGTH:
                gone.setdefault(index, []).append(link[0].strip())
                texts[index] = texts[index][: link.start()]
        return Scrape(
            paragraphs=tuple(texts[index] for index in kept if texts[index]),
            removed=tuple(text for index in sorted(gone) for text in gone[index]),
            title=head.title,
            byline=byline,
            outlet=prefix.outlet if prefix else head.outlet or self.outlet,
            published=published,
            updated=updated,
        )


def _is_pulled(bare: str, others: Iterable[str]) -> bool:
    return len(bare) >= PULLED_LENGTH and any(len(bare) < len(other) and bare in other for other in others)


def _bare(text: str) -> str:
    """`text` folded, without the marks that a copy of it may or may not have."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()
