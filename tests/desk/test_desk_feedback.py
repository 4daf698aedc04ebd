"""What a reader says of an answer: kept by turn, replaced, and gone with the answer that it was said of."""

from __future__ import annotations

import pytest
from desk_fakes import HOSTILE, exchange
from pydantic import ValidationError

from sourcier.desk import Desk, Kept
from sourcier.desk.feedback import NOTE_LONGEST
from sourcier.errors import ConversationGone

SAID = (exchange("Le pont ?"), exchange("Le bac ?"))


@pytest.fixture
def kept(desk: Desk) -> Kept:
    return desk.conversations("").save(None, SAID, "")


def test_it_is_kept_by_turn_and_replaced(desk: Desk, kept: Kept) -> None:
    mine = desk.feedback("")
    assert mine.of(kept.id) == {}
    mine.give(kept.id, 2, "wrong", "  Le bac est fermé. ")
    mine.give(kept.id, 1, "right")
    last = mine.give(kept.id, 1, "incomplete", "Et la date ?")
    assert mine.of(kept.id)[1] == last
    assert [(turn, each.verdict, each.note) for turn, each in mine.of(kept.id).items()] == [
        (1, "incomplete", "Et la date ?"),
        (2, "wrong", "Le bac est fermé."),
    ]


def test_another_answer_to_the_same_question_is_not_judged_yet(desk: Desk, kept: Kept) -> None:
    desk.feedback("").give(kept.id, 1, "right")
    desk.feedback("").give(kept.id, 2, "wrong")
    desk.conversations("").save(kept.id, (SAID[0], exchange("Le bac ?", notice="Autre chose."), exchange("Et ?")), "")
    assert list(desk.feedback("").of(kept.id)) == [1]


def test_it_goes_with_the_conversation(desk: Desk, kept: Kept) -> None:
    desk.feedback("").give(kept.id, 1, "right")
    desk.conversations("").delete(kept.id)
    with pytest.raises(ConversationGone):
        desk.feedback("").of(kept.id)


@pytest.mark.parametrize("turn", [0, -1, 3, 2**40])
def test_a_turn_that_is_not_there_is_not_judged(desk: Desk, kept: Kept, turn: int) -> None:
    with pytest.raises(ConversationGone):
        desk.feedback("").give(kept.id, turn, "right")


def test_another_verdict_is_no_verdict(desk: Desk, kept: Kept) -> None:
    with pytest.raises(ValidationError):
        desk.feedback("").give(kept.id, 1, "perhaps")  # type: ignore[arg-type]


@pytest.mark.parametrize("note", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_note_is_kept_as_written_as_far_as_it_fits(desk: Desk, kept: Kept, note: str) -> None:
    desk.feedback("").give(kept.id, 1, "wrong", note)
    assert desk.feedback("").of(kept.id)[1].note == note.strip()[:NOTE_LONGEST]
