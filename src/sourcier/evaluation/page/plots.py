"""The drawings: how long answers took, and how well the score of refusal tells questions apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sourcier.evaluation.calibration import Bin, Calibration, Point
from sourcier.evaluation.case import Case
from sourcier.evaluation.metrics import percentile
from sourcier.evaluation.page.words import Words
from sourcier.standalone import clean, length

# A drawing is as wide as a phone, so that its letters are as large everywhere.
WIDTH, HEIGHT = 340.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 14.0, 44.0
# Columns of a distribution, between the shortest and the longest time.
COLUMNS = 40
ROW_HEIGHT, ROW_LABEL = 74.0, 18.0
# Ticks of a scale of times: enough to read it, too few to touch.
STEPS, MOST_TICKS = (1, 2, 5), 6
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def time_plot(cases: Sequence[Case], words: Words) -> str:
    """The distribution of each time, one above the other on one logarithmic scale; empty when nothing was timed."""
    rows = (
        ("evidence_time", [case.evidence_ms for case in cases]),
        ("first_time", [case.first_ms for case in cases]),
        ("total_time", [case.total_ms for case in cases]),
    )
    known = [(name, sorted(max(time, 1.0) for time in times if time is not None)) for name, times in rows]
    drawn = [(words(name), times) for name, times in known if times]
    if not drawn:
        return ""
    lowest, highest = min(times[0] for _, times in drawn), max(times[-1] for _, times in drawn)
    scale = _Log(lowest, highest)
    height = TOP + len(drawn) * ROW_HEIGHT + BOTTOM
    shapes = [_distribution(name, times, TOP + n * ROW_HEIGHT, scale, words) for n, (name, times) in enumerate(drawn)]
    bottom = TOP + len(drawn) * ROW_HEIGHT
    ticks = "".join(_below(scale.at(tick), bottom, words.time(tick)) for tick in scale.ticks())
    said = ". ".join(f"{name}: {_times_said(times, words)}" for name, times in drawn)
    return _figure(words("times_legend"), said, height, "".join(shapes) + ticks)


def roc_plot(found: Calibration, words: Words) -> str:
    """The ROC curve, with where the refusals as decided stand."""
    bounds = [words.share(bound) for bound in (found.low, found.high) if bound is not None]
    interval = f" ({' – '.join(bounds)})" if bounds else ""
    title = words("roc", auc=words.share(found.auc), interval=interval)
    false, true = found.decided
    said = words("roc_said", true=words.share(true), false=words.share(false))
    path = "L".join(f"{length(_x(x))} {length(_y(y))}" for x, y in found.curve)
    x, y = _x(false), _y(true)
    shapes = (
        _frame(SHARES, SHARES, words, words("roc_x"), words("roc_y")),
        f'<line class="chance" x1="{_x(0):.0f}" y1="{_y(0):.0f}" x2="{_x(1):.0f}" y2="{_y(1):.0f}"/>',
        f'<path class="curve" d="M{path}"/><circle class="point" cx="{length(x)}" cy="{length(y)}" r="5"/>',
        _text(x + 9, y + 16, words("roc_point"), "start"),
    )
    return _figure(title, said, HEIGHT, "".join(shapes), said)


def reliability_plot(found: Calibration, words: Words) -> str:
    """The share of answerable questions in each group of like answerability, with its interval."""
    low, high = found.bins[0].answerability, found.bins[-1].answerability
    span = (high - low) or 1.0

    def along(answerability: float) -> float:
        return 0.05 + 0.9 * (answerability - low) / span

    ticks = [(along(low + span * share), low + span * share) for share in SHARES]
    line = [(along(each.answerability), each.answerable) for each in found.bins]
    shapes = (
        _frame((), SHARES, words, words("reliability_x"), words("reliability_y")),
        "".join(_below(_x(at), HEIGHT - BOTTOM, words.share(value)) for at, value in ticks),
        _polyline(line),
        *(_spread(each, along(each.answerability)) for each in found.bins),
    )
    said = "; ".join(
        f"{words('score')} {words.share(each.answerability)}: {words.share(each.answerable)} (n {each.n})"
        for each in found.bins
    )
    return _figure(words("reliability"), said, HEIGHT, "".join(shapes))


class _Log:
    """A logarithmic scale of milliseconds, from edge to edge of the drawing."""

    def __init__(self, lowest: float, highest: float) -> None:
        # Times that are all alike still need a width.
        self.lowest, self.highest = math.log10(lowest / 1.1), math.log10(highest * 1.1)

    def at(self, milliseconds: float) -> float:
        share = (math.log10(milliseconds) - self.lowest) / (self.highest - self.lowest)
        return RIGHT + share * (WIDTH - 2 * RIGHT)

    def column(self, milliseconds: float) -> int:
        share = (math.log10(milliseconds) - self.lowest) / (self.highest - self.lowest)
        return min(COLUMNS - 1, int(share * COLUMNS))

    def ticks(self) -> list[float]:
        """Round times; only the powers of ten where there would be too many."""
        powers = range(math.floor(self.lowest), math.ceil(self.highest) + 1)
        fine = [float(step * 10**power) for power in powers for step in STEPS if self._holds(step * 10**power)]
        return fine if len(fine) <= MOST_TICKS else [float(10**power) for power in powers if self._holds(10**power)]

    def _holds(self, milliseconds: float) -> bool:
        return self.lowest <= math.log10(milliseconds) <= self.highest


def _distribution(name: str, times: Sequence[float], top: float, scale: _Log, words: Words) -> str:
    counts = [0] * COLUMNS
    for time in times:
        counts[scale.column(time)] += 1
    base, room, width = top + ROW_HEIGHT, ROW_HEIGHT - 2 * ROW_LABEL, (WIDTH - 2 * RIGHT) / COLUMNS
    bars = "".join(
        f'<rect class="column" x="{length(RIGHT + n * width)}" y="{length(base - room * count / max(counts))}" '
        f'width="{length(width - 0.8)}" height="{length(room * count / max(counts))}"/>'
        for n, count in enumerate(counts)
        if count
    )
    marks = "".join(
        f'<line class="mark" x1="{length(scale.at(at))}" x2="{length(scale.at(at))}" y1="{length(base - room)}" '
        f'y2="{length(base)}"/>'
        for at in _middle_and_tail(times)
    )
    axis = f'<line class="axis" x1="{RIGHT}" x2="{WIDTH - RIGHT}" y1="{length(base)}" y2="{length(base)}"/>'
    told = _text(WIDTH - RIGHT, top + ROW_LABEL, _times_said(times, words), "end", "soft")
    return bars + axis + marks + _text(RIGHT, top + ROW_LABEL, name, "start") + told


def _times_said(times: Sequence[float], words: Words) -> str:
    median, tail = _middle_and_tail(times)
    return f"{words('median')} {words.time(median)} · p95 {words.time(tail)}"


def _middle_and_tail(times: Sequence[float]) -> tuple[float, float]:
    return percentile(times, 0.50) or 0.0, percentile(times, 0.95) or 0.0


def _spread(each: Bin, along: float) -> str:
    x = length(_x(along))
    return (
        f'<line class="spread" x1="{x}" x2="{x}" y1="{length(_y(each.low))}" y2="{length(_y(each.high))}"/>'
        f'<circle class="point" cx="{x}" cy="{length(_y(each.answerable))}" r="3.5"/>'
    )


def _polyline(points: Iterable[Point]) -> str:
    return "".join(
        f'<line class="curve" x1="{length(_x(x1))}" y1="{length(_y(y1))}" x2="{length(_x(x2))}" y2="{length(_y(y2))}"/>'
        for (x1, y1), (x2, y2) in pairwise(points)
    )


def _frame(along: Iterable[float], up: Iterable[float], words: Words, name_along: str, name_up: str) -> str:
    """Axes over [0, 1] with their names; the name of the upward one stands above it."""
    rules = "".join(
        f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{length(_y(share))}" y2="{length(_y(share))}"/>'
        + _text(LEFT - 6, _y(share) + 4, words.share(share), "end", "soft")
        for share in up
    )
    below = "".join(_below(_x(share), HEIGHT - BOTTOM, words.share(share)) for share in along)
    named = _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, name_along, "middle")
    return rules + below + named + _text(4, TOP - 2, name_up, "start")


def _below(x: float, y: float, text: str) -> str:
    return _text(x, y + 16, text, "middle", "soft")


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{length(x)}" y="{length(y)}" text-anchor="{anchor}">{clean(text)}</text>'


def _figure(title: str, said: str, height: float, shapes: str, caption: str = "") -> str:
    more = f'<span class="soft">{clean(caption)}</span>' if caption else ""
    return (
        f'<figure><figcaption>{clean(title)} {more}</figcaption><svg viewBox="0 0 {length(WIDTH)} {length(height)}" '
        f'role="img" aria-label="{clean(f"{title}. {said}")}">{shapes}</svg></figure>'
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - 14 - BOTTOM)
