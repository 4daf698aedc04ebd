"""Articles in time, one bar a month or a year, cut by publication: a drawing that ten thousand articles fit in.

`sourcier timeline` draws every article; here they are counted, so that the page stays light.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sourcier.language.dates import MONTHS
from sourcier.standalone import clean, length
from sourcier.ui.corpus_texts import CorpusTexts
from sourcier.ui.holdings import Holding

# In pixels.
WIDTH, HEIGHT, TOP, FOOT, SIDE = 960.0, 150.0, 18.0, 22.0, 8.0
GAP = 1.5
NARROWEST_BAR, WIDEST_BAR = 0.5, 48.0
# More months than these are drawn as years.
MOST_MONTHS = 48
# Beyond these the publications are drawn together, in the last tone of style sheets.
MOST_OUTLETS = 5
LABELS, LABEL = 12, 90.0

Period = tuple[int, int]
"""A year, and a month of it; 0 for the whole year."""


@dataclass(frozen=True)
class Counts:
    """How many articles of each publication (its rank; the rest and the unknown last) there are in each period."""

    periods: tuple[Period, ...]
    outlets: tuple[str, ...]
    by_period: dict[Period, Counter[int]]
    undated: int
    """Articles without a date."""

    @property
    def highest(self) -> int:
        """The most articles of any period."""
        return max(counted.total() for counted in self.by_period.values())


def counts_of(articles: Sequence[Holding]) -> Counts:
    """The articles by month, or by year when they span more than MOST_MONTHS."""
    dated = [each for each in articles if each.published is not None]
    exact = [each for each in dated if each.published is not None and each.published.precision != "year"]
    months = _span([_period(each, by_month=True) for each in exact])
    by_month = len(exact) == len(dated) and len(months) <= MOST_MONTHS
    periods = months if by_month else _span([_period(each, by_month=False) for each in dated])
    ranks = {outlet: rank for rank, outlet in enumerate(_shown_apart(dated))}
    found: dict[Period, Counter[int]] = {period: Counter() for period in periods}
    for each in dated:
        rank = ranks.get(each.outlets[0], MOST_OUTLETS) if each.outlets else MOST_OUTLETS
        found[_period(each, by_month)][rank] += 1
    return Counts(tuple(periods), tuple(ranks), found, len(articles) - len(dated))


def chart(articles: Sequence[Holding], texts: CorpusTexts) -> str:
    """The drawing as an SVG element with its legend; empty when no article is dated."""
    counts = counts_of(articles)
    if not counts.periods:
        return ""
    pitch = (WIDTH - 2 * SIDE) / len(counts.periods)
    placed = [(period, SIDE + number * pitch) for number, period in enumerate(counts.periods)]
    # Of a thousand years, bars touch.
    width = min(max(pitch - GAP, NARROWEST_BAR), WIDEST_BAR)
    bars = "".join(_bar(period, x, width, counts, texts) for period, x in placed)
    labels = "".join(_label(period, x, texts) for period, x in placed[:: -(-len(placed) // LABELS)])
    described = texts.chart.format(
        count=sum(each.total() for each in counts.by_period.values()),
        first=_name(counts.periods[0], texts.language),
        last=_name(counts.periods[-1], texts.language),
    )
    left = clean(texts.chart_undated.format(count=counts.undated)) if counts.undated else ""
    return (
        f'<figure class="corpus-chart"><div class="scroll" role="group" tabindex="0" aria-label="{clean(described)}">'
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{clean(described)}">{bars}{labels}</svg></div>'
        f"<figcaption>{_legend(counts, texts)}<span>{left}</span></figcaption></figure>"
    )


def _bar(period: Period, x: float, width: float, counts: Counts, texts: CorpusTexts) -> str:
    """The pieces of one bar, one on the other, under one title that says them all."""
    counted = counts.by_period[period]
    tall = HEIGHT - TOP - FOOT
    foot, pieces, said = HEIGHT - FOOT, [], []
    for rank in sorted(counted):
        size = counted[rank] / counts.highest * tall
        foot -= size
        pieces.append(
            f'<rect class="tone-{rank}" x="{length(x)}" y="{length(foot)}" width="{length(width)}" '
            f'height="{length(size)}"/>'
        )
        said.append(f"{_outlet(rank, counts, texts)}{texts.colon}{counted[rank]}")
    title = f"{_name(period, texts.language)}{texts.colon}{counted.total()}\n" + "\n".join(said)
    return f"<g><title>{clean(title)}</title>{''.join(pieces)}</g>" if pieces else ""


def _label(period: Period, x: float, texts: CorpusTexts) -> str:
    # The name of a month that begins too close to the edge ends there.
    at, anchor = (x, "start") if x < WIDTH - LABEL else (WIDTH - SIDE, "end")
    name = clean(_name(period, texts.language))
    return f'<text x="{length(at)}" y="{length(HEIGHT - 6)}" text-anchor="{anchor}">{name}</text>'


def _legend(counts: Counts, texts: CorpusTexts) -> str:
    met = sorted({rank for counted in counts.by_period.values() for rank in counted})
    return "".join(
        f'<span class="key"><i class="tone-{rank}"></i>{clean(_outlet(rank, counts, texts))}</span>' for rank in met
    )


def _shown_apart(dated: Sequence[Holding]) -> list[str]:
    """The publications with most articles, the first to appear first: what comes later changes nobody's colour."""
    counted = Counter(each.outlets[0] for each in dated if each.outlets)
    chosen = {outlet for outlet, _ in counted.most_common(MOST_OUTLETS)}
    oldest_first = sorted(dated, key=lambda each: each.days)
    return list(dict.fromkeys(each.outlets[0] for each in oldest_first if each.outlets and each.outlets[0] in chosen))


def _outlet(rank: int, counts: Counts, texts: CorpusTexts) -> str:
    return counts.outlets[rank] if rank < len(counts.outlets) else texts.other_outlets


def _period(holding: Holding, by_month: bool) -> Period:
    day = holding.published.value if holding.published else date.min
    return (day.year, day.month if by_month else 0)


def _span(periods: Sequence[Period]) -> list[Period]:
    """Every period from the first to the last."""
    if not periods:
        return []
    first, last = min(periods), max(periods)
    if first[1] == 0:
        return [(year, 0) for year in range(first[0], last[0] + 1)]
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(number // 12, number % 12 + 1) for number in numbers]


def _name(period: Period, language: str) -> str:
    year, month = period
    return f"{MONTHS[language][month - 1]} {year}" if month else str(year)
