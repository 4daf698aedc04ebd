"""Every error a person may meet says what happened and what to do, in both languages, with the same facts."""

from __future__ import annotations

import string

import pytest

from sourcier import errors
from sourcier.errors import SourcierError


def _leaves(kind: type[SourcierError]) -> list[type[SourcierError]]:
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in _leaves(each)] if below else [kind]


LEAVES = sorted((leaf for leaf in _leaves(SourcierError) if leaf.__module__.startswith("sourcier.")), key=str)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_both_languages_tell_the_same_facts(leaf: type[SourcierError]) -> None:
    assert _fields(leaf.fr) == _fields(leaf.en)
    assert leaf.fr != leaf.en
    assert leaf.fr != SourcierError.fr, "an error of its own has a sentence of its own"


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_a_message_is_one_line_with_its_facts(leaf: type[SourcierError]) -> None:
    error = leaf(**dict.fromkeys(_fields(leaf.fr), "FAIT"))
    for language in ("fr", "en"):
        message = error.message(language)
        assert "\n" not in message
        assert message.count("FAIT") >= len(_fields(leaf.fr))


def test_exit_codes_are_the_documented_ones() -> None:
    assert {leaf.exit_code for leaf in LEAVES} == {1, 2, 4, 5}
    assert errors.StoreBusy.exit_code == 4
    assert errors.StoreDamaged.exit_code == 5


def test_the_tree_drawn_in_the_docstring_names_every_error() -> None:
    drawn = errors.__doc__ or ""
    missing = [leaf.__name__ for leaf in LEAVES if leaf.__module__ == "sourcier.errors" and leaf.__name__ not in drawn]
    assert missing == []
