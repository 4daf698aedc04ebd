"""What a reader can do with an answer: copy it, ask again, say what it is worth."""

from __future__ import annotations

from html import escape

from sourcier.desk import Exchange, Judgement
from sourcier.inquiry import LONGEST_QUESTION
from sourcier.ui.render.parts import icon
from sourcier.ui.texts import Texts

PENCIL = "M4 16l1-4 8-8 3 3-8 8zM11.5 5.5l3 3"
COPY = "M7 7h9v9H7zM13 7V4H4v9h3"
AGAIN = "M15.5 8A6 6 0 1 0 16 11M16 4v4h-4"
# Longer notes are letters.
LONGEST_NOTE = 1000


def edit_button(question: str, turn: int, texts: Texts) -> str:
    """What puts an earlier question back under the pen; nothing for one that is too long to be asked."""
    if not _can_be_asked(question):
        return ""
    name = escape(texts.edit)
    return (
        f'<button type="button" class="edit" data-turn="{turn}" data-question="{escape(question)}" '
        f'aria-label="{name}" title="{name}">{icon(PENCIL)}</button>'
    )


def actions(exchange: Exchange, turn: int, texts: Texts, given: Judgement | None, last: bool) -> str:
    """The row under a settled answer; the last question can be asked again."""
    copy = _copy_menu(turn, texts) if exchange.answer and exchange.answer.text else ""
    again = _again(exchange.question, turn, texts) if last and _can_be_asked(exchange.question) else ""
    worth = _verdicts(turn, texts, given) if exchange.answer else ""
    note = _note(turn, texts, given) if given else ""
    return f'<div class="actions">{copy}{again}{worth}</div>{note}' if copy or again or worth else ""


def _copy_menu(turn: int, texts: Texts) -> str:
    forms = "".join(
        f'<button type="button" data-does="copy" data-turn="{turn}" data-form="{form}">{escape(name)}</button>'
        for form, name in texts.copy_forms
    )
    return (
        f'<details class="menu"><summary>{icon(COPY)}{escape(texts.copy)}</summary>'
        f'<div class="choices">{forms}</div></details>'
    )


def _again(question: str, turn: int, texts: Texts) -> str:
    return (
        f'<button type="button" class="again" data-does="again" data-turn="{turn}" data-question="{escape(question)}">'
        f"{icon(AGAIN)}{escape(texts.again)}</button>"
    )


def _verdicts(turn: int, texts: Texts, given: Judgement | None) -> str:
    buttons = "".join(
        f'<button type="button" data-does="judge" data-turn="{turn}" data-verdict="{verdict}" '
        f'aria-pressed="{str(given is not None and given.verdict == verdict).lower()}">{escape(name)}</button>'
        for verdict, name in texts.verdicts
    )
    return f'<div class="verdicts" role="group" aria-label="{escape(texts.judge)}">{buttons}</div>'


def _note(turn: int, texts: Texts, given: Judgement) -> str:
    return (
        f'<form class="note" data-does="judge" data-turn="{turn}" data-verdict="{given.verdict}">'
        f'<input name="note" maxlength="{LONGEST_NOTE}" value="{escape(given.note)}" '
        f'aria-label="{escape(texts.note)}" placeholder="{escape(texts.note)}">'
        f'<button type="submit">{escape(texts.keep)}</button>'
        f'<button type="button" data-does="gold" data-turn="{turn}">{escape(texts.gold)}</button></form>'
    )


def _can_be_asked(question: str) -> bool:
    return bool(question.strip()) and len(question) <= LONGEST_QUESTION
