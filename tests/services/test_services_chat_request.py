"""A request read as a question, whatever else clients send."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import BadDate, RequestUnreadable, SourcierError
from sourcier.schema import Turn
from sourcier.services.chat_request import ChatRequest

ROLES = ["user", "assistant", "system", "developer", "tool"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def read(*messages: tuple[str, object], **more: object) -> ChatRequest:
    said = [{"role": role, "content": content} for role, content in messages]
    return ChatRequest.read(json.dumps({"model": "sourcier", "messages": said} | more).encode())


def test_the_last_thing_said_is_the_question_the_rest_its_history() -> None:
    request = read(
        ("system", "Réponds en vers."),
        ("user", "Qui dirige le port ?"),
        ("assistant", "Aude Rivel. [1]\n\nSources :\n\n- [1] Le Littoral, 2 mai 2024, Un port"),
        ("tool", "42"),
        ("assistant", None),
        ("user", [{"type": "text", "text": "Et"}, {"type": "input_text", "text": "avant ?"}]),
    )
    assert request.question == "Et\navant ?"
    assert request.history == (
        Turn(role="user", content="Qui dirige le port ?"),
        Turn(role="assistant", content="Aude Rivel. [1]"),
    )


def test_dates_are_read_as_people_write_them() -> None:
    limits = read(("user", "Qui ?"), sourcier={"published_after": "mars 2024", "published_before": "2024"}).sourcier
    assert (limits.published_after, limits.published_before) == (date(2024, 3, 1), date(2024, 12, 31))
    with pytest.raises(BadDate):
        read(("user", "Qui ?"), sourcier={"published_after": "un jour"})
    with pytest.raises(RequestUnreadable, match=r"sourcier\.outlets"):
        read(("user", "Qui ?"), sourcier={"outlets": ["Le Littoral"] * 101})


@given(
    messages=st.lists(st.tuples(st.sampled_from(ROLES), st.text(max_size=20) | st.none()), min_size=1, max_size=8),
    more=st.dictionaries(st.text(max_size=8).map("x_{}".format), JSON, max_size=4),
)
def test_the_history_is_what_came_before_the_last_question(
    messages: list[tuple[str, str | None]], more: dict[str, object]
) -> None:
    request = read(*messages, **more)
    asked = [content or "" for role, content in messages if role == "user"]
    if not asked:
        with pytest.raises(SourcierError):
            _ = request.question
        return
    assert request.question == asked[-1]
    assert [turn.content for turn in request.history if turn.role == "user"] == [
        one for one in asked[:-1] if one.strip()
    ]


@given(JSON)
def test_anything_else_is_refused_in_one_sentence(value: object) -> None:
    with pytest.raises(RequestUnreadable):
        ChatRequest.read(json.dumps(value).encode())
