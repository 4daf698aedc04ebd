"""The pane of questions and answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from sourcier.desk import Exchange, Judgement
from sourcier.desk.typography import Words, words_for
from sourcier.schema import Answer, Citation, Gloss, Remark, Statement
from sourcier.ui.conversation import Conversation
from sourcier.ui.marking import clipped
from sourcier.ui.render.actions import actions, edit_button
from sourcier.ui.render.parts import spoken
from sourcier.ui.texts import Texts

# A question longer than this is refused anyway; the transcript shows its beginning.
QUESTION_SHOWN = 600
MARKER = re.compile(r"(\[\d+\])")


def welcome(texts: Texts, id_: str | None = None) -> str:
    """The invitation that stands before the first question; without `id_` the address of the page is left alone."""
    kept = "" if id_ is None else f' data-kept="{escape(id_)}"'
    return f'<section class="welcome"{kept}><h2>{escape(texts.welcome)}</h2><p>{escape(texts.invitation)}</p></section>'


def transcript(
    conversation: Conversation,
    articles: int,
    texts: Texts,
    feedback: Mapping[int, Judgement] | None = None,
    id_: str | None = None,
) -> str:
    """The exchanges in order, each with what a reader thought of it; before the first, an invitation.

    `id_` is the name under which the conversation is kept, for the address of the page.
    """
    if not conversation:
        return welcome(texts, "")
    given = feedback or {}
    still = conversation[-1].settled
    exchanges = "".join(
        _exchange(exchange, turn, articles, texts, given.get(turn), still, turn == len(conversation))
        for turn, exchange in enumerate(conversation, 1)
    )
    return (
        f'<div class="exchanges" role="log" aria-label="{escape(texts.conversation)}" data-kept="{escape(id_ or "")}">'
        f"{exchanges}</div>"
    )


def offers(questions: Sequence[str], follow: bool, texts: Texts) -> str:
    """Questions that are one click away: examples before the first, what may `follow` an answer after it."""
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="offer" data-does="ask" data-question="{escape(question)}">'
        f"{escape(question)}</button></li>"
        for question in questions
    )
    name = escape(texts.follow_ups if follow else texts.examples)
    when = "after" if follow else "first"
    return f'<section class="offers {when}" aria-label="{name}"><h3>{name}</h3><ul>{buttons}</ul></section>'


def _exchange(
    exchange: Exchange, turn: int, articles: int, texts: Texts, given: Judgement | None, still: bool, last: bool
) -> str:
    """One question with its answer; nothing can be done with it while an answer grows (`still` is when none does)."""
    asked = (
        f'<p class="question" dir="auto">{clipped(exchange.question, QUESTION_SHOWN)}</p>'
        f"{edit_button(exchange.question, turn, texts) if still else ''}"
        if exchange.question.strip()
        else ""
    )
    state = "settled" if exchange.settled else "growing"
    done = actions(exchange, turn, texts, given, last) if exchange.settled and still else ""
    return (
        f'<section class="exchange {state}" id="exchange-{turn}"><div class="asked">{asked}</div>'
        f'<div class="answer" aria-live="polite">{_said(exchange, turn, articles, texts)}</div>{done}</section>'
    )


def _said(exchange: Exchange, turn: int, articles: int, texts: Texts) -> str:
    answer = exchange.answer
    parts = []
    if answer is not None:
        parts += [_understood(answer, texts), _statements(answer, turn, texts)]
        parts += [_remark(remark, answer.citations, turn, texts) for remark in answer.remarks if exchange.settled]
        if exchange.settled and answer.notice:
            parts.append(f'<p class="notice {answer.status}">{escape(answer.notice)}</p>')
    if exchange.problem:
        parts.append(f'<p class="problem">{escape(exchange.problem)}</p>')
    if not exchange.settled:
        parts.append(f'<p class="working">{escape(_working(answer, articles, texts))}</p>')
    return "".join(parts)


def _working(answer: Answer | None, articles: int, texts: Texts) -> str:
    """What is being done, so that the first reaction comes at once; nothing more once sentences appear."""
    if answer is None or not answer.evidence:
        return texts.searching_one if articles == 1 else texts.searching.format(count=texts.number(articles))
    if answer.statements:
        return ""
    found = len(answer.evidence)
    return texts.found_one if found == 1 else texts.found.format(count=texts.number(found))


def _understood(answer: Answer, texts: Texts) -> str:
    """The stand-alone question, when a follow-up was rewritten into one."""
    if answer.searched_question.strip() == answer.question.strip():
        return ""
    understood = texts.understood.format(question=answer.searched_question)
    return f'<p class="understood" dir="auto">{escape(understood)}</p>'


def _statements(answer: Answer, turn: int, texts: Texts) -> str:
    """Worded statements run on as a paragraph; each quoted sentence of an article stands by itself."""
    words = words_for(answer.language)
    groups = groupby(enumerate(answer.statements), key=lambda item: item[0] if item[1].support == "quoted" else None)
    return "".join(
        f'<p class="{"supported" if key is None else "quoted"}" dir="auto">'
        f"{' '.join(_statement(statement, turn, texts, words) for _, statement in group)}</p>"
        for key, group in groups
    )


def _statement(statement: Statement, turn: int, texts: Texts, words: Words) -> str:
    markers = "".join(_marker(citation, turn, texts) for citation in statement.citations)
    text = "".join(f"{escape(words.fine(piece))}{_gloss(gloss)}" for piece, gloss in words.nested(statement).pieces)
    return f'<span class="statement">{text}\u202f{markers}</span>'


def _gloss(gloss: Gloss | None) -> str:
    return f' <span class="gloss {gloss.kind}">[{escape(gloss.text)}]</span>' if gloss else ""


def _remark(remark: Remark, citations: Sequence[Citation], turn: int, texts: Texts) -> str:
    """How the sources stand to each other, its markers as links like any other."""
    links = {f"[{citation.marker}]": _marker(citation, turn, texts) for citation in citations}
    pieces = MARKER.split(remark.text)
    text = "".join(links.get(piece, escape(piece)) for piece in pieces)
    return f'<p class="remark {remark.kind}" dir="auto">{text}</p>'


def _marker(citation: Citation, turn: int, texts: Texts) -> str:
    name = spoken(citation.marker, citation.outlet or citation.path, citation.published, texts)
    return (
        f'<a class="cite" role="button" href="#source-{turn}-{citation.marker}" data-turn="{turn}" '
        f'data-marker="{citation.marker}" aria-label="{name}">[{citation.marker}]</a>'
    )
