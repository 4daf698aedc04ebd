"""Article text as HTML: escaped, in paragraphs, with the proving span in `<mark>`."""

from __future__ import annotations

from html import escape

# A sentence is read in context: about four lines of a card on either side of it.
REACH = 260
# What separates the paragraphs of `Article.text`.
BREAK = "\n\n"


def marked(text: str, start: int, end: int, offset: int = 0) -> str:
    """`text`, which begins at `offset` of its article, with what lies in `start:end` of the article marked."""
    first, last = (min(max(place - offset, 0), len(text)) for place in (start, end))
    if first >= last:
        return escape(text)
    return f"{escape(text[:first])}<mark>{escape(text[first:last])}</mark>{escape(text[last:])}"


def excerpt(text: str, start: int, end: int, reach: int = REACH) -> str:
    """The paragraph around `start:end`, cut at a word `reach` characters away, with the span marked."""
    left, after = paragraph_at(text, start), text.find(BREAK, end)
    right = after if after >= 0 else len(text)
    cut_left, cut_right = left, right
    if start - left > reach and (space := text.find(" ", start - reach, start)) >= 0:
        cut_left = space + 1
    if right - end > reach and (space := text.rfind(" ", end, end + reach)) >= 0:
        cut_right = space
    body = marked(text[cut_left:cut_right], start, end, cut_left)
    return f"{'… ' if cut_left > left else ''}{body}{' …' if cut_right < right else ''}"


def paragraph_at(text: str, place: int) -> int:
    """Where the paragraph begins that holds `place`."""
    before = text.rfind(BREAK, 0, place)
    return before + len(BREAK) if before >= 0 else 0


def paragraphs(text: str, start: int, end: int) -> str:
    """The whole text as `<p>` elements, with `start:end` marked."""
    offset, elements = 0, []
    for paragraph in text.split(BREAK):
        if paragraph.strip():
            elements.append(f'<p dir="auto">{marked(paragraph, start, end, offset)}</p>')
        offset += len(paragraph) + len(BREAK)
    return "".join(elements)


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut at a word and escaped."""
    if len(text) <= limit:
        return escape(text)
    head = text[:limit]
    return escape(head[: head.rfind(" ")] if " " in head else head) + "…"
