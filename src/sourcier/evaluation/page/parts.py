"""The pieces that pages are put together of. Arguments named `markup` are made here, the others are foreign text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files

from sourcier.standalone import clean, document, length


def whole(title: str, markup: str, language: str) -> str:
    """The page around its sections."""
    style = files(__package__).joinpath("style.css").read_text("utf-8")
    return document(title, markup, style, language)


def section(name: str, title: str, markup: str, legend: str = "") -> str:
    """A part of the page with its heading, at the anchor `name`."""
    told = f'<p class="legend">{clean(legend)}</p>' if legend else ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{clean(title)}</h2>{told}{markup}</section>'


def navigation(titles: Iterable[tuple[str, str]]) -> str:
    """Links to the sections, by anchor and title."""
    links = "".join(f'<a href="#{name}">{clean(title)}</a>' for name, title in titles)
    return f"<nav>{links}</nav>"


def table(title: str, header: Sequence[str], markup: str) -> str:
    """A table that scrolls by itself where the page is narrower; `markup` is its bodies."""
    heads = "".join(f'<th scope="col">{clean(name)}</th>' for name in header)
    return (
        f'<div class="scroll" role="group" aria-label="{clean(title)}" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead>{markup}</table></div>"
    )


def row(name: str, *markup: str, kind: str = "") -> str:
    """A row under its name, which is a heading."""
    named = f"<tr{_class(kind)}>" + f'<th scope="row" dir="auto">{name}</th>'
    return named + "".join(f"<td>{cell}</td>" for cell in markup) + "</tr>"


def interval_bar(value: float, low: float, high: float) -> str:
    """A value in [0, 1] and its interval; the numbers stand beside it."""
    band = f'<rect class="band" x="{length(100 * low)}" width="{length(100 * (high - low))}" y="1" height="6"/>'
    at = length(100 * value)
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<line class="track" x1="0" x2="100" y1="4" y2="4" vector-effect="non-scaling-stroke"/>'
        f'{band}<line class="value" x1="{at}" x2="{at}" y1="0" y2="8" vector-effect="non-scaling-stroke"/></svg>'
    )


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with their values, both foreign."""
    items = "".join(f'<div><dt>{clean(name)}</dt><dd dir="auto">{clean(value)}</dd></div>' for name, value in pairs)
    return f"<dl>{items}</dl>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
