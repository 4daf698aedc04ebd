"""An answer as paragraphs and numbered notes, in any form that can escape a text and set a name in italics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from sourcier.desk.kept import one_line
from sourcier.desk.typography import THIN, Words
from sourcier.schema import Answer, Citation, Statement


@dataclass(frozen=True)
class Form:
    """How one form writes text that may hold anything, and the name of a publication."""

    escaped: Callable[[str], str]
    italic: Callable[[str], str]
    # Around worded sentences, around one of an article that is the answer word for word, around Sourcier's own remarks.
    worded: Callable[[str], str]
    quotation: Callable[[str], str]
    remark: Callable[[str], str]


def paragraphs(answer: Answer, form: Form, words: Words) -> list[str]:
    """What is said: worded statements run on, each quoted sentence stands by itself, then remarks and notice."""
    groups = groupby(enumerate(answer.statements), key=lambda item: item[0] if item[1].support == "quoted" else None)
    said = [
        (form.worded if key is None else form.quotation)(" ".join(_statement(each, form, words) for _, each in group))
        for key, group in groups
    ]
    own = [remark.text for remark in answer.remarks] + ([answer.notice] if answer.notice else [])
    return said + [form.remark(form.escaped(words.fine(one_line(text)))) for text in own]


def notes(answer: Answer, form: Form, words: Words) -> list[tuple[int, str]]:
    """The sources by their numbers: outlet, date, title, quote."""
    return [(citation.marker, _note(citation, form, words)) for citation in answer.citations]


def _statement(statement: Statement, form: Form, words: Words) -> str:
    markers = "".join(f"[{citation.marker}]" for citation in statement.citations)
    return f"{form.escaped(words.fine(one_line(words.nested(statement).shown)))}{THIN}{markers}"


def _note(citation: Citation, form: Form, words: Words) -> str:
    outlet = form.italic(form.escaped(one_line(citation.outlet or citation.path)))
    title, quote = (
        words.quoted(form.escaped(words.within(one_line(text)))) for text in (citation.title, citation.quote)
    )
    others = ", ".join(form.escaped(one_line(each)) for each in citation.also_in)
    reprints = f" ({words.reprints}{words.colon}{others})" if others else ""
    return f"{outlet}, {words.date(citation.published)}, {title}{reprints}{words.colon}{quote}"
