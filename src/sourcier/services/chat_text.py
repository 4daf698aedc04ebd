"""An answer as the text of a chat message, which clients show as Markdown.

The words of an article or of a model are never a link, an image or HTML: a client would fetch its address as it shows
the message. What only looks different (a star, an underscore) is left as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sourcier.language.dates import format_date
from sourcier.schema import Answer, Citation

# An answer's sources stand below it, after this line; it never opens a sentence of an answer, which ends in a marker.
HEADINGS = {"fr": "Sources :", "en": "Sources:"}

# What many clients make a link of although it has no brackets, as GitHub does; an invisible mark, at which no line is
# broken, keeps them from it where a backslash would not.
BARE = re.compile(r"(?:https?|ftp|mailto|xmpp):(?=\S)|www(?=\.)|@(?=\w)", re.IGNORECASE)
JOINER = "\u2060"


def pieces(answer: Answer) -> tuple[str, ...]:
    """The sentences in order, each with its markers and what parts it from the one before.

    Worded sentences run on; a sentence of an article is a paragraph by itself.
    """
    if not answer.statements:
        return (inert(answer.notice),) if answer.notice else ()
    said = [
        f"{inert(statement.shown)}{''.join(f' [{citation.marker}]' for citation in statement.citations)}"
        for statement in answer.statements
    ]
    parted = ("\n\n" if "quoted" in (a.support, b.support) else " " for a, b in pairwise(answer.statements))
    return tuple(before + piece for before, piece in zip(("", *parted), said, strict=True))


def ending(answer: Answer) -> str:
    """What stands below the sentences: how their sources stand to each other, what went wrong, and the sources."""
    if not answer.statements:
        return ""
    remarks = [f"\n\n{inert(remark.text)}" for remark in answer.remarks]
    notice = [f"\n\n{inert(answer.notice)}"] if answer.notice else []
    heading = HEADINGS["fr" if answer.language == "fr" else "en"]
    by_source: dict[str, list[int]] = {}
    for citation in answer.citations:
        by_source.setdefault(_source(citation, answer), []).append(citation.marker)
    sources = "\n".join(
        f"- {' '.join(f'[{marker}]' for marker in markers)} {inert(source)}" for source, markers in by_source.items()
    )
    return "".join((*remarks, *notice, f"\n\n{heading}\n\n{sources}"))


def whole(answer: Answer) -> str:
    """All of it at once: what a stream of `pieces` and `ending` amounts to."""
    return "".join(pieces(answer)) + ending(answer)


def without_sources(text: str) -> str:
    """An earlier answer as it was said, without the list of sources below it."""
    return re.split(rf"\n\n(?:{'|'.join(map(re.escape, HEADINGS.values()))})\n\n- \[1\] ", text, maxsplit=1)[0]


def inert(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown reads as a link, an image, a definition or HTML."""
    line = re.sub(r"\s+", " ", text).strip().replace("\\", "\\\\")
    # Both lookups leave « [le maire] » and « a < b » alone, which the press writes.
    line = re.sub(r"\](?=[(\[:])", r"]\\", line)
    line = re.sub(r"<(?=[A-Za-z/!?])", r"\\<", line)
    return BARE.sub(rf"\g<0>{JOINER}", line)


def _source(citation: Citation, answer: Answer) -> str:
    said = (citation.outlet, format_date(citation.published, answer.language), citation.title, *citation.also_in)
    return ", ".join(each for each in said if each)
