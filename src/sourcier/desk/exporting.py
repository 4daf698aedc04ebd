"""A conversation as a file that people keep: Markdown, a page that stands alone, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from sourcier.desk.citing import MARKDOWN, markdown
from sourcier.desk.exchange import Exchange
from sourcier.desk.kept import Kept, one_line
from sourcier.desk.noting import Form, notes, paragraphs
from sourcier.desk.typography import Words, words_for
from sourcier.schema import Answer, ArticleDate, Noun


class Exported(Noun):
    """A conversation as JSON: `Exported.model_validate_json` reads it back."""

    conversation: Kept
    exchanges: tuple[Exchange, ...]


def as_json(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """The whole of it, answers with their evidence and articles, indented."""
    return Exported(conversation=kept, exchanges=tuple(exchanges)).model_dump_json(indent=2) + "\n"


def as_markdown(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """Questions, statements with [n], then the numbered sources with outlet, date, title and quote."""
    words = _words(exchanges)
    parts = [f"# {MARKDOWN.escaped(words.fine(one_line(kept.title)))}", f"*{_when(kept, words)} {words.by}*"]
    for exchange in exchanges:
        parts.append(f"## {MARKDOWN.escaped(words.fine(one_line(exchange.question)))}")
        if exchange.answer:
            parts.append(markdown(exchange.answer).strip())
        if exchange.problem:
            parts.append(MARKDOWN.remark(MARKDOWN.escaped(one_line(exchange.problem))))
    return "\n\n".join(parts) + "\n"


def as_html(kept: Kept, exchanges: Sequence[Exchange]) -> str:
    """A page that needs nothing else and runs nothing: every piece of text in it is escaped."""
    words = _words(exchanges)
    title, style = (
        escape(words.fine(one_line(kept.title))),
        files(__package__).joinpath("export.css").read_text("utf-8"),
    )
    body = "".join(_section(exchange, turn) for turn, exchange in enumerate(exchanges, start=1))
    return (
        f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Should a piece of text ever escape: the browser loads nothing and runs nothing.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{style}</style></head>\n<body><main>"
        f'<header><h1 dir="auto">{title}</h1><p>{escape(_when(kept, words))} {escape(words.by)}</p></header>'
        f"{body}</main></body></html>\n"
    )


def _words(exchanges: Sequence[Exchange]) -> Words:
    """Those of the first answer; French before there is one."""
    return words_for(next((exchange.answer.language for exchange in exchanges if exchange.answer), "fr"))


def _when(kept: Kept, words: Words) -> str:
    day = ArticleDate(value=kept.created.date(), precision="day", basis="stated")
    return words.kept.format(date=words.date(day)) + "."


def _section(exchange: Exchange, turn: int) -> str:
    words = words_for(exchange.answer.language if exchange.answer else "fr")
    said = _answer(exchange.answer, turn, words) if exchange.answer else ""
    problem = f'<p class="remark" dir="auto">{escape(one_line(exchange.problem))}</p>' if exchange.problem else ""
    question = escape(words.fine(one_line(exchange.question)))
    return f'\n<section lang="{words.language}"><h2 dir="auto">{question}</h2>{said}{problem}</section>'


def _answer(answer: Answer, turn: int, words: Words) -> str:
    said = "".join(paragraphs(answer, PAGE, words))
    sources = "".join(
        f'<li id="source-{turn}-{marker}" value="{marker}" dir="auto">{note}</li>'
        for marker, note in notes(answer, PAGE, words)
    )
    return f"{said}<h3>{words.sources}</h3><ol>{sources}</ol>" if sources else said


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}" dir="auto">{text}</p>'


PAGE = Form(
    escaped=escape,
    italic=lambda text: f"<cite>{text}</cite>",
    worded=lambda text: _paragraph("said", text),
    quotation=lambda text: f'<blockquote dir="auto">{text}</blockquote>',
    remark=lambda text: _paragraph("remark", text),
)
