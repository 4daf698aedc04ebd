"""Where everything of the timeline stands, in pixels from the top left: one drawing for the page and the picture.

Each outlet has a row. A day is a dot; dots that would touch are piled up, so that the height of a pile tells how much
was published. A month or a year is a bar as long, under the dots: a few side by side, then one over the other, darker
with each. Dots are as large as the fullest row allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from sourcier.schema import Article
from sourcier.timeline.scale import Scale, days_of, scale_of, ticks
from sourcier.timeline.words import WORDS, Words

Tone = Literal["ink", "soft", "rule", "known", "version", "undated"]
Anchor = Literal["start", "middle", "end"]

WIDTH = 1200.0
LEFT, RIGHT, TOP, BOTTOM = 224.0, 36.0, 118.0, 58.0
UNDATED_WIDTH, UNDATED_GAP = 96.0, 30.0
# The largest dots that keep the piles of every row under the limit are taken; the smallest may overlap.
RADII = (5.5, 4.5, 3.5, 2.5)
GAP = 1.0
HIGHEST_PILE = 130.0
LEAST_ROW, ROW_MARGIN = 44.0, 16.0
MOST_ROWS = 30
# A month is thinner than a day, for it says less; more than so many at one time are laid over each other.
BAR_SHARE = 0.62
MOST_BARS = 3
NAME_LENGTH = 24
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 24.0, 13.5, 12.0
# Of the width of a letter in its size, on average: places what follows a text on the same line.
LETTER = 0.56


@dataclass(frozen=True)
class Mark:
    """An article, or an example in the legend; hollow when its date is inferred."""

    left: float
    right: float
    y: float
    height: float
    tone: Tone
    hollow: bool
    article: Article | None = None

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2

    @property
    def is_bar(self) -> bool:
        """Whether it stands for a month or a year."""
        return self.height < self.right - self.left - GAP


@dataclass(frozen=True)
class Label:
    """A line of text, its baseline at `y`; `whole` when `text` is shortened."""

    x: float
    y: float
    text: str
    size: float
    tone: Tone
    anchor: Anchor = "start"
    bold: bool = False
    whole: str = ""


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Link:
    """From one version of a dispatch to the next: a curve bent towards its two control points."""

    start: tuple[float, float]
    bend1: tuple[float, float]
    bend2: tuple[float, float]
    end: tuple[float, float]


@dataclass
class Drawing:
    """What is drawn, each kind above the ones before it."""

    width: float
    height: float
    rules: list[Rule] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def lay_out(articles: Sequence[Article], language: str) -> Drawing:
    """The drawing of `articles`, at least one."""
    words = WORDS[language]
    rows = _rows(articles, words)
    undated = any(article.published is None for article in articles)
    right = WIDTH - RIGHT - (UNDATED_WIDTH + UNDATED_GAP if undated else 0.0)
    scale = scale_of([article.published for article in articles if article.published], LEFT, right)
    radius, pitch = _size(rows, scale)
    drawing = Drawing(WIDTH, TOP)
    for name, own in rows.items():
        piles = _piled_in_row(own, scale, radius)
        rise = max(lane for lane, _ in piles) * pitch
        height = max(LEAST_ROW, rise + 2 * radius + ROW_MARGIN)
        floor = drawing.height + (height + rise) / 2
        drawing.marks += [replace(mark, y=floor - lane * pitch) for lane, mark in piles]
        _name_row(drawing, name, own, height, words)
        drawing.height += height
    _axis(drawing, scale, words, undated)
    drawing.links += _links(drawing.marks)
    _head(drawing, articles, words)
    drawing.height += BOTTOM
    return drawing


def _rows(articles: Sequence[Article], words: Words) -> dict[str, list[Article]]:
    """The articles of each outlet, the one with most first; the smallest together, then those of no known outlet."""
    counts = Counter(article.outlet for article in articles if article.outlet)
    ranked = sorted(counts, key=lambda outlet: (-counts[outlet], outlet))
    shown = ranked if len(ranked) <= MOST_ROWS else ranked[: MOST_ROWS - 1]
    rows: dict[str, list[Article]] = {outlet: [] for outlet in shown}
    others = words.others.format(count=len(ranked) - len(shown))
    for name in (others, words.unknown):
        rows.setdefault(name, [])
    for article in articles:
        rows[article.outlet if article.outlet in rows else others if article.outlet else words.unknown].append(article)
    return {name: own for name, own in rows.items() if own}


def _size(rows: Mapping[str, Sequence[Article]], scale: Scale) -> tuple[float, float]:
    """The radius of a dot, and how far apart the dots of a pile are."""
    highest = 1
    for radius in RADII:
        highest = max(1 + lane for own in rows.values() for lane, _ in _piled_in_row(own, scale, radius))
        if highest * (2 * radius + GAP) <= HIGHEST_PILE:
            return radius, 2 * radius + GAP
    return RADII[-1], HIGHEST_PILE / highest


def _piled_in_row(articles: Sequence[Article], scale: Scale, radius: float) -> list[tuple[int, Mark]]:
    """The marks of one row, each with its height in the pile, counted from 0."""
    marks = [_mark(article, scale, radius) for article in articles if article.published]
    bars = [(lane % MOST_BARS, mark) for lane, mark in _piled(mark for mark in marks if mark.is_bar)]
    ground = 1 + max((lane for lane, _ in bars), default=-1)
    dots = [(ground + lane, mark) for lane, mark in _piled(mark for mark in marks if not mark.is_bar)]
    return [*bars, *dots, *_set_apart([article for article in articles if not article.published], radius)]


def _piled(marks: Iterable[Mark]) -> Iterator[tuple[int, Mark]]:
    """Each mark as low as those before it leave it room."""
    ends: list[float] = []
    for mark in sorted(marks, key=lambda mark: mark.left):
        lane = next((lane for lane, end in enumerate(ends) if end + GAP <= mark.left), len(ends))
        ends[lane : lane + 1] = [mark.right]
        yield lane, mark


def _mark(article: Article, scale: Scale, radius: float) -> Mark:
    known = article.published
    assert known is not None  # noqa: S101 - the undated are set apart.
    start, end = days_of(known)
    tone: Tone = "version" if article.dispatch_id else "known"
    hollow = known.basis == "inferred"
    middle = scale.at((start + end) / 2)
    if known.precision == "day":
        return Mark(middle - radius, middle + radius, 0.0, 2 * radius, tone, hollow, article)
    # A month among centuries is still seen.
    half = max(middle - scale.at(start) - GAP, radius)
    return Mark(middle - half, middle + half, 0.0, 2 * radius * BAR_SHARE, tone, hollow, article)


def _set_apart(articles: Sequence[Article], radius: float) -> Iterator[tuple[int, Mark]]:
    """Articles without a date, side by side in a column of their own."""
    pitch = 2 * radius + GAP
    columns = int(UNDATED_WIDTH // pitch)
    for number, article in enumerate(articles):
        lane, column = divmod(number, columns)
        left = WIDTH - RIGHT - UNDATED_WIDTH + column * pitch
        yield lane, Mark(left, left + 2 * radius, 0.0, 2 * radius, "undated", False, article)


def _name_row(drawing: Drawing, name: str, articles: Sequence[Article], height: float, words: Words) -> None:
    middle = drawing.height + height / 2
    short = name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"
    whole = name if short != name else ""
    drawing.labels += [
        Label(LEFT - 22, middle - 1, short, TEXT_SIZE, "ink", "end", bold=True, whole=whole),
        Label(LEFT - 22, middle + 15, words.count(len(articles)), SMALL_SIZE, "soft", "end"),
    ]
    drawing.rules.append(Rule(RIGHT, drawing.height + height, WIDTH - RIGHT, drawing.height + height))


def _axis(drawing: Drawing, scale: Scale, words: Words, undated: bool) -> None:
    """A line at each tick, named at the foot."""
    foot = drawing.height
    for tick in ticks(scale, words.language):
        x = scale.at(tick.day.toordinal())
        drawing.rules.append(Rule(x, TOP - 8, x, foot + 6))
        drawing.labels.append(Label(x, foot + 22, tick.name, SMALL_SIZE, "soft", "middle"))
        if tick.year:
            drawing.labels.append(Label(x, foot + 38, tick.year, SMALL_SIZE, "ink", "middle", bold=True))
    if undated:
        drawing.labels.append(Label(WIDTH - RIGHT - UNDATED_WIDTH, foot + 22, words.undated, SMALL_SIZE, "soft"))


def _links(marks: Sequence[Mark]) -> Iterator[Link]:
    """Between the versions of each dispatch, in the order of their dates."""
    versions: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.article and mark.article.dispatch_id and mark.article.published:
            versions.setdefault(mark.article.dispatch_id, []).append(mark)
    for own in versions.values():
        for one, other in pairwise(sorted(own, key=lambda mark: (mark.x, mark.y))):
            yield _link(one, other)


def _link(one: Mark, other: Mark) -> Link:
    if one.y == other.y:
        # Over what stands between them.
        lift = one.y - min(40.0, 8 + (other.x - one.x) / 6)
        return Link((one.x, one.y), (one.x, lift), (other.x, lift), (other.x, other.y))
    halfway = (one.y + other.y) / 2
    return Link((one.x, one.y), (one.x, halfway), (other.x, halfway), (other.x, other.y))


def _head(drawing: Drawing, articles: Sequence[Article], words: Words) -> None:
    """The title, what is drawn, and the examples of marks that these articles have."""
    drawing.labels += [
        Label(RIGHT, 44, words.title, TITLE_SIZE, "ink", bold=True),
        Label(RIGHT, 68, words.summary(articles), TEXT_SIZE, "soft"),
    ]
    x, y = RIGHT, 94.0
    for width, tone, hollow, text in _legend(articles, words):
        height = 10.0 if width == 10 else 7.0
        drawing.marks.append(Mark(x, x + width, y - 4.5, height, tone, hollow))
        drawing.labels.append(Label(x + width + 7, y, text, SMALL_SIZE, "soft"))
        x += width + 7 + len(text) * SMALL_SIZE * LETTER + 22


def _legend(articles: Sequence[Article], words: Words) -> Iterator[tuple[float, Tone, bool, str]]:
    """Width, tone and hollowness of each kind of mark met, with its meaning."""
    known = [article.published for article in articles if article.published]
    if any(date.precision == "day" for date in known):
        yield 10, "known", False, words.day
    if any(date.precision != "day" for date in known):
        yield 26, "known", False, words.span_known
    if any(date.basis == "inferred" for date in known):
        yield 10, "known", True, words.inferred
    if any(article.dispatch_id for article in articles):
        yield 10, "version", False, words.dispatch
    if len(known) < len(articles):
        yield 10, "undated", False, words.undated
