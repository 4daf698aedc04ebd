"""Every mistake of a gold file says where and what to do, in both languages, with the same facts."""

from __future__ import annotations

import string

import pytest

from sourcier.errors import BadGold
from sourcier.evaluation import mistakes

KINDS = [
    kind
    for kind in vars(mistakes).values()
    if isinstance(kind, type) and issubclass(kind, BadGold) and kind is not BadGold
]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_mistake_is_one_line_with_its_facts_and_its_own_sentence(kind: type[BadGold]) -> None:
    assert fields(kind.fr) == fields(kind.en)
    assert "place" in fields(kind.fr) or kind is mistakes.GoldMistakes
    assert kind.fr not in {base.__dict__.get("fr") for base in kind.__mro__[1:]}
    error = kind(**dict.fromkeys(fields(kind.fr), "FAIT"))
    for language in ("fr", "en"):
        assert "\n" not in error.message(language)
        assert error.exit_code == 2


def test_the_tree_drawn_in_the_docstring_names_every_mistake() -> None:
    assert [kind.__name__ for kind in KINDS if kind.__name__ not in (mistakes.__doc__ or "")] == []
