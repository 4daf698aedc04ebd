from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from sourcier.standalone import POLICY, clean, document, length


@given(st.text())
def test_foreign_text_is_no_markup_and_no_control(text: str) -> None:
    shown = clean(text)
    assert not set(shown) & set("<>\"'")
    assert all(character.isprintable() or character in "\u00a0\u202f\u2009\u3000" or character.isspace()
               for character in unescape(shown))  # fmt: skip
    assert "\n" not in shown


def test_french_spaces_stay_and_lines_are_one() -> None:
    assert clean("14\u202f000 habitants\u00a0: oui\nou non\t?") == "14\u202f000 habitants\u00a0: oui ou non ?"
    assert clean("\u202eabc\x00") == "\\u202eabc\\x00"


def test_a_page_allows_itself_nothing_but_its_own_style() -> None:
    page = document("<b>", "<p>x</p>", "p { margin: 0 }", "fr")
    assert page.startswith("<!doctype html>")
    assert "<title>&lt;b&gt;</title>" in page
    assert POLICY.startswith("default-src 'none'")
    assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in page
    assert "url(" not in page


def test_lengths_are_short() -> None:
    assert (length(3), length(3.04), length(2.56)) == ("3", "3", "2.6")
