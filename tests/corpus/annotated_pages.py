"""Whole pages of invented papers with what a reader takes from each: a heading of fields, then the paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class AnnotatedPage:
    name: str
    html: str
    said: dict[str, str | None]
    body: tuple[str, ...]


def annotated_pages() -> list[AnnotatedPage]:
    return [parse(path) for path in sorted(FOLDER.glob("*.gold"))]


def parse(path: Path) -> AnnotatedPage:
    head, *body = path.read_text("utf-8").strip().split("\n\n")
    fields = (line.partition(":") for line in head.split("\n"))
    said = {name: value.strip() or None for name, _, value in fields}
    return AnnotatedPage(path.stem, path.with_suffix(".html").read_text("utf-8"), said, tuple(body))
