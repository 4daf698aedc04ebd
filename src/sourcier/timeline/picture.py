"""The timeline as a PNG picture: the only door to matplotlib."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, FancyBboxPatch, Patch, PathPatch
from matplotlib.path import Path as Curve

from sourcier.timeline.layout import Drawing, Label, Link, Mark, Tone

# A pixel of the drawing is a hundredth of an inch, printed as two by two; lines and letters are counted in points.
DOTS, POINTS, FINENESS = 100, 0.72, 2
PAPER = "#fffdf8"
COLOURS: dict[Tone, str] = {
    "ink": "#1f1d1a",
    "soft": "#625c53",
    "rule": "#e6e1d6",
    "known": "#0d5a63",
    "version": "#b8681b",
    "undated": "#a59d90",
}
# The one face that matplotlib carries everywhere, a little wider than those of a page.
FACE, FACE_SHARE = "DejaVu Sans", 0.9
OUTLINE = 1.3
LINK_OPACITY, BAR_OPACITY = 0.35, 0.45


def save_picture(drawing: Drawing, target: Path) -> None:
    """Write `drawing` to `target`; raises OSError."""
    figure = Figure(figsize=(drawing.width / DOTS, drawing.height / DOTS), dpi=DOTS * FINENESS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, drawing.width), ylim=(drawing.height, 0))
    axes.set_axis_off()
    lines = [((rule.x1, rule.y1), (rule.x2, rule.y2)) for rule in drawing.rules]
    axes.add_collection(LineCollection(lines, colors=COLOURS["rule"], linewidths=POINTS))
    _set_links(axes, drawing.links)
    _set_marks(axes, drawing.marks)
    for label in drawing.labels:
        _set_label(axes, label)
    with warnings.catch_warnings():
        # A letter that the face lacks is drawn as a box, which says enough.
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(target, format="png")


def _set_links(axes: Axes, links: Sequence[Link]) -> None:
    codes = [Curve.MOVETO, Curve.CURVE4, Curve.CURVE4, Curve.CURVE4]
    curves = [PathPatch(Curve([link.start, link.bend1, link.bend2, link.end], codes)) for link in links]
    drawn = PatchCollection(
        curves, facecolor="none", edgecolor=COLOURS["version"], alpha=LINK_OPACITY, linewidth=OUTLINE * POINTS
    )
    axes.add_collection(drawn)


def _set_marks(axes: Axes, marks: Sequence[Mark]) -> None:
    """All marks at once, in the order given."""
    drawn = PatchCollection(
        [_shape(mark) for mark in marks],
        facecolors=[to_rgba(PAPER if mark.hollow else COLOURS[mark.tone], _opacity(mark)) for mark in marks],
        edgecolors=[COLOURS[mark.tone] if mark.hollow else PAPER for mark in marks],
        linewidths=[(OUTLINE if mark.hollow else 0.4) * POINTS for mark in marks],
        zorder=3,
    )
    axes.add_collection(drawn)


def _opacity(mark: Mark) -> float:
    return BAR_OPACITY if mark.is_bar else 1.0


def _shape(mark: Mark) -> Patch:
    """A dot, or a bar with round ends."""
    inset = OUTLINE / 2 if mark.hollow else 0.0
    width, height = mark.right - mark.left - 2 * inset, mark.height - 2 * inset
    if not mark.is_bar:
        return Ellipse((mark.x, mark.y), width, height)
    place = (mark.left + inset, mark.y - height / 2)
    return FancyBboxPatch(place, width, height, boxstyle=f"round,pad=0,rounding_size={min(width, height) / 2}")


def _set_label(axes: Axes, label: Label) -> None:
    axes.text(
        label.x,
        label.y,
        label.text,
        ha={"start": "left", "middle": "center", "end": "right"}[label.anchor],
        va="baseline",
        fontsize=label.size * POINTS * FACE_SHARE,
        fontfamily=FACE,
        fontweight="bold" if label.bold else "normal",
        color=COLOURS[label.tone],
        parse_math=False,
        zorder=4,
    )
