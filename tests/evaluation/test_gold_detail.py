from __future__ import annotations

from gold_builders import made

from sourcier.evaluation.detail import to_text


def test_what_was_said_commands_no_terminal_and_keeps_to_its_line() -> None:
    text = to_text(made(text="Le port\n\x1b]0;titre\x07 rouvre à 8\u202fh \u202e\ud800"))
    assert "   Le port \\x1b]0;titre\\x07 rouvre à 8 h \\u202e\\ud800" in text.splitlines()
