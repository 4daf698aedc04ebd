"""An answer in the forms that people paste: Markdown, plain text with notes, and its sources for a bibliography."""

from __future__ import annotations

import re

from sourcier.desk.bibliography import bibtex, csl_json
from sourcier.desk.noting import Form, notes, paragraphs
from sourcier.desk.typography import words_for
from sourcier.schema import Answer

__all__ = ["MARKDOWN", "bibtex", "csl_json", "markdown", "plain"]

# CommonMark lets any sign of ASCII be escaped: these are all that it, or GitHub's dialect, gives a meaning to.
ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&$!]")
# What begins a list or underlines a heading, where a line begins.
LEADING = re.compile(r"^(?:(?=[-+=])|(\d+)(?=[.)]))")


def markdown(answer: Answer) -> str:
    """The statements with [n], then the numbered sources."""
    words = words_for(answer.language)
    sources = [f"- [{marker}] {note}" for marker, note in notes(answer, MARKDOWN, words)]
    listed = [f"**{words.sources}**", "\n".join(sources)] if sources else []
    return "\n\n".join([*paragraphs(answer, MARKDOWN, words), *listed]) + "\n"


def plain(answer: Answer) -> str:
    """The statements with [n], then the notes, without any markup."""
    words = words_for(answer.language)
    sources = [f"[{marker}] {note}" for marker, note in notes(answer, PLAIN, words)]
    listed = [words.notes, "\n".join(sources)] if sources else []
    return "\n\n".join([*paragraphs(answer, PLAIN, words), *listed]) + "\n"


def _escaped(text: str) -> str:
    return LEADING.sub(r"\1\\", ACTIVE.sub(r"\\\g<0>", text))


def _italic(text: str) -> str:
    return f"*{text}*"


def _block(text: str) -> str:
    return f"> {text}"


MARKDOWN = Form(escaped=_escaped, italic=_italic, worded=str, quotation=_block, remark=_italic)
PLAIN = Form(escaped=str, italic=str, worded=str, quotation=str, remark=str)
